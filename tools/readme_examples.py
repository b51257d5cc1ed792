"""A page with ```console blocks → the same page with what its commands print now.

`KG_OUTPUT=outputs python tools/readme_examples.py README.md` writes the page to standard output. A block
holds one command after `$ `; of a long answer the first lines are shown.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

LINES = 14
BLOCK = re.compile(r"(?<=```console\n)\$ kg (.*)\n(?:.*\n)*?(?=```)")


def filled(page: str) -> str:
    """Run each command of the page and put what it prints below it."""
    return BLOCK.sub(lambda block: f"$ kg {block[1]}\n{_shown(_run(block[1]))}", page)


def _run(arguments: str) -> str:
    command = [sys.executable, "-m", "kg", *shlex.split(arguments)]
    environment = os.environ | {"COLUMNS": "80"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603


def _shown(answer: str) -> str:
    lines = [line.rstrip() for line in answer.strip("\n").splitlines()]
    cut = [*lines[:LINES], "…"] if len(lines) > LINES else lines
    return "".join(f"{line}\n" for line in cut)


if __name__ == "__main__":
    sys.stdout.write(filled(Path(sys.argv[1]).read_text(encoding="utf-8")))
