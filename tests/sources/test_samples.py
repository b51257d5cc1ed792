"""Real files of real services: every record ends as a document, a copy or a reject, and the counts add up."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.model import Document, Reject
from kg.sources import read

SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs ../shared/samples")


def elements(name: str) -> Callable[[str], int]:
    return lambda text: len(re.findall(rf"<{name}[ >]", text))


def objects(*path: str) -> Callable[[str], int]:
    """How many objects the list at the path has; a file without it is one."""

    def count(text: str) -> int:
        value = json.loads(text)
        for name in path:
            value = value.get(name, value) if isinstance(value, dict) else value
        return len(value) or 1 if isinstance(value, list) else 1  # an empty answer is told as such

    return count


NO_ENTRY = r"(?:comment|preamble|string)\b"


def decoded(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")


COUNTS: dict[str, Callable[[str], int]] = {
    "arxiv-atom/*.xml": elements("entry"),
    "acl-anthology-xml/*.xml": elements("paper"),
    "europepmc-jats/*xml": elements("front"),
    "tei/*.xml": elements("teiHeader"),
    "openalex-json/*.json": objects("results"),
    "semantic-scholar-json/*.json": objects("data"),
    "crossref-json/work*.json": objects("message", "items"),
    "openreview-json/v2*.json": objects("notes"),
    "arxiv-jsonl/*.jsonl": lambda text: len(text.splitlines()),
    "s2orc-json/*.json": objects(),
    "arxiv-listing/*": lambda text: len(re.findall(r"^(?:arXiv|Paper\b)[^:\n]*: ?\S", text, flags=re.M)),
    "html/arxiv-abs-*.html": lambda text: 1,
    "markdown/awesome*.md": lambda text: len(re.findall(r"^\d+\. +\*\*", text, flags=re.M)),
    "markdown/daily*.md": lambda text: len(re.findall(r"^\| \*\*\[", text, flags=re.M)),
    "endnote/*.xml": elements("record"),
    "endnote/*.isi": lambda text: len(re.findall(r"^PT ", text, flags=re.M)),
    "endnote/*.en*f": lambda text: 1,
    "endnote/*.enw": lambda text: 1,
    "europepmc-jats/eupmc*.json": objects(),
    "pdf/*.pdf": lambda text: 1,
    "ris/*.ris": lambda text: len(re.findall(r"^\r?TY  - ", text, flags=re.M)),
    "bibtex/*.bib": lambda text: len(
        re.findall(rf"^[ \t]*@(?!{NO_ENTRY})\w+[ \t]*[{{(]", text, flags=re.M | re.I)
    ),
}
FILES = [(path, count) for pattern, count in COUNTS.items() for path in sorted(SAMPLES.glob(pattern))]
BROKEN = sorted(SAMPLES.glob("broken/*"))


def outcomes(path: Path) -> Iterator[Document | Reject]:
    try:
        yield from read(path)
    except SourceError as error:
        yield Reject(path.name, "", str(error))


@pytest.mark.parametrize(("path", "count"), FILES, ids=lambda it: it.name if isinstance(it, Path) else "")
def test_counts_add_up(path: Path, count: Callable[[str], int]) -> None:
    data = path.read_bytes()
    text = decoded(gzip.decompress(data) if path.suffix == ".gz" else data)
    found = [it for it in outcomes(path) if not isinstance(it, Reject) or it.record]
    assert len(found) == count(text)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_broken_files_end_well(path: Path) -> None:
    found = list(outcomes(path))
    assert found
    assert all(isinstance(it, Document) or it.reason for it in found)


@pytest.mark.parametrize("name", ["pdf/N18-3011.pdf", "tei/N18-3011.tei.xml"])
def test_full_text_is_that_of_the_paper(name: str) -> None:
    """Beside what another program read of the same paper: every section, and few words that it has not."""
    [found] = read(SAMPLES / name)
    other = json.loads((SAMPLES / "s2orc-json" / "N18-3011.json").read_text(encoding="utf-8"))
    assert isinstance(found, Document)
    assert (found.title, found.abstract[:600]) == (other["title"], other["abstract"][:600])
    parts = other["pdf_parse"]["body_text"]
    headings = dict.fromkeys(part["section"] for part in parts)
    assert [heading for heading in headings if heading not in found.body] == []
    ours = re.findall("[a-z]{3,}", found.body.lower())
    theirs = re.findall("[a-z]{3,}", " ".join(part["text"] for part in parts).lower())
    for words, others in ((ours, frozenset(theirs)), (theirs, frozenset(ours))):
        assert sum(word in others for word in words) > 0.98 * len(words)


LEFT_OUT = re.compile(
    r"(?im)^(?:References|Acknowledge?ments?|Competing interests|Supporting information"
    r"|(?:electronic )?supplementary material)$"
)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("europepmc-jats/*xml")), ids=lambda path: path.name)
def test_full_text_of_jats_has_each_section(path: Path) -> None:
    [found] = read(path)
    assert isinstance(found, Document)
    body = re.search(r"<body>.*</body>", path.read_text(encoding="utf-8"), re.S)
    headings = re.findall(r"<sec(?: [^>]*)?>\s*<title>([\w ]+)</title>", body[0] if body else "")
    lines = set(found.body.split("\n\n"))
    assert [it for it in headings if it not in lines and not LEFT_OUT.match(it)] == []
    assert not LEFT_OUT.search(found.body)
    assert not re.search(r"[<>]/?\w+>|\\begin|\s\s\S", found.body.replace("\n\n", "\n"))


SOUND = {"atom-bom.xml": 1, "atom-crlf.xml": 1, "atom-utf16-bom.xml": 1, "atom.xml.gz": 10, "tei.xml.gz": 1}


@pytest.mark.parametrize(("name", "count"), SOUND.items())
def test_odd_but_sound_files_give_all(name: str, count: int) -> None:
    assert [type(it) for it in read(SAMPLES / "broken" / name)] == [Document] * count
