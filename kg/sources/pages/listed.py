"""The runs of one entry in a list of papers → a document: which of them is the title, who the authors are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from kg.model import Author, Document, Link
from kg.sources import identifiers
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.links import find, kind_of
from kg.sources.pages.pageruns import ABSTRACT, AUTHORS, TITLE, Run
from kg.sources.personal import is_team, personal_score

NO_TITLE = "no title beside the link to a paper; expected one, as text or as the link's words"
IN_PROSE = "a link to a paper in running text; expected its title in front"

_LABELS = (
    "abs abstract appendix arxiv bib bibtex blog code colab data dataset demo doc docs doi download full"
    " github here html homepage link model models official openreview page paper papers pdf poster preprint"
    " project proceedings read show site slides source supp supplement supplementary supplemental talk text"
    " tweet video webpage website weights"
)
_LABEL = re.compile(rf"\W*(?:(?:{'|'.join(_LABELS.split())})\b\W*+(?:\d[\d.v/_-]*+\W*+)*+){{1,3}}", re.I)
_PAPER = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:papers\.n(?:eur)?ips\.cc/paper|proceedings\.neurips\.cc/paper|proceedings\.mlr\.press/v"
    r"|openaccess\.thecvf\.com/content|semanticscholar\.org/paper|dl\.acm\.org/doi|ieeexplore\.ieee\.org/"
    r"|link\.springer\.com/(?:article|chapter)|sciencedirect\.com/science/article|jmlr\.org/papers|ojs\.aaai\.org/"
    r"|(?:bio|med)rxiv\.org/content|nature\.com/articles|ecva\.net/papers|isca-archive\.org/)"
    r"|/(?:abs|pdf)/\d{4}\.\d{4,5}|/paper_files/paper/|/virtual/\d{4}/(?:poster|oral|paper|spotlight)/"
    r"|/\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+/?$|/[A-Z]\d\d-\d{4}/?$",
    re.I,
)
_PERSON = re.compile(r"/people/|searchtype=author|/authors?/|dblp\.org/pid|scholar\.google\.|/~")
_DATE = re.compile(r"\W*((?:19|20)\d\d(?:[-/.]\d{1,2}){0,2})\W*")
_VENUE = re.compile(r"\W*((?:[A-Z][\w&/-]*\s+){1,4}(?:[‘’']\d\d|(?:19|20)\d\d))\W*")
_LAST_YEAR = re.compile(r"^[^\n]{0,80}[,(]\s*((?:19|20)\d\d)\W*$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AROUND = " .,;:|*·•–—-\"'“”‘’()[]<>"
_NUMBER = re.compile(r"(?:\[?\(?\d{1,4}[\])]|\d{1,3}[.)]\s|\[\d{4}[-/.]\d\d(?:[-/.]\d\d)?\])\s*")
_AND = re.compile(r"\s*(?:[,;&|·]|\band\b)\s*")
_ET_AL = re.compile(r"(?<![,\s])[,\s]*\bet\.? al\.?.*$")
_BY = re.compile(r"^(?:by|authors?)\b[:\s]*", re.I)
_CITED = re.compile(r".{1,60}(?:,\s*|\s\()(?:19|20)\d\d[a-z]?\)?|https?://\S+|.{0,60}\bet\.? al\b.{0,20}")
_WORD = re.compile(r"[^\W_]+")
_STRESSED = frozenset(["strong", "b", "h1", "h2", "h3", "h4", "h5", "h6"])
_PLAIN = 5  # the rank of a title that is not set off
_ABSTRACT_WORDS = 40
_LONGEST_TITLE = 400
_MOST_BEFORE, _MOST_PROSE = 7, 40


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry tells; `before` are the words of prose in front of its title, `prose` all of them."""

    title: str = ""
    names: tuple[str, ...] = ()
    complete: bool = True
    set_off: bool = False
    before: int = 0
    prose: int = 0

    @property
    def sure(self) -> bool:
        """Whether the title does not stand in the middle of prose."""
        few = self.before < _MOST_BEFORE and self.prose < _MOST_PROSE
        return not self.before or (self.set_off and few)


def is_paper(address: str) -> bool:
    """Tell whether an address leads to a paper.

    >>> [is_paper(it) for it in ("https://arxiv.org/abs/2104.12255", "/2024.acl-long.1/", "https://arxiv.org/list")]
    [True, True, False]
    """
    return any(identifiers.in_urls([address])) or bool(_PAPER.search(address)) or kind_of(address) == "pdf"


def entry_of(runs: Sequence[Run]) -> Entry:
    """Find title and authors of an entry."""
    others = [_is_other(run) for run in runs]
    rank, at = min(_titles(runs, others), key=lambda it: it[0], default=(0, -1))
    if at < 0:
        return Entry()
    names, complete = _names(runs, at)
    plain = (
        not (run.marks or run.href or it or _people(run.text)) for run, it in zip(runs, others, strict=True)
    )
    words = [len(_LETTERS.findall(run.text)) if it else 0 for run, it in zip(runs, plain, strict=True)]
    return Entry(_title(runs, at), names, complete, rank < _PLAIN, sum(words[:at]), sum(words))


