"""What relations may join, for the network and, narrower, for patterns."""

from kg.extraction.labels import ALLOWED
from kg.extraction.rules.allowed import allowed, may_be_object
from kg.model import EntityType, Predicate


def test_every_relation_may_join_something() -> None:
    assert list(ALLOWED) == list(Predicate)
    assert all(any(may_be_object(predicate, kind) for kind in EntityType) for predicate in Predicate)


def test_patterns_join_nothing_that_the_network_may_not() -> None:
    """But for what introduces: patterns find introductions by papers alone, and need not rule others out."""
    wider = [
        (predicate, subject, target)
        for predicate in Predicate
        for subject in EntityType
        for target in EntityType
        if allowed(predicate, subject, target)
        and not (subject in ALLOWED[predicate][0] and target in ALLOWED[predicate][1])
    ]
    assert {predicate for predicate, _, _ in wider} == {Predicate.INTRODUCES}
