"""Progress, summaries and complaints → the terminal, in at most 80 columns."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from kg.cli import overview
from kg.cli.options import OUTPUTS
from kg.errors import OutputError

if TYPE_CHECKING:
    from kg.pipeline import Summary

WIDTH = 80
FILES = {
    "graph.html": "the picture: open it in a browser",
    "graph.ttl": "the graph to read, in Turtle",
    "graph.nq": "every statement with its paper, in N-Quads",
    "shapes-report.txt": "the graph checked against its shapes",
    "rejects.jsonl": "records that could not be read, and why",
}


def width() -> int:
    """Measure the terminal, at most `WIDTH` columns."""
    return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH)


class Screen(Console):
    """A console that leaves a closed pipe to `data`, and text as it is: `:100:` is a line's number."""

    def __init__(self, *, stderr: bool = False, width: int | None = None) -> None:
        super().__init__(stderr=stderr, highlight=False, emoji=False, soft_wrap=width is None, width=width)

    def on_broken_pipe(self) -> None:
        """Raise on; rich would end the program with an error."""
        raise


def console(*, stderr: bool = False) -> Console:
    """Make a console of at most `WIDTH` columns; colours only on a terminal."""
    return Screen(stderr=stderr, width=width())


def in_utf8() -> None:
    """Write UTF-8 whatever the terminal is said to take: names are in all scripts."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


@contextmanager
def data(*, binary: bool = False) -> Iterator[IO[bytes]]:
    """Give standard output for data; where its reader has left, as `head` does, end in silence.

    Raise OutputError where it takes nothing: closed, a full disk, or a terminal if the data is no text.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; send it to a file or a terminal")
    if binary and sys.stdout.isatty():
        raise OutputError("this is no text for a terminal; send it to a file with `> FILE`")
    try:
        yield sys.stdout.buffer
        sys.stdout.flush()
    except BrokenPipeError:
        _let_go()
        raise typer.Exit from None
    except OSError as error:
        _let_go()
        raise OutputError(f"standard output: {error.strerror}; send it elsewhere") from error


def _let_go() -> None:
    """Leave nothing for Python to flush into what takes no more, at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit(chunks: Iterable[str | bytes]) -> None:
    """Write data to standard output as it comes."""
    with data() as file:
        for chunk in chunks:
            file.write(chunk.encode() if isinstance(chunk, str) else chunk)


def show(parts: Iterable[RenderableType]) -> None:
    """Write to standard output what people read, in colour on a terminal."""
    with data():
        out = console()
        for part in parts:
            out.print(part)


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    Screen(stderr=True).print(f"[bold red]kg:[/] {escape(message)}")


def note(message: str) -> None:
    """Say on standard error what an answer leaves out."""
    Screen(stderr=True).print(Text(f"({message})", "dim"))


def program() -> str:
    """Name this program as the user can type it."""
    name = Path(sys.argv[0])
    if name.stem == "__main__":
        return "python -m kg"
    here = Path.cwd()
    typed = name.relative_to(here) if name.is_relative_to(here) else name
    return name.name if shutil.which(name.name) else str(typed)


def summarise(summary: Summary) -> None:
    """Say what a build holds, where it lies and what to try next."""
    state = "nothing has changed" if summary.up_to_date else f"built in {summary.seconds:.1f} s"
    where = "" if summary.output == OUTPUTS else f" -o {shlex.quote(str(summary.output))}"
    show(
        [
            f"\n[bold]{summary.counts.get('papers', 0):,} papers[/], {state}\n",
            grid(
                _moved(summary)
                | _counted(summary.counts, sentences=summary.options.evidence != "none")
                | _chosen(summary)
                | _shapes(summary.output)
                | overview.network(summary)
            ),
            Text(f"Files in {summary.output}"),
            grid({name: text for name, text in FILES.items() if (summary.output / name).exists()}),
            Text("Try"),
            *(Text(f"  {program()} {verb}{where}", "cyan") for verb in ("ask", "show")),
        ]
    )


def grid(rows: dict[str, str]) -> Table:
    """Lay names and texts out in two columns."""
    table = Table.grid(padding=(0, 2))
    for name, text in rows.items():
        table.add_row(f"  [cyan]{escape(name)}[/]", escape(text))
    table.add_row()
    return table


def _shapes(output: Path) -> dict[str, str]:
    """Quote the first line of the report, which says whether all is well."""
    report = output / "shapes-report.txt"
    return {"shapes": report.read_text(encoding="utf-8").partition("\n")[0]} if report.exists() else {}


def _moved(summary: Summary) -> dict[str, str]:
    """Say which papers came and went, where some were there before."""
    kept = summary.counts.get("papers", 0) - summary.added - summary.changed
    if summary.up_to_date or not (kept or summary.changed or summary.removed):
        return {}
    moved = {"added": summary.added, "changed": summary.changed, "taken out": summary.removed, "kept": kept}
    return {"papers": " · ".join(f"{count:,} {what}" for what, count in moved.items() if count)}


def _chosen(summary: Summary) -> dict[str, str]:
    """Say what was chosen otherwise than usual."""
    options, unsure = summary.options, summary.counts.get("unsure", 0)
    said: dict[str, str] = {} if options.evidence == "full" else {"evidence": options.evidence}
    if options.min_confidence:
        said["left out"] = f"{unsure:,} claims and figures less sure than {options.min_confidence:g}"
    return said


def _counted(counts: dict[str, int], *, sentences: bool) -> dict[str, str]:
    of_type = {key.removeprefix("mentions "): n for key, n in counts.items() if key.startswith("mentions ")}
    types = " · ".join(f"{name} {n:,}" for name, n in sorted(of_type.items(), key=lambda item: -item[1]))
    place = "sentence" if sentences else "place in the text"
    merged = counts.get("merged", 0)
    return {
        "mentions": f"{sum(of_type.values()):,}: {types}",
        "entities": f"{counts.get('entities', 0):,}",
        "claims": f"{counts.get('claims', 0):,}, each with its {place}",
        "figures": f"{counts.get('results', 0):,} results and {counts.get('sizes', 0):,} sizes",
        **({"merged": f"{merged:,} duplicate records merged"} if merged else {}),
        "rejects": f"{counts.get('rejects', 0):,}",
    }
