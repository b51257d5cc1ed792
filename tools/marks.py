"""Annotated abstracts ⇄ marks alone, for papers whose text is not ours to keep.

    marks.py pack FOLDER... > MARKS          marks by offset, the text by its hash
    marks.py unpack MARKS PAPERS FOLDER      a folder for `kg train`, the texts found in PAPERS

MARKS (or MARKS.gz) has a JSON object a line: `id`, `text` (the first 16 digits of the SHA-256 of title, line
feed, abstract), `marks` (start, end, type, entity number) and `lines` (relations and results as annotated).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from kg import sources
from kg.model import Document
from kg.training.annotations import GoldPaper, read_annotations


class Marks(TypedDict):
    """What was annotated of one paper."""

    id: str
    text: str
    marks: list[tuple[int, int, str, int]]
    lines: list[str]


def main() -> None:
    """Pack or unpack."""
    match sys.argv[1:]:
        case ["pack", *folders] if folders:
            for folder in map(Path, folders):
                for paper in read_annotations(folder):
                    print(json.dumps(packed(paper, folder), ensure_ascii=False, separators=(",", ":")))
        case ["unpack", marks, papers, folder]:
            with (gzip.open if marks.endswith(".gz") else open)(marks, "rt", encoding="utf-8") as lines:
                wanted = [json.loads(line) for line in lines]
            found = unpack(wanted, Path(papers), Path(folder))
            print(f"{folder}: {found} of {len(wanted)} papers")
        case _:
            sys.exit(__doc__)


def packed(paper: GoldPaper, folder: Path) -> Marks:
    """Take the marks of one paper out of its file."""
    lines = (folder / "ann" / f"{paper.id}.ann").read_text(encoding="utf-8").split("\n")[3:]
    return {
        "id": paper.id,
        "text": key(paper.text),
        "marks": [(one.start, one.end, one.type.value, one.entity) for one in paper.mentions],
        "lines": [line for line in lines if line.strip()],
    }


def key(text: str) -> str:
    """Name a text by its hash."""
    return sha256(text.encode()).hexdigest()[:16]


def unpack(wanted: Sequence[Marks], papers: Path, folder: Path) -> int:
    """Write `source.jsonl` and `ann/`, in the order of the papers; give how many were found."""
    (folder / "ann").mkdir(parents=True, exist_ok=True)
    texts = {one["text"]: one for one in wanted}
    found = 0
    with (folder / "source.jsonl").open("w", encoding="utf-8") as source:
        for title, abstract in plain(papers):
            marks = texts.pop(key(f"{title}\n{abstract}"), None)
            if marks:
                record = {"id": marks["id"], "title": title, "abstract": abstract}
                source.write(json.dumps(record, ensure_ascii=False) + "\n")
                (folder / "ann" / f"{marks['id']}.ann").write_text(
                    annotated(marks, title, abstract), encoding="utf-8"
                )
                found += 1
    return found


def plain(papers: Path) -> Iterator[tuple[str, str]]:
    """Titles and abstracts of whatever `kg` can read."""
    documents = (one for one in sources.read(papers) if isinstance(one, Document))
    return ((one.title, one.abstract) for one in documents)


def annotated(marks: Marks, title: str, abstract: str) -> str:
    """Write one file: the text with its marks, then the lines."""
    text, parts, last = f"{title}\n{abstract}", [], 0
    for start, end, kind, entity in marks["marks"]:
        parts += [text[last:start], f"[[{text[start:end]}|{kind}#{entity}]]"]
        last = end
    marked = "".join([*parts, text[last:]])
    return "\n".join([f"# id: {marks['id']}", f"# title: {marked}", "", *marks["lines"], ""])


if __name__ == "__main__":
    main()
