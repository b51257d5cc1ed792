"""What fuzzing found to take time without end, or with the square of the length: each a case folder."""

import json
import time
from pathlib import Path

import pytest

from kg.model import Document
from kg.sources import read

CASES = Path(__file__).parents[1] / "cases" / "slow"


@pytest.mark.parametrize("folder", sorted(CASES.iterdir()), ids=lambda folder: folder.name)
def test_read_soon(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    (path,) = folder.glob("input.*")
    started = time.process_time()
    found = list(read(path))
    assert time.process_time() - started < 5  # as they were, they took ten seconds to hours
    documents = sum(isinstance(one, Document) for one in found)
    assert {"documents": documents, "rejects": len(found) - documents} == expected
