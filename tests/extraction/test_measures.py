"""The words for what a figure measures where no metric is named."""

from dataclasses import replace

import pytest

from kg.extraction.measures import measure_words
from kg.extraction.quantities import find
from kg.model import ResultKind


def words(text: str, number: int = 0) -> tuple[str, str]:
    """The kind of the figure and the words for it."""
    quantity = find(text)[number]
    return str(quantity.kind), measure_words(text, quantity)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("It achieves 34% and 14% relative improvements.", "improvement", "relative improvements"),
        ("It is up to \\textbf{16$\\times$} faster than that.", "ratio", "faster"),
        ("It runs 60-1200 times faster.", "ratio", "faster"),
        ("It needs 94% fewer labels.", "reduction", "fewer labels"),
        ("A speedup of 3.2x over it.", "ratio", "speedup"),
        ("It improves the recall of rare words by 2%.", "improvement", "improves the recall"),
        ("This lets us improve up to 6.90 pp on it.", "improvement", "improve"),
        ("It beats all. It outperforms the old baselines, by 10%.", "improvement", "outperforms"),
        ("It improves the performance of strong models by 10%.", "improvement", "performance"),
        ("It has only 5--8% of the total parameters.", "ratio", "parameters"),
        ("It wins in 19 out of 21 games.", "absolute", "games"),
        ("It reaches an accuracy of 0.91 here.", "absolute", "accuracy"),
        ("It was recorded over 14 years.", "size", "years"),
        ("It was recorded for a duration of 41 minutes.", "size", "duration"),
        ("It has a resolution of up to 512 pixels.", "size", "resolution"),
        ("It runs at 25 FPS.", "absolute", "FPS"),
        ("The search took 20 GPU hours.", "absolute", "GPU hours"),
        ("The search took 0.6 GPU-days.", "absolute", "GPU-days"),
        ("It is 63.7% versus 22% there.", "absolute", ""),
        ("Our models range from 160M to 12B parameters.", "size", "parameters"),
        ("It needs 16GB memory.", "size", "memory"),
        ("A corpus of 20 TB was made.", "size", "size"),
        ("We are ranked 3rd in it.", "rank", "rank"),
        ("It says so 88% of the time.", "absolute", ""),
    ],
)  # fmt: skip
def test_the_words_beside_a_figure_say_what_it_measures(text: str, kind: str, expected: str) -> None:
    quantity = find(text)[0]
    assert measure_words(text, replace(quantity, kind=ResultKind(kind))) == expected


def test_words_of_the_sentence_before_say_nothing() -> None:
    assert words("It improves the recall. They all have 3% there.")[1] == ""
