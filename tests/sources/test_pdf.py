"""PDFs of papers: made here line by line, so that each stands where it is wanted."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Document
from kg.sources import read
from kg.sources.pdf import pages as pdfpages
from kg.sources.pdf import reader as pdf
from kg.sources.pdf.layout import Line, in_order, page_of, without_heads
from kg.sources.pdf.paper import NO_TEXT, to_document
from kg.sources.pdf.sections import lowered

Placed = tuple[float, float, float, str, str]
"""Left, base, size, font (`R`, `B` for bold, `V` for text that runs up the page) and text."""

_FONTS = {"R": "Times-Roman", "B": "Times-Bold", "V": "Times-Roman"}


def written(pages: Sequence[Sequence[Placed]], *, title: str = "", extra: str = "") -> bytes:
    """Write a PDF that anybody can read; `\x01` in a text is the ligature fi."""
    fonts = "".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} "
        "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >> "
        for name, base in _FONTS.items()
    )
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        f"<< /Title ({title}) >>",
    ]
    for number, page in enumerate(pages):
        content = "\n".join(map(_shown, page))
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    data, places = "%PDF-1.4\n", []
    for number, it in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{it}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    rows = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R {extra} >>"
    return f"{data}{rows}{trailer}\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def _shown(placed: Placed) -> str:
    left, base, size, font, text = placed
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    turned = f"0 1 -1 0 {left} {base}" if font == "V" else f"1 0 0 1 {left} {base}"
    return f"BT /{font} {size} Tf {turned} Tm ({escaped}) Tj ET"


def column(
    left: float, top: float, lines: Sequence[str], *, size: float = 10, font: str = "R"
) -> list[Placed]:
    return [(left, top - 12 * number, size, font, line) for number, line in enumerate(lines)]


FRONT = [
    (120.0, 740.0, 17.0, "B", "Knots that Hold: Bends for"),
    (120.0, 720.0, 17.0, "B", "Ef\x01cient Kites"),
    (120.0, 690.0, 12.0, "R", "Ada Byron, Wei Zhang and Olga Petrova"),
    (120.0, 675.0, 10.0, "R", "Kite Laboratory, University of Wind"),
    (30.0, 200.0, 20.0, "V", "arXiv:3101.00001v2  [cs.CL]  2 Jan 2031"),
    (280.0, 30.0, 10.0, "R", "1"),
]
LEFT = [
    *column(60, 640, ["Abstract"], size=12, font="B"),
    *column(
        60, 620, ["We present KnotNet, which ties knots in kite", "strings by rein-", "forcement learning."]
    ),
    *column(60, 570, ["1 Introduction"], size=12, font="B"),
    *column(
        60,
        550,
        ["Kites are old. Their knots are state-of-the-", "art, and they are tied with care for each wind"],
    ),
]
RIGHT = [
    *column(320, 640, ["direction. Knots of Sci-", "enceTie hold best."]),
    *column(320, 600, ["Table 1: Knots and their strength."]),
    *column(320, 570, ["reef 1.5", "bowline 2.5"]),
    *column(320, 520, ["2 Results"], size=12, font="B"),
    *column(320, 500, ["KnotNet holds 97.5% of all kites on", "WindBench."]),
    *column(320, 470, ["References"], size=12, font="B"),
    *column(320, 450, ["Bo Li. 2030. Strings. Journal of Kites."]),
]
ROWS = sorted([*LEFT, *RIGHT], key=lambda it: (-it[1], it[0]))
PAPER = [
    FRONT[:-1] + ROWS + FRONT[-1:],
    [*column(60, 740, ["A Appendix"], font="B"), *column(60, 720, ["More knots are here."])],
]
BODY = """Introduction

Kites are old. Their knots are state-of-the-art, and they are tied with care for each wind direction. \
Knots of ScienceTie hold best.

Table 1: Knots and their strength.

Results

KnotNet holds 97.5% of all kites on WindBench.

Appendix

