from collections import Counter

import pytest

from kg.linking.candidates import CURATED, LEXICAL, Candidate, candidates
from kg.linking.lexicon import Lexicon, Row
from kg.linking.observed import Observed
from kg.model import Entity, EntityType, Evidence

MODEL, METHOD, DATASET = EntityType.MODEL, EntityType.METHOD, EntityType.DATASET
WREN = "little grey wren"
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
        (("hawk 12", "hawk12"), "spelling: hawk12 = hawk 12"),
        (("generalization", "generalisation"), "spelling: generalisation = generalization"),
        (("dialogue act", "dialog act"), "spelling: dialog act = dialogue act"),
        (("neighbour", "neighborhood"), None),
        (("ct net", "ctnet"), None),
        (("lp", "l p"), None),
        (("v 1 0", "v10"), None),
        (("llama 3.1 70b", "llama 31 70b"), None),
        (("gpt 4", "gpt 4o"), None),
    ],
)
def test_spaces_and_country_alone_make_no_other_name(names: tuple[str, str], row: str | None) -> None:
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
        ("abcde", {"a big cat": 1}, None),
        ("abcdef", {"a big cat": 1}, 0.67),
        ("ab", {"a big cat": 3}, None),
        ("ab", {"a big cat": 4}, 0.83),
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
    ("forms", "merged"),
    [({"PROBE": 2, "probes": 1}, True), ({"PROBE": 1, "probes": 9}, False), ({"Detection": 1}, False)],
)
def test_a_word_is_no_abbreviation_because_a_paper_makes_it_one(forms: dict[str, int], merged: bool) -> None:
    short, long = Entity(METHOD, "probe"), Entity(METHOD, "pruning by example")
    spelled = {(METHOD, "probe"): Counter({long.name: 2})}
    observed = Observed(Counter({short: 10, long: 2}), {short: Counter(forms)}, spelled)
    assert [one.entity for one in candidates(observed, NO_LEXICON)] == [short] * merged


@pytest.mark.parametrize(
    ("counts", "row"),
    [
        ({(MODEL, WREN): 6, (METHOD, WREN): 2}, "type by papers: Method 2, Model 6"),
        ({(MODEL, WREN): 1, (METHOD, WREN): 1}, None),
        ({(MODEL, "ab"): 3, (METHOD, "ab"): 1}, None),
        ({(MODEL, WREN): 3, (DATASET, WREN): 1}, None),
        ({(MODEL, WREN): 3, (METHOD, "lark"): 1}, None),
        ({(MODEL, WREN): 6, (EntityType.TASK, WREN): 2}, None),
        ({(MODEL, WREN): 6, (EntityType.METRIC, WREN): 2}, None),
    ],
)
def test_a_type_needs_more_than_half_of_the_papers(
    counts: dict[tuple[EntityType, str], int], row: str | None
) -> None:
    expected = [] if row is None else [rule(3, Entity(METHOD, WREN), Entity(MODEL, WREN), 0.75, row)]
    assert list(candidates(seen(counts), NO_LEXICON)) == expected


@pytest.mark.parametrize(
    ("form", "name", "settled"),
    [
        ("packing", "packing", False),
        ("SCD", "scd", False),
        ("OctoMap", "octomap", False),
        ("graph cover", "graph cover", True),
    ],
)
def test_of_single_words_types_are_not_settled_by_votes(form: str, name: str, settled: bool) -> None:
    method, task = Entity(METHOD, name), Entity(EntityType.TASK, name)
    forms = {method: Counter({form: 6}), task: Counter({form: 3})}
    found = candidates(Observed(Counter({method: 13, task: 3}), forms, {}), NO_LEXICON)
    assert [one.entity for one in found] == [task] * settled


@pytest.mark.parametrize(
    ("name", "papers", "settled"),
    [
        ("graph cover", 2, False),
        ("graph cover", 3, True),
        ("graph cover", 4, False),
        ("graph cover problem", 1, True),
        ("graph cover problem", 4, True),
    ],
)
def test_against_few_papers_a_type_is_settled_where_the_name_says_enough(
    name: str, papers: int, settled: bool
) -> None:
    few = Entity(EntityType.TASK, name)
    found = candidates(seen({(METHOD, name): 13, (EntityType.TASK, name): papers}), NO_LEXICON)
    assert [one.entity for one in found] == [few] * settled


