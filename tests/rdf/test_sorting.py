import random

import pytest

from kg.rdf.sorting import distinct
from kg.rdf.terms import literal
from kg.rdf.triples import Triple

TRIPLES: list[Triple] = [
    (f"<http://a/{subject}>", "<http://a/p>", literal(f"{word} \n\r\u2028\x85 {subject}"))
    for subject in "abcdefg"
    for word in ("x y", "z", "😀")
]


@pytest.mark.parametrize("run", [1, 2, 5, 20, 21, 22, 1000])
def test_sorted_and_once_however_little_memory_there_is(run: int) -> None:
    mixed = TRIPLES * 3
    random.Random(run).shuffle(mixed)
    assert list(distinct(mixed, run=run)) == sorted(TRIPLES)


def test_nothing() -> None:
    assert list(distinct([])) == []
