"""Text with LaTeX in it → the text that a reader sees; a macro of the paper's own stays, as `\\sys`.

Linear in the text, whatever it holds. A bare `%` is a percent sign here, for abstracts have more of those
than of comments. What a symbol's macro stands for is told by pylatexenc's table.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.macrospec import LatexContextDb

_ACCENTS = "'`^\"~=.uvHckrbd"
_MARKS_ABOVE = "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0331\u0323"
_COMBINING = dict(zip(_ACCENTS, _MARKS_ABOVE, strict=True))
_LETTER = r"(?:\{\s*\\?([^\W\d_])\s*\}|\\([ij])(?![A-Za-z])|([^\W\d_]))"
_ACCENT_MARK = r"\\(?:(['`^\"~=.])\s{0,3}|([uvHckrbd])(?:\s{1,3}|(?=[{\\])))"
_ACCENT = re.compile(rf"\{{{_ACCENT_MARK}{_LETTER}\}}|{_ACCENT_MARK}{_LETTER}")
# `$5 and $10` is money: mathematics has no blank inside its marks, and no digit behind them.
_MATH = re.compile(
    r"(?<!\\)\$\$?(?=[^\s$])((?:[^$\\]|\\.){0,2000}?)(?<=[^\s\\$])\$\$?(?!\d)"
    r"|\\[(\[]((?:(?!\\[(\[]).){0,2000}?)\\[)\]]",
    re.S,
)
_BOXES = (
    r"text(?:bf|it|rm|sf|sc|tt|normal|up|md|sl|super(?:script)?|sub(?:script)?|color\{\w*\})?"
    r"|math(?:bf|it|rm|sf|tt|cal|bb|frak|scr|normal|op|bin|rel)?|emph|underline|overline|operatorname\*?"
    r"|[mhf]box|ensuremath|boldsymbol|bm|url|path|uppercase|lowercase|enquote|title|natexlab"
)
_BOX = re.compile(rf"\\(?:{_BOXES})\s?\{{([^{{}}]*)\}}")
_SWITCH = re.compile(
    r"\\(?:bfseries|itshape|scshape|ttfamily|sffamily|rmfamily|mdseries|upshape|em|it|bf|sc|tt|rm|sf|sl|cal"
    r"|tiny|small|large|Large|normalsize|left|right|[Bb]igg?[lr]?|displaystyle|limits|nolimits|protect"
    r"|noindent|relax|xspace|centering|hfill|bar|hat|tilde|vec|d?dot|wide(?:hat|tilde)|/|-)(?![A-Za-z])\s?"
)
_GROUP = re.compile(r"\{\\(?:em|it|bf|sc|tt|rm|sf|sl|cal|[a-z]+(?:series|shape|family))\s([^{}]*)\}")
_LINK = re.compile(r"\\href\s?\{([^{}]*)\}\s?\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\s?\{([^{}]*)\}\s?\{([^{}]*)\}")
_REFERENCE = re.compile(
    r"(?:[~ ]|\\ )?\\(?:[cC]ite[a-zA-Z]*\*?|label|vspace|hspace)(?:\[[^\[\]]{0,200}\]){0,2}\{[^{}]*\}"
)
_POWER = re.compile(r"([\^_])\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([&%_#$])")
_TIE = re.compile(
    r"(?<=[\w.)\]}])(?!(?<=\d)~\d)~(?=\S)"  # `2~4x` is a range
    r"|\\(?:[,;:! ]|quad|qquad|\\|newline\b|linebreak\b|nobreakspace\b)|(?<=\S)\\$"
)
_NAMED = re.compile(r"\{\\([A-Za-z]+)\}|\\([A-Za-z]+)(\{\}|\s(?=\S))?")
_OWN = {
    **{name: name for name in ("LaTeX", "TeX", "BibTeX")},
    **{"euro": "€", "copyright": "©", "par": "\n\n", "textless": "<", "textgreater": ">", "textbar": "|"},
    **{"textquotesingle": "'", "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\"},
}
_PASSES = 6
_MARKS = {"---": "—", "--": "–", "``": "“", "''": "”"}
_MARK = re.compile(r"(?<!-)--(?:-)?(?!-)|``|''")


def plain(text: str) -> str:
    r"""Resolve accents, commands and mathematics; braces that belong to none of them stay.

    >>> plain(r"Erd\H{o}s's $\alpha$-\textbf{VAE} gains 5\% on $\mathcal{O}(n^{2})$, \sys{} and {x}")
    "Erdős's α-VAE gains 5% on O(n^2), \\sys and {x}"
    """
    if "\\" not in text and "$" not in text and "~" not in text:
        return text
    if "\\" in text:
        text = _ACCENT.sub(_accented, text)
        text = _ACCENT.sub(_accented, text)  # two marks on one letter, as in Vietnamese
        text = _SWITCH.sub("", _boxes(_REFERENCE.sub("", text)))
    text = _TIE.sub(" ", _MATH.sub(_mathematics, text))
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", _NAMED.sub(_spelled, text))
    return text.replace("\\{", "{").replace("\\}", "}")


def in_line(written: str) -> str:
    r"""Give a name as its reader sees it, in one line; what is nothing but marks stays as it is.

    >>> in_line(r"$\beta$-VAE"), in_line("top-$k$  accuracy"), in_line(r"\\")
    ('β-VAE', 'top-k accuracy', '\\\\')
    """
    line = " ".join(written.split())
    return " ".join(plain(line).split()) or line


def ungrouped(text: str) -> str:
    r"""Resolve LaTeX as BibTeX fields have it: braces protect or group, `--` is a dash, quotes are doubled.

    >>> ungrouped(r"{BERT}: Pre-training of {D}eep~Nets ``as is'', pp. 3--4, \{x\}")
    'BERT: Pre-training of Deep Nets “as is”, pp. 3–4, {x}'
    """
    kept = plain(text.replace("\\{", "\ue000").replace("\\}", "\ue001"))
    kept = _MARK.sub(lambda mark: _MARKS[mark[0]], kept.replace("{", "").replace("}", ""))
    return kept.replace("\ue000", "{").replace("\ue001", "}")


def _boxes(text: str) -> str:
    """Take what stands in a font, a fraction or a link out of its braces, from the inside out."""
    for _ in range(_PASSES):
        before = text
        text = _LINK.sub(r"\2 (\1)", _FRACTION.sub(r"\1/\2", _BOX.sub(r"\1", _GROUP.sub(r"\1", text))))
        if text == before:
            break
    return text


def _accented(match: re.Match[str]) -> str:
    mark, *letters = (group for group in match.groups() if group)
    return unicodedata.normalize("NFC", letters[0] + _COMBINING[mark])


def _mathematics(match: re.Match[str]) -> str:
    inner = match[1] if match[1] is not None else match[2]
    for _ in range(_PASSES):
        before, inner = inner, _POWER.sub(r"\1\2", inner)
        if inner == before:
            break
    return re.sub(r"(?<!\\)[{}]", "", _NAMED.sub(_spelled, inner))


def _spelled(match: re.Match[str]) -> str:
    symbol = _symbol(match[1] or match[2])
    if symbol is None:
        return match[0].removesuffix("{}")
    # TeX eats the blank behind a command: right for `\o re`, but `5 \times 3` is easier to read with it.
    latin = len(symbol) == 1 and unicodedata.name(symbol[0], "").startswith("LATIN")
    return symbol if latin or (match[3] or "").strip() or not match[3] else f"{symbol} "


@cache
def _symbols() -> LatexContextDb:
    from pylatexenc.latex2text import get_default_latex_context_db  # takes a moment; most texts need none

    return get_default_latex_context_db()


@lru_cache(maxsize=1024)
def _symbol(name: str) -> str | None:
    """Give the characters that a macro without arguments stands for, or None where no table has it."""
    if name in _OWN:
        return _OWN[name]
    text = getattr(_symbols().get_macro_spec(name), "simplify_repl", None)
    return text if isinstance(text, str) and text and "%" not in text else None
