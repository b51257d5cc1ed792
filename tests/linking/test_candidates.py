from collections import Counter

import pytest

from kg.linking.candidates import CURATED, LEXICAL, Candidate, candidates
from kg.linking.lexicon import Lexicon, Row
from kg.linking.observed import Observed
from kg.model import Entity, EntityType, Evidence

MODEL, METHOD, DATASET = EntityType.MODEL, EntityType.METHOD, EntityType.DATASET
NO_LEXICON = Lexicon({})


def seen(
    counts: dict[tuple[EntityType, str], int], long: dict[str, dict[str, int]] | None = None
) -> Observed:
    documents = Counter({Entity(*named): count for named, count in counts.items()})
    spelled = {(METHOD, short): Counter(forms) for short, forms in (long or {}).items()}
    return Observed(documents, {}, spelled)


def rule(rank: int, one: Entity, other: Entity, confidence: float, row: str) -> Candidate:
    return Candidate(rank, one, other, confidence, LEXICAL, Evidence("rule", row=row))


@pytest.mark.parametrize(
    ("names", "row"),
    [
        (("fine tuning", "finetuning"), "spelling: finetuning = fine tuning"),
        (("gpt 4", "gpt4"), "spelling: gpt4 = gpt 4"),
        (("v 1 0", "v10"), None),
        (("llama 3.1 70b", "llama 31 70b"), None),
        (("gpt 4", "gpt 4o"), None),
    ],
)
def test_spaces_alone_make_no_other_name(names: tuple[str, str], row: str | None) -> None:
    usual, rare = (Entity(MODEL, name) for name in names)
    found = list(candidates(seen({(MODEL, names[0]): 2, (MODEL, names[1]): 1}), NO_LEXICON))
    assert found == ([] if row is None else [rule(1, rare, usual, 0.95, row)])


@pytest.mark.parametrize(
    ("short", "counts", "confidence"),
    [
        ("abc", {"a big cat": 2}, 0.75),
        ("abc", {"a big cat": 9, "a blue car": 1}, 0.82),
        ("abc", {"a big cat": 2, "a blue car": 1}, None),
        ("abc", {"a big cat": 1}, None),
        ("abcd", {"a big cat": 1}, 0.67),
        ("abc", {"never seen alone": 5}, None),
    ],
)
def test_an_abbreviation_needs_agreement(
    short: str, counts: dict[str, int], confidence: float | None
) -> None:
    observed = seen(
        {(METHOD, short): 1, (METHOD, "a big cat"): 1, (METHOD, "a blue car"): 1}, {short: counts}
    )
    assert [one.confidence for one in candidates(observed, NO_LEXICON)] == (
        [] if confidence is None else [confidence]
    )


@pytest.mark.parametrize(
    ("counts", "row"),
    [
        ({(MODEL, "x"): 3, (METHOD, "x"): 1}, "type by papers: Method 1, Model 3"),
        ({(MODEL, "x"): 1, (METHOD, "x"): 1}, None),
        ({(MODEL, "x"): 3, (DATASET, "x"): 1}, None),
        ({(MODEL, "x"): 3, (METHOD, "y"): 1}, None),
    ],
)
def test_a_type_needs_more_than_half_of_the_papers(
    counts: dict[tuple[EntityType, str], int], row: str | None
) -> None:
    expected = [] if row is None else [rule(3, Entity(METHOD, "x"), Entity(MODEL, "x"), 0.75, row)]
    assert list(candidates(seen(counts), NO_LEXICON)) == expected


def test_the_lexicon_settles_aliases_and_the_type_of_its_own_names() -> None:
    gqa, bert = Row(METHOD, "grouped-query attention", ("GQA",), "", "n:1"), Row(MODEL, "BERT", (), "", "n:2")
    long, short = Entity(METHOD, "grouped query attention"), Entity(METHOD, "gqa")
    lexicon = Lexicon({long: gqa, short: gqa, Entity(MODEL, "bert"): bert})
    counts = {(METHOD, "gqa"): 1, (EntityType.METRIC, "gqa"): 9, (METHOD, "bert"): 9}
    assert list(candidates(seen(counts), lexicon)) == [
        Candidate(0, short, long, 1.0, CURATED, Evidence("lexicon", row="n:1: grouped-query attention")),
        Candidate(
            3,
            Entity(METHOD, "bert"),
            Entity(MODEL, "bert"),
            0.95,
            CURATED,
            Evidence("lexicon", row="n:2: BERT"),
        ),
    ]