More knots are here."""


def only(path: Path, data: bytes) -> Document:
    path.write_bytes(data)
    [found] = read(path)
    assert isinstance(found, Document)
    return found


def fault(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(SourceError) as error:
        list(read(path))
    return str(error.value).removeprefix(f"{path}: ")


def test_two_columns_are_read_one_by_one_whatever_the_order_in_the_file(tmp_path: Path) -> None:
    found = only(tmp_path / "x", written(PAPER))
    assert found.title == "Knots that Hold: Bends for Efficient Kites"
    assert found.abstract == "We present KnotNet, which ties knots in kite strings by reinforcement learning."
    assert found.body == BODY
    assert [author.name for author in found.authors] == ["Ada Byron", "Wei Zhang", "Olga Petrova"]
    assert (found.id, found.issued, found.categories) == ("3101.00001", "2031-01-02", ("cs.CL",))
    assert found.text == f"{found.title}\n{found.abstract}\n\n{found.body}"


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Knots That Hold: Bends for Efficient Kites", "Knots that Hold: Bends for Efficient Kites"),
        ("Ada Byron, Wei Zhang and Olga Petrova", "Ada Byron, Wei Zhang and Olga Petrova"),
        ("Microsoft Word - knots.docx", "Knots that Hold: Bends for Efficient Kites"),
        ("Of Another Paper Altogether", "Knots that Hold: Bends for Efficient Kites"),
    ],
)
def test_the_files_own_title_counts_where_it_stands_on_the_page(
    tmp_path: Path, told: str, title: str
) -> None:
    assert only(tmp_path / "x", written(PAPER, title=told)).title == title


def test_name_of_a_journal_above_the_title(tmp_path: Path) -> None:
    page = [
        (100.0, 760.0, 24.0, "B", "Journal of Kites"),
        (100.0, 720.0, 14.0, "B", "Knots that Hold Kites"),
        *column(100, 700, ["Ada Byron, Bo Li"]),
        *column(100, 650, ["Abstract", "We present KnotNet."]),
    ]
    found = only(tmp_path / "x", written([page], title="Knots that Hold Kites"))
    assert found.title == "Knots that Hold Kites"
    assert [author.name for author in found.authors] == ["Ada Byron", "Bo Li"]


def test_marks_exponents_and_small_capitals(tmp_path: Path) -> None:
    page = [
        (100.0, 740.0, 17.0, "R", "Knots that Hold Kites"),
        *[(100.0, 700.0, 10.0, "R", "Ada Byron"), (141.0, 704.0, 7.0, "R", "1,*")],
        *[(300.0, 700.3, 10.0, "R", "Wei Zhang"), (345.0, 704.0, 7.0, "R", "2")],
        (100.0, 650.0, 10.0, "R", "Abstract -- We present KnotNet."),
        (100.0, 638.0, 10.0, "R", "Index Terms -- kites, knots, winds"),
        *[(100.0, 600.0, 10.0, "R", "II. P"), (117.3, 600.0, 7.5, "R", "ROPOSED")],
        *[(155.0, 600.0, 10.0, "R", "K"), (162.3, 600.0, 7.5, "R", "NOT")],
        *[(100.0, 580.0, 10.0, "R", "KnotNet has 10"), (165.0, 584.0, 7.0, "R", "6")],
        (172.0, 580.0, 10.0, "R", "strings."),
        (100.0, 540.0, 9.0, "R", "TABLE I: Knots."),
    ]  # fmt: skip
    found = only(tmp_path / "x", written([page]))
    assert [author.name for author in found.authors] == ["Ada Byron", "Wei Zhang"]
    assert (found.abstract, found.keywords) == ("We present KnotNet.", ("kites", "knots", "winds"))
    assert found.body == "PROPOSED KNOT\n\nKnotNet has 10^6 strings.\n\nTABLE I: Knots."


def test_heads_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    pages = [
        [
            *column(60, 790, [f"Journal of Kites {number}"]),
            *column(60, 700, ["Kites fly high over the old hills."]),
        ]
        for number in range(4)
    ]
    found = only(tmp_path / "x", written([FRONT, *pages]))
    assert "Journal" not in found.body
    assert found.doubts == ("no abstract was found",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.4\n", "a PDF that is damaged or cut short; copy or fetch the file again"),
        (written(PAPER)[:900], "a PDF that is damaged or cut short; copy or fetch the file again"),
        (
            written(
                PAPER,
                extra=f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'41' * 32}> /U <{'42' * 32}> >>",
            ),
            "a PDF that is encrypted; save it without a password",
        ),
        (
            written([[]] * 10_000),
            "a PDF of 10,000 pages; a paper has no more than 1,000, split it",
        ),
    ],
    ids=["nothing", "cut", "encrypted", "10,000 pages"],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, data: bytes, message: str) -> None:
    assert fault(tmp_path / "x", data) == message


def test_what_stands_before_the_mark_does_no_harm(tmp_path: Path) -> None:
    assert only(tmp_path / "x", b"HTTP/1.1 200 OK\r\n\r\n" + written(PAPER)).body == BODY


def test_pages_without_text_are_a_reject(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(written([[]]))
    [found] = read(tmp_path / "x")
    assert not isinstance(found, Document)
    assert found.reason == NO_TEXT


def test_a_paper_whose_pages_end_early_keeps_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import os, signal, sys\n"
        f"sys.path.insert(0, {str(Path(pdfpages.__file__).parent)!r})\n"
        "import pages as pdfpages\n"
        "write, told = pdfpages._write, []\n"
        "def once(line):\n"
        "    told.append(line)\n"
        "    write(line)\n"
        "    if len(told) == 2: sys.stdout.flush(), os.kill(os.getpid(), signal.SIGSEGV)\n"
        "pdfpages._write = once\n"
        "pdfpages.main()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(pdf, "_PROGRAM", program)
    found = only(tmp_path / "x", written(PAPER))
    reason = (
        "a PDF that brings the reader of pages down; make TEI of it with GROBID, or export the paper's record"
    )
    assert f"after page 1 nothing could be read: {reason}" in found.doubts


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("while True: pass", "a PDF that takes too long to read"),
        ("import time; time.sleep(60)", "a PDF that takes too long to read"),
        ("held = bytearray(1 << 33)", "a PDF that takes over 1,024 MiB to read; split it"),
        ("import os; os.abort()", "a PDF that brings the reader of pages down"),
        ("yield {'size': float('inf')}", "a PDF that brings the reader of pages down"),
    ],
    ids=["busy", "asleep", "greedy", "dead", "endless number"],
)
def test_the_program_has_limits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, reason: str
) -> None:
    monkeypatch.setattr(pdf, "_PROGRAM", tmp_path / "program.py")
    monkeypatch.setattr(pdf, "SECONDS", 4)
    (tmp_path / "program.py").write_text(
        f"import sys\nsys.path.insert(0, {str(Path(pdfpages.__file__).parent)!r})\nimport pages as pdfpages\n"
        f"pdfpages.SECONDS = 1\ndef told(data):\n    {program}\n    yield\n"
        "pdfpages._told = told\npdfpages.main()\n",
        encoding="utf-8",
    )
    assert fault(tmp_path / "x", written(PAPER)).startswith(reason)


def test_without_the_package_a_pdf_is_told_how_to_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    message = "a PDF, which takes one package more; pip install pypdfium2"
    assert fault(tmp_path / "x", written(PAPER)) == message


def test_the_program_asks_nothing_of_anyone() -> None:
    watched = (
        "import io, json, sys\n"
        "from kg.sources.pdf import pages as pdfpages\n"
        "import pypdfium2.raw\n"
        "seen = []\n"
        "data = sys.stdin.buffer.read()\n"
        "def hook(event, arguments):\n"
        "    if event.startswith(('socket.', 'subprocess.', 'urllib.', 'os.system', 'os.exec', 'open')):\n"
        "        seen.append(event)\n"
        "list(pdfpages._told(data))  # what is loaded late is loaded before watching\n"
        "sys.addaudithook(hook)\n"
        "told = list(pdfpages._told(data))\n"
        "print(len(told), seen)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", watched], input=written(PAPER), capture_output=True, check=True
    )
    assert done.stdout.strip() == b"3 []"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("over strings \x0e1 and 10 \x0e6 lines", "over strings and 10^6 lines"),
        ("our library\x0e2 has", "our library has"),
        ("10\x0e6 lines", "10^6 lines"),
        ("O(n\x0e2)", "O(n^2)"),
        ("the end.\x0e1\x0e2", "the end."),
        ("\x0e*Equal", "Equal"),
    ],
)
def test_raised_characters(text: str, plain: str) -> None:
    assert lowered(text) == plain


NUMBER = st.floats(-1e3, 1e3) | st.floats() | st.integers() | st.none()
WORDS = st.text(max_size=12) | st.sampled_from(
    [
        "Abstract",
        "1 Introduction",
        "References",
        "Table 1: x",
        "A B C D E F",
        "word-",
        "Keywords: a, b",
        "10\x0e6",
    ]
)
ROW = st.tuples(WORDS, NUMBER, NUMBER, NUMBER, NUMBER, st.booleans()).map(list)
PAGE = st.fixed_dictionaries(
    {"width": NUMBER, "height": NUMBER, "lines": st.lists(ROW | st.none(), max_size=12), "turned": WORDS}
)


@settings(max_examples=100, deadline=None)
@given(told=st.lists(PAGE | st.none(), max_size=4), title=WORDS, authors=WORDS)
def test_any_pages_end_well(told: list[object], title: str, authors: str) -> None:
    pages = [page_of(page, number) for number, page in enumerate(told)]
    found = to_document(pages, title=title, authors=authors)
    assert isinstance(found, Document) or found
    for page in without_heads(pages):
        assert inked(in_order(page.lines, page.width)) == inked(page.lines)


def inked(lines: Sequence[Line]) -> list[str]:
    """All characters of lines but blanks and the mark of raised ones, whatever their order."""
    return sorted("".join("".join(line.text for line in lines).replace(pdfpages.RAISED, "").split()))


@settings(max_examples=10, deadline=None)
@given(data=st.binary(max_size=60), cut=st.integers(0, 2500))
def test_any_bytes_end_well(tmp_path_factory: pytest.TempPathFactory, data: bytes, cut: int) -> None:
    path = tmp_path_factory.mktemp("pdf") / "x"
    whole = written(PAPER)
    path.write_bytes(whole[:cut] + data + whole[cut + len(data) :])
    try:
        found = list(read(path))
    except SourceError:
        return
    assert len(found) == 1
