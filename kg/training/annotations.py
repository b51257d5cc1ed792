"""Annotated abstracts (`source.jsonl` and a folder of `.ann` files) → papers with their gold.

The format is that of the annotation guidelines: entity marks `[[surface|Type#k]]` in the text, then relation
and result lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.errors import EvaluationError
from kg.extraction.exchange import Record
from kg.model import EntityType, Mention, Predicate, Ref

_MARK = re.compile(r"\[\[(?P<surface>.*?)\|(?P<type>[A-Z][a-z]+)#(?P<entity>\d+)\]\]", re.DOTALL)
_FIELD = re.compile(r'(\w+)=("[^"]*"|\S*)')
REPORT, CHOOSE = 0, 1
"""The tenths of the papers that report and that choose; the others train."""


@dataclass(frozen=True, slots=True)
class GoldResult:
    """A result line; `metric` is an entity number or words, references are entity numbers or `paper`."""

    subject: Ref
    metric: str
    value: str
    unit: str
    kind: str
    bound: str
    datasets: tuple[Ref, ...]
    tasks: tuple[Ref, ...]
    baselines: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """One annotated abstract."""

    id: str
    text: str
    mentions: tuple[Mention, ...]
    relations: tuple[tuple[Ref, Predicate, Ref], ...]
    results: tuple[GoldResult, ...]

    @property
    def tenth(self) -> int:
        """Which tenth of the papers this one belongs to, by the hash of its id."""
        return int(sha256(self.id.encode()).hexdigest(), 16) % 10


def read_annotations(folder: Path) -> Iterator[GoldPaper]:
    """Read `folder/source.jsonl` and `folder/ann/<id>.ann`, in the order of the former.

    Raises EvaluationError where a file is missing or malformed, or marks do not give back the source text.
    """
    listed = folder / "source.jsonl"
    place = str(listed)
    try:
        for number, line in enumerate(listed.read_text(encoding="utf-8").split("\n"), start=1):
            place = f"{listed}:{number}"
            if line.strip():
                source = json.loads(line)
                path = folder / "ann" / f"{source['id']}.ann"
                place = str(path)
                yield _paper(source["id"], f"{source['title']}\n{source['abstract']}", path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationError(
            f"{place}: {error}; expected annotations as docs/training.md has them"
        ) from error


def _paper(paper_id: str, text: str, path: Path) -> GoldPaper:
    head, title, *rest = path.read_text(encoding="utf-8").split("\n")
    abstract, *lines = rest
    marked = f"{title.removeprefix('# title: ')}\n{abstract}"
    plain, mentions = _unmark(marked)
    if plain != text or not head.startswith("# id:"):
        raise EvaluationError(f"{path}: the text without its marks is not the source text; mend the marks")
    results = tuple(_result(line) for line in lines if line.startswith("result "))
    relations = tuple(
        _relation(line) for line in lines if line.strip() and not line.startswith(("result ", "#"))
    )
    return GoldPaper(paper_id, text, tuple(mentions), relations, results)


def _unmark(marked: str) -> tuple[str, list[Mention]]:
    plain, mentions, last = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        start = len(plain)
        plain += match["surface"]
        mentions.append(Mention(start, len(plain), EntityType(match["type"]), int(match["entity"])))
        last = match.end()
    return plain + marked[last:], mentions


def _relation(line: str) -> tuple[Ref, Predicate, Ref]:
    subject, predicate, target = line.split()
    return subject, Predicate(predicate), target


def _result(line: str) -> GoldResult:
    fields = {name: value.strip('"') for name, value in _FIELD.findall(line)}

    def references(name: str) -> tuple[Ref, ...]:
        return tuple(part for part in fields.get(name, "").split(",") if part)

    return GoldResult(
        fields["subject"], fields["metric"], fields["value"], fields.get("unit", ""), fields["kind"],
        fields.get("bound", ""), references("dataset"), references("task"), references("baseline"),
    )  # fmt: skip


def to_record(paper: GoldPaper) -> Record:
    """Write a paper as the metric of record reads it."""
    return {
        "id": paper.id,
        "title": paper.text.split("\n", 1)[0],
        "text": paper.text,
        "mentions": [
            {"start": one.start, "end": one.end, "type": one.type.value, "entity": one.entity}
            for one in paper.mentions
        ],
        "relations": [[subject, name.value, target] for subject, name, target in paper.relations],
        "results": [
            {
                "subject": one.subject,
                "metric": one.metric,
                "value": one.value,
                "unit": one.unit,
                "kind": one.kind,
                "bound": one.bound,
                "dataset": ",".join(one.datasets),
                "task": ",".join(one.tasks),
                "baseline": ",".join(one.baselines),
            }
            for one in paper.results
        ],
    }
