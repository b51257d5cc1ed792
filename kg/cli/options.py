"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer


def _folder(help: str) -> Any:
    return typer.Option("--output", "-o", metavar="FOLDER", envvar="KG_OUTPUT", help=help)


Output = Annotated[Path, _folder("The folder that a build filled.")]
Target = Annotated[Path, _folder("The folder for the graph; created if missing.")]
Workers = Annotated[
    int,
    typer.Option("--workers", min=0, metavar="N", help="Processes to work with; 0 is one for each core."),
]
OUTPUTS = Path("outputs")
