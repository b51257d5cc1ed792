"""A field or web address → the names of the paper in public schemes (`arxiv`, `doi`, `acl`, …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kg.model import Identifier

_PREFIX = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:(?:dx\.)?doi\.org/|(?:export\.)?arxiv\.org/(?:abs|pdf)/|doi:\s*|arxiv:\s*"
    r"|openalex\.org/|pubmed\.ncbi\.nlm\.nih\.gov/|pmc\.ncbi\.nlm\.nih\.gov/articles/"
    r"|ncbi\.nlm\.nih\.gov/(?:pubmed|pmc/articles)/)",
    re.I,
)
_CLASS = re.compile(r"\s?\[[\w.-]+\]$")  # as arXiv stamps it on the page: `2104.12255v1 [cs.CR]`
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ARXIV_ID = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
_ARXIV = re.compile(rf"({_ARXIV_ID})(?:v\d+)?$")
_ARXIV_MONTH = re.compile(r"(?:[a-z-]+(?:\.[A-Z]{2})?/)?(\d\d)(\d\d)[.\d]")
_IN_URL = (
    (
        "arxiv",
        re.compile(
            rf"https?://(?:(?:(?:export|www)\.)?arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers)/"
            rf"({_ARXIV_ID}(?:v\d+)?)",
            re.I,
        ),
    ),
    ("doi", re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/[^?#]+)", re.I)),
    (
        "acl",
        re.compile(
            r"https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/([A-Za-z0-9.-]+?)/?(?:\.pdf)?$",
            re.I,
        ),
    ),
    ("openreview", re.compile(r"https?://openreview\.net/(?:forum|pdf)\?id=([\w-]+)", re.I)),
)
_SCHEMES = tuple(scheme for scheme, _ in _IN_URL)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.I)
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550/arxiv\.|1101/\d|64898/|21203/|26434/chemrxiv|3123[45]/|31219/|22541/|20944/preprints"
    r"|36227/techrxiv|2139/ssrn)"
)


def bare(value: str) -> str:
    """Take `https://doi.org/`, `arXiv:` and the like off an identifier.

    >>> bare("https://doi.org/10.1000/x"), bare("arXiv:2104.12255v1")
    ('10.1000/x', '2104.12255v1')
    """
    return _CLASS.sub("", _PREFIX.sub("", value.strip(), count=1))


def in_urls(urls: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Find identifiers in addresses that lead to the paper itself, as scheme and value."""
    found = [name for url in urls for name in _in_url(url)]
    yield from sorted(found, key=lambda name: _SCHEMES.index(name[0])) if len(found) > 1 else found


@lru_cache(maxsize=4096)
def _in_url(url: str) -> tuple[tuple[str, str], ...]:
    return tuple((scheme, match[1]) for scheme, pattern in _IN_URL if (match := pattern.match(url)))


def without_version(arxiv: str) -> str:
    """Give an arXiv id without its version.

    >>> without_version("2104.12255v1"), without_version("math.GT/0309136")
    ('2104.12255', 'math.GT/0309136')
    """
    match = _ARXIV.match(arxiv)
    return match[1] if match else arxiv


def of_preprints(*dois: str) -> bool:
    """Tell whether one of these DOIs, in small letters, is of a preprint server.

    >>> of_preprints("10.48550/arxiv.3101.00001"), of_preprints("10.1000/kites.3")
    (True, False)
    """
    return any(map(_PREPRINT_DOI.match, dois))


def month_of(arxiv: str) -> str:
    """Tell from an arXiv id the month in which the paper was put up, else nothing.

    >>> month_of("2104.12255v1"), month_of("math.GT/0309136"), month_of("hep-th/9203001")
    ('2021-04', '2003-09', '1992-03')
    """
    match = _ARXIV_MONTH.match(arxiv)
    if not match or not 1 <= int(match[2]) <= 12:
        return ""
    century = "19" if "/" in arxiv and match[1] > "90" else "20"
    return f"{century}{match[1]}-{match[2]}"


def tidied(given: Mapping[str, str], urls: Iterable[str] = ()) -> tuple[Identifier, ...]:
    """Give what a record names its paper, each scheme once, in order; malformed ones are left out.

    arXiv's own DOIs (`10.48550/arXiv.…`) name the arXiv paper too.
    """
    found = {scheme: bare(value) for scheme, value in given.items() if value.strip()}
    if "arxiv" in found and not _ARXIV.match(found["arxiv"]):
        del found["arxiv"]
    if "doi" in found and not _DOI.fullmatch(found["doi"]):
        del found["doi"]
    for scheme in {"pmid", "pmc"} & found.keys():
        found[scheme] = found[scheme].rstrip("/")
    if found.get("pmc", "").isdigit():  # as Semantic Scholar has it
        found["pmc"] = f"PMC{found['pmc']}"
    for scheme, value in in_urls(urls):
        found.setdefault(scheme, value)
    if own := _ARXIV_DOI.fullmatch(found.get("doi", "")):
        found.setdefault("arxiv", own[1])
    return tuple(Identifier(scheme, value) for scheme, value in sorted(found.items()))
