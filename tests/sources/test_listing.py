import json
from dataclasses import asdict
from pathlib import Path

import pytest

from kg.model import Document, Reject
from kg.sources import read

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "listing"
SEEDS = ROOT / "seeds" / "tencent_papers.txt"
BLOCK = "CLMay 21, 2025\nA Good Model for TextAda Byron, Bo Li et al. · lab\nWe present a model.\n"


def document(path: Path) -> Document:
    [found] = read(path)
    assert isinstance(found, Document)
    return found


def test_seeds_come_out_exactly() -> None:
    expected = json.loads((CASES / "seeds" / "expected.json").read_text(encoding="utf-8"))
    found = [json.loads(json.dumps(asdict(it))) for it in read(SEEDS)]
    for it in found:
        it["authors"] = [author["name"] for author in it["authors"]]
    assert [{name: it[name] for name in expected[0]} for it in found] == expected


def test_abstracts_of_the_seeds_are_kept_byte_for_byte() -> None:
    lines = SEEDS.read_bytes().split(b"\n")
    abstracts = [it.abstract.encode() for it in read(SEEDS) if isinstance(it, Document)]
    assert abstracts == lines[2::3]


def test_broken_blocks_are_left_out_with_a_reason() -> None:
    expected = json.loads((CASES / "broken" / "expected.json").read_text(encoding="utf-8"))
    found = [
        [it.record, it.reason] if isinstance(it, Reject) else [it.title, it.abstract]
        for it in read(CASES / "broken" / "input.txt")
    ]
    assert found == expected


@pytest.mark.parametrize(
    "listing",
    [
        BLOCK,
        BLOCK.rstrip("\n"),
        BLOCK.replace("\n", "\r\n"),
        "\ufeff" + BLOCK,
        "\n\n" + BLOCK.replace("\n", "\n\n"),
        BLOCK.replace("CLMay 21, 2025", "cs.CL May 21, 2025 "),
    ],
    ids=["plain", "no final newline", "CRLF", "BOM", "blank lines", "spaces"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_line_ends_and_encodings_change_nothing(tmp_path: Path, listing: str, encoding: str) -> None:
    (tmp_path / "plain.txt").write_text(BLOCK, encoding="utf-8")
    (tmp_path / "listing.txt").write_bytes(listing.encode(encoding))
    assert document(tmp_path / "listing.txt") == document(tmp_path / "plain.txt")


def test_bytes_that_are_no_utf8_are_read_and_doubted(tmp_path: Path) -> None:
    path = tmp_path / "listing.txt"
    path.write_bytes(
        (BLOCK * 2).replace("Bo Li", "Bó Lí").encode("cp1252").replace(b"B\xf3 L\xed", b"Bo Li", 1)
    )
    first, second = read(path)
    assert isinstance(first, Document)
    assert isinstance(second, Reject)  # the same paper: authors do not count
    path.write_bytes(BLOCK.replace("We present", "Müller’s").encode("cp1252"))
    found = document(path)
    assert found.abstract == "Müller’s a model."
    assert found.doubts == ("3 bytes that are no UTF-8 were read as Windows-1252",)


@pytest.mark.parametrize(
    ("first_line", "category", "issued", "code"),
    [
        ("CVDec 3, 2024Code", "cs.CV", "2024-12-03", True),
        ("MAMar 6, 2023", "cs.MA", "2023-03-06", False),
        ("SESeptember 9, 2023", "cs.SE", "2023-09-09", False),
        ("IVJun 1, 2020", "IV", "2020-06-01", False),
        ("stat.MLMay 5, 2024", "stat.ML", "2024-05-05", False),
        ("cond-mat.dis-nnMay 5, 2024", "cond-mat.dis-nn", "2024-05-05", False),
        ("quant-phMay 5, 2024", "quant-ph", "2024-05-05", False),
    ],
)
def test_first_lines(tmp_path: Path, first_line: str, category: str, issued: str, code: bool) -> None:
    path = tmp_path / "listing.txt"
    path.write_text(BLOCK.replace("CLMay 21, 2025", first_line), encoding="utf-8")
    found = document(path)
    assert (found.categories, found.issued, found.code_available) == ((category,), issued, code)


def test_unknown_flag_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "listing.txt"
    path.write_text(BLOCK.replace("2025", "2025Video"), encoding="utf-8")
    assert document(path).doubts == ("unknown flag 'Video'",)
