"""A SPARQL Update → the same text where it may be run, else an error that shows the line at fault.

LOAD would reach the network, so it is refused; LOAD SILENT fails as it may, in silence. A graph that was
built takes edits in one named graph alone: what papers say is written by `kg build`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise
from typing import Final, NamedTuple

import pyoxigraph

from kg.errors import QueryError, RefusedError, UnansweredError
from kg.rdf.vocab import EDITS_GRAPH, PREFIXES
from kg.store.parameters import iri
from kg.store.syntax import beside, check_size, explained, fault, tokens

_IRI: Final = "<…>"
_LOADS: Final = (["LOAD", _IRI], ["LOAD", _IRI, "INTO", "GRAPH", _IRI])
_SILENT_LOADS: Final = tuple([load[0], "SILENT", *load[1:]] for load in _LOADS)
_NOTHING: Final = "DELETE DATA{}"
_WHOLE_GRAPHS: Final = ("CREATE", "ADD", "MOVE", "COPY")


class _Word(NamedTuple):
    """A token: in upper case where it is a keyword, where it begins, how many braces are open around it."""

    kind: str
    text: str
    start: int
    depth: int


def run(engine: pyoxigraph.Store, update: str, *, base: str) -> None:
    """Apply an update, our prefixes known; raise QueryError, and change nothing, where it cannot be done."""
    check(update)
    try:
        engine.update(_unloaded(update), base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(explained(update, str(error))) from None
    except RuntimeError as error:
        raise UnansweredError(f"update: {error}; mend the update") from None


def check(update: str) -> None:
    """Raise QueryError for an update that reaches the network, or is too deep or too long.

    It is a RefusedError where LOAD alone is at fault.
    """
    check_size(update)
    beside(update, "LOAD")
    load = next(_loads(_unloaded(update)), None)
    if load:
        rest = _unloaded(update, (*_LOADS, *_SILENT_LOADS))
        refused = not any(_loads(rest)) and _is_update(rest)
        error = RefusedError if refused else QueryError
        fact, way_out = "LOAD would reach the network", "kg load reads files"
        raise fault(update, load.start, fact, way_out, error=error)


def _loads(update: str) -> Iterator[_Word]:
    # The engine needs no space around keywords, so LOADSILENT is LOAD too.
    return (
        word for word in _words(update) if word.depth == 0 and word.kind == "word" and "LOAD" in word.text
    )


def _is_update(text: str) -> bool:
    """Let the engine parse, which it does only to run: here on nothing."""
    try:
        pyoxigraph.Store().update(text, base_iri="urn:base", prefixes=PREFIXES)
    except SyntaxError:
        return False
    except (RuntimeError, OSError):
        return True
    return True


def _unloaded(update: str, shapes: Sequence[list[str]] = _SILENT_LOADS) -> str:
    """Put an operation that does nothing in the place of each LOAD SILENT, on the same lines."""
    for operation in reversed([*_operations(update)]):
        # A prologue may stand before it.
        load = [*dropwhile(lambda word: word.text != "LOAD", operation)]
        if [_IRI if _names(word) else word.text for word in load] in shapes:
            start, end = load[0].start, load[-1].start + len(load[-1].text)
            rest = re.sub(r"\S", " ", update[start + len(_NOTHING) : end])
            update = f"{update[:start]}{_NOTHING}{rest}{update[end:]}"
    return update


def _names(word: _Word) -> bool:
    return word.kind == "iri" or (word.kind == "name" and word.text[0] not in "?$@")


def over(update: str, using: Sequence[str], named: Sequence[str]) -> str:
    """Let an update see a dataset, as the protocol's `using-graph-uri` and `using-named-graph-uri` ask.

    Raise QueryError where the text names a dataset itself, or has no place for one.
    """
    if not using and not named:
        return update
    clauses = "".join(
        [f" USING {_iri(each)} " for each in using] + [f" USING NAMED {_iri(each)} " for each in named]
    )
    parts, end = [], 0
    outer = [_Word("", "", 0, 0), *(word for word in _words(update) if word.depth == 0)]
    for before, word in pairwise(outer):
        if word.text in ("USING", "WITH"):
            raise fault(update, word.start, f"{word.text} beside using-graph-uri", "name the dataset once")
        if word.text == "WHERE" and before.text == "DELETE":
            raise fault(update, word.start, "DELETE WHERE takes no dataset", "write DELETE { … } WHERE { … }")
        if word.text == "WHERE":
            parts += [update[end : word.start], clauses]
            end = word.start
    return "".join([*parts, update[end:]])


def check_edits(update: str) -> None:
    """Raise QueryError for an update that would write anything but the graph of edits."""
    for operation in _operations(update):
        for start, graph in _written(operation):
            if graph != EDITS_GRAPH:
                raise fault(
                    update,
                    start,
                    f"{graph or 'the default graph'} is not the graph of edits",
                    f"write GRAPH {EDITS_GRAPH} {{ … }}, or WITH {EDITS_GRAPH} first",
                )


def _written(operation: Sequence[_Word]) -> Iterator[tuple[int, str]]:
    """Say where an operation writes: place in the text, and graph (empty for the default graph)."""
    default, template = "", False
    for before, word in pairwise([_Word("", "", 0, 0), *operation]):
        if word.depth == 0:
            if word.text in _WHOLE_GRAPHS:
                yield word.start, word.text
            elif word.text in ("CLEAR", "DROP"):
                yield operation[-1].start, operation[-1].text
            elif before.text == "WITH":
                default = word.text
            # DELETE WHERE { … }: the pattern is the template.
            template = word.text in ("INSERT", "DELETE") or (
                template and (word.text != "WHERE" or before.text == "DELETE")
            )
        elif template and word.depth == 1 and before.text == "GRAPH":
            yield word.start, word.text
        elif template and word.depth == 1 and word.text not in ("GRAPH", "{", "}", "."):
            yield word.start, default


def _operations(update: str) -> Iterator[list[_Word]]:
    operation: list[_Word] = []
    for word in _words(update):
        if word.depth == 0 and word.text == ";":
            yield operation
            operation = []
        else:
            operation.append(word)
    if operation:
        yield operation


def _words(update: str) -> Iterator[_Word]:
    depth = 0
    for kind, text, start in tokens(update):
        depth -= kind == "other" and text == "}"
        yield _Word(kind, text.upper() if kind == "word" else text, start, depth)
        depth += kind == "other" and text == "{"


def _iri(name: str) -> str:
    try:
        return iri(name)
    except ValueError as error:
        raise QueryError(f"graph {name}: no IRI; {error}") from None
