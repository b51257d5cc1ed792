import pytest

from kg.linking.lexicon import Lexicon, Row
from kg.linking.names import abbreviates, entities
from kg.model import PAPER, Document, Entity, EntityType, Extraction, Mention, Predicate, Relation

NO_LEXICON = Lexicon({})


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("moe", "mixture of expert"),
        ("cot", "chain of thought"),
        ("mfu", "model flops utilization"),
        ("bert", "bidirectional encoder representations from transformer"),
        ("kv cache", "key value cache"),
    ],
)
def test_abbreviates(short: str, long: str) -> None:
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("turbos", "hunyuan turbos"),
        ("a800", "a800 gpu"),
        ("robotic", "robotics task"),
        ("multi task", "multi task learning"),
        ("wren", "gated mixture routing"),
        ("gpt", "gpt 4"),
        ("x", "xenon lamp"),
    ],
)
def test_does_not_abbreviate(short: str, long: str) -> None:
    assert not abbreviates(short, long)


def read(*forms: str, kind: EntityType = EntityType.METHOD, own: bool = False) -> tuple[Document, Extraction]:
    """Make a document that names one entity by these forms."""
    text = "; ".join(forms)
    document, mentions, start = Document("d", "T", text), [], len("T\n")
    for form in forms:
        mentions.append(Mention(start, start + len(form), kind, 1))
        start += len(form) + len("; ")
    relations = (Relation(PAPER, Predicate.INTRODUCES, "1"),) if own else ()
    return document, Extraction("d", mentions=tuple(mentions), relations=relations)


@pytest.mark.parametrize(
    ("forms", "own", "name"),
    [
        (("supervised fine-tuning", "SFT", "SFT"), False, "supervised fine tuning"),
        (("supervised fine-tuning", "SFT", "SFT"), True, "sft"),
        (("Quill-JetX", "Quill-JetX", "JetX"), False, "quill jetx"),
        (("Gaussians", "3D Gaussians", "3D Gaussians"), False, "3d gaussian"),
        (("KV cache", "K-V cache"), False, "k v cache"),
        (("A", "B"), False, "a"),
    ],
)
def test_the_best_name_of_a_document(forms: tuple[str, ...], own: bool, name: str) -> None:
    document, extraction = read(*forms, own=own)
    assert entities(document, extraction, NO_LEXICON) == {1: Entity(EntityType.METHOD, name)}


def test_the_lexicon_prefers_among_the_documents_own_names() -> None:
    entity = Entity(EntityType.MODEL, "bert")
    lexicon = Lexicon({entity: Row(EntityType.MODEL, "BERT", (), "", "names.tsv:1")})
    long = "Bidirectional Encoder Representations from Transformers"
    document, extraction = read(long, "BERT", kind=EntityType.MODEL)
    assert entities(document, extraction, lexicon) == {1: entity}


def test_the_type_is_the_most_frequent_one() -> None:
    kinds = (EntityType.METHOD, EntityType.MODEL, EntityType.MODEL)
    mentions = tuple(Mention(2 + 2 * at, 3 + 2 * at, kind, 7) for at, kind in enumerate(kinds))
    found = entities(Document("d", "T", "x x x"), Extraction("d", mentions=mentions), NO_LEXICON)
    assert found == {7: Entity(EntityType.MODEL, "x")}
