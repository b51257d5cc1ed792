from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document, Reject
from kg.sources import Options, read

GERMAN = "Titel;Zusammenfassung;Jahr\nDrachen;Wir fliegen.;2031\n"


def documents(path: Path, options: Options | None = None) -> list[Document]:
    return [it for it in read(path, options=options) if isinstance(it, Document)]


def test_columns_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(GERMAN, encoding="utf-8")
    names = {"Titel": "title", "zusammenfassung": "abstract", "Jahr": "date"}
    [document] = documents(tmp_path / "x", Options(names=names))
    assert (document.title, document.abstract, document.issued) == ("Drachen", "Wir fliegen.", "2031")


def test_a_named_column_is_preferred_to_the_usual_one(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("title,english title\nDrachen,Kites\n", encoding="utf-8")
    [document] = documents(tmp_path / "x", Options(names={"english title": "title"}))
    assert document.title == "Kites"


def test_fields_of_json_can_be_named(tmp_path: Path) -> None:
    line = '{"meta": {"name": "Kites"}, "title": "x", "text": "We fly.", "people": [{"name": "Ann Lee"}]}\n'
    (tmp_path / "x").write_text(line, encoding="utf-8")
    names = {"meta.name": "title", "text": "abstract", "people": "authors"}
    [document] = documents(tmp_path / "x", Options(names=names))
    assert (document.title, document.abstract) == ("Kites", "We fly.")
    assert [author.name for author in document.authors] == ["Ann Lee"]


def test_text_is_kept_unless_it_shall_be_clean(tmp_path: Path) -> None:
    (tmp_path / "x").write_text('title,abstract\n"A  <i>B</i>","5\\% of\n $\\alpha$"\n', encoding="utf-8")
    [kept] = documents(tmp_path / "x")
    [clean] = documents(tmp_path / "x", Options(clean=True))
    assert (kept.title, kept.abstract) == ("A  <i>B</i>", "5\\% of\n $\\alpha$")
    assert (clean.title, clean.abstract) == ("A B", "5% of α")
    assert clean.id == kept.id


def test_open_quotes_cost_no_more_than_their_rows(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("title,year\n" + '"open,1\n' * 3000 + "Last,2\n", encoding="utf-8")
    found = list(read(tmp_path / "x"))
    assert len(found) == 3001
    assert isinstance(found[-1], Document)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,b,c", "3 cells under 2 columns; put quotes around cells that hold ','"),
        ("x" * 140_000 + ",1", "no row of a table (field larger than field limit (131072))"),
        (",1", "no title; expected a field 'title' with text"),
    ],
    ids=["too many", "too long", "no title"],
)
def test_rows_that_are_none(tmp_path: Path, row: str, reason: str) -> None:
    (tmp_path / "x").write_text(f"title,year\n{row}\n", encoding="utf-8")
    assert list(read(tmp_path / "x")) == [Reject("x", "line 2", reason)]


@pytest.mark.parametrize("head", ["title", "A sentence, with a title, and more.", "year,venue\n1,2"])
def test_what_is_no_table(tmp_path: Path, head: str) -> None:
    (tmp_path / "x").write_text(f"{head}\n", encoding="utf-8")
    with pytest.raises(Exception, match="not a known format"):
        list(read(tmp_path / "x"))


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("Titel;Autoren;Jahr\nDrachen;Ada;2031\n", "Titel, Autoren, Jahr"),
        ("Dear all, here, it is,\nmore, to, come soon\n", ""),
        ("a,b,c\n1,2\n", ""),
    ],
    ids=["table", "prose", "uneven"],
)
def test_a_table_without_a_title_is_told(tmp_path: Path, head: str, columns: str) -> None:
    (tmp_path / "x").write_text(head, encoding="utf-8")
    told = f"a table without a column 'title' ({columns}); say which one it is with --column title=NAME"
    with pytest.raises(SourceError) as error:
        list(read(tmp_path / "x"))
    assert f"x: {told if columns else 'not a known format'}; kg sources" in str(error.value)


def test_a_column_that_the_table_has_not_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("Titel;Autoren;Jahr\nDrachen;Ada;2031\n", encoding="utf-8")
    with pytest.raises(SourceError, match="a table without a column 'Titl'; there are Titel, Autoren, Jahr"):
        list(read(tmp_path / "x", options=Options(names={"Titl": "title"})))
