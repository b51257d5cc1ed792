from kg.linking.candidates import LEXICAL, Candidate
from kg.linking.lexicon import Lexicon, Row
from kg.linking.resolve import decide
from kg.model import Entity, EntityType, Evidence, LinkClaim

MODEL, METHOD = EntityType.MODEL, EntityType.METHOD
A, B, C = (Entity(MODEL, name) for name in "abc")
NO_LEXICON = Lexicon({})


def say(one: Entity, other: Entity, *, rank: int = 1, confidence: float = 0.9) -> Candidate:
    return Candidate(rank, one, other, confidence, LEXICAL, Evidence("rule", row=f"{one.name}={other.name}"))


def test_a_chain_ends_at_one_entity_and_tells_all_its_steps() -> None:
    decision = decide([say(B, C, confidence=0.7), say(A, B)], NO_LEXICON)
    assert list(decision.links()) == [
        LinkClaim(A, "canonical", C, 0.7, "MappingChaining", Evidence("rule", row="a=b; b=c")),
        LinkClaim(B, "canonical", C, 0.7, LEXICAL, Evidence("rule", row="b=c")),
    ]


def test_two_that_point_at_each_other_come_to_rest() -> None:
    decision = decide([say(A, B), say(B, A), say(C, A)], NO_LEXICON)
    assert {decision.canonical(one) for one in (A, B, C)} == {B}


def test_the_lexicons_own_name_stays() -> None:
    lexicon = Lexicon({A: Row(MODEL, "A", (), "", "n:1")})
    assert decide([say(A, B)], lexicon).canonical(B) == A


def test_what_the_lexicon_keeps_apart_is_never_made_one() -> None:
    lexicon = Lexicon({A: Row(MODEL, "A", (), "", "n:1"), B: Row(MODEL, "B", (), "", "n:2")})
    decision = decide([say(A, B), say(C, A, rank=2), say(C, B, rank=3)], lexicon)
    assert [decision.canonical(one) for one in (A, B, C)] == [A, B, A]


def test_another_type_is_recorded() -> None:
    method = Entity(METHOD, "a")
    links = list(decide([say(method, A)], NO_LEXICON).links())
    assert [(one.predicate, one.object) for one in links] == [("canonical", A), ("type", "Model")]
