import pytest

from kg.linking.lexicon import Lexicon, Row
from kg.linking.names import entities
from kg.model import PAPER, Document, Entity, EntityType, Extraction, Mention, Predicate, Relation
from kg.text.names import normal_form

NO_LEXICON = Lexicon({})


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
        (("supervised fine-tuning", "SFT", "SFT"), False, "supervised fine-tuning"),
        (("supervised fine-tuning", "SFT", "SFT"), True, "SFT"),
        (("Quill-JetX", "Quill-JetX", "JetX"), False, "Quill-JetX"),
        (("Gaussians", "3D Gaussians", "3D Gaussians"), False, "3D Gaussians"),
        (("gap free", "gapfree"), False, "gap free"),
        (("A", "B"), False, "A"),
        (("\\sys", "\\sys", "sys", "Student Parallelism"), True, "Student Parallelism"),
        (("\\sys", "\\sys"), True, "\\sys"),
    ],
)
def test_the_best_name_of_a_document(forms: tuple[str, ...], own: bool, name: str) -> None:
    document, extraction = read(*forms, own=own)
    assert entities(document, extraction, NO_LEXICON) == {1: Entity(EntityType.METHOD, normal_form(name))}


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
