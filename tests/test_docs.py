"""What the pages say is so: commands, answers, files and questions."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
REFERENCE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n\$ (kg .*)\n((?:.*\n)*?)```")


def python(*arguments: object, **environment: str) -> str:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def names(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(page: Path) -> list[str]:
    headings = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


def test_answers_in_the_readme_are_those_of_the_commands(seeds_output: Path) -> None:
    """`make docs` writes them anew."""
    page = python("tools/readme_examples.py", "README.md", KG_OUTPUT=str(seeds_output))
    assert BLOCK.findall(page) == BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_reference_is_what_the_commands_say() -> None:
    """`make docs` writes it anew."""
    assert python("tools/cli_reference.py") == REFERENCE


def test_every_option_has_help() -> None:
    assert re.findall(r"^\| (`.*`) \|  \|$", REFERENCE, flags=re.MULTILINE) == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_and_pictures_are_there(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_to_headings(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", page.read_text(encoding="utf-8"))
    ends = [(page.parent / name if name else page, anchor) for name, anchor in targets]
    assert [anchor for end, anchor in ends if anchor not in anchors(end)] == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    """Paths in backticks that begin with a folder of the checkout; capitals stand for any name."""
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"`((?:kg|docs|seeds|ontology|tests|tools|\.ci)/[\w./-]*)`", text)
    assert [path for path in paths if not (ROOT / path).exists() and not re.search(r"[A-Z]{3}", path)] == []


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_make_targets_that_a_page_names_are_there(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_commands_that_a_page_names_are_there(page: Path) -> None:
    known = re.findall(r"^## kg (\w+)", REFERENCE, flags=re.MULTILINE)
    named = re.findall(r"(?:^(?:\$ )?|`)kg ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(named) <= set(known)


def test_continuous_integration_runs_the_commands_of_the_readme() -> None:
    readme, script = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", ".ci/run"))
    assert "\nmake test\n" in readme
    assert [line for line in script.splitlines() if line.startswith("make ")] == ["make check", "make test"]


def test_help_of_make_names_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = re.findall(r"^  make (\w+)", done.stdout, flags=re.MULTILINE)
    assert {"graph", "test", "check", "lock", "docs", "clean"} <= set(listed)
