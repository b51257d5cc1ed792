"""BibTeX: what tells it, and values as they are written."""

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document
from kg.sources import read
from kg.sources.lines.bibnames import read as read_names
from kg.sources.lines.bibtex import recognise


def only(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8", newline="")
    [document] = read(path)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("@article{key,", True),
        ("\ufeff% words\n  @InProceedings (key:1,\n", True),
        ('@string{a = "b"}', True),
        (" @article{K_2024, title={A}}", True),
        ("Dear @anna (and others), hello", False),
        ("me@mail.org\n@anna", False),
    ],
)
def test_recognise(head: str, known: bool) -> None:
    assert recognise(head) is known


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("{A {B}}", "A B"),
        ('"A {"}B{"}"', 'A "B"'),
        ('"A" # { B} # 3', "A B3"),
        ("later # {!}", "Defined Below!"),
        ("{A\r\n\r\n B}", "A B"),
        ("{50\\% of R\\&D}", "50% of R&D"),
    ],
)
def test_values(tmp_path: Path, value: str, title: str) -> None:
    text = f"@misc{{k, title = {value}}}\n@string{{later = {{Defined}} # {'{ Below}'}}}"
    assert only(tmp_path / "x", text).title == title


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = {2024}", "2024"),
        ("year = {c. 2024}", "2024"),
        ("year = 2024, month = 5", "2024-05"),
        ("year = 2024, month = sep, day = 7", "2024-09-07"),
        ("year = 2024, month = {Sept.--Oct.}", "2024-09"),
        ("date = {2024-05-06}", "2024-05-06"),
        ("date = {2024/2025}", "2024"),
        ("year = {in press}", ""),
    ],
)
def test_dates(tmp_path: Path, fields: str, issued: str) -> None:
    assert only(tmp_path / "x", f"@misc{{k, title = {{A}}, {fields}}}").issued == issued


@pytest.mark.parametrize(
    ("field", "names", "complete"),
    [
        ("Lee, Ann and Bo Li", ("Ann Lee", "Bo Li"), True),
        ("{Kite and Wind Team} and others", ("Kite and Wind Team",), False),
        ("de la Cruz, Jr., Juan", ("Juan de la Cruz Jr.",), True),
        ("A, B, C, D, E", ("A, B, C, D, E",), True),
        ("", (), True),
    ],
)
def test_names(field: str, names: tuple[str, ...], complete: bool) -> None:
    assert read_names(field) == (names, complete)


def test_old_line_ends(tmp_path: Path) -> None:
    assert only(tmp_path / "x", "@misc{k,\r title = {A},\r year = 2001\r}\r").issued == "2001"


def test_sixteen_bits_without_a_mark(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes("@misc{k, title = {A Title}}\n".encode("utf-16-le"))
    assert [it.title for it in read(tmp_path / "x") if isinstance(it, Document)] == ["A Title"]


def test_only_the_entry_with_odd_bytes_is_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"@misc{a, title = {caf\xe9}}\n@misc{b, title = {tea}}\n")
    found = [(it.title, it.doubts) for it in read(tmp_path / "x") if isinstance(it, Document)]
    assert found == [("café", ("1 byte that is no UTF-8 was read as Windows-1252",)), ("tea", ())]


def test_a_library_on_one_line(tmp_path: Path) -> None:
    entries = " ".join(f"@misc{{k{number}, title = {{Title {number}}}}}" for number in range(500))
    (tmp_path / "x").write_text(entries, encoding="utf-8")
    assert [type(it) for it in read(tmp_path / "x")] == [Document] * 500


def test_hostile_line_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("@misc{a, title = {A}}\n" + "@a{" * 30_000, encoding="utf-8")
    with pytest.raises(SourceError, match="line 2: a line with over 2,000 times '@'"):
        list(read(tmp_path / "x"))


def test_macros_made_of_macros_a_thousand_times_are_read_soon(tmp_path: Path) -> None:
    """Each name nine hundred times the next, and one of itself: without end where each is worked out anew."""
    names = [f"@string{{m{at} = {' # '.join([f'm{at + 1}'] * 900)}}}\n" for at in range(4)]
    text = "".join(names) + '@string{m4 = "knot"}\n@string{own = own # own}\n'
    entry = "@misc{a, title = m0}\n@misc{b, title = own, note = {x}}\n"
    (tmp_path / "x.bib").write_text(text + entry, encoding="utf-8")
    first, second = read(tmp_path / "x.bib")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.title.startswith("knotknot")
    assert len(first.title) < 200_000
    assert second.title == "ownown"
