"""What becomes of the records of one paper."""

from dataclasses import replace
from itertools import permutations

import pytest

from kg.model import Author, Document, Identifier
from kg.sources.merging import merged

from .records import PREPRINT, PUBLISHED


@pytest.mark.parametrize("order", list(permutations([PREPRINT, PUBLISHED])))
def test_merged_has_what_each_tells_whatever_the_order(order: tuple[Document, ...]) -> None:
    assert merged(order) == replace(
        PREPRINT,
        authors=(Author("Zoë Quill"), Author("Bo Li", ("Wind Works",))),
        organizations=("Kite Lab", "Wind Works"),
        venue="Journal of Kites",
        identifiers=(Identifier("arxiv", "3101.00001v2"), Identifier("doi", "10.1000/kites.3")),
        code_available=True,
        licence="cc-by",
        sources=(
            "atom:3101.00001 (2031-01-02)",
            "bibtex:quill2032 (Journal of Kites 2032-02)",
        ),
    )
