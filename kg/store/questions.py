"""`ontology/questions/NAME.rq` → questions that can be asked by name, with typed parameters.

A file is a query in plain SPARQL 1.1; comments at its head say what it answers:

    # title: What a system beats
    # description: The comparisons that papers state.
    # names: winner; loser; datasets of Dataset
    # parameter system: name of Model, System; The winner, by any of its names.
    # parameter papers: integer = 2; At least this many papers.
    # parameter kind: string of absolute, rank = absolute; Which figures.
    # parameter since: date, optional; Not older than this date.
    # parameter task: name of Task = the 5 of most papers; Only this task.
    # parameter limit: integer = 100; At most so many rows, 0 for all.
    # nothing: no paper compares anything
    # example: kg ask beats --system Hunyuan-TurboS

The given parameters stand as a VALUES block in place of each line `# parameters`; one that is not given
stays unbound. A name that several entities bear gives several rows. A default of several things holds where
nothing is given at all; `*` leaves its parameter unbound. `limit` changes each LIMIT of the query in
proportion; where a file has none, all rows are given unless one asks for fewer. A line
`# with organization: ?paper kg:affiliation ?organization .` counts where that is given.
`names` lists the columns whose values are names (or lists of them), for who shows them as links.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Final

from kg.errors import MisaskedError, QueryError
from kg.model import EntityType
from kg.resources import ontology_path
from kg.store import entities
from kg.store.answers import Answer
from kg.store.askable import Askable
from kg.store.heads import columns, head, headless
from kg.store.parameters import Given, Parameter

_MARKER: Final = re.compile(r"^ *# parameters$", re.MULTILINE)
_CONDITION: Final = re.compile(r"^( *)# with (\w+): (.+)$", re.MULTILINE)
_LIMIT: Final = re.compile(r"\bLIMIT (\d+)\b")

LIMIT: Final = "limit"
"""The parameter that stands in no VALUES block."""
_MOST_ROWS: Final = 1_000_000_000
_ALL_ROWS: Final = Parameter(LIMIT, "integer", "At most so many rows, 0 for all.", default="0")
ALL: Final = "*"
"""Given for a name: all things."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query that ships with the project, what it may be told, and what it means where it finds nothing."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str
    names: Mapping[str, tuple[EntityType, ...]] = field(default_factory=dict)
    """The columns that hold names, and of which types, where one knows."""
    nothing: str = ""

    def ask(self, store: Askable, **params: Given | None) -> Answer:
        """Ask the store; the note says what was left out, or of an empty answer what would be answered.

        Raise MisaskedError for an unknown, missing or ill-typed parameter, QueryError for a name that nothing
        bears.
        """
        given = self._given(params)
        limit = self._limit(given)
        terms = self._terms(store, given)
        found = store.select(self._written(terms, limit + 1 if limit else 0))
        if not found.rows:
            return replace(found, note=self._instead(store, given))
        cut = limit if limit and len(found.rows) > limit else 0
        narrowed = [
            each for each in self._chosen(given) if entities.others(store, each.classes, terms[each.name])
        ]
        return Answer(found.columns, found.rows[: limit or None], _note(cut, narrowed, _typed))

    def note(self, rows: int, **params: Given | None) -> str:
        """Say what so many rows of the query that `told` writes may leave out, in the words of a form."""
        given = self._given(params)
        limit = self._limit(given)
        if not rows and self.nothing:
            return self.nothing
        return _note(limit if rows >= limit else 0, self._chosen(given), " ".join)

    def told(self, store: Askable, **params: Given | None) -> str:
        """Write the query with its parameters in; names are looked up in the store."""
        given = self._given(params)
        return self._written(self._terms(store, given), self._limit(given))

    def _instead(self, store: Askable, given: Mapping[str, Given]) -> str:
        """Say what it means that nothing was found, and what near it is answered."""
        notes = [self.nothing] if self.nothing else []
        for way, changed in self._ways(given):
            terms, limit = self._terms(store, changed), self._limit(changed)
            if rows := len(store.select(self._written(terms, limit)).rows):
                notes.append(f"{way} gives {rows:,} row{'s' if rows > 1 else ''}")
        return "; ".join(notes)

    def _ways(self, given: Mapping[str, Given]) -> Iterator[tuple[str, Mapping[str, Given]]]:
        """Other ways to ask: of all things, with another choice, or without one of several conditions."""
        for each in self._chosen(given):
            yield _typed((each.name, ALL)), {**given, each.name: ALL}
        for each in self.parameters:
            asked = str(given.get(each.name, each.default)).lower()
            for choice in each.choices:
                if choice != asked:
                    yield _typed((each.name, choice)), {**given, each.name: choice}
        conditions = [each.name for each in self.parameters if each.optional and each.name in given]
        for name in conditions if len(conditions) > 1 else ():
            yield f"leaving out --{name}", {other: said for other, said in given.items() if other != name}

    def _terms(self, store: Askable, given: Mapping[str, Given]) -> Mapping[str, Sequence[str]]:
        """Write what each parameter means, as terms; names are looked up, one that is not given has none."""
        chosen = self._chosen(given)
        return {
            each.name: _terms(store, each, given.get(each.name, each.default or ""))
            for each in self.parameters
            if each.name != LIMIT
            and not (each.type == "name" and given.get(each.name) == ALL)
            and (each.name in given or each in chosen or (each.default is not None and not each.most))
        }

    def _written(self, terms: Mapping[str, Sequence[str]], limit: int) -> str:
        usual = next((int(each.default or 0) for each in self.parameters if each.name == LIMIT), 0)
        text = _limited(self.sparql, limit, usual)
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
                raise MisaskedError(f"question {self.name}: no parameter {name}; it knows {', '.join(known)}")
        for each in self.parameters:
            if each.required and each.name not in given:
                raise MisaskedError(
                    f"question {self.name}: needs --{each.name} ({each.help}); as in {self.example}"
                )
        since, until = str(given.get("since", "")), str(given.get("until", ""))
        if until and until < since[: len(until)]:
            raise MisaskedError(
                f"question {self.name}: nothing is since {since} and until {until}; exchange the two"
            )