def to_document(runs: Sequence[Run], entry: Entry, *, format: str, base: str) -> Document | str:
    """Make a document of an entry, or say that it has no title."""
    if not entry.title or not entry.sure:
        return NO_TITLE if not entry.title else IN_PROSE
    links = list(_links(runs, base))
    names = dict(identifiers.in_urls(link.url for link in links))
    arxiv = names.get("arxiv", "")
    venue = next((match[1] for run in runs if (match := _VENUE.fullmatch(run.text))), "")
    dates = (read_date(match[1]) for run in runs if (match := _DATE.fullmatch(run.text)))
    years = _YEAR.findall(venue) or [match[1] for run in runs if (match := _LAST_YEAR.search(run.text))]
    issued = max(dates, key=len, default="") or identifiers.month_of(arxiv)
    return compose(
        entry.title,
        _abstract(runs),
        format=format,
        id=identifiers.without_version(arxiv),
        authors=[Author(name) for name in entry.names],
        complete=entry.complete,
        issued=issued or (years[-1] if years else ""),
        venue=venue,
        identifiers=names,
        links=links,
    )


def _titles(runs: Sequence[Run], others: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Rate what may be the title: a column or class of that name, the link to the paper, what is set off."""
    column = any(run.marks & TITLE for run in runs)
    for at, run in enumerate(runs):
        words = len(_WORD.findall(run.text))
        short = words < 3 and len(run.text) < 20
        if not words or others[at] or len(run.text) > _LONGEST_TITLE or _LABEL.fullmatch(run.text):
            continue
        if run.marks & TITLE:
            yield 0, at
        elif column or (short and not any(identifiers.in_urls([run.href]))):
            continue
        elif run.href:
            yield (1 if is_paper(run.href) and not short else 4), at
        elif run.marks & _STRESSED:
            yield 2, at
        elif run.marks & {"em", "i", "cite"}:
            yield 3, at
        else:
            yield _PLAIN, at


def _is_other(run: Run) -> bool:
    """Tell dates, venues, lists of names and abstracts, which are no titles."""
    if run.marks & AUTHORS or _PERSON.search(run.href) or run.marks & ABSTRACT:
        return True
    return _is_other_text(run.text) or len(_people(run.text)) > 1


@lru_cache(maxsize=4096)
def _is_other_text(text: str) -> bool:
    return bool(_DATE.fullmatch(text) or _VENUE.fullmatch(text) or _CITED.fullmatch(text))


def _title(runs: Sequence[Run], at: int) -> str:
    """Write a title without its number; a name that was set off stands before a colon."""
    text = runs[at].text
    if text.startswith(":") and at:
        text = runs[at - 1].text.rstrip() + text
    bare = _NUMBER.sub("", text, count=1).strip(' .,;:|*"“”')
    return bare + ("?" if text.rstrip(' *"“”').endswith("?") and not bare.endswith("?") else "")


def _names(runs: Sequence[Run], at: int) -> tuple[tuple[str, ...], bool]:
    """Name the authors: what is marked so, else the first list of names, else a name after the title."""
    marked = [run.text for run in runs if run.marks & AUTHORS or _PERSON.search(run.href)]
    listed = [run.text for run in runs if len(_people(run.text)) > 1 or _ET_AL.search(run.text)]
    near = [*(run for run in runs[:at][-1:] if run.text.endswith(",")), *runs[at + 1 : at + 3]]
    alone = [run.text for run in near if not run.href and len(_people(run.text)) == 1]
    texts = marked or listed[:1] or alone[:1]
    names = dict.fromkeys(name for text in texts for name in (_split if marked else _people)(text))
    return tuple(names), not any(map(_ET_AL.search, texts))


@lru_cache(maxsize=4096)
def _people(text: str) -> tuple[str, ...]:
    """Read a text as names of people; where one of them is none, it is no list of names."""
    names = _split(text)
    return names if all(1 < len(name.split()) < 6 and _is_person(name) for name in names) else ()


def _split(text: str) -> tuple[str, ...]:
    bare = _BY.sub("", _ET_AL.sub("", text.strip(_AROUND)), count=1)
    return tuple(filter(None, (name.strip(_AROUND.replace(".", "")) for name in _AND.split(bare))))


def _is_person(name: str) -> bool:
    return not is_team(name.split()) and personal_score(name) > 0.5


def _abstract(runs: Iterable[Run]) -> str:
    marked = [run.text for run in runs if run.marks & ABSTRACT]
    # A long list of names has a comma every few words.
    long = [
        it for it in (run.text for run in runs) if len(it.split()) > max(_ABSTRACT_WORDS, 5 * it.count(","))
    ]
    return " ".join(marked) or next(iter(long), "")


def _links(runs: Iterable[Run], base: str) -> Iterator[Link]:
    for run in runs:
        if run.href and not _PERSON.search(run.href):
            yield from find(_absolute(run.href, base), field="entry")[:1]


def _absolute(address: str, base: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:  # brackets that hold no address
        return ""
