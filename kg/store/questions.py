"""`ontology/questions/NAME.rq` → questions that can be asked by name, with typed parameters.

A file is a SPARQL query that any endpoint runs as it stands; comments at its head say what it answers:

    # title: What a system beats
    # description: The comparisons that papers state.
    # names: winner; loser; datasets of Dataset
    # parameter system: name of Model, System; The winner, by any of its names.
    # parameter papers: integer = 2; At least this many papers.
    # parameter since: date, optional; Not older than this date.
    # parameter task: name of Task = the 5 of most papers; Only this task.
    # parameter limit: integer = 100; At most so many rows, 0 for all.
    # example: kg ask beats --system Hunyuan-TurboS

The given parameters stand as a VALUES block in place of each line `# parameters`; one that is not given
stays unbound. A name that several entities bear gives several rows. A default of several things holds where
nothing is given at all; `*` leaves its parameter unbound. `limit` changes each LIMIT of the query in
proportion. A line `# with organization: ?paper kg:affiliation ?organization .` counts where that is given.
`names` lists the columns whose values are names (or lists of them), for who shows them as links.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Final

from kg.errors import MisaskedError, QueryError
from kg.model import EntityType
from kg.resources import ontology_path
from kg.store import entities
from kg.store.answers import Answer
from kg.store.askable import Askable
from kg.store.parameters import WRITERS, Given, Parameter

_FIELD: Final = re.compile(r"# (title|description|example|names|parameter (\w+)): (.+)")
_DECLARATION: Final = re.compile(
    r"(?P<type>\w+)(?: of (?P<classes>\w+(?:, [A-Z]\w+)*))?(?P<optional>, optional)?"
    r"(?: = (?P<default>[^;]+))?; (?P<help>.+)"
)
_COLUMN: Final = re.compile(r"(?P<column>\w+)(?: of (?P<classes>\w+(?:, \w+)*))?")
_MARKER: Final = re.compile(r"^ *# parameters$", re.MULTILINE)
_CONDITION: Final = re.compile(r"^( *)# with (\w+): (.+)$", re.MULTILINE)
_LIMIT: Final = re.compile(r"\bLIMIT (\d+)\b")

LIMIT: Final = "limit"
"""The parameter that stands in no VALUES block."""
_MOST_ROWS: Final = 1_000_000_000
ALL: Final = "*"
"""Given for a name: all things."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that ships with the project, and what it may be told."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str
    names: Mapping[str, tuple[EntityType, ...]] = field(default_factory=dict)
    """The columns that hold names, and of which types, where one knows."""

    def ask(self, store: Askable, **params: Given | None) -> Answer:
        """Ask the store.

        Raise MisaskedError for an unknown, missing or ill-typed parameter, QueryError for a name that nothing
        bears.
        """
        given = self._given(params)
        limit = self._limit(given)
        found = store.select(self._written(store, given, limit + 1 if limit else 0))
        cut = limit and len(found.rows) > limit
        return Answer(
            found.columns, found.rows[: limit or None], self._note(given, limit if cut else 0, _typed)
        )

    def note(self, rows: int, **params: Given | None) -> str:
        """Say to who fills in a form what so many rows of the query that `told` writes may be a part of."""
        given = self._given(params)
        limit = self._limit(given)
        return self._note(given, limit if rows >= limit else 0, " ".join)

    def _note(self, given: Mapping[str, Given], shown: int, spell: Callable[[tuple[str, str]], str]) -> str:
        notes = [f"the first {shown:,} rows; {spell((LIMIT, '0'))} gives all"] if shown else []
        notes += [f"of {each.default}; {spell((each.name, ALL))} gives all" for each in self._chosen(given)]
        return "; ".join(notes)

    def told(self, store: Askable, **params: Given | None) -> str:
        """Write the query with its parameters in; names are looked up in the store."""
        given = self._given(params)
        return self._written(store, given, self._limit(given))

    def _written(self, store: Askable, given: Mapping[str, Given], limit: int) -> str:
        chosen = self._chosen(given)
        terms = {
            each.name: _terms(store, each, given.get(each.name, each.default or ""))
            for each in self.parameters
            if each.name != LIMIT
            and not (each.type == "name" and given.get(each.name) == ALL)
            and (each.name in given or each in chosen or (each.default is not None and not each.most))
        }
        usual = next((int(each.default or 0) for each in self.parameters if each.name == LIMIT), 0)
        text = _limited(self.sparql, limit, usual) if usual else self.sparql
        text = _CONDITION.sub(lambda line: f"{line[1]}{line[3]}" if line[2] in terms else line[0], text)
        return _MARKER.sub(lambda _: _values(terms), text)

    def _chosen(self, given: Mapping[str, Given]) -> Sequence[Parameter]:
        """List the parameters for which things are chosen, as nothing was given."""
        return [] if given.keys() - {LIMIT} else [each for each in self.parameters if each.most]

    def _limit(self, given: Mapping[str, Given]) -> int:
        """Say how many rows there may be; 0 where there is no limit."""
        for each in self.parameters:
            if each.name == LIMIT:
                asked = given.get(LIMIT, each.default or "0")
                each.term(asked)
                if not 0 <= int(asked) <= _MOST_ROWS:
                    raise MisaskedError(f"parameter {LIMIT}: {asked} is no number of rows; 0 gives all")
                return int(asked)
        return 0

    def _given(self, params: Mapping[str, Given | None]) -> Mapping[str, Given]:
        given = {name: value for name, value in params.items() if value is not None}
        self._check(given)
        return given

    def _check(self, given: Mapping[str, Given]) -> None:
        known = [each.name for each in self.parameters]
        for name in given:
            if name not in known:
                near = entities.nearest(name, known) or known
                says = f"it knows {', '.join(near)}" if known else "it takes none"
                raise MisaskedError(f"question {self.name}: no parameter {name}; {says}")
        for each in self.parameters:
            if each.required and each.name not in given:
                raise MisaskedError(
                    f"question {self.name}: needs --{each.name} ({each.help}); as in {self.example}"
                )


