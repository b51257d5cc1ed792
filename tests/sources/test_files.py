import gzip
import os
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources import files
from kg.sources.files import Line, as_text, members, mend, opened, printable


def lines(path: Path) -> list[Line]:
    with opened(path, path.name) as stream, as_text(stream, path.name) as text:
        return list(text.lines())


def test_members_are_sorted_and_relative(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".hidden", ".git/config", "a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [name for name, _ in members(tmp_path)] == ["a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]


def test_linked_folder_is_a_member_and_not_entered(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(members(tmp_path)) == [("loop", tmp_path / "loop")]
    with pytest.raises(SourceError, match="loop: a folder that is linked"), opened(tmp_path / "loop", "loop"):
        pass


def test_names_that_are_no_utf8_are_printable() -> None:
    assert printable(os.fsdecode(b"caf\xe9.txt")) == r"caf\xe9.txt"


def test_only_line_feeds_end_lines(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("a\u2028b\x0bc\rd\r\n\ne".encode())
    assert lines(tmp_path / "x") == [Line(1, "a\u2028b\x0bc\rd"), Line(2, ""), Line(3, "e")]


def test_too_long_a_line_is_cut_and_the_next_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 4)
    (tmp_path / "x").write_text("123456789\nabc\n", encoding="utf-8")
    assert lines(tmp_path / "x") == [Line(1, "1234", whole=False), Line(2, "abc")]


def test_too_long_a_text_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_TEXT", 4)
    (tmp_path / "x").write_text("123456789\n", encoding="utf-8")
    too_long = pytest.raises(SourceError, match="split it")
    with opened(tmp_path / "x", "x") as stream, as_text(stream, "x") as text, too_long:
        text.whole()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x: the file is empty; expected papers"),
        (b"\xef\xbb\xbf \n", "x: the file is empty; expected papers"),
        (gzip.compress(b""), "x: the file is empty; expected papers"),
        (b"MZ\x03\x04\0\0", "x: a binary file; expected text or PDF, plain or packed with gzip, zstd or zip"),
        (b"\x1f\x8bnonsense", "x: the gzip stream is damaged or cut short; copy or fetch the file again"),
        (
            gzip.compress(b"a" * 99)[:20],
            "x: the gzip stream is damaged or cut short; copy or fetch the file again",
        ),
    ],
    ids=["empty", "BOM alone", "empty gzip", "binary", "no gzip", "gzip cut"],
)
def test_what_is_no_text_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(SourceError) as error, opened(tmp_path / "x", "x") as stream, as_text(stream, "x"):
        pass
    assert str(error.value) == message


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error, opened(tmp_path / "x", "some/x"):
        pass
    assert str(error.value) == "some/x: no such file or folder; check the path"


@pytest.mark.parametrize(
    ("text", "mended", "doubts"),
    [
        ("plain é", "plain é", ()),
        ("caf\udce9", "café", ("1 byte that is no UTF-8 was read as Windows-1252",)),
        ("\udc93q\udc94", "“q”", ("2 bytes that are no UTF-8 were read as Windows-1252",)),
        ("\udc81", "\x81", ("1 byte that is no UTF-8 was read as Windows-1252",)),
    ],
)
def test_foreign_bytes_are_mended(text: str, mended: str, doubts: tuple[str, ...]) -> None:
    assert mend(text) == (mended, doubts)
