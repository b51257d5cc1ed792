import pytest

from kg.errors import QueryError
from kg.model import EntityType
from kg.store import Store
from kg.store.entities import Found, find, find_entity, nearest

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
            "no entity or paper is called 'qqqq'; kg ask systems and kg ask papers list what there is",
        ),
        ("\udcff", "name '\\udcff': a byte that is no text; give it in UTF-8"),
        ("", "no entity or paper is called ''; kg ask systems and kg ask papers list what there is"),
    ],
)
def test_an_unknown_name_says_which_are_near(store: Store, name: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        find_entity(store, name)
    assert str(caught.value) == message


def test_the_likest_name_comes_first() -> None:
    assert nearest("leaderbord", ["papers", "leaderboard", "lineage"]) == ("leaderboard",)
