"""Sentences of titles and abstracts, and all that looks like an end and is none."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import split

SEEDS = Path(__file__).parents[2] / "seeds" / "tencent_papers.txt"
PAPERS = Path(__file__).parents[2] / ".." / "shared" / "papers" / "papers.jsonl.gz"


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "As shown by Smith et al. (2018), and by Lee et al. [3], it works.",
        "Some models, e.g. Llama, i.e. open ones, cf. Table 2, win.",
        "It beats two baselines (e.g., two layers. Not more) by far.",
        "See Fig. 2 and Eqs. (3)-(4) in Sec. III for the rest.",
        "Large (resp. small) models gain $22.27\\times$ vs. 1.97x before.",
        "We beat Luma 1.6 and GPT-3.5 by 2.5 points.",
        "Our work with J. P. Smith uses Node.js and Infer.NET.",
        "The code is at https://github.com/a/b.Code and works.",
        "We 1) train; 2) test; and 3) ship it.",
        "We wait ... and see.",
        "Its steps are: 1. train, 2. test.",
        "Dr. Who and Prof. Lee like Yahoo! Answers.",
        "The U.S. Election of 2020 was w.r.t. GDP the largest.",
    ],
)
def test_one_sentence(sentence: str) -> None:
    assert sentences(f"A title\n{sentence}") == ["A title", sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It works. We test it.", ["It works.", "We test it."]),
        ("It costs 1.5 sec. We wait.", ["It costs 1.5 sec.", "We wait."]),
        ("We beat Luma 1.6. It is 2x faster.", ["We beat Luma 1.6.", "It is 2x faster."]),
        ("It works [3]. We test it.", ["It works [3].", "We test it."]),
        ("It works.[3] We test it.", ["It works.[3]", "We test it."]),
        ("Faster performance.We propose a net.", ["Faster performance.", "We propose a net."]),
        ("It solves problems.LETI needs none.", ["It solves problems.", "LETI needs none."]),
        ("Datasets, tasks, etc. We test all.", ["Datasets, tasks, etc.", "We test all."]),
        ("As shown by Lee et al. We go on.", ["As shown by Lee et al.", "We go on."]),
        ("It is type A. This helps.", ["It is type A.", "This helps."]),
        ("Does it work? Yes, it does! We ship it.", ["Does it work?", "Yes, it does!", "We ship it."]),
        ("It is new. mT5 is not.", ["It is new.", "mT5 is not."]),
        ("It is (new. Or not.) We test it.", ["It is (new. Or not.)", "We test it."]),
        ("It is robust. (ii) It is fast.", ["It is robust.", "(ii) It is fast."]),
        ("Code is here. https://a.b/c", ["Code is here.", "https://a.b/c"]),
        ("We win.\n\nThey lose", ["We win.", "They lose"]),
        ("We do\n- this\n- that", ["We do", "- this", "- that"]),
        ("我们提出模型。它很好！", ["我们提出模型。", "它很好！"]),
        ("He said “It works. Really.” We agree.", ["He said “It works. Really.”", "We agree."]),
    ],
)
def test_several_sentences(text: str, expected: list[str]) -> None:
    assert sentences(f"A title\n{text}") == ["A title", *expected]


def test_the_title_is_one_sentence() -> None:
    assert sentences("Who? What. When!\nWe ask. We answer.") == ["Who? What. When!", "We ask.", "We answer."]


@pytest.mark.parametrize("text", ["", "\n", "  \n  ", "Only a title"])
def test_little_text(text: str) -> None:
    assert sentences(text) == [text.strip()] * bool(text.strip())


@given(st.text(st.sampled_from("aA .?!()[]“”\n1,"), max_size=60))
def test_spans_are_in_order_and_leave_only_white_space(text: str) -> None:
    spans = split(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert "".join(gaps).strip() == ""
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def test_the_seeds_fall_into_sentences_of_usual_length() -> None:
    abstracts = [line for line in SEEDS.read_text(encoding="utf-8").splitlines() if len(line) > 500]
    assert len(abstracts) == 16
    lengths = [len(sentence) for abstract in abstracts for sentence in sentences(f"T\n{abstract}")[1:]]
    assert 90 < sum(lengths) / len(lengths) < 220
    assert max(lengths) < 500


def test_ten_thousand_abstracts_fall_into_sentences_of_usual_length() -> None:
    if not PAPERS.exists():
        pytest.skip("the collected papers are not beside the checkout")
    with gzip.open(PAPERS, "rt", encoding="utf-8") as lines:
        abstracts = [
            str(json.loads(line).get("abstract") or "") for line, _ in zip(lines, range(10_000), strict=False)
        ]
    found = [sentences(f"T\n{abstract}")[1:] for abstract in abstracts if abstract]
    lengths = [len(sentence) for abstract in found for sentence in abstract]
    assert 100 < sum(lengths) / len(lengths) < 200
    assert sum(length > 600 for length in lengths) < 0.005 * len(lengths)