def _typed(parameter: tuple[str, str]) -> str:
    """Write a parameter and its value as a shell takes them."""
    name, value = parameter
    return f"--{name} {shlex.quote(value)}"


def load() -> dict[str, Question]:
    """Read the questions of the project, by name."""
    return {path.stem: read(path) for path in sorted(ontology_path("questions").glob("*.rq"))}


def question(name: str) -> Question:
    """Give one question of the project; raise MisaskedError, with the nearest names, where there is none."""
    known = load()
    if name not in known:
        near = entities.nearest(name, list(known))
        says = f"did you mean {', '.join(near)}?" if near else "kg ask lists them"
        raise MisaskedError(f"question {name}: there is none; {says}")
    return known[name]


def read(path: Path) -> Question:
    """Read one file; raise QueryError that names the line where its head is malformed."""
    text = path.read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        found = _FIELD.fullmatch(line)
        if found is None:
            break
        if found[2]:
            parameters.append(_parameter(f"{path.name}:{number}", found[2], found[3]))
        else:
            fields[found[1]] = found[3]
    for name in ("title", "description", "example"):
        if name not in fields:
            raise QueryError(f"{path.name}: no {name}; write '# {name}: …' at its head")
    names = _columns(path.name, fields.pop("names", ""))
    if not _MARKER.search(text):
        raise QueryError(f"{path.name}: no line '# parameters'; write it where the VALUES block shall stand")
    return Question(path.stem, parameters=tuple(parameters), sparql=text, names=names, **fields)


def documentation(known: Mapping[str, Question]) -> str:
    """Write docs/questions.md: each question, its parameters and its query."""
    names = "".join(f"- [{each.name}](#{each.name}): {each.title}\n" for each in known.values())
    return f"{_INTRODUCTION}\n{names}\n" + "\n".join(_section(each) for each in known.values())


def _parameter(place: str, name: str, declaration: str) -> Parameter:
    found = _DECLARATION.fullmatch(declaration)
    if found is None or found["type"] not in WRITERS:
        ways = "|".join(WRITERS)
        raise QueryError(
            f"{place}: parameter {name} is malformed; write '({ways})[, optional][ = default]; help'"
        )
    classes = _classes(found["classes"])
    return Parameter(name, found["type"], found["help"], classes, found["default"], bool(found["optional"]))


def _columns(place: str, declared: str) -> dict[str, tuple[EntityType, ...]]:
    columns = [_COLUMN.fullmatch(each) for each in declared.split("; ") if declared]
    if not all(columns):
        raise QueryError(f"{place}: names are malformed; write 'column[ of Type]; …'")
    return {each["column"]: _classes(each["classes"]) for each in columns if each}


def _classes(listed: str | None) -> tuple[EntityType, ...]:
    return tuple(EntityType(each) for each in (listed or "").split(", ") if each)


def _terms(store: Askable, parameter: Parameter, given: Given) -> Sequence[str]:
    if parameter.type != "name":
        return (parameter.term(given),)
    if given == parameter.default:
        return entities.foremost(store, parameter.classes, most=parameter.most) or ("UNDEF",)
    return [f"<{each.iri}>" for each in entities.find(store, str(given), types=parameter.classes)]


def _values(terms: Mapping[str, Sequence[str]]) -> str:
    if not terms:
        return ""
    rows = "\n".join(f"    ({' '.join(row)})" for row in product(*terms.values()))
    return f"  VALUES ({' '.join(f'?{name}' for name in terms)}) {{\n{rows}\n  }}"


def _limited(sparql: str, limit: int, usual: int) -> str:
    """Change the LIMITs of a query, those of its parts in proportion; 0 leaves them out."""
    return _LIMIT.sub(lambda found: f"LIMIT {int(found[1]) * limit // usual}" if limit else "", sparql)


def _section(question: Question) -> str:
    rows = "".join(f"| `--{each.name}` | {_kind(each)} | {each.help} |\n" for each in question.parameters)
    table = f"| parameter | value | |\n|---|---|---|\n{rows}\n" if rows else ""
    query = "\n".join(line for line in question.sparql.splitlines() if not _FIELD.fullmatch(line))
    return (
        f"## {question.name}\n\n**{question.title}.** {question.description}\n\n{table}"
        f"```sh\n{question.example}\n```\n\n"
        f"<details><summary>The query</summary>\n\n```sparql\n{query}\n```\n\n</details>\n"
    )


def _kind(parameter: Parameter) -> str:
    kind = parameter.type + (f" of {' or '.join(parameter.classes)}" if parameter.classes else "")
    if parameter.default is not None:
        return f"{kind}, else {parameter.default}"
    return kind if parameter.required else f"{kind}, optional"


_INTRODUCTION: Final = """# Questions

Named queries that ship with the project. `kg ask` lists them, `kg ask NAME --parameter value` answers one,
with `--format json|csv|tsv|xml|md` for other programs. A name is matched in any case against every name of a
thing; one that differs only in hyphens, spaces or plural is found too. Each query runs as it stands on any
SPARQL endpoint that holds the resolved view; parameters stand in place of the line `# parameters` as a VALUES
block. A question that would go on for pages gives its first rows, `--limit 0` all of them. Where a value
below is "else the 5 of most papers" and the question is told nothing at all, it speaks of these; `--task '*'`
lets it speak of every one.

This page is written from `ontology/questions/*.rq`.
"""
