"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        envvar="KG_OUTPUT",
        help="The folder that a build filled.",
    ),
]
Target = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        envvar="KG_OUTPUT",
        help="The folder for the graph; created if missing.",
    ),
]
Workers = Annotated[
    int,
    typer.Option("--workers", min=0, metavar="N", help="Processes to work with; 0 is one for each core."),
]
OUTPUTS = Path("outputs")
