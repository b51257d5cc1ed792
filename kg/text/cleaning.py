"""Text in a format's markup → plain text: entities, tags, ligatures, hyphens at line ends, odd white space.

For formats whose markup is not text; listings and plain records are kept as they are. LaTeX is resolved in
`kg.text.latex`.
"""

from __future__ import annotations

import html
import re

_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st"}
)
_HIDDEN = re.compile(
    r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\ue000-\uf8ff"
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)
# Numbers of glyphs whose letters a program did not know: hyphens at line ends, TeX's ligatures, quotes.
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\(cid:173\)\s*(?:(?=[a-z])|(?=([A-Z])))")
_GLYPH = re.compile(
    r"(?<=[A-Za-z])\(cid:(11|14|15)\)|(?<![\d)])\(cid:(12|13)\)(?=[a-z])|(?:(?<=[a-z])|(?<!\S))\(cid:(2)\)(?=[a-z]{3})"
    r"|\(cid:(147|148)\)"
)
_GLYPHS = {"2": "fi", "11": "ff", "12": "fi", "13": "fl", "14": "ffi", "15": "ffl", "147": "“", "148": "”"}
_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*|[\u2029\f]\s*")
_BROKEN = re.compile(r"(?<=[^\W\d_])(?:-|\u2010|\u00ad)[^\S\n]*\n[^\S\n]*(?=[a-z])")
_BEFORE_CAPITAL = re.compile(r"(?<![^\W_])([^\W_]+)[-\u2010][^\S\n]*\n[^\S\n]*([A-Z][^\W\d_]*|\d)")
_SPLIT = re.compile(
    r"(?<![\w-])((?:[^\W_]+-)*[^\W\d_]{2,})- ([a-z]{2}[A-Za-z]*+(?:-[A-Za-z]++)*|[A-Z]{2,}+)(?![\w])"
)
_GLUED = re.compile(r"(?<![\w-])([^\W\d_]{2,})-([a-z]{2,})(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AFTER_HYPHEN = "and or to und oder et vs nor versus as but than through over"
_SUSPENDED = frozenset(_AFTER_HYPHEN.split())
_MATHML = re.compile(r"<(?:\w+:)?math\b(?:(?!</(?:\w+:)?math>).){0,20000}</(?:\w+:)?math>", re.S)
_POWER = re.compile(r"(?<=\d)<(?:\w+:)?sup>\s*([+−–-]?\d+)\s*</(?:\w+:)?sup>")
_INLINE = (
    "a abbr alternatives b bold cite code em emph i inline-formula italic italics kbd mark monospace q roman"
    " s sc scp small span strike strong sub sup tex-math tt u underline var"
)
_BLOCK = (
    "article blockquote body br dd div dl dt h1 h2 h3 h4 h5 h6 head hr html label li list list-item ol p"
    " section sec td th title tr ul"
)
_COMMENT = re.compile(r"<!--(?:(?!<!--).){0,10000}?-->", re.S)
_TAG = re.compile(r"</?(?:[a-z]+:)?([a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]{0,2000})?/?>")
_INLINE_TAGS = frozenset(_INLINE.split())
_BLOCK_TAGS = frozenset(_BLOCK.split())


def one_line(text: str) -> str:
    """Bring ligatures, hidden characters and all white space to plain ones, on one line.

    >>> one_line("E\\ufb03cient\\u00a0net\\u00adworks \\n for\\u2009all ")
    'Efficient networks for all'
    >>> one_line("classi(cid:12)cation of the e(cid:11)ects, learn(cid:173) ing with a rate (cid:15)")
    'classification of the effects, learning with a rate (cid:15)'
    """
    if not (text.isascii() and text.isprintable()):
        text = _HIDDEN.sub("", text.translate(_LIGATURES))
    if "(cid:" in text:
        text = _SOFT_HYPHEN.sub(lambda torn: "-" if torn[1] else "", text)
        text = _GLYPH.sub(lambda glyph: _GLYPHS[glyph[glyph.lastindex or 0]], text)
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Bring each paragraph to one line, with a blank line between two of them."""
    return "\n\n".join(filter(None, map(one_line, _PARAGRAPHS.split(text))))


def unhyphenated(text: str, *, words: frozenset[str] = frozenset()) -> str:
    """Join words that a typesetter cut at line ends.

    A hyphen with a blank behind it, as programs leave it that read pages, is one too, but not in `pre- and
    post-training`. `words` are those of the whole text: they tell `word-level` and `learn-ing` apart.

    >>> unhyphenated("neu-\\nral nets, learn- ing of word- level cues", words=frozenset({"word-level"}))
    'neural nets, learning of word-level cues'
    """

    def joined(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        if second in _SUSPENDED:
            return match[0]
        whole, joined = f"{first}-{second}", f"{first}{second}"
        compound = "-" in second or whole.casefold() in words
        if "-" in first:  # of `state-of-the- art` no half is torn, of `end-to-end learn- ing` one is
            compound = joined.rpartition("-")[2].casefold() not in words
        return whole if compound else joined

    def named(match: re.Match[str]) -> str:
        return known(match) if f"{match[1]}{match[2]}".casefold() in words else f"{match[1]}-{match[2]}"

    def known(match: re.Match[str]) -> str:
        return match[1] + match[2] if f"{match[1]}{match[2]}".casefold() in words else match[0]

    if "-" not in text and "\u2010" not in text:
        return text
    text = _BEFORE_CAPITAL.sub(named, text)
    return _GLUED.sub(known, _SPLIT.sub(joined, _BROKEN.sub("- ", text)))


def words_of(text: str) -> frozenset[str]:
    """List a text's words without case, hyphens within them kept: what `unhyphenated` goes by."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def untagged(text: str) -> str:
    """Take HTML's and JATS's tags away and resolve entities; `<` that opens no known tag is text.

    >>> untagged("<jats:p>We use H<sub>2</sub>O &amp; p &lt; 0.05, for a<b.</jats:p><p>End.</p>")
    'We use H2O & p < 0.05, for a<b.\\n\\nEnd.'
    >>> untagged("10<sup>6</sup> of <tex-math>$\\ell$</tex-math><mml:math><mml:mi>l</mml:mi></mml:math>")
    '10^6 of $\\ell$'
    """
    if "<" in text:
        # Of a formula in TeX and in MathML the former is read; `10<sup>6</sup>` is no 106.
        text = _MATHML.sub("", text) if "tex-math" in text else text
        text = _TAG.sub(_replaced, _POWER.sub(r"^\1", _COMMENT.sub("", text)))
    if "&" in text:
        text = html.unescape(text)
        text = _TAG.sub(_replaced, text) if "<" in text else text  # written twice: `&lt;i&gt;`
    return paragraphs(text)


def _replaced(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _BLOCK_TAGS:
        return "\n\n"
    return "" if name in _INLINE_TAGS else tag[0]
