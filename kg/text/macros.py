"""A name with LaTeX in it → the name in plain characters; a macro of the paper's own stays, as `\\sys`."""

from __future__ import annotations

import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GREEK = _words(
    """
    alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon
    phi chi psi omega
    """
)
_LETTERS = dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK, strict=True)) | {
    "ς": "sigma",
    "ϵ": "epsilon",
    "ϕ": "phi",
}
_SYMBOLS = {
    "times": "x",
    "infty": "infinity",
    "ell": "l",
    "star": "*",
    "ast": "*",
    "pm": "±",
    "to": "→",
    "rightarrow": "→",
    "varepsilon": "epsilon",
    "varphi": "phi",
    "xspace": "",
    "dagger": "",
    "ddagger": "",
    "quad": " ",
}
_FONTS = (
    r"(?:text|math)(?:bf|it|rm|sf|sc|tt|cal|bb|frak|scr|normal|up|md|sl)?|emph|underline|operatorname\*?|mbox|hbox"
    r"|ensuremath|boldsymbol|bm|bfseries|itshape|scshape|ttfamily|sffamily|em|it|bf|sc|tt|rm|sf|cal|small|large|left|right"
)
_ACCENT = re.compile(r"\\['\"`^~=.uvHc]\s?(?:\{\\?([A-Za-z])\}|(?<![uvHc])([A-Za-z]))")
_FONT = re.compile(rf"\\(?:{_FONTS})(?![A-Za-z])\s?")
_SPACED = re.compile(r"\\[,;:! ]|(?<!\\)~|\\\\")
_ESCAPED = re.compile(r"\\([&%_#$])")
_NAMED = re.compile(r"\\([A-Za-z]+)(?:\s?\{\})?")
_MARKS = re.compile(r"(?<!\\)[${}^]")
_LONE_GREEK = re.compile(
    r"(?<![\u0370-\u03ff\u1f00-\u1fff])([α-ωΑ-Ωςϵϕ])(?![\u0370-\u03ff\u1f00-\u1fff\u0300-\u036f])"
)


def plain(name: str) -> str:
    """Take LaTeX's marks away, and spell lone Greek letters out.

    >>> plain("$\\\\beta$-VAE"), plain("\\\\textbf{X}"), plain("BERT$_{large}$"), plain("\\\\method{}")
    ('beta-VAE', 'X', 'BERT_large', '\\\\method')
    """
    if "\\" in name:
        name = _ACCENT.sub(lambda found: found[1] or found[2], name)
        name = _SPACED.sub(" ", _FONT.sub("", name))
        name = _NAMED.sub(_spell, _ESCAPED.sub(r"\1", name))
    return _LONE_GREEK.sub(lambda found: _LETTERS.get(found[1].lower(), found[1]), _MARKS.sub("", name))


def _spell(found: re.Match[str]) -> str:
    low = found[1].lower()
    if low in _GREEK:
        return low
    return _SYMBOLS.get(found[1], f"\\{found[1]}")
