"""One shard of documents → its extractions, claims and quads; runs in a worker and knows no other shard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import orjson

from kg import linking, rdf
from kg.errors import ExtractionError
from kg.extraction import exchange, extract, load_nlp
from kg.model import Claim, Document, Extraction, Quad, Reject, RelationClaim, ResultClaim, ResultKind
from kg.pipeline import observations
from kg.pipeline.files import read_packed
from kg.pipeline.options import USUAL, Options
from kg.pipeline.shards import Marker, Shards

if TYPE_CHECKING:
    from spacy.language import Language

T = TypeVar("T")

BATCH = 16
"""Documents that one call of a worker extracts where the results stream."""


@dataclass(frozen=True, slots=True)
class Task:
    """The shard `name` of the build in `folder`; `known` are files of extractions that hold as ever."""

    folder: Path
    name: str
    options: Options = USUAL
    known: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """All that was made of one document; `unsure` claims were left out."""

    document: Document
    extraction: Extraction
    claims: tuple[Claim, ...]
    quads: tuple[Quad, ...]
    unsure: int = 0


def finish(task: Task) -> Marker:
    """Extract, link and map a shard; one that is done already is left as it is."""
    shards = Shards(task.folder)
    done = shards.marker(task.name)
    if done is not None:
        return done
    rejects: list[Reject] = []
    works = list(_works(shards.read("documents", task.name, Document), rejects, task))
    lines = [_line(work.document, work.extraction) for work in works]
    shards.write_lines("extractions", task.name, lines)
    shards.write("claims", task.name, (claim for work in works for claim in work.claims))
    shards.write_lines("observed", task.name, observations.to_lines(_observed(works)))
    shards.write("rejects", task.name, rejects)
    quads, digest = shards.write_quads(task.name, (quad for work in works for quad in work.quads))
    marker = Marker(dict(sorted(_counts(works, rejects).items())), quads, digest)
    shards.mark(task.name, marker)
    return marker


def extract_batch(records: list[Document | Reject], *, rules: bool = False) -> list[bytes | Reject]:
    """Extract a few documents into lines of JSON; what cannot be extracted becomes a reject in its place."""
    return [_extracted(record, rules) for record in records]


def batches(records: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut a stream into lists of at most `size`."""
    stream = iter(records)
    while batch := list(islice(stream, size)):
        yield batch


def _extracted(record: Document | Reject, rules: bool) -> bytes | Reject:
    if isinstance(record, Reject):
        return record
    found = _extraction(record, rules)
    return found if isinstance(found, Reject) else _line(record, found)


def _works(documents: Iterable[Document], rejects: list[Reject], task: Task) -> Iterator[Work]:
    options, known = task.options, dict(_known(task.known))
    for document in documents:
        extraction = known.get((document.id, document.text)) or _extraction(document)
        if isinstance(extraction, Reject):
            rejects.append(extraction)
            continue
        found = tuple(linking.link(document, extraction, lexicon(options.lexicon)))
        claims = tuple(filter(options.admits, found))
        quads = tuple(rdf.to_quads(document, extraction, claims, evidence=options.evidence))
        yield Work(document, extraction, claims, quads, len(found) - len(claims))


def _known(files: Iterable[Path]) -> Iterator[tuple[tuple[str, str], Extraction]]:
    """Read extractions by the document's id and text; they depend on nothing else."""
    for file in files:
        for line in read_packed(file).splitlines():
            document, extraction = exchange.from_json(orjson.loads(line))
            yield (document.id, document.text), extraction


def _observed(works: Iterable[Work]) -> linking.Observed:
    texts = {work.document.id: work.document.text for work in works}
    return linking.observe((claim for work in works for claim in work.claims), texts)


def _extraction(document: Document, rules: bool = False) -> Extraction | Reject:
    try:
        return next(extract([document], _nlp(rules)))
    except ExtractionError as error:
        return Reject(file="", record=document.id, reason=str(error))


def _line(document: Document, extraction: Extraction) -> bytes:
    return orjson.dumps(exchange.to_json(document, extraction), option=orjson.OPT_APPEND_NEWLINE)


def _counts(works: Iterable[Work], rejects: list[Reject]) -> Counter[str]:
    counts = Counter(rejects=len(rejects))
    for work in works:
        counts["papers"] += 1
        counts["merged"] += max(0, len(work.document.sources) - 1)
        counts["unsure"] += work.unsure
        counts.update(f"mentions {mention.type}" for mention in work.extraction.mentions)
        counts["claims"] += sum(isinstance(claim, RelationClaim) for claim in work.claims)
        figures = [claim for claim in work.claims if isinstance(claim, ResultClaim)]
        sizes = sum(claim.kind is ResultKind.SIZE for claim in figures)
        counts["sizes"] += sizes
        counts["results"] += len(figures) - sizes
    return counts


@cache
def _nlp(rules: bool) -> Language:
    return load_nlp(rules=rules)


@cache
def lexicon(own: str) -> linking.Lexicon:
    """Load the lexicon with a user's rows, once a process; raise LinkingError where one is malformed."""
    return linking.load_lexicon(own=own)
