"""Bad input through the command line: the good records are kept, the bad ones named, the way out told."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main

GOOD = {"id": "good", "title": "FooNet: A Model", "abstract": "We present FooNet. It reaches 90.1% on MMLU."}
BLOCK = """CLMay 21, 2025
FooNet: A ModelAnn Lee, Bo Li, et al.
We present FooNet, a model that reaches 90% on MMLU.
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    error: str


Command = Callable[..., Done]


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Command:
    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, error = capfdbinary.readouterr()
        return Done(int(ended.value.code or 0), out.decode(), error.decode())

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return run


def write(name: str, data: bytes | str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def rejects() -> list[dict[str, str]]:
    return [json.loads(line) for line in Path("outputs/rejects.jsonl").read_text().splitlines()]


def papers() -> int:
    counts: dict[str, int] = json.loads(Path("outputs/manifest.json").read_text())["counts"]
    return counts["papers"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", r"empty.txt"),
        ("noise.txt", b"\xff\xfe\x00\x01noise", r"noise.txt"),
        ("cut.jsonl", '{"title": "FooN', r"cut.jsonl"),
        ("number.json", "3", r"number.json"),
    ],
)
def test_a_file_without_a_paper(kg: Command, name: str, data: bytes | str, message: str) -> None:
    done = kg("build", write(name, data))
    assert done.code == 1
    assert "\nkg: " in f"\n{done.error}"
    assert message in done.error
    assert "expected" in done.error or "kg sources lists" in done.error
    assert "Traceback" not in done.error
    assert not Path("outputs/manifest.json").exists()


def test_a_folder_without_input(kg: Command) -> None:
    Path("nothing").mkdir()
    done = kg("build", "nothing")
    assert (done.code, done.error.count("nothing")) == (1, 1)


def test_a_missing_input(kg: Command) -> None:
    done = kg("build", "nowhere.txt")
    assert (done.code, done.error) == (
        1,
        "kg: nowhere.txt: No such file or directory; name a file or a folder that can be read\n",
    )


def test_a_broken_block_in_a_listing(kg: Command) -> None:
    write("papers.txt", f"{BLOCK}\nnot a date\nBroken\nText.\n\n{BLOCK.replace('FooNet', 'BarNet')}")
    done = kg("build", "papers.txt")
    assert (done.code, papers(), len(rejects())) == (0, 2, 1)
    assert "rejects" in done.out


def test_strict_turns_rejects_into_an_exit_code(kg: Command) -> None:
    write("papers.jsonl", f'{json.dumps(GOOD)}\n{{"title": "cut in ha')
    assert kg("build", "papers.jsonl").code == 0
    done = kg("build", "papers.jsonl", "--strict")
    assert (done.code, papers(), len(rejects())) == (3, 1, 1)
    assert rejects()[0]["file"] == "papers.jsonl"
    assert rejects()[0]["record"]


def test_bytes_that_are_not_utf8(kg: Command) -> None:
    good = json.dumps(GOOD).encode()
    write("papers.jsonl", good + b'\n{"title": "Caf\xe9 net", "abstract": "We present it."}\n')
    assert kg("build", "papers.jsonl").code == 0
    assert papers() + len(rejects()) == 2


def test_byte_order_mark_and_windows_lines(kg: Command) -> None:
    write("papers.txt", b"\xef\xbb\xbf" + BLOCK.replace("\n", "\r\n").encode())
    assert kg("build", "papers.txt").code == 0
    assert papers() == 1


def test_one_id_for_two_papers_in_two_files_gives_the_second_its_own(kg: Command) -> None:
    write("a.jsonl", json.dumps(GOOD))
    write("b.jsonl", json.dumps(GOOD | {"title": "BarNet"}))
    assert kg("build", "a.jsonl", "b.jsonl").code == 0
    assert (papers(), rejects()) == (2, [])


@pytest.mark.parametrize("output", ["taken", "taken/deep", "/proc/nowhere"])
def test_an_output_folder_that_cannot_be_written(kg: Command, output: str) -> None:
    write("a.jsonl", json.dumps(GOOD))
    write("taken", "mine")
    done = kg("build", "a.jsonl", "--output", output)
    assert done.code == 1
    assert done.error.startswith(f"kg: {output}")
    assert "--output" in done.error
    assert Path("taken").read_text() == "mine"


def test_a_failed_build_leaves_the_old_graph(kg: Command) -> None:
    write("a.jsonl", json.dumps(GOOD))
    assert kg("build", "a.jsonl").code == 0
    before = Path("outputs/manifest.json").read_bytes()
    assert kg("build", write("empty.txt", "")).code == 1
    assert Path("outputs/manifest.json").read_bytes() == before


def test_the_same_input_again(kg: Command) -> None:
    write("a.jsonl", json.dumps(GOOD))
    assert "built in" in kg("build", "a.jsonl").out
    assert "nothing has changed" in kg("build", "a.jsonl").out


def test_nothing_built_yet(kg: Command) -> None:
    done = kg("query", "SELECT * WHERE { ?s ?p ?o }")
    assert (done.code, done.error) == (1, "kg: outputs: nothing was built here; run `kg build INPUT` first\n")


@pytest.mark.parametrize(
    ("command", "at_fault"),
    [
        (("train", "a", "--corpus", "scierc", "--larger"), "--larger"),
        (("train", "a", "--share", "0.5"), "--share"),
        (("train", "a", "--soften", "weights"), "--soften"),
        (("build", "a", "--mixed"), "--mixed"),
        (("build", "a", "--address", "head:6379"), "--address"),
    ],
)
def test_an_option_that_would_count_for_nothing_is_refused(
    kg: Command, command: tuple[str, ...], at_fault: str
) -> None:
    done = kg(*command)
    assert done.code == 2
    assert f"Invalid value for {at_fault}" in done.error


@pytest.mark.parametrize("teaching", [("--tutor",), ("--teacher", "weights")])
def test_teachers_need_papers_to_read(kg: Command, teaching: tuple[str, ...]) -> None:
    done = kg("train", "annotation", *teaching)
    assert done.code == 2
    assert "--papers" in done.error
