"""Plurals that are sure, and words that only look like one."""

import pytest

from kg.text.plurals import singular


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("models", "model"),
        ("strategies", "strategy"),
        ("movies", "movie"),
        ("batches", "batch"),
        ("caches", "cache"),
        ("boxes", "box"),
        ("databases", "database"),
        ("corpora", "corpus"),
        ("matrices", "matrix"),
        ("cameras", "camera"),
        ("videos", "video"),
        ("tasks", "task"),
        ("flops", "flop"),
    ],
)
def test_plurals(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize(
    "word",
    [
        "nas",
        "bias",
        "loss",
        "analysis",
        "corpus",
        "physics",
        "pandas",
        "darts",
        "turbos",
        "series",
        "sgd",
        "c++",
    ],
)
def test_words_that_stay(word: str) -> None:
    assert singular(word) == word
