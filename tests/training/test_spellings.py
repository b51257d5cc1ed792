"""A list of how things are spelled marks every mention."""

import json
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "spellings.py"
PAPER = {
    "id": "p1",
    "title": "FooNet: Image captioning",
    "abstract": "FooNet does image captioning and video captioning. "
    "Captioning is hard; see https://x.org/FooNet .",
}
LISTED = """# id: p1
1 Model FooNet
2 Task image captioning | captioning {4}
3 Task video captioning
paper introduces 1

1 addresses 2
"""
MARKED = """# id: p1
# title: [[FooNet|Model#1]]: [[Image captioning|Task#2]]
[[FooNet|Model#1]] does [[image captioning|Task#2]] and [[video captioning|Task#3]]. \
[[Captioning|Task#2]] is hard; see https://x.org/FooNet .

paper introduces 1
1 addresses 2
"""


def run(folder: Path, listed: str) -> subprocess.CompletedProcess[str]:
    (folder / "source.jsonl").write_text(json.dumps(PAPER) + "\n", encoding="utf-8")
    (folder / "listed").write_text(listed, encoding="utf-8")
    command = [sys.executable, str(TOOL), *(str(folder / name) for name in ("source.jsonl", "listed", ""))]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_occurrence_is_marked_the_longest_first(tmp_path: Path) -> None:
    assert run(tmp_path, LISTED).stdout == ""
    assert (tmp_path / "ann" / "p1.ann").read_text(encoding="utf-8") == MARKED


def test_what_is_nowhere_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "# id: p1\n1 Model BarNet\n").stdout == "p1: 'BarNet' is nowhere in the text\n"


def test_a_line_of_no_kind_ends_it(tmp_path: Path) -> None:
    told = run(tmp_path, "# id: p1\nFooNet is good\n")
    assert (told.returncode, told.stderr) == (
        1,
        "p1: 'FooNet is good' is no entity, relation or result\n",
    )
