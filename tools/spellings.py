"""How each thing is spelled → annotated abstracts: `spellings.py SOURCE LISTED FOLDER`.

Quicker than marking each mention in the text, and no mention of a listed spelling is missed. SOURCE has a
JSON object a line (`id`, `title`, `abstract`). LISTED has for each paper

    # id: example-1
    1 Model FooNet
    2 Task image captioning | captioning
    paper introduces 1
    1 addresses 2

that is: number, type and spellings of each entity, then relations and results as the guidelines write them.
Every occurrence of a spelling is marked in FOLDER/ann/ID.ann, but not within a longer one or an address.
`spelling {1,3}` marks only some, counted in title and abstract together.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from marks import Marks, annotated, key

from kg.model import EntityType

_ENTITY = re.compile(rf"(\d+) ({'|'.join(EntityType)}) (\S.*)")
_LINE = re.compile(r"(?:\d+|paper) \w+ (?:\d+|paper)|result subject=.+")
_SOME = re.compile(r"(.+) \{([\d,]+)\}")
_ADDRESS = re.compile(r"(?:https?://|www\.|github\.com|huggingface\.co)\S*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as a text has it; `only` are the occurrences that count, none for all."""

    name: str
    kind: str
    entity: int
    only: frozenset[int]

    def pattern(self) -> re.Pattern[str]:
        """Whole words; a plain word may begin a sentence."""
        first, rest = self.name[0], re.escape(self.name[1:])
        plain = first.isalpha() and self.name[1:].islower()
        begin = f"[{first.lower()}{first.upper()}]" if plain else re.escape(first)
        return re.compile(rf"(?<!\w){begin}{rest}(?!\w)")


def main() -> None:
    """Write a file for each paper that is listed; say which spellings mark nothing."""
    match sys.argv[1:]:
        case [source, listed, folder]:
            records = map(json.loads, filter(None, Path(source).read_text(encoding="utf-8").split("\n")))
            papers = {record["id"]: record for record in records}
            place = Path(folder) / "ann"
            place.mkdir(parents=True, exist_ok=True)
            for paper, lines in portions(Path(listed).read_text(encoding="utf-8")):
                if paper not in papers:
                    sys.exit(f"{listed}: {paper} is not in {source}")
                title, abstract = papers[paper]["title"], papers[paper]["abstract"]
                marks = marked(paper, f"{title}\n{abstract}", lines)
                (place / f"{paper}.ann").write_text(annotated(marks, title, abstract), encoding="utf-8")
        case _:
            sys.exit(__doc__)


def portions(listed: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the identifier of each paper and its lines."""
    for part in re.split(r"^# id:", listed, flags=re.M)[1:]:
        paper, *lines = (line.strip() for line in part.strip().split("\n"))
        yield paper, [line for line in lines if line]


def marked(paper: str, text: str, lines: Iterable[str]) -> Marks:
    """Mark what is listed, the longest spelling first.

    Raises SystemExit at a line that is neither an entity, a relation nor a result.
    """
    spellings: list[Spelling] = []
    rest: list[str] = []
    for line in lines:
        if found := _ENTITY.fullmatch(line):
            spellings += _spellings(int(found[1]), found[2], found[3])
        elif _LINE.fullmatch(line):
            rest.append(line)
        else:
            sys.exit(f"{paper}: {line!r} is no entity, relation or result")
    spans = _spans(paper, text, spellings)
    return {"id": paper, "text": key(text), "marks": spans, "lines": rest}


def _spellings(entity: int, kind: str, names: str) -> Iterator[Spelling]:
    for name in names.split(" | "):
        some = _SOME.fullmatch(name.strip())
        only = frozenset(map(int, some[2].split(","))) if some else frozenset()
        yield Spelling(some[1] if some else name.strip(), kind, entity, only)


def _spans(paper: str, text: str, spellings: Iterable[Spelling]) -> list[tuple[int, int, str, int]]:
    spans: list[tuple[int, int, str, int]] = []
    taken = {at for address in _ADDRESS.finditer(text) for at in range(*address.span())}
    for one in sorted(spellings, key=lambda it: -len(it.name)):
        found = [match.span() for match in one.pattern().finditer(text)]
        if not found:
            print(f"{paper}: {one.name!r} is nowhere in the text")
        for number, (start, end) in enumerate(found, start=1):
            if (not one.only or number in one.only) and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                spans.append((start, end, one.kind, one.entity))
    return sorted(spans)


if __name__ == "__main__":
    main()
