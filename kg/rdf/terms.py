"""Values → terms as N-Quads writes them (`<iri>`, `"text"@en`), whatever the values hold.

RDF has no lone surrogates; each becomes U+FFFD, one code point for one, so that offsets stay true.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final
from urllib.parse import quote

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
XSD_DECIMAL: Final = f"<{XSD}decimal>"
XSD_COUNT: Final = f"<{XSD}nonNegativeInteger>"
XSD_BOOLEAN: Final = f"<{XSD}boolean>"
XSD_DATE: Final = f"<{XSD}date>"
XSD_YEAR_MONTH: Final = f"<{XSD}gYearMonth>"
XSD_YEAR: Final = f"<{XSD}gYear>"

TRUE: Final = f'"true"^^{XSD_BOOLEAN}'
FALSE: Final = f'"false"^^{XSD_BOOLEAN}'

_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES |= {ord(raw): f"\\{name}" for raw, name in zip('\t\b\n\r\f"\\', 'tbnrf"\\', strict=True)}
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_ESCAPES |= _SURROGATES
_HOSTILE = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')

_UNESCAPES = {name: raw for raw, name in zip("\t\b\n\r\f\"\\'", "tbnrf\"\\'", strict=True)}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)

_NOT_IN_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\\x7f-\x9f\ud800-\udfff\ufff0-\uffff]|%(?![0-9A-Fa-f]{2})')
_WEB = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_DATES = {4: XSD_YEAR, 7: XSD_YEAR_MONTH, 10: XSD_DATE}
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


def iri(text: str) -> str:
    """Write an IRI; characters that none may hold are percent-encoded.

    >>> iri('https://a.org/x>y "z"')
    '<https://a.org/x%3Ey%20%22z%22>'
    """
    return f"<{_NOT_IN_IRI.sub(_percent, text)}>"


def web_iri(url: str) -> str | None:
    """Write the IRI of a page, None where `url` is not an http(s) address."""
    return iri(url) if _WEB.match(url) and "]" not in url and "[" not in url else None


@lru_cache(maxsize=1024)
def segment(text: str) -> str:
    """Percent-encode `text` as one segment of an IRI's path, the segments that mean a step (`..`) too.

    >>> segment("a/b é")
    'a%2Fb%20%C3%A9'
    """
    quoted = quote(text, safe="", errors="surrogatepass")
    return quoted.replace(".", "%2E") if quoted in (".", "..") else quoted


def well_formed(text: str) -> str:
    """Replace lone surrogates, which no Unicode text may hold, one for one."""
    return text.translate(_SURROGATES)


def literal(text: str) -> str:
    """Write a plain string."""
    return f'"{text.translate(_ESCAPES)}"' if _HOSTILE.search(text) else f'"{text}"'


def tagged(text: str, language: str) -> str:
    """Write a string in a language; an impossible tag is left out."""
    return f"{literal(text)}@{language.lower()}" if _LANGUAGE.fullmatch(language) else literal(text)


def decimal(value: Decimal | float) -> str:
    """Write an `xsd:decimal` in its canonical form: no exponent, no needless zero.

    >>> decimal(Decimal("5.60E+11"))
    '"560000000000"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    digits = f"{Decimal(str(value)):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f'"{"0" if digits in ("-0", "") else digits}"^^{XSD_DECIMAL}'


def count(number: int) -> str:
    """Write an `xsd:nonNegativeInteger`."""
    return f'"{number}"^^{XSD_COUNT}'


def boolean(value: bool) -> str:
    """Write an `xsd:boolean`."""
    return TRUE if value else FALSE


def date(text: str) -> str:
    """Write a year, a month or a day as exactly as `text` gives it; what is no date stays a string."""
    return f'"{text}"^^{_DATES[len(text)]}' if _DATE.fullmatch(text) else literal(text)


def lexical(term: str) -> str:
    """Read the text of a literal that N-Quads writes, whatever its datatype or language.

    >>> lexical('"a \\\\"b\\\\""@en')
    'a "b"'
    """
    body = term[1 : term.rindex('"')]
    return _ESCAPED.sub(_unescaped, body) if "\\" in body else body


def _percent(found: re.Match[str]) -> str:
    return quote(found[0], safe="", errors="surrogatepass")


def _unescaped(found: re.Match[str]) -> str:
    short, long, name = found.groups()
    return _UNESCAPES[name] if name else chr(int(short or long, 16))
