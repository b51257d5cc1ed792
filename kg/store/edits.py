"""A built store and a file of edits → a store that holds both; the file is the truth and outlives builds.

Edits stand in the graph of edits, and in the resolved view under the canonical IRIs of what they speak of.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kg.durable import write_durably
from kg.errors import StoreError
from kg.rdf.vocab import CANONICAL, EDITS_GRAPH, LINKS_GRAPH
from kg.store.embedded import open_store

FILE: Final = "edits.nq"
"""Its name in the folder of a build."""

_EDITS: Final = NamedNode(EDITS_GRAPH[1:-1])
_LINKS: Final = NamedNode(LINKS_GRAPH[1:-1])
_CANONICAL: Final = NamedNode(CANONICAL[1:-1])


def edited(built: Path, file: Path) -> Path:
    """Make the store with the edits in where it is missing, and say where it lies.

    Raise StoreError where the file is no N-Quads, or the disk does not take the store.
    """
    if not file.exists():
        return built
    content = file.read_bytes()
    try:
        _make(built, content)
    except SyntaxError as error:
        raise StoreError(f"{file}: {error}; mend the line, or take it out") from None
    return _place(built, content)


def change(built: Path, file: Path, update: Callable[[pyoxigraph.Store], None]) -> None:
    """Let `update` write to a copy of the store, and keep what it made of the graph of edits."""
    before = edited(built, file)
    _sweep(built, keep=before)
    scratch = built.with_name(f".{built.name}.{os.getpid()}")
    try:
        open_store(before).engine.backup(str(scratch))
        engine = pyoxigraph.Store(str(scratch))
        update(engine)
        held = sorted({f"{quad} .\n" for quad in engine.quads_for_pattern(None, None, None, _EDITS)})
        del engine
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    content = "".join(held).encode()
    _make(built, content)
    write_durably(file, content)


def _make(built: Path, content: bytes) -> None:
    target = _place(built, content)
    if target.exists():
        return
    quads = list(pyoxigraph.parse(content, RdfFormat.N_QUADS))
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        open_store(built).engine.backup(str(aside))
        engine = pyoxigraph.Store(str(aside))
        engine.extend(_with_view(engine, quads))
        engine.flush()
        del engine
        aside.rename(target)
    except OSError as error:
        if target.exists():  # Another process was faster.
            return
        raise StoreError(f"{target}: {error}; the old graph stands, free space") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(built: Path, *, keep: Path) -> None:
    """Remove what killed writers left, and stores of older edits, which nobody asks any more."""
    for path in (*built.parent.glob(f".{built.name}[.-]*"), *built.parent.glob(f"{built.name}-*")):
        if path != keep:
            shutil.rmtree(path, ignore_errors=True)


def _with_view(engine: pyoxigraph.Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Give each edit, and its triple in the resolved view."""
    for quad in quads:
        yield Quad(quad.subject, quad.predicate, quad.object, _EDITS)
        subject, object_ = _canonical(engine, quad.subject), _canonical(engine, quad.object)
        yield Quad(subject, quad.predicate, object_, DefaultGraph())


def _canonical(engine: pyoxigraph.Store, term: Any) -> Any:
    if not isinstance(term, NamedNode):
        return term
    found = next(engine.quads_for_pattern(term, _CANONICAL, None, _LINKS), None)
    return found.object if found else term


def _place(built: Path, content: bytes) -> Path:
    return built.with_name(f"{built.name}-{hashlib.sha256(content).hexdigest()[:16]}")
