import pytest

from kg.errors import QueryError
from kg.model import EntityType
from kg.store import Store, listing


def test_entities_with_their_names_and_papers(store: Store) -> None:
    assert listing.entities(store, type=EntityType.MODEL).write("csv").splitlines() == [
        "type,name,papers,names,entity",
        "Model,Larkspur-L,4,Larkspur Large,https://w3id.org/claimgraph/id/model/larkspur-l",
        "Model,Dunlin-7B,3,,https://w3id.org/claimgraph/id/model/dunlin-7b",
        "Model,Wren-2,1,,https://w3id.org/claimgraph/id/model/wren-2",
        "Model,Wren,0,,https://w3id.org/claimgraph/id/model/wren",
    ]


@pytest.mark.parametrize(
    ("text", "limit", "names"),
    [
        ("larkspur LARGE", 0, ["Larkspur-L"]),
        ("wren", 1, ["Wren-2"]),
        ("$text", 0, []),
        ("", 2, ["Larkspur-L", "Dunlin-7B"]),
    ],
)
def test_entities_by_letters_of_a_name_and_the_first_ones(
    store: Store, text: str, limit: int, names: list[str]
) -> None:
    found = listing.entities(store, type=EntityType.MODEL, text=text, limit=limit)
    assert [str(row[1]).strip('"') for row in found.rows] == names


@pytest.mark.parametrize(("text", "count"), [("Larkspur LAR", 1), ("dunlin", 0)])
def test_merges_by_letters_of_a_name(store: Store, text: str, count: int) -> None:
    assert len(listing.merged(store, text=text).rows) == count


def test_a_text_that_is_none(store: Store) -> None:
    with pytest.raises(QueryError, match="a byte that is no text"):
        listing.entities(store, text="\udcff")


def test_every_type_is_listed(store: Store) -> None:
    kinds = [str(row[0]).strip('"') for row in listing.entities(store).rows]
    assert set(kinds) == set(EntityType)


def test_merges_have_the_columns_of_sssom_and_a_reason(store: Store) -> None:
    assert "".join(listing.sssom(listing.merged(store))) == (
        "#mapping_set_id: https://w3id.org/claimgraph/graph/links\n"
        "#license: https://w3id.org/sssom/license/unspecified\n"
        "#curie_map:\n"
        "#  model: https://w3id.org/claimgraph/id/model/\n"
        "#  semapv: https://w3id.org/semapv/vocab/\n"
        "#  skos: http://www.w3.org/2004/02/skos/core#\n"
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tconfidence\tcomment\n"
        "model:larkspur-large\tLarkspur Large\tskos:exactMatch\tmodel:larkspur-l\tLarkspur-L\t"
        "semapv:ManualMappingCuration\t1\tlexicon: Larkspur Large\n"
    )


def test_merges_of_one_type(store: Store) -> None:
    assert listing.merged(store, type=EntityType.TASK).rows == ()


def test_merges_in_brief(store: Store) -> None:
    assert listing.brief(listing.merged(store)).write("tsv").splitlines()[0] == (
        "?name\t?is\t?confidence\t?because"
    )
