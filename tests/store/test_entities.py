from pathlib import Path

import pytest

from kg.errors import QueryError, UnknownNameError
from kg.model import EntityType, Quad
from kg.rdf import vocab
from kg.rdf.terms import count
from kg.store import Store, create, open_store
from kg.store.entities import Found, find, find_entity, foremost, nearest

ID = "https://w3id.org/claimgraph/id/"
LARKSPUR = Found(f"{ID}model/larkspur-l", "Larkspur-L", "Model")


@pytest.mark.parametrize(
    "name",
    [
        "Larkspur-L",
        "larkspur-l",
        "Larkspur Large",  # a name that was merged
        "LARKSPUR  L",  # another spelling
        f"{ID}model/larkspur-l",
        "model:larkspur-l",
        "model:larkspur-large",  # the IRI of what was merged
    ],
)
def test_a_thing_is_found_by_any_of_its_names(store: Store, name: str) -> None:
    assert find_entity(store, name) == LARKSPUR


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (
            "gauge: a benchmark for long context",
            Found(f"{ID}paper/gauge", "Gauge: A Benchmark for Long Context", "Paper"),
        ),
        ("Cléo Sedge", Found(f"{ID}person/cléo-sedge", "Cléo Sedge", "Person")),
        ("Fenland Labs", Found(f"{ID}organization/fenland-labs", "Fenland Labs", "Organization")),
        ('Beam "Q" {search}', Found(f"{ID}method/beam-q-search-1f0c2b3a", 'Beam "Q" {search}', "Method")),
    ],
)
def test_papers_people_and_hostile_names_are_found(store: Store, name: str, found: Found) -> None:
    assert find_entity(store, name) == found


def test_types_narrow_what_a_name_may_mean(store: Store) -> None:
    with pytest.raises(QueryError, match="no dataset or metric is called 'Heron'"):
        find(store, "Heron", types=(EntityType.DATASET, EntityType.METRIC))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "Dunlin-8B",
            "no entity or paper is called 'Dunlin-8B'; did you mean Dunlin-7B?",
        ),
        (
            "qqqq",
            "no entity or paper is called 'qqqq'; kg entities and kg ask papers list what there is",
        ),
        ("\udcff", "name '\\udcff': a byte that is no text; give it in UTF-8"),
        ("", "no entity or paper is called ''; kg entities and kg ask papers list what there is"),
    ],
)
def test_an_unknown_name_says_which_are_near(store: Store, name: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        find_entity(store, name)
    assert str(caught.value) == message


def test_an_unknown_name_carries_the_near_ones(store: Store) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find_entity(store, "Dunlin-8B")
    assert (caught.value.fact, caught.value.name, caught.value.near) == (
        "no entity or paper is called 'Dunlin-8B'",
        "Dunlin-8B",
        ("Dunlin-7B",),
    )


def test_a_name_in_any_case_is_found_in_a_store_that_was_not_built_here(tmp_path: Path) -> None:
    thing = f"<{ID}model/x>"
    said = ((vocab.TYPE, vocab.CLASSES[EntityType.MODEL][0]), (vocab.PREF_LABEL, '"Big Bird"'))
    create(tmp_path / "s", (), (Quad(thing, *each, vocab.RESOLVED_GRAPH) for each in said))
    assert find_entity(open_store(tmp_path / "s"), "BIG bird") == Found(f"{ID}model/x", "Big Bird", "Model")


@pytest.mark.parametrize(("claims", "found"), [(5, "bert"), (20, "transformer")])
def test_a_first_name_counts_ten_times_as_much_as_another(tmp_path: Path, claims: int, found: str) -> None:
    """One paper that calls the Transformer `BERT` changes nothing; an abbreviation that most use does."""
    bert, other = f"<{ID}model/bert>", f"<{ID}model/transformer>"
    model = vocab.CLASSES[EntityType.MODEL][0]
    said = [(bert, vocab.TYPE, model), (bert, vocab.PREF_LABEL, '"BERT"')]
    said += [(other, vocab.TYPE, model), (other, vocab.PREF_LABEL, '"Transformer"')]
    said += [(other, vocab.ALT_LABEL, '"BERT"'), (f"<{ID}claim/0>", vocab.SUBJECT, bert)]
    said += [(f"<{ID}claim/{number + 1}>", vocab.SUBJECT, other) for number in range(claims)]
    create(tmp_path / "s", (), (Quad(*each, vocab.RESOLVED_GRAPH) for each in said))
    store = open_store(tmp_path / "s")
    assert find_entity(store, "BERT").iri == f"{ID}model/{found}"
    # Questions ask of both where hardly anybody speaks of what is called so.
    assert {each.iri for each in find(store, "BERT")} == {f"{ID}model/bert", f"{ID}model/{found}"}


def test_the_foremost_are_those_of_most_papers(store: Store) -> None:
    found = foremost(store, (EntityType.MODEL,), most=1)
    assert found == (f"<{ID}model/larkspur-l>",)
    assert len(foremost(store, (EntityType.DATASET,), most=9)) == 3


def test_the_foremost_data_sets_bear_names(tmp_path: Path) -> None:
    said = []
    for papers, name in enumerate(("GLUE", "synthetic data", "bAbI")):
        thing = f"<{ID}dataset/{papers}>"
        said += [
            (thing, vocab.TYPE, vocab.CLASSES[EntityType.DATASET][0]),
            (thing, vocab.PAPERS, count(papers)),
        ]
        said += [(thing, vocab.PREF_LABEL, f'"{name}"')]
    create(tmp_path / "s", (), (Quad(*each, vocab.RESOLVED_GRAPH) for each in said))
    found = foremost(open_store(tmp_path / "s"), (EntityType.DATASET,), most=2)
    assert found == (f"<{ID}dataset/2>", f"<{ID}dataset/0>")


def test_the_likest_name_comes_first() -> None:
    assert nearest("leaderbord", ["papers", "leaderboard", "lineage"]) == ("leaderboard",)


NAMES = ("BERT", "bert", "BEIR", "RL", "Gemini-2.0-Flash-001", "Megatron-LM", "MMLU", "Tencent AI Lab")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("berd", ("BEIR", "BERT")),
        ("foobar", ()),
        ("2412.00001", ()),
        ("megatron", ("Megatron-LM",)),
        ("Megatorn", ("Megatron-LM",)),
        ("MMLU-Pro", ("MMLU",)),
        ("Tencent AI", ("Tencent AI Lab",)),
        ("te", ()),
        ("?!", ()),
    ],
)
def test_a_slip_or_a_part_of_a_name_is_near_it(name: str, near: tuple[str, ...]) -> None:
    assert nearest(name, NAMES) == near


def test_what_there_is_of_a_type_is_listed_where_nothing_is_near(store: Store) -> None:
    with pytest.raises(QueryError, match="'zzz'; kg entities --type Task lists what there is"):
        find(store, "zzz", types=(EntityType.TASK,))
