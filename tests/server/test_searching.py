from __future__ import annotations

from typing import Any

import orjson
import pytest

from kg.model import EntityType, Quad
from kg.rdf import vocab
from kg.rdf.terms import count, literal
from kg.server import searching
from kg.store import Store, create, open_store

THINGS = {
    "model/hunyuan-turbos": ("Hunyuan-TurboS", "Hunyuan Turbo S (2025)"),
    "model/llm": ("large language model", "LLM", "LLMs"),
    "method/c++": ("C++",),
    "method/mac": ("MAC++",),
}


class Held:
    def __init__(self) -> None:
        self.answer: Any = None

    def head(self, **_: str) -> None:
        pass

    def write(self, chunk: bytes) -> int:
        self.answer = orjson.loads(chunk)
        return len(chunk)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    triples = []
    for papers, (thing, labels) in enumerate(THINGS.items()):
        iri = f"<{vocab.ID}{thing}>"
        kind = vocab.CLASSES[EntityType(thing.partition("/")[0].title())][0]
        triples += [(iri, vocab.TYPE, kind), (iri, vocab.PREF_LABEL, literal(labels[0]))]
        triples += [(iri, vocab.ALT_LABEL, literal(each)) for each in labels[1:]]
        triples.append((iri, vocab.PAPERS, count(papers)))
    place = tmp_path_factory.mktemp("searched") / "store"
    create(place, (), (Quad(*each, vocab.RESOLVED_GRAPH) for each in triples))
    return open_store(place)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("hunyuan turbos", [("Hunyuan-TurboS", "")]),
        ("HUNYUANTURBOS", [("Hunyuan-TurboS", "")]),
        ("Turbo S 2025", [("Hunyuan-TurboS", "Hunyuan Turbo S (2025)")]),
        ("llm", [("large language model", "LLM")]),
        ("large", [("large language model", "")]),
        ("c++", [("C++", ""), ("MAC++", "")]),
        ("+", [("C++", ""), ("MAC++", "")]),
        (r"\" } # $name", []),
        ("x" * 300, []),
        ("$key", []),
    ],
)
def test_a_thing_is_found_by_a_part_of_any_name(
    store: Store, name: str, found: list[tuple[str, str]]
) -> None:
    out = Held()
    searching.search(store, out, name=name)
    assert [(each["name"], each["alias"]) for each in out.answer["things"]] == found


def test_what_is_mistyped_has_near_names_of_some_length(store: Store) -> None:
    out = Held()
    searching.search(store, out, name="Hunyaun-TurboS")
    assert out.answer == {"things": [], "near": ["Hunyuan-TurboS"], "cut": False}


def test_names_of_a_type_are_those_of_most_papers(store: Store) -> None:
    out = Held()
    searching.names(store, out, types=["Model", "System"])
    assert out.answer == {"names": ["large language model", "Hunyuan-TurboS"]}
