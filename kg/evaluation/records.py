"""A file of records, one JSON object a line → records by id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, cast

from kg.errors import EvaluationError
from kg.extraction.exchange import Record

_FIELDS: Final = ("id", "text", "mentions", "relations", "results")
_PARTS: Final = {
    "mentions": ("start", "end", "type", "entity"),
    "results": ("subject", "metric", "value", "kind"),
}
"""What is scored of each part; relations are lists."""
_TRIPLE: Final = 3


def read(path: Path) -> dict[str, Record]:
    """Read a file of records by id; raises EvaluationError with file and line where it cannot."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: {error}; expected JSON Lines in UTF-8") from error
    records: dict[str, Record] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            record = _record(line, f"{path}:{number}")
            if record["id"] in records:
                raise EvaluationError(f"{path}:{number}: id {record['id']} for the second time; remove one")
            records[record["id"]] = record
    return records


def _record(line: str, place: str) -> Record:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{place}: {error}; expected one JSON object a line") from error
    lacking = _lacking(record)
    if lacking:
        raise EvaluationError(f"{place}: lacks {lacking}; expected a line as `kg extract` writes it")
    return cast(Record, record)


def _lacking(record: object) -> str:
    """Say what a record lacks of what is scored."""
    if not isinstance(record, dict):
        return "all fields"
    lacking = [key for key in _FIELDS if key not in record]
    for kind, fields in _PARTS.items():
        parts = record.get(kind, [])
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            lacking.append(f"a list of objects in {kind}")
        else:
            lacking += sorted({f"{kind}.{field}" for part in parts for field in fields if field not in part})
    said = record.get("relations", [])
    if not isinstance(said, list) or any(not isinstance(one, list) or len(one) != _TRIPLE for one in said):
        lacking.append("a subject, a name and an object in relations")
    return ", ".join(lacking)
