from __future__ import annotations

from pathlib import Path

from kg.rdf.vocab import ID
from kg.server.fronts import Front, front
from kg.store import open_store


def test_a_paper_begins_with_what_its_record_says(place: Path) -> None:
    found = front(open_store(place), f"{ID}paper/larkspur")
    assert found.abstract.startswith("We introduce Larkspur-L, a sparse language model with 56B activated")
    assert found == Front(
        facts=("2025-05-21", "cs.CL"),
        authors=(("Ada Moss", f"{ID}person/ada-moss"), ("Ben Reed", f"{ID}person/ben-reed")),
        others=True,
        organizations=(("Fenland Labs", f"{ID}organization/fenland-labs"),),
        links=(
            ("code", "https://github.com/example/larkspur"),
            ("weights", "https://huggingface.co/example/larkspur"),
        ),
        abstract=found.abstract,
    )


def test_identifiers_lead_to_where_the_paper_is_read(place: Path) -> None:
    store = open_store(place)
    found = front(store, f"{ID}paper/2502.00002")
    assert (found.authors, found.others) == ((("Ben Reed", f"{ID}person/ben-reed"),), False)
    assert front(store, f"{ID}paper/none").authors == ()
