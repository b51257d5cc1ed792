"""Text or a record's field → the web addresses in it, each with what it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

from kg.model import Link

Kind: TypeAlias = Literal["code", "weights", "data", "page", "pdf"]

# Only what RFC 3986 lets stand in a path or query (no brackets, which IRIs refuse); `\_` is LaTeX for `_`.
_CHARACTER = r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2}|\\(?=[_%#~&]))"
_REST = rf"(?:(?!https?://){_CHARACTER}){{0,2000}}"
_KNOWN = (
    r"(?:[A-Za-z0-9-]+\.)?(?:github|gitlab)\.(?:com|io)|huggingface\.co|hf\.co|bitbucket\.org|modelscope\.cn"
    r"|zenodo\.org|bit\.ly|goo\.gl|git\.io|tinyurl\.com|aka\.ms"
)
_URL = re.compile(
    rf"https?://[A-Za-z0-9-]+(?:\.(?:(?!https?://)[A-Za-z0-9-])+)+(?::\d+)?(?:[/?#]{_REST})?"
    rf"|(?<![A-Za-z0-9@/.-])(?:www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/{_REST})?|(?:{_KNOWN})/{_REST})",
    re.IGNORECASE,
)
_SIGNS = ("://", "www.", *(f"{end}/" for end in (".com", ".co", ".io", ".cn", ".org", ".ly", ".gl", ".ms")))
_BARE = re.compile(rf"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,}}(?:/{_REST})?", re.IGNORECASE)
_TAIL = ".,;:!?'\"$*~\\"

_HOSTS: tuple[tuple[str, Kind], ...] = (
    (r"[^?#]*\.pdf(?:[?#]|$)|[^/]*arxiv\.org/pdf/|[^/]*openreview\.net/pdf", "pdf"),
    (r"(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn|kaggle\.com)/datasets/", "data"),
    (r"(?:www\.)?(?:huggingface\.co|hf\.co)/(?:spaces|papers|collections|blog|docs)/", "page"),
    (r"(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn)/(?:models/)?[^/?#]+/[^/?#]+", "weights"),
    (r"(?:www\.)?(?:zenodo\.org|figshare\.com|dataverse\.[^/]+)/.", "data"),
    (
        r"(?:www\.)?(?:github\.com|gitlab\.[^/]+|bitbucket\.org|codeberg\.org|gitee\.com)/[^/?#]+/[^/?#]+",
        "code",
    ),
    (r"gist\.github\.com/.|git\.io/.|anonymous\.4open\.science/.|(?:www\.)?sourceforge\.net/p", "code"),
)
_KINDS = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _HOSTS)


def find(text: str, *, field: str) -> tuple[Link, ...]:
    """Find the web addresses in running text, each once, in order; a well-known host needs no `https://`.

    >>> find("Code: github.com/Tencent/HunyuanDiT.", field="abstract")
    (Link(url='https://github.com/Tencent/HunyuanDiT', kind='code', field='abstract'),)
    """
    low = text.lower()
    if not any(sign in low for sign in _SIGNS):
        return ()
    return _distinct(Link(url, kind_of(url), field) for url in map(_cleaned, _URL.findall(text)) if url)


def read_field(text: str, *, field: str, kind: Kind | None) -> tuple[Link, ...]:
    """Read a record's field that holds one or more addresses; `kind` is what the field's name promises.

    What the address itself says counts more for a page, and less for all else.
    """
    found = find(text, field=field)
    if not found:
        parts = (part.strip() for part in re.split(r"[;\s]+", text))
        found = _distinct(Link(_cleaned(p), kind_of(_cleaned(p)), field) for p in parts if _BARE.fullmatch(p))
    if kind is None or kind == "page":
        return found
    return tuple(Link(link.url, kind, field) for link in found)


@lru_cache(maxsize=4096)
def kind_of(url: str) -> Kind:
    """Tell from an address alone what it leads to; a page, where nothing tells more."""
    address = url.split("://", 1)[-1]
    return next((kind for pattern, kind in _KINDS if pattern.match(address)), "page")


def _cleaned(url: str) -> str:
    url = url.replace("\\", "")
    while url:
        if url[-1] in _TAIL or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    scheme, mark, rest = url.partition("://")
    return f"{scheme.lower()}://{rest}" if mark else f"https://{url}"


def _distinct(links: Iterator[Link]) -> tuple[Link, ...]:
    return tuple({link.url: link for link in links}.values())
