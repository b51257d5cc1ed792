from decimal import Decimal

import pytest

from kg.linking.figures import as_written, value
from kg.model import Document, Quantity, Span
from kg.rdf.units import UNITS


@pytest.mark.parametrize(
    ("digits", "unit", "expected"),
    [
        ("560", "B", (Decimal(560_000_000_000), "")),
        ("16", "T", (Decimal(16_000_000_000_000), "")),
        ("256", "K", (Decimal(256_000), "")),
        ("1.5", "million", (Decimal(1_500_000), "")),
        ("77.9", "%", (Decimal("77.9"), "%")),
        ("1.80", "x", (Decimal("1.80"), "x")),
        ("80", "GB", (Decimal(80_000_000_000), "bytes")),
        ("4", "MiB", (Decimal(4_194_304), "bytes")),
        ("32", "ms", (Decimal("0.032"), "s")),
        ("1.5", "hours", (Decimal(5400), "s")),
        ("12", "mm", (Decimal("0.012"), "m")),
        ("1.3", "GFLOPs", (Decimal(1_300_000_000), "FLOPs")),
        ("30", "FPS", (Decimal(30), "FPS")),
        ("0.35", "m", (Decimal("0.35"), "m")),
    ],
)
def test_value_in_the_base_unit(digits: str, unit: str, expected: tuple[Decimal, str]) -> None:
    assert value(Quantity(0, 9, Span(0, 1), Decimal(digits), unit=unit)) == expected


@pytest.mark.parametrize("unit", ["s", "bytes", "Hz", "m", "m/s", "kg", "V", "W", "J"])
def test_what_is_a_base_unit_has_an_iri(unit: str) -> None:
    assert unit in UNITS
    assert value(Quantity(0, 9, Span(0, 1), Decimal(3), unit=unit)) == (3, unit)


@pytest.mark.parametrize(
    ("text", "number", "counts", "written"),
    [
        ("56B activated", "56", "activated parameters", "56B"),
        ("52 billion activation parameters", "52", "activation parameters", "52 billion"),
        ("256K context length", "256", "context length", "256K"),
        ("7B LLM", "7", "parameters", "7B"),
        ("70 B model", "70", "parameters", "70 B"),
        ("13 billion-scale model", "13", "parameters", "13 billion-scale"),
        ("77.9%", "77.9", "", "77.9%"),
        ("2.1\n points", "2.1", "", "2.1 points"),
        ("over 13 billion (parameters", "13", "parameters", "over 13 billion"),
    ],
)
def test_as_written(text: str, number: str, counts: str, written: str) -> None:
    start = 2 + text.index(number)
    figure = Quantity(2, 2 + len(text), Span(start, start + len(number)), Decimal(number), counts=counts)
    assert as_written(Document("d", "T", text), figure) == written
