"""A committed build → the files under fixed names that people open, made anew where a crash left old ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg import viz
from kg.durable import replacing, write_whole
from kg.errors import OutputError
from kg.pipeline import fingerprint
from kg.pipeline.folder import lock
from kg.pipeline.folder.files import PICTURE
from kg.pipeline.folder.manifest import NAME, Manifest
from kg.pipeline.progress import Progress, counted, silent
from kg.pipeline.publishing import exports, validation
from kg.rdf.validation import MOST
from kg.store import open_store

STATE = ".published"
"""Says of which build, and by which code, the files under fixed names are; written last."""

SMALL = 2_000_000
"""Quads up to which the whole graph is written into files for people."""

Writer = Callable[[Manifest, Path, Path], None]
"""Writes one file: of which build, in which output folder, where to."""


def tidy(made: Manifest, output: Path) -> None:
    """Do of `mend` what costs nothing: the rejects; what only the older graph had, and its report, go."""
    with replacing(output / "rejects.jsonl") as aside:
        _rejects(made, output, aside)
    for name in {*WRITERS} - {*names(made)} | {"shapes-report.txt"}:
        (output / name).unlink(missing_ok=True)


def mend(made: Manifest, output: Path, progress: Progress = silent) -> None:
    """Write the files of `made` under their fixed names, unless they are there already."""
    if is_current(made, output):
        return
    for name, write in counted(WRITERS.items(), "publish", progress, total=len(WRITERS)):
        if name in names(made):
            with replacing(output / name) as aside:
                write(made, output, aside)
        else:
            (output / name).unlink(missing_ok=True)
    write_whole(output / STATE, [_shown(made)])


def is_current(made: Manifest, output: Path) -> bool:
    """Tell whether the files under fixed names are all there and show this build."""
    state = output / STATE
    published = state.exists() and state.read_bytes() == _shown(made)
    return published and all((output / name).exists() for name in names(made))


def _shown(made: Manifest) -> bytes:
    return f"{made.build} {fingerprint.showing_digest()}".encode()


def check_place(output: Path) -> None:
    """Raise OutputError where a folder in which nothing was built holds what a build would write over."""
    if (output / NAME).exists() or (output / lock.NAME).exists():
        return
    taken = [name for name in (*WRITERS, "builds") if (output / name).exists()]
    if taken:
        raise OutputError(f"{output}: has a {taken[0]} that no build made; give another folder with --output")


def is_small(made: Manifest) -> bool:
    """Tell whether a graph is small enough that its files are made anew with every change.

    Those of a big one are made when it is built and when `kg show` asks for them.
    """
    return made.counts["quads"] <= SMALL


def names(made: Manifest) -> list[str]:
    """Name the files that a build of this size gets."""
    return [name for name in WRITERS if is_small(made) or name not in ("graph.nq", "graph.ttl")]


def _graph(format: str) -> Writer:
    """Write the graph in one of the formats that are exported."""

    def write(made: Manifest, output: Path, target: Path) -> None:
        with target.open("wb") as file:
            exports.write(made, output, format, file)

    return write


def _shapes(made: Manifest, output: Path, target: Path) -> None:
    report = validation.checked(made, output, most=MOST)
    target.write_text(validation.written(report), encoding="utf-8")


def _page(made: Manifest, output: Path, target: Path) -> None:
    viz.write_page(viz.to_networkx(open_store(made.store(output))), target)


def _rejects(made: Manifest, output: Path, target: Path) -> None:
    target.write_bytes((made.folder(output) / "rejects.jsonl").read_bytes())


WRITERS: dict[str, Writer] = {
    "rejects.jsonl": _rejects,
    "graph.nq": _graph("nq"),
    "graph.ttl": _graph("ttl"),
    PICTURE: _page,
    "shapes-report.txt": _shapes,
}
"""In the order of their making."""
