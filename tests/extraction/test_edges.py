"""Edges of mentions: what is trimmed, what is left out, what becomes a data set."""

import pytest

from kg.extraction.edges import mended
from kg.model import EntityType, Mention


def mend(text: str, kind: EntityType = EntityType.METHOD) -> list[tuple[str, str]]:
    """Mend the one mention that stands between two bars."""
    start, end = (text.replace("|", "", 1).index("|") if n else text.index("|") for n in (0, 1))
    plain = text.replace("|", "")
    found = mended(plain, [Mention(start, end, kind, 0)])
    return [(plain[one.start : one.end], str(one.type)) for one in found]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("by |pruning of a| network", "pruning"),
        ("|the attention and| so on", "attention"),
        ("|Transformer-|based model", "Transformer"),
        ("|AdamW,| which", "AdamW"),
        ("|A*| search", "A*"),
        ("|of| all", "of"),
        ("a |Radial Basis Function (|RBF)", "Radial Basis Function"),
        ("the |maximum a posteriori (MAP|) estimate", "maximum a posteriori"),
        ("|ShuffleNet V2 (2.0x)|", "ShuffleNet V2 (2.0x)"),
        ("|BERT|-based", "BERT"),
        ("protein interaction (|PPI) site prediction|", "site prediction"),
        ("satisfiability (|SAT)|", "SAT"),
        ("|accuracy/|loss", "accuracy"),
        ("|FooNet\nFooNet| is", "FooNet"),
        ("|in-context learning|", "in-context learning"),
        ("a Chrome |plug-in| for", "plug-in"),
    ],
)
def test_little_words_and_marks_at_the_edges_go(marked: str, name: str) -> None:
    assert mend(marked) == [(name, "Method")]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("the |A|* of games, unlike A*", "A*"),
        ("A* and |LAMA|*, which", "LAMA*"),
        ("in |C|++ and", "C++"),
        (r"named $|\texttt{|Fed-UCB}$ is", r"\texttt{Fed-UCB}"),
        (r"named |$\texttt{|Fed-UCB}$ is", r"$\texttt{Fed-UCB}$"),
        (r"\textbf{|FooNet| beats GPT}", "FooNet"),
        (r"|\textbf{FooNet| beats GPT}", r"\textbf{FooNet"),
        (r"named |\textsc{Fed|}", r"\textsc{Fed}"),
        (r"named |\textsc{Fed} (UCB)|}", r"\textsc{Fed} (UCB)"),
        ("on |HumanEval|+.", "HumanEval+"),
        ("*A new |FLARE|* is", "FLARE"),
        ("**|FLARE|** is", "FLARE"),
        ("named *|FLARE|* is", "FLARE"),
        ("|ReAct|+Reflexion", "ReAct"),
        ("the *|value network|*, and", "value network"),
    ],
)
def test_a_name_keeps_the_signs_that_end_it(marked: str, name: str) -> None:
    assert mend(marked) == [(name, "Method")]


def test_the_first_half_of_a_compound_is_no_name() -> None:
    assert mend("|closed|-source models") == []
    assert mend("|zoom|-2 lens") == [("zoom", "Method")]


@pytest.mark.parametrize("marked", ["are |“|uncensored” models", "by 2.5 |°|", "|$\\|epsilon$"])
def test_signs_alone_are_no_name(marked: str) -> None:
    assert mend(marked) == []


@pytest.mark.parametrize("name", ["LMSYS Chatbot Arena", "MT-Bench", "LongBench", "Open LLM Leaderboard"])
def test_what_is_called_a_benchmark_is_a_dataset(name: str) -> None:
    assert mend(f"on |{name}| we", EntityType.MODEL) == [(name, "Dataset")]


def test_a_name_goes_on_to_the_word_that_says_what_it_is() -> None:
    assert mend("on |LMSYS| Chatbot Arena with", EntityType.MODEL) == [("LMSYS Chatbot Arena", "Dataset")]
    text = "the Penn Treebank"
    found = [Mention(4, 8, EntityType.MODEL, 0), Mention(9, 17, EntityType.METHOD, 0)]
    assert [(one.start, one.end) for one in mended(text, found)] == [(4, 17)]


def test_a_bench_in_a_sentence_is_none() -> None:
    assert mend("a |benchmarking| of") == [("benchmarking", "Method")]
