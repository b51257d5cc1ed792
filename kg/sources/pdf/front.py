"""The first page of a paper → title, authors, names in public schemes, venue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import Author
from kg.sources.dates import read_date
from kg.sources.pdf.layout import Line, Page
from kg.sources.pdf.pages import RAISED
from kg.sources.personal import is_team, personal_score
from kg.text.cleaning import one_line, unhyphenated

_RAISED = re.compile(f"{RAISED}.")
_MARKS = "*∗†‡§¶♠♣♡♢⋆#"
_NO_TITLE = re.compile(r"untitled|microsoft word|\.(?:docx?|tex|dvi|pdf|indd|rtf)$|^[\W\d]*$", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_LETTERS = 8
_MOST_SIZES = 20
_STAMP = re.compile(r"arXiv:\s*(\S+?v\d+)\s*(?:\[([\w.-]+)\])?\s*(\d{1,2}\s+[A-Z][a-z]{2}\s+\d{4})?")
_DOI = re.compile(r"(?:doi\.org/|\bdoi:?\s*)(10\.\d{4,9}/[^\s,;]+)", re.I)
_VENUE = re.compile(
    r"(?:published (?:as a (?:conference|workshop) paper )?at|accepted (?:at|to)|presented at) (.+)"
    r"|((?:In )?Proceedings of .+?)(?:[,.]? (?:pages?|pp)\b.*)?$",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BETWEEN = re.compile(r"[,;&·•|]| and |\band$|^and\b")
_BODIES = re.compile(
    r"universit|institut|college|school|depart|faculty|laborator|academy|centre|center|hospital|inc\b|ltd\b"
    r"|gmbh|corp|research|group|team|society|foundation|science|technolog|\babstract\b|@|\d",
    re.I,
)


class Front(NamedTuple):
    """What the first page tells of a paper, and the lowest base of its title's lines."""

    title: str
    bottom: float


class Imprint(NamedTuple):
    """Where and when the paper was put up or published, as its margins say."""

    identifiers: dict[str, str]
    categories: tuple[str, ...]
    issued: str
    venue: str


def front_of(page: Page, told: str) -> Front:
    """Find the title: the largest line, unless the file's own title, `told`, stands on the page too."""
    lines = _title_lines(page)
    title = _plain("\n".join(line.text for line in lines))
    told = one_line(told)
    if title and _is_title(told, page) and (title.isupper() or _letters(told) != _letters(title)):
        title = told
    bottom = min((line.base for line in lines), default=page.height)
    return Front(title, bottom)


def authors_of(
    lines: Sequence[Line], told: str, page: Page, *, title: str
) -> tuple[list[Author], tuple[str, ...]]:
    """Name the authors: those that the file itself names, else those between title and abstract."""
    named = [one_line(name) for name in re.split(r"\s*;\s*|,(?! Jr)\s*| and ", told) if name.strip()]
    on_page = _letters(" ".join(line.text for line in page.lines))
    if named and all(personal_score(name) > 0.3 and _letters(name.split()[-1]) in on_page for name in named):
        return [Author(name) for name in named], ()
    # Below a journal's name that is larger, the title stands among these lines.
    names = dict.fromkeys(_names([line for line in lines if _letters(line.text) not in _letters(title)]))
    return [Author(name) for name in names], ("authors were read from the page",) if names else ()


def imprint_of(page: Page) -> Imprint:
    """Read arXiv's stamp, the DOI, and the proceedings that are named on the first page."""
    stamp = _STAMP.search(page.turned)
    texts = [one_line(_RAISED.sub("", line.text)) for line in page.lines]
    dois = {match[1].rstrip(".") for text in texts if (match := _DOI.search(text))}
    found = next((match for text in texts if (match := _VENUE.match(text))), None)
    venue = (found[1] or found[2]).removeprefix("In ").strip(" .,") if found else ""
    years = _YEAR.findall(venue)
    put_up = read_date(" ".join(stamp[3].split())) if stamp and stamp[3] else ""
    return Imprint(
        identifiers={"arxiv": stamp[1] if stamp else "", "doi": dois.pop() if len(dois) == 1 else ""},
        categories=(stamp[2],) if stamp and stamp[2] else (),
        issued=put_up or (years[-1] if years else ""),
        venue=venue,
    )


def _title_lines(page: Page) -> list[Line]:
    """The largest lines that follow one another; a name alone takes the line below it along."""
    lines = sorted((it for it in page.lines if _LETTER.search(it.text)), key=lambda it: (-it.base, it.left))
    sizes = sorted({line.size for line in lines}, reverse=True)[:_MOST_SIZES]
    for size in sizes:
        start = next(number for number, line in enumerate(lines) if line.size == size)
        taken = list(_following(lines, start, size))
        words = _WORD.findall(" ".join(line.text for line in taken))
        if len(words) == 1 and len(words[0]) > 2 and start + 1 < len(lines):
            taken += _following(lines, start + 1, lines[start + 1].size)
            words = _WORD.findall(" ".join(line.text for line in taken))
        if sum(map(len, words)) >= _LEAST_LETTERS and len(words) > 1:
            return taken
    return []


def _following(lines: Sequence[Line], start: int, size: float) -> Iterator[Line]:
    last = lines[start]
    for line in lines[start:]:
        if abs(line.size - size) > 0.05 * size or last.base - line.base > 2 * size:
            return
        yield line
        last = line


def _is_title(told: str, page: Page) -> bool:
    """Tell whether a file's own title is one: it has words, and they stand on the page."""
    letters = _letters(told)
    on_page = _letters(" ".join(line.text for line in page.lines))
    return not _NO_TITLE.search(told) and len(letters) >= _LEAST_LETTERS and letters in on_page


def _names(lines: Sequence[Line]) -> Iterator[str]:
    """Names in the font of the first line that has one, for affiliations are set otherwise."""
    font: tuple[float, bool] | None = None
    for line in lines:
        pieces = [piece for part in line.parts or (line.text,) for piece in _BETWEEN.split(_unmarked(part))]
        names = [name for name in map(str.strip, pieces) if _is_name(name)]
        if names and font is None:
            font = line.size, line.bold
        if (line.size, line.bold) == font:
            yield from names


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        2 <= len(words) <= 5
        and not _BODIES.search(name)
        and not is_team(words)
        and personal_score(name) > 0.5
    )


def _unmarked(text: str) -> str:
    """Without the marks that lead to affiliations and notes."""
    return one_line(_RAISED.sub(" ", text).translate(dict.fromkeys(map(ord, _MARKS), " ")))


def _plain(text: str) -> str:
    return one_line(unhyphenated(_RAISED.sub("", text))).strip(f" {_MARKS}")


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(one_line(_RAISED.sub("", text)).casefold()))
