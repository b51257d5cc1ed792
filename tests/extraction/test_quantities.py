"""Numbers in abstracts: what they are worth, in which unit, how they are meant, what they count."""

from decimal import Decimal

import pytest

from kg.extraction.quantities import find
from kg.model import Quantity, ResultKind, Span


def told(text: str) -> list[tuple[str, str, str]]:
    """Value, unit and kind of each quantity."""
    return [(str(quantity.value), quantity.unit, quantity.kind.value) for quantity in find(text)]


def bounds(text: str) -> list[tuple[str, str]]:
    return [(str(quantity.value), quantity.bound) for quantity in find(text)]


def counts(text: str) -> list[tuple[str, str, str]]:
    return [(str(quantity.value), quantity.unit, quantity.counts) for quantity in find(text)]


def test_a_whole_quantity() -> None:
    text = "a model with over 1,000 layers"
    assert find(text) == (
        Quantity(
            start=18, end=30, number=Span(18, 23), value=Decimal(1000), kind=ResultKind.SIZE, bound="low",
            counts="layers",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an accuracy of 52.3%", ("52.3", "%", "absolute")),
        ("an accuracy of 52.3\\%", ("52.3", "%", "absolute")),
        ("a speedup of 1.97x", ("1.97", "x", "ratio")),
        ("is $22.27\\times$ faster", ("22.27", "x", "ratio")),
        ("is 20 times faster", ("20", "x", "ratio")),
        ("a 5-fold speedup", ("5", "x", "ratio")),
        ("an error of 0.5 m across scenes", ("0.5", "m", "absolute")),
        ("0.5m images", ("0.5", "M", "size")),
        ("with 1.8G FLOPs", ("1.8", "B", "absolute")),
        ("a factor of 20", ("20", "x", "ratio")),
        ("reduces computation by x100", ("100", "x", "ratio")),
        ("by 4.3 F1 points", ("4.3", "points", "improvement")),
        ("by 3.0 percentage points", ("3.0", "points", "improvement")),
        ("by $3.0$\\% points", ("3.0", "points", "improvement")),
        ("a latency of 23 ms", ("23", "ms", "absolute")),
        ("runs at 30fps", ("30", "FPS", "absolute")),
        ("70 frames per second", ("70", "FPS", "absolute")),
        ("in 140 GPU hours", ("140", "hours", "absolute")),
        ("over 12 billion tokens", ("12", "B", "size")),
        ("1.2M images", ("1.2", "M", "size")),
        ("a 15-GB model", ("15", "GB", "size")),
        ("less than 2GB of GPU memory", ("2", "GB", "absolute")),
        ("with 295M FLOPs", ("295", "M", "absolute")),
        ("an F1 of 95.2 ± 0.3%", ("95.2", "%", "absolute")),
        ("costs $1000", ("1000", "USD", "absolute")),
    ],
)
def test_units(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("scores 91, above GPT-4 (87)", [("91", ""), ("87", "")]),
        ("we (1) train BERT, (2) test SE (3) models", []),
        ("solves 12 (80%) of them", [("12", ""), ("80", "%")]),
        ("cuts the cost from $200 per hour to $50", [("200", "USD"), ("50", "USD")]),
        ("for $ k = 3 $ and", []),
        ("with 5-fold cross-validation", []),
        ("over 5G networks", []),
    ],
)
def test_what_is_no_figure_and_what_is_one(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(value, unit) for value, unit, _ in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("improves accuracy from 57% to 82%", ["absolute", "absolute"]),
        ("improves F1 by 2.1% and reduces errors by 7.3%", ["improvement", "reduction"]),
        ("gains of 3.1 in ROUGE-1, 2.8 in ROUGE-2, and 2.9 in ROUGE-L", ["improvement"] * 3),
        ("outperforms GPT-4 (2.92%)", ["absolute"]),
        ("a better result on Squad (+5.4%)", ["improvement"]),
        ("with 41.2% fewer parameters", ["reduction"]),
        (
            "outperforms by up to 114.8% in scale as well as up to 88.9% in speed",
            ["improvement", "improvement"],
        ),
        ("97% and 91% reduction in cost and latency", ["reduction", "reduction"]),
        ("with only 9.2% of its parameter count and 10.6% of its FLOPs", ["ratio", "ratio"]),
        ("using only 10% of the labeled data", ["size"]),
        ("achieves superior performance, 54.0% mIoU", ["absolute"]),
        ("ranked 6th out of many", ["rank"]),
        ("the top 7 rank", ["rank"]),
        ("solves 19 tasks", ["absolute"]),
        ("trained on 19 tasks", ["size"]),
        ("runs at 120 tokens per second", ["absolute"]),
        ("reaches 250 tokens/s", ["absolute"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [quantity.kind.value for quantity in find(text)] == kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to 39%", [("39", "high")]),
        ("at least 3 tasks", [("3", "low")]),
        ("more than 5%", [("5", "low")]),
        ("36000+ scans", [("36000", "low")]),
        ("less than 1% loss", [("1", "high")]),
        ("10% or less of the labels", [("10", "high")]),
        ("at 8 bits or below", [("8", "high")]),
        ("90% and up", [("90", "low")]),
        ("by up to 93% and 50%", [("93", "high"), ("50", "high")]),
        ("1.32-2.66 times", [("1.32", "low"), ("2.66", "high")]),
        ("improves BLEU by 1.2 points (from 27.3 to 28.5)", [("1.2", ""), ("27.3", ""), ("28.5", "")]),
        ("doubles accuracy from 32.1% to 64.5%", [("32.1", ""), ("64.5", "")]),
        ("takes from 1.5 to 3.2 hours", [("1.5", "low"), ("3.2", "high")]),
        ("10 000 images", [("10000", "")]),
        ("27\u202f500 captions", [("27500", "")]),
        ("a $4.1\\times\\sim 1.6\\times$ speedup", [("4.1", "high"), ("1.6", "low")]),
        ("from 3 to 5", [("3", "low"), ("5", "high")]),
        ("between 52% and 76%", [("52", "low"), ("76", "high")]),
        ("by 10 30%", [("10", "low"), ("30", "high")]),
        ("on 64/128/256 sizes", [("64", ""), ("128", ""), ("256", "")]),
    ],
)
def test_bounds(text: str, expected: list[tuple[str, str]]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("6.6-8.2× and 1.7-1.9×", ["x", "x", "x", "x"]),
        ("5.1 to 11.2%", ["%", "%"]),
        ("7.5-30k samples", ["K", "K"]),
        ("trained for 2-5 seconds", ["seconds", "seconds"]),
        ("1280x720 pixels", []),
    ],
)
def test_series_share_the_last_unit(text: str, units: list[str]) -> None:
    assert [quantity.unit for quantity in find(text)] == units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a 56B activated (560B total) parameter model",
            [("56", "B", "activated parameters"), ("560", "B", "total parameters")],
        ),
        (
            "41.9B total / 6.6B activated parameters",
            [("41.9", "B", "total parameters"), ("6.6", "B", "activated parameters")],
        ),
        ("16T high-quality tokens", [("16", "T", "high-quality tokens")]),
        ("a 256K context length and is", [("256", "K", "context length")]),
        ("T5-MoE-1.2T models", [("1.2", "T", "parameters")]),
        ("128 layers", [("128", "", "layers")]),
        ("a 7B model", [("7", "B", "parameters")]),
        ("8 A800 GPUs", [("8", "", "A800 GPUs")]),
        ("a 6-DoF arm", [("6", "", "DoF")]),
        ("7 emotion categories (happy, sad)", [("7", "", "emotion categories")]),
        ("GPT3-175B and Llama 3.1 405B", [("175", "B", "parameters"), ("405", "B", "parameters")]),
        ("Mixtral 8x7B", [("7", "B", "parameters")]),
        ("LAION-400M", [("400", "M", "")]),
        ("12K training samples from", [("12", "K", "training samples")]),
        ("28, 000 and 10{,}000 clips", [("28000", "", "clips"), ("10000", "", "clips")]),
    ],
)
def test_counts(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2019, and (Yao et al., 2019b), and CVPR 2020",
        "[11] and [3, 4]",
        "Table 3, Fig. 2, Section 4 and stage 2",
        "(1) first, (2) second; 3) third",
        "Goals: 1. speed 2. size",
        "ResNet-50, F1, AIME24, GPT-3.5, word2vec, o4-mini-2025-04-16",
        "Luma 1.6, Llama 3 and Claude 3.5",
        "2D and 3D points, 2.5D maps, two-stage, 5-shot",
        "a complexity of $O(n^2)$ and $1-\\delta$ with p < 0.05",
        "360° video of the 1990s",
        "",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find(text) == ()


def test_spans_are_exact() -> None:
    text = "Title\nIt gains $\\mathbf{2.1}$\\% with 1,500 GPUs, a 7B model."
    found = find(text)
    assert [text[slice(*quantity.number)] for quantity in found] == ["2.1", "1,500", "7"]
    assert [text[quantity.start : quantity.end] for quantity in found] == [
        "2.1}$\\%",
        "1,500 GPUs",
        "7B model",
    ]
