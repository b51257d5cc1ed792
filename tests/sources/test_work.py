"""Hostile files cost work that grows with them, not with their square; calls are counted, not seconds."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import KGError
from kg.sources import read

LINK = "<a href=//arxiv.org/abs/3101.00001>Knots that Hold</a>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">'
ENTRY = "<entry><id>http://arxiv.org/abs/3101.00001v1</id><title>Knots</title>"
JATS = "<article><front><article-meta><title-group><article-title>Knots</article-title></title-group>"
AFTER = "</article-meta></front></article>"
WOS = "PT J\nAU Byron, A\nTI Knots\n"


def repeated(before: str, piece: str, after: str = "") -> Callable[[int], str]:
    """A file with a piece over and over; `%` in it is the number."""
    return lambda count: (
        before + "".join(piece.replace("%", f"{number:05}") for number in range(count)) + after
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "html cells": repeated(f"<html><table><tr><td>Title<td>Paper<tr><td>Knots that Hold<td>{LINK}", "<td>"),
    "html terms": repeated("<html><dl><dt>x", "<dd><a href=//arxiv.org/abs/3101.%>x</a>"),
    "html blocks": repeated("<html>", "<div><a href=//arxiv.org/abs/3101.%>Knots that Hold</a>"),
    "html items": repeated(f"<html><li>{LINK}", "<li><b>x"),
    "html paragraphs": repeated(f"<html><li>{LINK}<div>", "<p><b>x"),
    "html authors": repeated(f"<html><ul><li>{LINK} <i>", "Ada B%, ", "</i>"),
    "metatags abstracts": repeated(
        "<html><meta name=citation_title content='Knots'>", "<div class=abstract>x"
    ),
    "metatags institutions": repeated(
        "<html><meta name=citation_title content='Knots'><meta name=citation_author content='A B'>",
        "<meta name=citation_author_institution content='Lab %'>",
    ),
    "arxivlist entries": repeated("<html>arxiv<dl id='articles'>", "<dt><a href=/abs/3101.%></a><dd><b>x"),
    "arxivlist titles": repeated(
        "<html>arxiv<dl id='articles'>", "<dt><b class=list-title><dd><a href=/abs/3101.%>"
    ),
    "latexml sections": repeated(
        "<html><div class='ltx_document'>", "<section class='ltx_section'>a b</section>"
    ),
    "latexml authors": repeated(
        "<html><div class='ltx_document'>",
        "<span class='ltx_creator ltx_role_author'><span class=ltx_personname>Ada B</span></span>",
    ),
    "atom entries": repeated(ATOM, "<entry/>", "</feed>"),
    "atom authors": repeated(ATOM + ENTRY, "<author><name>A %</name></author>", "</entry></feed>"),
    "jats authors": repeated(
        f"{JATS}<contrib-group><aff>Lab</aff>",
        "<contrib><name><surname>A</surname></name></contrib><aff>Lab %</aff>",
        f"</contrib-group>{AFTER}",
    ),
    "jats raised": repeated(f"{JATS}<abstract><p>", "a<sup>1</sup>", f"</p></abstract>{AFTER}"),
    "anthology papers": repeated(
        "<collection id='2031.kites'><volume id='1'>\n", "<paper/>", "</volume></collection>"
    ),
    "json records": repeated("[", '{"title":"x"},', '{"title":"x"}]'),
    "json authors": repeated('{"title":"x","authors":["', 'A %","', '"]}'),
    "jsonl records": repeated("", '{"title":"x"}\n'),
    "table rows": repeated("title,year\n", "x%,2031\n"),
    "table quotes": repeated("title,year\n", 'x,"y\n'),
    "table open quotes": repeated("title,year\n", '"x\n'),
    "bibtex entries": repeated("", "@a{k%,title={x}}\n"),
    "bibtex broken entries": repeated("", "@a{k%,\n"),
    "bibtex authors": repeated("@a{k,title={x},author={A B", " and A B%", "}}\n"),
    "joined objects": repeated("/", '{"t}\n'),
    "joined damage": repeated("x\n", '<article key="a">\n{"t}\n<feed>\n</x>\n<dblp>\n'),
    "joined lines": repeated("@misc{k, title={x}}\n", "\\\\\narXiv\n{\n<feed>\n"),
    "joined formats": repeated("# x\n", "@a{k%,title={x}}\nTY  - J\nTI  - x%\n%0 J\n%T x\n"),
    "ris records": repeated("", "TY  - J\nTI  - x%\nER  - \n"),
    "ris authors": repeated("TY  - J\nTI  - x\n", "AU  - A, B%\n", "ER  - \n"),
    "ris lines": repeated("TY  - J\nTI  - x\nAB  - y\n", "z\n", "ER  - \n"),
    "medline addresses": repeated("PMID- 1\nTI  - x\nFAU - A, B\n", "AD  - Lab %\n"),
    "refer records": lambda count: "%0 Book\n%T x\n" * count,
    "webofscience addresses": repeated(f"{WOS}C1 ", "   [Byron, A] Lab %.\n", "ER\n"),
    "webofscience open addresses": repeated(f"{WOS}C1 ", "   Lab %\n", "ER\n"),
    "webofscience cell": repeated("PT\tAU\tTI\nJ\t", "A%; ", "\tx\n"),
    "mail authors": repeated("\\\\\narXiv:3101.00001\nTitle: x\nAuthors: ", "A % (1), ", "\n\\\\\nx\n\\\\\n"),
    "listing authors": repeated("CLMay 21, 2025\nKnots that Hold Kites", "Ada B%, ", "et al.\nWe fly.\n"),
    "markdown entries": repeated("", "- [Knots that Hold](//arxiv.org/abs/3101.%)\n"),
}


def work(path: Path, text: str) -> int:
    """Count the calls that reading a text takes."""
    path.write_text(text, encoding="utf-8")
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with suppress(KGError):
            for _ in read(path):
                pass
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_file(tmp_path: Path, shape: str) -> None:
    work(tmp_path / "x", SHAPES[shape](10))  # what is loaded once
    assert work(tmp_path / "x", SHAPES[shape](600)) < 3 * work(tmp_path / "x", SHAPES[shape](300))
