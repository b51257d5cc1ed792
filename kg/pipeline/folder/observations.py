"""What linking needs of a shard ↔ lines of JSON, so that one paper more costs one shard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import orjson

from kg.linking import Observed
from kg.model import Entity, EntityType


def to_lines(observed: Observed) -> Iterator[bytes]:
    """Write an entity a line (type, name, documents, written forms), then what abbreviations stand for."""
    for entity, documents in sorted(observed.documents.items()):
        yield _line([entity.type, entity.name, documents, observed.forms[entity]])
    for (kind, short), longs in sorted(observed.long_forms.items()):
        yield _line([kind, short, longs])


def add(observed: Observed, lines: Iterable[bytes]) -> None:
    """Add what one shard shows."""
    for line in lines:
        kind, name, *rest = orjson.loads(line)
        if len(rest) == 1:
            observed.long_forms.setdefault((EntityType(kind), name), Counter()).update(rest[0])
            continue
        entity = Entity(EntityType(kind), name)
        observed.documents[entity] += rest[0]
        observed.forms.setdefault(entity, Counter()).update(rest[1])


def _line(row: list[object]) -> bytes:
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS)
