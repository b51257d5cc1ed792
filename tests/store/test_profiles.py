from kg.store import Store
from kg.store.entities import find_entity
from kg.store.explain import heading
from kg.store.profiles import Profile, profile


def test_a_thing_with_its_names_and_papers(store: Store) -> None:
    thing = find_entity(store, "Larkspur-L")
    assert profile(store, thing) == Profile(thing, 4, ("Larkspur Large",))


def test_a_family_with_its_variants(store: Store) -> None:
    thing = find_entity(store, "Wren")
    assert profile(store, thing) == Profile(thing, 0, (), ("Wren-2",))
    assert heading(profile(store, thing), 0).plain == (
        "Wren · Model · no claims of its own\n    variants: Wren-2\n"
    )


def test_of_many_names_the_first_are_listed(store: Store) -> None:
    names = tuple(f"n{number}" for number in range(22))
    told = heading(Profile(find_entity(store, "Wren-2"), 1, names), 1200, width=200).plain
    assert told.startswith("Wren-2 · Model · 1 paper · 1,200 claims\n    also: n0, ")
    assert told.endswith(", n19 … and 2 more\n")
