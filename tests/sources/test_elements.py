"""XML: what is mended, what is refused."""

import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document, Reject
from kg.sources import read
from kg.sources.markup.elements import Root, root

ENTRY = "<entry><id>http://arxiv.org/abs/2501.00001v1</id><title>{}</title><summary>S</summary></entry>"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">' + ENTRY + "</feed>"
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def only(path: Path, data: bytes | str) -> Document:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    [document] = read(path)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<feed xmlns='x'>", Root("feed", False)),
        ('\ufeff<?xml version="1.0"?>\n<!-- <a> -->\n<a:feed>', Root("feed", False)),
        ('<!DOCTYPE article PUBLIC "-//x//y" "z.dtd"><article>', Root("article", False)),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>', Root("a", True)),
        ("<!doctype html><html>", Root("html", False)),
        ("Dear <reader>", None),
        ("<", None),
    ],
)
def test_root(head: str, expected: Root | None) -> None:
    assert root(head) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("R&D", "R&D"),
        ("caf&eacute;", "café"),
        ("a &lt; b &amp; c &#233;", "a < b & c é"),
        ("&unheard;", "&unheard;"),
        ("A\x0b B", "A B"),
        ("<![CDATA[R&D\n&amp; <b>]]> & C", "R&D &amp; <b> & C"),
    ],
)
def test_mended(tmp_path: Path, title: str, expected: str) -> None:
    assert only(tmp_path / "x", FEED.format(title)).title == expected


@pytest.mark.parametrize(
    ("data", "doubts"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-1"?>' + FEED.format("café"), ()),
        (FEED.format("café"), ("1 byte that is no UTF-8 was read as Windows-1252",)),
    ],
    ids=["declared", "not declared"],
)
def test_latin_1(tmp_path: Path, data: str, doubts: tuple[str, ...]) -> None:
    document = only(tmp_path / "x", data.encode("latin-1"))
    assert (document.title, document.doubts) == ("café", doubts)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    data = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{FEED.format("café")}'
    assert only(tmp_path / "x", data.encode(encoding)).title == "café"


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE feed [<!ENTITY l0 "ha">{BOMB}]>',
        '<!DOCTYPE feed [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE feed [<!ENTITY % x SYSTEM "http://localhost:9/x.dtd"> %x;]>',
    ],
    ids=["bomb", "external", "parameter"],
)
def test_entities_are_refused(tmp_path: Path, doctype: str) -> None:
    (tmp_path / "x").write_text(doctype + FEED.format("&l9;"), encoding="utf-8")
    with pytest.raises(SourceError, match="declares XML entities, which are never expanded here"):
        list(read(tmp_path / "x"))


@pytest.fixture
def opened_files() -> Iterator[list[str]]:
    """All that is opened while the test runs, files and sockets; the hook stays, so it is shut after."""
    seen: list[str] = []
    listening = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if listening and (event == "open" or event.startswith("socket.")):
            seen.append(f"{event} {arguments[0]}")

    sys.addaudithook(hook)
    yield seen
    listening.clear()


def test_entities_of_a_document_that_was_joined_are_refused(tmp_path: Path) -> None:
    bomb = f'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY l0 "x">{BOMB}]>'
    (tmp_path / "x").write_text(f"{FEED.format('Knots')}\n{bomb}{FEED.format('&l9;')}", encoding="utf-8")
    document, reject = read(tmp_path / "x")
    assert isinstance(document, Document)
    assert isinstance(reject, Reject)
    assert reject.reason.startswith("declares XML entities, which are never expanded here")


def test_no_dtd_is_fetched(tmp_path: Path, opened_files: list[str]) -> None:
    doctype = f'<!DOCTYPE feed PUBLIC "-//x//y" "{tmp_path}/x.dtd">'
    (tmp_path / "x.dtd").write_text("<!ENTITY unheard 'from the DTD'>", encoding="utf-8")
    assert only(tmp_path / "x", doctype + FEED.format("&unheard;")).title == "&unheard;"
    assert [it for it in opened_files if it.startswith("socket") or it == f"open {tmp_path}/x.dtd"] == [
        f"open {tmp_path}/x.dtd"  # this test's own writing of it
    ]


def test_html_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("<!DOCTYPE html>\n<html><body>503</body></html>", encoding="utf-8")
    with pytest.raises(SourceError, match="x: an HTML page, as servers send in place of a file"):
        list(read(tmp_path / "x"))


def test_deep_nesting_is_damage(tmp_path: Path) -> None:
    (tmp_path / "x").write_text(FEED.format("A") + "<feed>" + "<b>" * 50_000, encoding="utf-8")
    start = time.perf_counter()
    found = list(read(tmp_path / "x"))
    assert [type(it) for it in found] == [Document, Reject]
    assert time.perf_counter() - start < 1


ARTICLE = (
    "<article><front><article-meta><title-group><article-title>Kite {}</article-title></title-group>"
    "</article-meta></front>\n<body><sec><title>Wind</title><p>{}</p></sec></body>\n<back/></article>"
)


def test_article_that_is_cut_in_its_body_keeps_its_front(tmp_path: Path) -> None:
    text = ARTICLE.format(1, "It blows.") + ARTICLE.format(2, "It falls.")
    (tmp_path / "x").write_text(f"<articles>{text[:-40]}", encoding="utf-8")
    first, second, damage = read(tmp_path / "x")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(damage, Reject)
    assert (first.title, first.body) == ("Kite 1", "Wind\n\nIt blows.")
    assert (second.title, second.body) == ("Kite 2", "")
    assert damage.reason.endswith("2 records before were read")


def test_memory_stays_flat_with_full_texts(tmp_path: Path) -> None:
    with (tmp_path / "x").open("w", encoding="utf-8") as file:
        file.write("<articles>")
        file.writelines(ARTICLE.format(number, "Kites fly. " * 2000) + "\n" for number in range(400))
        file.write("</articles>")
    found = read(tmp_path / "x")
    assert all(isinstance(next(found), Document) for _ in range(20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(isinstance(it, Document) and len(it.body) > 20_000 for it in found) == 380
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4_000  # of 9 MB, in kB


def test_memory_stays_flat(tmp_path: Path) -> None:
    body = "\n".join(ENTRY.format(f"Paper {number} {'x' * 5000}") for number in range(4000))
    (tmp_path / "x").write_text(f"<feed>{body}</feed>", encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in read(tmp_path / "x")) == 4000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # of 20 MB, in kB
