import gzip
import json
from dataclasses import MISSING, asdict, fields
from pathlib import Path

import pytest

from kg.model import Document, Reject
from kg.sources import read

SHAPES = Path(__file__).parents[1] / "cases" / "records" / "shapes"
SHARED = Path(__file__).parents[2] / ".." / "shared"
REST = "what stands before is kept, the rest is left out"
DEFAULTS = {it.name: it.default for it in fields(Document) if it.default is not MISSING}


def shown(found: Document | Reject) -> dict[str, object]:
    """A document without the fields that say nothing, or a reject, as JSON has them."""
    told = {name: value for name, value in asdict(found).items() if value != DEFAULTS.get(name, MISSING)}
    shown: dict[str, object] = json.loads(json.dumps(told))
    return shown


def titles(path: Path) -> list[str]:
    return [it.title if isinstance(it, Document) else f"{it.record}: {it.reason}" for it in read(path)]


def test_fields_and_shapes() -> None:
    expected = json.loads((SHAPES / "expected.json").read_text(encoding="utf-8"))
    assert [shown(it) for it in read(SHAPES / "input.jsonl")] == expected


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "A"}\n{"title": "B"}\n',
        '{"title": "A"}\r\n\r\n{"title": "B"}',
        '[{"title": "A"}, {"title": "B"}]',
        '[\n  {\n    "title": "A"\n  },\n  {\n    "title": "B"\n  }\n]\n',
        '{"papers": [{"title": "A"}, {"title": "B"}]}',
        '{\n "count": 2,\n "papers": [\n  {"title": "A"},\n  {"title": "B"}\n ]\n}',
        '{\n"title": "A"\n}\n{\n"title": "B"\n}',
        '\ufeff{"title": "A"}\n\ufeff{"title": "B"}\n',
    ],
    ids=["JSONL", "CRLF", "array", "pretty array", "wrapper", "pretty wrapper", "one after another", "BOMs"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_framings(tmp_path: Path, text: str, packed: bool) -> None:
    path = tmp_path / "papers"  # the content counts, not the name
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    assert titles(path) == ["A", "B"]


def test_one_object() -> None:
    assert titles(SHAPES.parent / "one" / "input.json") == ["One Object over Several Lines"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            '{"title": "A"}\n{"title": "B\n{"title": "C"}\n',
            ["A", "line 2: not JSON (unexpected end of data at character 13); cut in half, or damaged", "C"],
        ),
        (
            '{"title": "A\n{"title": "B"}\n',
            ["line 1: not JSON (unexpected end of data at character 13); cut in half, or damaged", "B"],
        ),
        (
            '[{"title": "A"},\n{"title": "B',
            [
                "A",
                "record 2 (line 2): no JSON from here on "
                "(Unterminated string starting at: line 2 column 11 (char 27)); " + REST,
            ],
        ),
        (
            '[{"title": "A"}, 7, {"papers": [{"title": "B"}, {"name": "C"}]}]',
            [
                "A",
                "record 2 (line 1): a number where an object with a title was expected",
                "B",
                "record 3 (line 1), record 2: no title; expected a field 'title' with text",
            ],
        ),
    ],
    ids=["line cut", "first line cut", "array cut", "other values"],
)
def test_damage_costs_only_itself(tmp_path: Path, text: str, found: list[str]) -> None:
    path = tmp_path / "papers.json"
    path.write_text(text, encoding="utf-8")
    assert titles(path) == found


def test_deep_nesting_is_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "papers.json"
    path.write_text('[{"title": "A"},' + "[" * 200_000, encoding="utf-8")
    assert titles(path) == [
        "A",
        f"record 2 (line 1): no JSON from here on (nested too deeply); {REST}",
    ]


@pytest.mark.parametrize("value", ["[" * 100_000, "1" * 5000])
def test_what_no_reader_of_json_takes_is_a_reject(tmp_path: Path, value: str) -> None:
    (tmp_path / "x").write_text(
        f'{{"title": "A"}}\n{{"title": "B", "a": NaN, "b": {value}}}\n', encoding="utf-8"
    )
    [first, second] = titles(tmp_path / "x")
    assert (first, second[:16]) == ("A", "line 2: not JSON")


def test_only_the_record_with_foreign_bytes_is_doubted(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    path.write_bytes(b'{"title": "caf\xe9", "id": 1}\n{"title": "caf\xc3\xa9", "id": 2}\n')
    assert [shown(it) for it in read(path)] == [
        {
            "id": "1",
            "title": "café",
            "abstract": "",
            "format": "records",
            "doubts": ["1 byte that is no UTF-8 was read as Windows-1252"],
        },
        {"id": "2", "title": "café", "abstract": "", "format": "records"},
    ]


@pytest.mark.skipif(
    not (SHARED / "annotation").is_dir(), reason="the shared corpus is not beside the checkout"
)
def test_corpus_is_kept_character_for_character() -> None:
    path = SHARED / "annotation" / "source.jsonl"
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    found = [it for it in read(path) if isinstance(it, Document)]
    assert [(it.title, it.abstract) for it in found] == [(it["title"], it["abstract"]) for it in given]
    assert [it.id for it in found] == [it["id"] for it in given]


ANNOTATED = Path(__file__).parents[2] / ".." / "shared" / "annotation" / "source.jsonl"


@pytest.mark.skipif(not ANNOTATED.exists(), reason="needs ../shared/annotation")
def test_annotated_texts_are_kept_character_for_character() -> None:
    """The annotations' offsets count into them."""
    lines = ANNOTATED.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    texts = [it.text for it in read(ANNOTATED) if isinstance(it, Document)]
    assert texts == [f"{record['title']}\n{record['abstract']}" for record in records]
