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
