"""Each format's case folders: what a made-up file gives, whole values compared."""

import json
from dataclasses import MISSING, asdict, fields
from pathlib import Path

import pytest

from kg.model import Document, Reject
from kg.sources import FORMATS, read

CASES = Path(__file__).parents[1] / "cases"
DEFAULTS = {it.name: it.default for it in fields(Document) if it.default is not MISSING}
_WITH_CASES = {"biorxiv", "byhand", "python", "conference", "core", "paperswithcode"}
INPUTS = [
    path
    for name in (*FORMATS, "joined")
    for path in sorted(CASES.glob(f"{name}/*/input.*"))
    # Others of listings and records are compared by tests of their own.
    if name not in {"listing", "records"} or path.parent.name in _WITH_CASES
]


def shown(found: Document | Reject) -> dict[str, object]:
    """A document without the fields that say nothing, or a reject, as JSON has them."""
    told = {name: value for name, value in asdict(found).items() if value != DEFAULTS.get(name, MISSING)}
    shown: dict[str, object] = json.loads(json.dumps(told))
    return shown


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: str(path.relative_to(CASES).parent))
def test_case(path: Path) -> None:
    expected = json.loads((path.parent / "expected.json").read_text(encoding="utf-8"))
    assert [shown(it) for it in read(path)] == expected


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_cases(name: str) -> None:
    assert list(CASES.glob(f"{name}/*/input.*"))
