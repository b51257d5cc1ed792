"""Pages and lists in HTML and Markdown: what counts as a paper, and what does not."""

import contextlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Document
from kg.sources import read
from kg.sources.pages.listed import is_paper
from kg.sources.pages.pagetree import LARGEST

LINK = "https://arxiv.org/abs/3101.00001"
TITLE, NAMES = "Knots that Hold Kites", ["Ada Byron", "Bo Li"]


def told(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    return [it.title if isinstance(it, Document) else f"-{it.record}" for it in read(path)]


def first(path: Path, text: str) -> Document:
    path.write_text(text, encoding="utf-8")
    found = next(iter(read(path)))
    assert isinstance(found, Document)
    return found


def fault(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        list(read(path))
    return str(error.value).removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("item", "title", "names"),
    [
        (f"[{TITLE}]({LINK})", TITLE, []),
        (f"**{TITLE}**, Ada Byron, Bo Li. [[pdf]]({LINK})", TITLE, NAMES),
        (f"[2031/01] {TITLE} | [paper]({LINK}) | [code](https://github.com/a/b)", TITLE, []),
        (f"Ada Byron and Bo Li. {TITLE}. In Sails, 2031. [pdf]({LINK})", TITLE, NAMES),
        (f"*{TITLE}* - Byron et al. [[arXiv]]({LINK})", TITLE, []),
        (f'Ada Byron, "{TITLE}," 2031 ([link]({LINK}))', TITLE, NAMES[:1]),
        (f"(Kites 2031) **KnotNet**: {TITLE} [[Paper]]({LINK})", f"KnotNet: {TITLE}", []),
        (f"<a href='{LINK}'><b>{TITLE}</b></a> <i>Ada Byron, Bo Li</i>", TITLE, NAMES),
        (f"**[{TITLE}?]({LINK})**", f"{TITLE}?", []),
    ],
)
def test_entries_of_lists(tmp_path: Path, item: str, title: str, names: list[str]) -> None:
    for text in (f"# Kites\n\n- {item}\n", f"1. {item}\n"):
        found = first(tmp_path / "x", text)
        assert (found.title, [author.name for author in found.authors]) == (title, names)
        assert found.id == "3101.00001"


def test_links_in_running_text_are_no_entries(tmp_path: Path) -> None:
    text = f"# Kites\n\nKites fly higher than ever before ([as all papers of the year say]({LINK})).\n"
    message = "holds no record; expected Markdown that lists papers with links to them"
    assert fault(tmp_path / "x", text) == message
    text += f"\n- We follow what was said by others in [the paper of the year]({LINK}), and go on.\n"
    assert told(tmp_path / "x", text) == ["-line 5"]


@pytest.mark.parametrize(
    "address", ["http://[x", "https://x.org/{a}<b>", "javascript:alert(1)", "https://x.org/a b"]
)
def test_addresses_that_are_none_do_no_harm(tmp_path: Path, address: str) -> None:
    found = first(
        tmp_path / "x", f"<html><ul><li><a href='{LINK}'>{TITLE}</a> <a href='{address}'>x</a></ul>"
    )
    assert all(re.fullmatch(r"https://[\w./]+", link.url) for link in found.links)


def test_details_in_a_list_below_belong_to_the_entry(tmp_path: Path) -> None:
    found = first(tmp_path / "x", f"- **{TITLE}**\n  - Authors: Ada Byron, Bo Li\n  - [pdf]({LINK})\n")
    assert (found.title, [author.name for author in found.authors]) == (TITLE, NAMES)


def test_table_in_markdown_at_the_beginning_is_no_csv(tmp_path: Path) -> None:
    text = f"| Title | Authors |\n| --- | :-: |\n| [Knots that Hold]({LINK}) | Ada Byron |\n"
    found = first(tmp_path / "x", text)
    assert (found.title, found.format, found.authors[0].name) == ("Knots that Hold", "markdown", "Ada Byron")


@pytest.mark.parametrize(
    "body",
    [
        "<h1>503 Service Unavailable</h1>",
        "<ul><li>Home<li>About us<li>Contact</ul><p>Kites are flown by many people.</p>",
        "",
        f"<p>Our work was named by <a href='{LINK}'>others in their paper</a>.</p>",
        f"<nav><ul><li><a href='{LINK}'>Knots that Hold Kites</a></ul></nav>",
    ],
)
def test_page_without_papers_is_told(tmp_path: Path, body: str) -> None:
    message = (
        "an HTML page, as servers send in place of a file; expected a page with a paper, or a list of papers"
    )
    assert fault(tmp_path / "x", f"<!DOCTYPE html>\n<html><body>{body}</body></html>") == message


def test_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = f"<html><meta charset=gb2312><ul><li><a href='{LINK}'>风筝 的 结 Knots that Hold</a></ul></html>"
    (tmp_path / "x").write_bytes(page.encode("gb2312"))
    [found] = read(tmp_path / "x")
    assert isinstance(found, Document)
    assert found.title == "风筝 的 结 Knots that Hold"


def test_page_too_long_is_told(tmp_path: Path) -> None:
    message = f"a page of over {LARGEST:,} characters; split it"
    assert fault(tmp_path / "x", "<html>" + ("a" * 999 + "\n") * (LARGEST // 1000 + 1)) == message


@pytest.mark.parametrize(
    "text",
    [
        "<html>" + "<div>" * 20_000,
        "<html>" + f"<ul><li><a href='{LINK}'>a b c</a>" * 1_500,
        "<html><div class='ltx_document'>" + "<section class='ltx_section'>a b" * 1_900,
        "<html><div class='ltx_document'>" + "<figure class='ltx_figure'><figcaption>a b" * 1_000,
        "<html><table>" + f"<tr><td><a href='{LINK}'>a b c</a>" * 2_500,
        "- [" * 20_000 + f"]({LINK})",
        f"- [a]({LINK})\n" + "> " * 20_000 + "*a **a " * 4_000,
        f"- [a]({LINK})\n" + "[a](" * 15_000,
        f"- [a]({LINK})\n" + "`" * 30_000 + " ``` " * 5_000,
        f"- [a]({LINK})\n" + "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n",
        f"- **{'Ada Byron, ' * 8_000}** [pdf]({LINK})\n",
        f"- {'A. B. C.' * 10_000} - [pdf]({LINK})\n",
    ],
    ids=[
        "deep",
        "lists",
        "sections",
        "captions",
        "rows",
        "brackets",
        "quotes",
        "links",
        "ticks",
        "columns",
        "names",
        "initials",
    ],
)
def test_hostile_pages_end_in_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text, encoding="utf-8")
    started = time.process_time()
    with contextlib.suppress(SourceError):
        list(read(tmp_path / "x"))
    assert time.process_time() - started < 5  # quadratic ones take minutes


@pytest.mark.parametrize(
    ("address", "paper"),
    [
        ("https://arxiv.org/pdf/3101.00001v2.pdf", True),
        ("https://huggingface.co/papers/3101.00001", True),
        ("https://proceedings.mlr.press/v97/byron31a.html", True),
        ("/paper_files/paper/2031/hash/00ff-Abstract-Conference.html", True),
        ("https://doi.org/10.1000/kites", True),
        ("https://github.com/kites/knotnet", False),
        ("https://arxiv.org/list/cs.CL/new", False),
        ("#knots", False),
    ],
)
def test_addresses_of_papers(address: str, paper: bool) -> None:
    assert is_paper(address) is paper


TAGS = (
    *("html", "body", "ul", "li", "ol", "table", "tr", "td", "th", "p", "dl", "dt", "dd", "b", "i", "br"),
    *("div", "nav", "h2", "details", "summary"),
)
PIECES = [
    *(f"<{name}>" for name in TAGS),
    *(f"</{name}>" for name in TAGS),
    *(f"<a href='{address}'>" for address in (LINK, "x.pdf", "/abs/3101.00001")),
    *("</a>", "<div class='list-title'>", "<dl id='articles'>arxiv"),
    "<meta name='citation_title' content='A'>",
    *("- ", "1. ", "# ", "| ", " |\n", "| --- | --- |\n", "**", "*", "`", "[", "](", ")", "\n\n", "> "),
    *("Knots that Hold", "Ada Byron, Bo Li", "2031", "pdf", "Title", "$x$", "&amp;", "\0", "\n", " - "),
    f"[pdf]({LINK})",
]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    beginning=st.sampled_from(["<!DOCTYPE html><html>", f"- [a b c]({LINK})\n"]),
    pieces=st.lists(st.sampled_from(PIECES), max_size=40),
)
def test_any_page_ends_well(tmp_path: Path, beginning: str, pieces: list[str]) -> None:
    (tmp_path / "x").write_text(beginning + "".join(pieces), encoding="utf-8")
    try:
        found = list(read(tmp_path / "x"))
    except SourceError:
        return
    assert all(it.title if isinstance(it, Document) else it.reason for it in found)
