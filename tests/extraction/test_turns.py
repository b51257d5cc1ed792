"""Lists of figures and of names that belong together in turn."""

import pytest

from kg.extraction.quantities import find as quantities_of
from kg.extraction.turns import find
from kg.model import EntityType, Mention, Span

KINDS = {"D": EntityType.DATASET, "M": EntityType.METRIC, "B": EntityType.METHOD, "T": EntityType.TASK}


def told(marked: str) -> list[tuple[str, str, str]]:
    """Find the turns of one sentence in which names are written `[D:MMLU]`: figure, name, role."""
    text, mentions = "", []
    for number, part in enumerate(marked.replace("]", "[").split("[")):
        if number % 2:
            start = len(text)
            text += part[2:]
            mentions.append(Mention(start, len(text), KINDS[part[0]], number, 1.0))
        else:
            text += part
    figures = quantities_of(text)
    found = find(text, [Span(0, len(text))], mentions, figures)
    return [
        (str(figures[one.quantity].value), text[one.mention.start : one.mention.end], one.role)
        for one in found
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "It gains $3.0$, $5.1$, and $8.1$ on [D:MMLU], [D:GPQA], and [D:AIME24], respectively.",
        "It gains 3.0%, 5.1% and 8.1% over the baseline on the [D:MMLU], [D:GPQA] and [D:AIME24] datasets.",
        "It gains 3.0% 5.1% and 8.1% on [D:MMLU] [D:GPQA] and [D:AIME24] respectively.",
        "Accuracy on [D:MMLU], [D:GPQA] and [D:AIME24] rises by 3.0%, 5.1% and 8.1%, respectively.",
    ],
)
def test_datasets_in_turn(marked: str) -> None:
    assert told(marked) == [
        ("3.0", "MMLU", "dataset"),
        ("5.1", "GPQA", "dataset"),
        ("8.1", "AIME24", "dataset"),
    ]


def test_metrics_and_baselines_in_turn() -> None:
    assert told("It reduces [M:latency] and [M:cost] by 30% and 50%.") == [
        ("30", "latency", "metric"),
        ("50", "cost", "metric"),
    ]
    assert told("It is 1.9x and 1.8x faster than [B:MegaTrain] and [B:DeepZoom], respectively.") == [
        ("1.9", "MegaTrain", "baseline"),
        ("1.8", "DeepZoom", "baseline"),
    ]


def test_two_lists_of_names_for_one_of_figures() -> None:
    assert {
        role
        for _, _, role in told("It gains 2.4% and 1.1% in [M:MRR] and [M:MAP] on [D:CodeNet] and [D:CoSQA].")
    } == {"metric"}
    assert {
        role
        for _, _, role in told(
            "It gains 2.4% and 1.1% in [M:MRR] and [M:MAP] on [D:CodeNet] and [D:CoSQA], respectively."
        )
    } == {"metric", "dataset"}


@pytest.mark.parametrize(
    "marked",
    [
        "It gains 3.0% on [D:MMLU] and [D:GPQA].",
        "It gains 3.0% and 5.1% on [D:MMLU], [D:GPQA] and [D:AIME24].",
        "With 30% and 50% of the data it does well, as tests on [D:MMLU] and [D:GPQA] show.",
        "It gains 3.0% and 5.1% on [D:MMLU] and [T:parsing].",
    ],
)
def test_no_turns(marked: str) -> None:
    assert not told(marked)
