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
