import pytest

from kg.linking.evidence import Text, of_relation
from kg.model import PAPER, Document, EntityType, Evidence, Extraction, Mention, Predicate, Relation, Span

BODY = "Ant uses Bee. We train Ant. Then comes Cat. The last is Ant. Cat and Bee."
DOCUMENT = Document("d", "T", BODY)


def mention(number: int, word: str, nth: int) -> Mention:
    at = -1
    for _ in range(nth + 1):
        at = DOCUMENT.text.index(word, at + 1)
    return Mention(at, at + len(word), EntityType.METHOD, number)


MENTIONS = (
    *(mention(1, "Ant", nth) for nth in range(3)),
    *(mention(2, "Bee", nth) for nth in range(2)),
    *(mention(3, "Cat", nth) for nth in range(2)),
)
TEXT = Text.of(DOCUMENT, Extraction("d", mentions=MENTIONS))


def told(evidence: Evidence) -> tuple[list[str], list[str]]:
    cut = DOCUMENT.text
    return [cut[a:b] for a, b in evidence.spans], [cut[a:b] for a, b in evidence.sentences]


@pytest.mark.parametrize(
    ("subject", "object_", "expected"),
    [
        ("1", "2", (["Ant", "Bee"], ["Ant uses Bee."])),
        ("2", "3", (["Cat", "Bee"], ["Cat and Bee."])),
        ("1", "3", (["Ant", "Cat"], ["The last is Ant.", "Cat and Bee."])),
        (PAPER, "1", (["We", "Ant"], ["We train Ant."])),
        (PAPER, "3", (["Cat"], ["Then comes Cat."])),
        ("1", PAPER, (["We", "Ant"], ["We train Ant."])),
    ],
)
def test_the_nearest_pair_of_mentions(
    subject: str, object_: str, expected: tuple[list[str], list[str]]
) -> None:
    assert told(of_relation(TEXT, Relation(subject, Predicate.USES, object_))) == expected


def test_spans_of_the_extraction_come_first() -> None:
    relation = Relation("1", Predicate.USES, "2", evidence=(Span(40, 41), Span(2, 3)))
    assert of_relation(TEXT, relation).spans == (Span(2, 3), Span(40, 41))


def test_offsets_count_code_points() -> None:
    document = Document("d", "😀", "😀 Ant 😀. The Bee.")
    mentions = (Mention(4, 7, EntityType.METHOD, 1), Mention(15, 18, EntityType.METHOD, 2))
    text = Text.of(document, Extraction("d", mentions=mentions))
    evidence = of_relation(text, Relation("1", Predicate.USES, "2"))
    assert [document.text[a:b] for a, b in evidence.sentences] == ["😀 Ant 😀.", "The Bee."]
