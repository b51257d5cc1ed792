"""Real files of real services: every record ends as a document, a copy or a reject, and the counts add up."""

import gzip
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


NO_ENTRY = r"(?:comment|preamble|string)\b"


def decoded(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")


COUNTS: dict[str, Callable[[str], int]] = {
    "arxiv-atom/*.xml": elements("entry"),
    "acl-anthology-xml/*.xml": elements("paper"),
    "europepmc-jats/*xml": elements("front"),
    "tei/*.xml": elements("teiHeader"),
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


SOUND = {"atom-bom.xml": 1, "atom-crlf.xml": 1, "atom-utf16-bom.xml": 1, "atom.xml.gz": 10, "tei.xml.gz": 1}


@pytest.mark.parametrize(("name", "count"), SOUND.items())
def test_odd_but_sound_files_give_all(name: str, count: int) -> None:
    assert [type(it) for it in read(SAMPLES / "broken" / name)] == [Document] * count
