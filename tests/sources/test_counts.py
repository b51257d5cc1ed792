"""Nothing vanishes: each record of a file ends as a document, a copy or a reject, in every format."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import KGError
from kg.model import Document, Reject
from kg.sources import FORMATS, read

CASES = Path(__file__).parents[1] / "cases"
TITLE, ABSTRACT = "Knots That Hold Kites", "We present KnotNet."


def title(number: int) -> str:
    """A title of its own for each number; none for -1."""
    return f"{TITLE} in {number} Winds" if number >= 0 else ""


def json_of(**fields: object) -> str:
    return json.dumps({name: value for name, value in fields.items() if value})


def lines_of(record: Callable[[int], str]) -> Callable[[list[int]], str]:
    return lambda numbers: "".join(f"{record(number)}\n" for number in numbers)


def within(before: str, record: Callable[[int], str], after: str) -> Callable[[list[int]], str]:
    return lambda numbers: before + lines_of(record)(numbers) + after


def openalex(number: int) -> str:
    words = {"We": [0], "present": [1], "KnotNet": [2]}
    return json_of(
        id=f"https://openalex.org/W{number + 2}", title=title(number), abstract_inverted_index=words
    )


def openreview(number: int) -> str:
    named = {"title": {"value": title(number)}, "abstract": {"value": ABSTRACT}}
    return json_of(id=f"kite{number}", forum=f"kite{number}", content=named)


def mail(number: int) -> str:
    head = f"\\\\\narXiv:3101.{number + 2:05}\nDate: Thu, 2 Jan 2031 10:00:00 GMT\n"
    return (
        head
        + (f"Title: {title(number)}\n" if number >= 0 else "")
        + f"Authors: Ada Byron\n\\\\\n  {ABSTRACT}\n\\\\"
    )


def listed(number: int) -> str:
    date = "May 21, 2025" if number >= 0 else "Feb 30, 2025"
    return f"CL{date}\n{title(number) or TITLE}Ada Byron et al.\n{ABSTRACT}"


FILES: dict[str, Callable[[list[int]], str]] = {
    "anthology": within(
        '<collection id="2031.kites"><volume id="1"><meta><booktitle>Kites</booktitle></meta>\n',
        lambda number: f'<paper id="{number + 2}"><title>{title(number)}</title></paper>',
        "</volume></collection>",
    ),
    "arxivdump": lines_of(
        lambda number: json_of(
            id=f"3101.{number + 2:05}",
            title=title(number),
            abstract=ABSTRACT,
            authors_parsed=[["Byron", "Ada"]],
        )
    ),
    "arxivlist": within(
        "<!DOCTYPE html><html><dl id='articles'>arXiv\n",
        lambda number: (
            f"<dt><a href='/abs/3101.{number + 2:05}'>arXiv</a></dt>"
            f"<dd><div class='list-title'>{title(number)}</div></dd>"
        ),
        "</dl></html>",
    ),
    "atom": within(
        '<feed xmlns="http://www.w3.org/2005/Atom">\n',
        lambda number: (
            f"<entry><id>http://arxiv.org/abs/3101.{number + 2:05}v1</id>"
            f"<title>{title(number)}</title><summary>{ABSTRACT}</summary></entry>"
        ),
        "</feed>",
    ),
    "bibtex": lines_of(
        lambda number: (
            f"@article{{kite{number + 2},\n"
            + (f"  title = {{{title(number)}}},\n" if number >= 0 else "")
            + "  year = 2031\n}"
        )
    ),
    "dblp": within(
        "<dblp>\n",
        lambda number: f'<article key="a/{number + 2}"><title>{title(number)}</title></article>',
        "</dblp>",
    ),
    "endnote": within(
        "<xml><records>\n",
        lambda number: f"<record><titles><title>{title(number)}</title></titles></record>",
        "</records></xml>",
    ),
    "europepmc": lines_of(
        lambda number: json_of(source="MED", pmid=f"{number + 2}", title=title(number) or " ", pubYear="2031")
    ),
    "huggingface": lines_of(
        lambda number: json_of(
            paper={"id": f"{number + 2}", "title": title(number) or " ", "summary": ABSTRACT, "upvotes": 1}
        )
    ),
    "medline": lines_of(
        lambda number: f"PMID- {number + 2}\n" + (f"TI  - {title(number)}\n" if number >= 0 else "")
    ),
    "oai": within(
        "<OAI-PMH><ListRecords>\n",
        lambda number: (
            f"<record><metadata><arXiv><id>3101.{number + 2:05}</id><title>{title(number)}</title>"
            "</arXiv></metadata></record>"
        ),
        "</ListRecords></OAI-PMH>",
    ),
    "pubmed": within(
        "<PubmedArticleSet>\n",
        lambda number: (
            f"<PubmedArticle><MedlineCitation><PMID>{number + 2}</PMID><Article>"
            f"<ArticleTitle>{title(number)}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        ),
        "</PubmedArticleSet>",
    ),
    "rss": within(
        "<rss><channel>\n",
        lambda number: (
            f"<item><link>https://arxiv.org/abs/3101.{number + 2:05}</link>"
            f"<title>{title(number)}</title></item>"
        ),
        "</channel></rss>",
    ),
    "refer": lines_of(lambda number: f"%0 Book\n%F kite{number + 2}\n%T {title(number)}\n"),
    "s2orc": lines_of(
        lambda number: json_of(
            paper_id=f"{number + 2}", title=title(number), pdf_parse={"body_text": [{"text": ABSTRACT}]}
        )
    ),
    "webofscience": lines_of(
        lambda number: (
            f"PT J\nUT {number + 2}\nAU Byron, A\n"
            + (f"TI {title(number)}\n" if number >= 0 else "")
            + "ER\n"
        )
    ),
    "crossref": lines_of(
        lambda number: json_of(
            DOI=f"10.1000/{number + 2}",
            member="1",
            type="journal-article",
            title=[title(number)][: number + 1],
        )
    ),
    "html": within(
        "<!DOCTYPE html><html><ul>\n",
        lambda number: (
            f"<li><b>{title(number)}</b> <a href='https://arxiv.org/abs/3101.{number + 2:05}'>pdf</a></li>"
        ),
        "</ul></html>",
    ),
    "jats": within(
        "<articles>\n",
        lambda number: (
            f"<article><front><article-meta><article-id pub-id-type='doi'>10.1000/{number + 2}</article-id>"
            f"<title-group><article-title>{title(number)}</article-title></title-group></article-meta></front></article>"
        ),
        "</articles>",
    ),
    "listing": lines_of(listed),
    "mail": lines_of(mail),
    "markdown": within(
        "# Kites\n\n",
        lambda number: f"- **{title(number) or '-'}** [[pdf](https://arxiv.org/abs/3101.{number + 2:05})]",
        "",
    ),
    "openalex": lines_of(openalex),
    "openreview": lines_of(openreview),
    "records": lines_of(lambda number: json_of(title=title(number), abstract=ABSTRACT)),
    "ris": lines_of(
        lambda number: (
            "TY  - JOUR\n" + (f"TI  - {title(number)}\n" if number >= 0 else "") + "PY  - 2031\nER  - "
        )
    ),
    "semanticscholar": lines_of(
        lambda number: json_of(paperId=f"{number + 2:040x}", externalIds={"CorpusId": 1}, title=title(number))
    ),
    "table": within("title,abstract\n", lambda number: f'"{title(number)}",{ABSTRACT}', ""),
    "tei": within(
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n',
        lambda number: (
            f"<TEI><teiHeader><fileDesc><titleStmt><title>{title(number)}</title></titleStmt></fileDesc>"
            "</teiHeader></TEI>"
        ),
        "</teiCorpus>",
    ),
}
OF_ONE = {"latexml", "metatags", "pdf"}
"""Formats whose files are of one paper each."""


def test_every_format_is_counted() -> None:
    assert FILES.keys() | OF_ONE == set(FORMATS)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(numbers=st.lists(st.integers(-1, 5), max_size=12))
def test_counts_add_up(tmp_path: Path, name: str, numbers: list[int]) -> None:
    """-1 is a record without a title (in a listing, a date); a number that is there again is a copy."""
    numbers = [6, *numbers]
    (tmp_path / "x").write_text(FILES[name](numbers), encoding="utf-8")
    found = list(read(tmp_path / "x"))
    documents = [it for it in found if isinstance(it, Document)]
    copies = [it for it in found if isinstance(it, Reject) and it.reason.startswith("duplicate of")]
    sound = [number for number in numbers if number >= 0]
    assert {document.format for document in documents} == {name}
    assert [len(documents), len(copies)] == [len(set(sound)), len(sound) - len(set(sound))]
    assert len(found) == len(numbers)
    assert all(it.record and it.reason for it in found if isinstance(it, Reject))


# No line of these can only be theirs; behind a table or a record without end they are taken for its own.
UNKNOWABLE = {("medline", "markdown"), ("medline", "table"), ("refer", "markdown"), ("refer", "table")}
PAIRS = sorted({*permutations(FILES, 2)} - UNKNOWABLE - {("table", "markdown")})


@pytest.mark.parametrize("first", FILES)
def test_any_two_formats_in_one_file(tmp_path: Path, first: str) -> None:
    """Each record of the second is a document, or there is a reject that names a line of its part."""
    for second in (other for one, other in PAIRS if one == first):
        text = FILES[first]([1, 2]).rstrip("\n") + "\n\n"
        (tmp_path / "x").write_text(text + FILES[second]([3, 4]), encoding="utf-8")
        found = list(read(tmp_path / "x"))
        titles = {it.title for it in found if isinstance(it, Document)}
        faults = [it for it in found if isinstance(it, Reject)]
        assert titles <= set(map(title, (1, 2, 3, 4))), second
        assert len(titles) == 4 or (faults and all(it.record and it.reason for it in faults)), second


RUNS = [
    *(b" ", b"\n", b"\t", b"<", b"[", b"{", b'"', b"\\", b"$", b"&", b"-", b"a ", b". ", b"A, ", b" and "),
    *(b"<p>", b"{{", b"\n   ", b"10.1000/", b"<sup>1</sup>", b"\xff"),
]


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"pdf"}))
def test_long_runs_of_one_thing_are_read_soon(tmp_path: Path, name: str) -> None:
    """What takes time with the square of a run's length takes ten seconds and more."""
    chance = Random(name)
    for run in chance.sample(RUNS, 5):
        data = chance.choice(sorted(CASES.glob(f"{name}/*/input.*"))).read_bytes()
        at = chance.randrange(len(data) + 1)
        (tmp_path / "x").write_bytes(data[:at] + run * (60_000 // len(run)) + data[at:])
        started = time.process_time()
        with suppress(KGError):
            assert list(read(tmp_path / "x"))
        assert time.process_time() - started < 5


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False), noise=st.binary(max_size=8))
def test_damage_ends_well(tmp_path: Path, name: str, chance: Random, noise: bytes) -> None:
    """A file that is cut, or has noise or a piece of itself where it does not belong."""
    data = chance.choice(sorted(CASES.glob(f"{name}/*/input.*"))).read_bytes()
    start, end, at = (chance.randrange(len(data) + 1) for _ in range(3))
    (tmp_path / "x").write_bytes(data[:start] + noise + data[at : at + 99] + data[end:])
    try:
        found = list(read(tmp_path / "x"))
    except KGError:
        return
    assert all(it.title if isinstance(it, Document) else it.reason for it in found)
    for it in found:
        repr(it).encode()
