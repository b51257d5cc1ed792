"""Objects of JSON that only look like a service's, and values that are not what they should be."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document
from kg.sources.objects.layouts import LAYOUTS, fits, to_document
from kg.sources.objects.records import _unwrapped

CASES = Path(__file__).parents[1] / "cases"
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def samples(name: str) -> list[dict[str, object]]:
    text = next(CASES.glob(f"{name}/answer/input.*")).read_text(encoding="utf-8")
    values = [json.loads(line) for line in text.splitlines()] if name == "arxivdump" else json.loads(text)
    return (
        [it for it in _unwrapped(values, {}) if isinstance(it, dict)]
        if isinstance(values, dict)
        else [it for one in values for it in _unwrapped(one, {}) if isinstance(it, dict)]
    )


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_each_layout_takes_its_own_and_no_other(layout) -> None:  # type: ignore[no-untyped-def]
    taken = {other.name: any(map(layout.fits, samples(other.name))) for other in LAYOUTS}
    assert taken == {other.name: other.name == layout.name for other in LAYOUTS}


@pytest.mark.parametrize("name", [layout.name for layout in LAYOUTS])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_value_anywhere_ends_well(name: str, data: st.DataObject) -> None:
    record = dict(data.draw(st.sampled_from(samples(name))))
    for field in data.draw(st.lists(st.sampled_from(sorted(record)), min_size=1, max_size=4)):
        record[field] = data.draw(ANY)
    outcome = to_document(record)
    assert isinstance(outcome, str) or outcome.title


def test_plain_record_is_taken_by_none() -> None:
    record: dict[str, object] = {"id": "W1", "title": "A  Paper", "abstract": "We <b>fly</b>.", "year": 2031}
    outcome = to_document(record)
    assert fits(record)
    assert isinstance(outcome, Document)
    assert (outcome.format, outcome.title, outcome.abstract) == ("records", "A  Paper", "We <b>fly</b>.")