def test_a_proper_name_is_not_what_words_spell() -> None:
    words, name = Entity(METHOD, "hand map"), Entity(METHOD, "handmap")
    for plain in ("hand maps", "hand-map"):
        forms = {words: Counter({plain: 2}), name: Counter({"HandMap": 1})}
        assert not list(candidates(Observed(Counter({words: 2, name: 1}), forms, {}), NO_LEXICON))
    forms[words] = Counter({"Hand-Map": 2})
    assert list(candidates(Observed(Counter({words: 2, name: 1}), forms, {}), NO_LEXICON))


@pytest.mark.parametrize(
    ("joined", "apart", "one"),
    [
        ("CoCoGAN", "COCO-GAN", False),
        ("PoseSLAM", "Pose SLAM", True),
        ("DeepLabv3", "DeepLab V3", True),
        ("LabelPrompt", "Label prompt", False),
        ("UNetFormer", "U-NetFormer", True),
    ],
)
def test_capitals_tell_names_apart_but_where_a_word_begins(joined: str, apart: str, one: bool) -> None:
    first, second = (Entity(MODEL, name) for name in ("a joined name", "ajoinedname"))
    forms = {first: Counter({apart: 1}), second: Counter({joined: 1})}
    assert bool(list(candidates(Observed(Counter({first: 1, second: 1}), forms, {}), NO_LEXICON))) is one


@pytest.mark.parametrize(
    ("torn", "papers", "whole", "one"),
    [
        ("consis tency", 1, "consistency", False),
        ("consis tency", 2, "consistency", True),
        ("consis tency loss", 1, "consistency loss", True),
    ],
)
def test_what_one_paper_tears_is_no_plain_word(torn: str, papers: int, whole: str, one: bool) -> None:
    found = candidates(seen({(METHOD, torn): papers, (METHOD, whole): 9}), NO_LEXICON)
    assert [candidate.entity.name for candidate in found] == [torn] * one


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


def test_most_papers_and_the_lexicon_together_type_an_alias() -> None:
    lstm = Row(MODEL, "long short-term memory", ("LSTM",), "", "n:1")
    short, long = Entity(MODEL, "lstm"), Entity(MODEL, "long short term memory")
    lexicon = Lexicon({long: lstm, short: lstm})
    typed = rule(3, Entity(METHOD, "lstm"), short, 0.9, "type by papers: Method 1, Model 9")
    assert typed in list(candidates(seen({(METHOD, "lstm"): 1, (MODEL, "lstm"): 9}), lexicon))
    assert typed not in list(candidates(seen({(METHOD, "lstm"): 2, (MODEL, "lstm"): 3}), lexicon))


def test_a_word_in_capitals_is_not_the_word() -> None:
    observed = seen({(EntityType.SYSTEM, "case"): 1, (METHOD, "case"): 3})
    observed.forms = {
        Entity(EntityType.SYSTEM, "case"): Counter({"CASE": 5}),
        Entity(METHOD, "case"): Counter({"case": 3}),
    }
    assert list(candidates(observed, NO_LEXICON)) == []


@pytest.mark.parametrize(
    ("name", "settled"), [("LMSYS Chatbot Arena", True), ("CIFAR-10", True), ("MATH", False)]
)
def test_a_telling_name_of_a_dataset_is_no_model(name: str, settled: bool) -> None:
    row = Row(DATASET, name, (), "", "n:1")
    lexicon, entity = Lexicon({row.entity: row}), Entity(MODEL, row.entity.name)
    found = [one.target for one in candidates(seen({(MODEL, entity.name): 1}), lexicon)]
    assert found == ([row.entity] if settled else [])


def test_a_name_in_capitals_is_not_the_word_of_the_lexicon() -> None:
    recall = Row(EntityType.METRIC, "recall", (), "", "n:1")
    lexicon = Lexicon({Entity(EntityType.METRIC, "recall"): recall})
    method, metric = Entity(METHOD, "recall"), Entity(EntityType.METRIC, "recall")
    for form, joined in (("RECALL", False), ("Recall", True)):
        forms = {method: Counter({form: 1}), metric: Counter({"recall": 9})}
        found = list(candidates(Observed(Counter({method: 1, metric: 9}), forms, {}), lexicon))
        assert bool(found) is joined