def _note(cut: int, narrowed: Sequence[Parameter], spell: Callable[[tuple[str, str]], str]) -> str:
    """Say that only the first rows are shown, of some things alone, and how to have the others."""
    rows = f"the first {cut:,} rows" if cut > 1 else "the first row"
    notes = [f"only {rows}; {spell((LIMIT, '0'))} for all"] if cut else []
    notes += [f"only {each.usual}; {spell((each.name, ALL))} for all" for each in narrowed]
    return "; ".join(notes)


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
    fields, parameters = head(path.name, text)
    names = columns(path.name, fields.pop("names", ""))
    if all(each.name != LIMIT for each in parameters):
        parameters = (*parameters, _ALL_ROWS)
    if not _MARKER.search(text):
        raise QueryError(f"{path.name}: no line '# parameters'; write it where the VALUES block shall stand")
    return Question(path.stem, parameters=parameters, sparql=text, names=names, **fields)


def documentation(known: Mapping[str, Question]) -> str:
    """Write docs/questions.md: each question, its parameters and its query."""
    names = "".join(f"- [{each.name}](#{each.name}): {each.title}\n" for each in known.values())
    return f"{_INTRODUCTION}\n{names}\n" + "\n".join(_section(each) for each in known.values())


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
    """Change the LIMITs of a query, those of its parts in proportion; 0 leaves them out.

    A query that usually gives all rows gets one at its end.
    """
    if not usual:
        return f"{sparql.rstrip()}\nLIMIT {limit}\n" if limit else sparql
    return _LIMIT.sub(lambda found: f"LIMIT {int(found[1]) * limit // usual}" if limit else "", sparql)


def _section(question: Question) -> str:
    rows = "".join(f"| `--{each.name}` | {_kind(each)} | {each.help} |\n" for each in question.parameters)
    table = f"| parameter | value | |\n|---|---|---|\n{rows}\n" if rows else ""
    query = headless(question.sparql)
    return (
        f"## {question.name}\n\n**{question.title}.** {question.description}\n\n{table}"
        f"```sh\n{question.example}\n```\n\n"
        f"<details><summary>The query</summary>\n\n```sparql\n{query}\n```\n\n</details>\n"
    )


def _kind(parameter: Parameter) -> str:
    kind = parameter.type + (f" of {' or '.join(parameter.classes)}" if parameter.classes else "")
    if parameter.default is not None:
        return f"{kind}, else {parameter.usual}"
    return kind if parameter.required else f"{kind}, optional"


_INTRODUCTION: Final = """# Questions

Named queries that ship with the project. `kg ask` lists them, `kg ask NAME --parameter value` answers one,
with `--format json|csv|tsv|xml|md` for other programs. A name is matched in any case against every name of a
thing; one that differs only in hyphens, spaces or plural is found too. Each query is plain SPARQL 1.1 for any
endpoint that holds the resolved view: put the [prefixes](ontology.md#prefixes) in front, and the parameters,
defaults included, as a VALUES block in place of the line `# parameters`. `kg.open_store(URL).questions` does
both. A question that would go on for pages gives its first rows, `--limit 0` all of them. Where a value
below is "else the 5 tasks with the most papers" and you give no parameter, the question covers only these;
`--task '*'` lets it cover every one.

This page is written from `ontology/questions/*.rq`.
"""
