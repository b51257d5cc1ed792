import gzip
import json
import os
import random
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KGError, SourceError
from kg.model import Document, Reject
from kg.sources import FORMATS, read

CASES = Path(__file__).parents[1] / "cases"
LISTING = "CLMay 21, 2025\nA Good ModelAda Byron et al.\nWe present a model.\n"
RECORD = '{"title": "A Record", "abstract": "We present a record."}\n'
EXPECTED = "kg sources lists what can be read"


def told(path: Path) -> list[str]:
    found = read(path)
    return [it.title if isinstance(it, Document) else f"{it.file}|{it.record}|{it.reason}" for it in found]


def test_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.jsonl.gz").write_bytes(gzip.compress(RECORD.encode()))
    (tmp_path / "a.txt").write_text(LISTING, encoding="utf-8")
    (tmp_path / "c.json").write_text("[]", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Nothing to read", encoding="utf-8")
    (tmp_path / "z.bin").write_bytes(b"\0")
    assert told(tmp_path) == [
        f"README.md||not a known format; {EXPECTED}",
        "A Good Model",
        "c.json||holds no record; expected JSON or JSONL records with a title",
        "A Record",
        "z.bin||a binary file; expected text or PDF, plain or packed with gzip, zstd or zip",
    ]


def test_copies_in_a_folder_name_the_first(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(RECORD, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"title": "Another"}\n' + RECORD, encoding="utf-8")
    [first, second, copy] = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    reason = f"duplicate of a.jsonl, line 1: same id {first.id!r}, same title and abstract"
    assert copy == Reject("b.jsonl", "line 2", reason)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, f"papers: no file that can be read among 0; {EXPECTED}"),
        ({".hidden": LISTING}, f"papers: no file that can be read among 0; {EXPECTED}"),
        (
            {"a.txt": "", "b.txt": "words"},
            "papers: no file that can be read among 2; "
            f"a.txt: the file is empty; expected papers; {EXPECTED}",
        ),
    ],
    ids=["empty", "hidden", "unreadable"],
)
def test_folder_without_input_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    for name, text in files.items():
        (tmp_path / "papers" / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        list(read(Path("papers")))
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x: the file is empty; expected papers"),
        (b"Dear reader,\n", f"x: not a known format; {EXPECTED}"),
        (b"[]", "x: holds no record; expected JSON or JSONL records with a title"),
        (
            b"\x7fELF\0",
            "x: a binary file; expected text or PDF, plain or packed with gzip, zstd or zip",
        ),
    ],
    ids=["empty", "prose", "no record", "binary"],
)
def test_named_file_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x").write_bytes(data)
    with pytest.raises(SourceError) as error:
        list(read(Path("x")))
    assert str(error.value) == message


def test_damage_in_the_middle_keeps_what_stands_before(tmp_path: Path) -> None:
    generator = random.Random(0)  # noise, so that it packs badly
    records = "".join(f'{{"title": "{number} {generator.random()}"}}\n' for number in range(20_000))
    packed = gzip.compress(records.encode())
    (tmp_path / "x.gz").write_bytes(packed[: len(packed) // 2])
    found = list(read(tmp_path / "x.gz"))
    kept = len(found) - 1
    assert kept > 1000
    fact = "the gzip stream is damaged or cut short; copy or fetch the file again"
    reason = f"{fact}; {kept} records before were read"
    assert found[-1] == Reject("x.gz", "", reason)


def test_pipe_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text(LISTING, encoding="utf-8")
    assert told(tmp_path)[1] == "pipe||a pipe or device; only files of a folder are read"


def test_dangling_link_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "b").symlink_to(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text(LISTING, encoding="utf-8")
    assert told(tmp_path)[1] == "b||no such file or folder; check the path"


def check(path: Path) -> None:
    try:
        found = list(read(path))
    except KGError:
        return
    assert all(isinstance(it, Document | Reject) for it in found)
    for it in found:
        orjson.dumps(it)  # no lone surrogate gets through


ANY_FILE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = ("title", "abstract", "id", "authors", "aff", "name", "date", "venue", "github", "doi", "papers")
FIELD = st.sampled_from(NAMES)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELD, inner, max_size=4),
    max_leaves=12,
)


@ANY_FILE
@given(
    data=st.binary(max_size=200),
    beginning=st.sampled_from(["", LISTING, RECORD, "[", "{", "\ufeff", "CLMay 2, 2025\n"]),
)
def test_any_bytes_end_well(tmp_path: Path, data: bytes, beginning: str) -> None:
    (tmp_path / "x").write_bytes(beginning.encode() + data)
    check(tmp_path / "x")


@ANY_FILE
@given(
    data=st.binary(max_size=200),
    mark=st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\x1f\x8b"]),
)
def test_any_bytes_after_a_mark_end_well(tmp_path: Path, data: bytes, mark: bytes) -> None:
    (tmp_path / "x").write_bytes(mark + data)
    check(tmp_path / "x")


@ANY_FILE
@given(text=st.text(alphabet=st.sampled_from("AaBb.,· 1\n\r-‘中éИ"), max_size=200))
def test_any_listing_ends_well(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(LISTING + "CVDec 3, 2024Code\n" + text, encoding="utf-8")
    check(tmp_path / "x")


@ANY_FILE
@given(values=st.lists(st.dictionaries(FIELD, JSON, min_size=1), min_size=1, max_size=4))
def test_any_record_is_a_document_or_a_reject(tmp_path: Path, values: list[dict[str, object]]) -> None:
    lines = [json.dumps(value) for value in values]
    (tmp_path / "x").write_text("\n".join([RECORD.strip(), *lines]), encoding="utf-8")
    found = list(read(tmp_path / "x"))
    assert len(found) >= len(values) + 1
    check(tmp_path / "x")


@pytest.mark.parametrize("name", FORMATS)
def test_documents_carry_their_readers_name(name: str) -> None:
    """Each format has its cases in a folder of its name, and nobody else takes them."""
    found = [it for path in CASES.glob(f"{name}/*/input.*") for it in read(path)]
    assert {it.format for it in found if isinstance(it, Document)} == {name}
