"""The examples of docs/sources.md give what the page says."""

import re
from pathlib import Path

import pytest

from kg.model import Document
from kg.sources import FORMATS, read

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```\w*\n((?:(?!```).)*)```\n\n`(\w+)`: \*([^\n]+)\* by ([^\n]+), ([\d-]+)\n", re.S)
EXAMPLES = EXAMPLE.findall(PAGE)
OF_A_FILE = re.compile(r"^## (?:Listings|Lists)\n.*?```\n(.*?)```", re.M | re.S)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[1])
def test_examples_of_exports(tmp_path: Path, example: tuple[str, ...]) -> None:
    text, name, title, authors, issued = example
    (tmp_path / "x").write_text(text, encoding="utf-8")
    [found] = read(tmp_path / "x")
    assert isinstance(found, Document)
    assert (found.format, found.title, found.issued) == (name, title, issued)
    assert "; ".join(author.name for author in found.authors) == authors


def test_the_usual_tools_have_examples() -> None:
    assert {name for _, name, *_ in EXAMPLES} >= {
        "anthology",
        "atom",
        "bibtex",
        "openalex",
        "openreview",
        "ris",
        "table",
    }


def test_examples_of_whole_files(tmp_path: Path) -> None:
    told = []
    for number, text in enumerate(OF_A_FILE.findall(PAGE)):
        (tmp_path / str(number)).write_text(text, encoding="utf-8")
        told += [(it.format, it.title) for it in read(tmp_path / str(number)) if isinstance(it, Document)]
    assert told == [
        ("listing", "HunyuanVideo: A Systematic Framework For Large Video Generative Models"),
        ("markdown", "Knots that Hold in Any Wind"),
        ("markdown", "Learning to Fly without Wind"),
    ]


def test_the_page_has_a_row_for_each_format() -> None:
    table = PAGE.partition("| format | known by |")[2].partition("\n\n")[0]
    assert len(table.splitlines()) - 2 == len(FORMATS)
