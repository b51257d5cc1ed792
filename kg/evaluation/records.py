"""A file of records, one JSON object a line → records by id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

from kg.errors import EvaluationError
from kg.extraction.exchange import Record


def read(path: Path) -> dict[str, Record]:
    """Read a file of records by id; raises EvaluationError with file and line where it cannot."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
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
    lacking = [key for key in ("id", "text", "mentions", "relations", "results") if key not in record]
    if not isinstance(record, dict) or lacking:
        raise EvaluationError(
            f"{place}: lacks {', '.join(lacking)}; expected a line as `kg extract` writes it"
        )
    return cast(Record, record)
