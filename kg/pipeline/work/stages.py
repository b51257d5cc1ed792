"""One shard of documents → its extractions, claims and quads; runs in a worker and knows no other shard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import orjson

from kg import garbage, linking, rdf
from kg.errors import ExtractionError
from kg.extraction import exchange, extract, load_nlp
from kg.model import Claim, Document, Extraction, Reject, RelationClaim, ResultClaim, ResultKind
from kg.pipeline.folder import observations, written
from kg.pipeline.folder.codec import from_line, to_line
from kg.pipeline.folder.files import read_packed
from kg.pipeline.folder.shards import Marker, Shards, quad_lines
from kg.pipeline.folder.written import Written
from kg.pipeline.options import USUAL, Options

if TYPE_CHECKING:
    from spacy.language import Language

T = TypeVar("T")
Text: TypeAlias = tuple[str, str]
"""A document's id and its text."""

BATCH = 16
"""Documents that one call of a worker extracts where the results stream."""


_COUNTED = ("papers", "merged", "unsure", "claims", "sizes", "results")


@dataclass(frozen=True, slots=True)
class Task:
    """The shard `name` of the build in `folder`; `known` are files of extractions that hold as ever.

    Of papers that stand in the shards `origins` of the build in `old`, all that was made holds.
    """

    folder: Path
    name: str
    options: Options = USUAL
    known: tuple[Path, ...] = ()
    old: Path = Path()
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What was made of the document on this line, but its quads; `unsure` claims were left out."""

    line: bytes
    document: Document
    extraction: Extraction
    claims: tuple[Claim, ...]
    unsure: int = 0


@garbage.seldom()
def finish(task: Task) -> Marker:
    """Extract, link and map a shard; one that is done already is left as it is."""
    shards = Shards(task.folder)
    done = shards.marker(task.name)
    if done is not None:
        return done
    lines = shards.lines("documents", task.name)
    papers = {paper.document: paper for one in task.origins for paper in written.read(Shards(task.old), one)}
    known = dict(_known(task.known, papers.values()))
    rejects: list[Reject] = []
    came = list(_works([line for line in lines if line not in papers], known, rejects, task.options))
    went = list(_works(papers.keys() - set(lines), known, [], task.options))
    papers |= {work.line: _written(work, task.options) for work in came}
    quads, digest = written.write(shards, task.name, [papers[line] for line in lines if line in papers])
    shards.write_lines("observed", task.name, observations.to_lines(_observed(task, came, went)))
    shards.write("rejects", task.name, rejects)
    marker = Marker(_counts(task, came, went) | {"rejects": len(rejects)}, quads, digest)
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


def _works(
    lines: Iterable[bytes], known: Mapping[Text, exchange.Record], rejects: list[Reject], options: Options
) -> Iterator[Work]:
    for line in lines:
        document = from_line(line, Document)
        record = known.get((document.id, document.text))
        extraction = exchange.from_json(record)[1] if record else _extraction(document)
        if isinstance(extraction, Reject):
            rejects.append(extraction)
            continue
        found = tuple(linking.link(document, extraction, lexicon(options.lexicon)))
        claims = tuple(filter(options.admits, found))
        yield Work(line, document, extraction, claims, len(found) - len(claims))


def _known(files: Iterable[Path], papers: Iterable[Written]) -> Iterator[tuple[Text, exchange.Record]]:
    """Read extractions by the document's id and text; they depend on nothing else."""
    lines = [line for file in files for line in read_packed(file).splitlines()]
    for record in map(orjson.loads, (*lines, *(paper.extraction for paper in papers))):
        yield (record["id"], record["text"]), record


def _written(work: Work, options: Options) -> Written:
    quads = rdf.to_quads(work.document, work.extraction, work.claims, evidence=options.evidence)
    extraction, claims = _line(work.document, work.extraction), b"".join(map(to_line, work.claims))
    return Written(work.line, extraction, claims, quad_lines(quads))


def _observed(task: Task, came: Iterable[Work], went: Iterable[Work]) -> linking.Observed:
    """Put together what the origins show, without their papers that are not here, and the new ones."""
    old, found = Shards(task.old), linking.Observed()
    for name in task.origins:
        observations.add(found, old.lines("observed", name))
    found.subtract(_shown(went))
    found.update(_shown(came))
    return found.standing()


def _shown(works: Iterable[Work]) -> linking.Observed:
    texts = {work.document.id: work.document.text for work in works}
    return linking.observe((claim for work in works for claim in work.claims), texts)


def _extraction(document: Document, rules: bool = False) -> Extraction | Reject:
    nlp = _nlp(rules)  # What it raises is no document's fault.
    try:
        return next(extract([document], nlp))
    except ExtractionError as error:
        return Reject(file="", record=document.id, reason=str(error))


def _line(document: Document, extraction: Extraction) -> bytes:
    return orjson.dumps(exchange.to_json(document, extraction), option=orjson.OPT_APPEND_NEWLINE)


def _counts(task: Task, came: Iterable[Work], went: Iterable[Work]) -> dict[str, int]:
    """Count what the shard holds, as `_observed` puts it together; of types only those that are there."""
    counts = Counter(dict.fromkeys(_COUNTED, 0))
    for name in task.origins:
        counts.update(Shards(task.old).whole(name).counts)
    for work in went:
        counts.subtract(_counted(work))
    for work in came:
        counts.update(_counted(work))
    return {name: count for name, count in sorted(counts.items()) if count or name in _COUNTED}


def _counted(work: Work) -> Counter[str]:
    counts = Counter(papers=1, merged=max(0, len(work.document.sources) - 1), unsure=work.unsure)
    counts.update(f"mentions {mention.type}" for mention in work.extraction.mentions)
    counts["claims"] = sum(isinstance(claim, RelationClaim) for claim in work.claims)
    figures = [claim for claim in work.claims if isinstance(claim, ResultClaim)]
    counts["sizes"] = sum(claim.kind is ResultKind.SIZE for claim in figures)
    counts["results"] = len(figures) - counts["sizes"]
    return counts


@cache
def _nlp(rules: bool) -> Language:
    return load_nlp(rules=rules)


@cache
def lexicon(own: str) -> linking.Lexicon:
    """Load the lexicon with a user's rows, once a process; raise LinkingError where one is malformed."""
    return linking.load_lexicon(own=own)
