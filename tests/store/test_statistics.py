from kg.store import Store
from kg.store.statistics import count


def test_everything_is_counted_once(store: Store) -> None:
    counts = count(store)
    assert counts.triples == 1479
    assert {
        name: counts.classes[name] for name in ("kg:Claim", "kg:Model", "kg:Result", "kg:Specification")
    } == {
        "kg:Claim": 20,
        "kg:Model": 4,
        "kg:Result": 6,
        "kg:Specification": 2,
    }
    assert counts.predicates["kg:outperforms"] == 3
    assert counts.claims == {
        "kg:addresses": 1,
        "kg:basedOn": 1,
        "kg:developedBy": 1,
        "kg:evaluatedOn": 3,
        "kg:introduces": 4,
        "kg:outperforms": 5,
        "kg:runsOn": 1,
        "kg:trainedOn": 1,
        "kg:uses": 3,
    }
