"""What was typed → a query, and what the store said → text."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import orjson
from pyoxigraph import Triple
from rich.markup import escape
from rich.table import Table

from kg.errors import MisaskedError, QueryError
from kg.store.answers import Answer
from kg.store.claims import Told, as_json
from kg.store.parameters import Parameter
from kg.store.questions import Question

LONGEST_NAME = 255
"""Of a file, on every system we know; a longer text can only be a query."""


def query_text(given: str) -> str:
    """Read the query from where it stands: `-` for standard input, a file, or the argument itself.

    Raises QueryError where the argument names a file of queries that is not there or is no text.
    """
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    is_file = len(given) <= LONGEST_NAME and path.is_file()
    if not is_file and path.suffix not in (".rq", ".sparql"):
        return given
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{given}: {error}; name a file of SPARQL in UTF-8") from error


def parameters(arguments: Sequence[str], known: Sequence[str] = ()) -> dict[str, str]:
    """Read `--name value` and `--name=value`; raise MisaskedError for anything else, with what is `known`.

    >>> parameters(["--system", "BERT", "--since=2024"])
    {'system': 'BERT', 'since': '2024'}
    """
    among = f", of {', '.join(f'--{name}' for name in known)}" if known else ""
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        given = value if equals else next(rest, None)
        if not argument.startswith("--") or given is None:
            raise MisaskedError(
                f"{argument}: expected --name value{among}; put quotes around a value with spaces"
            )
        found[name] = given
    return found


def nothing(found: Answer | bool | Sequence[Triple]) -> Iterator[str]:
    """Say that no triple was found; rows and truths show it themselves."""
    if not isinstance(found, Answer | bool) and not found:
        yield "nothing found"


def json_line(told: Told) -> bytes:
    """Write a claim as a line of JSON."""
    return orjson.dumps(as_json(told), option=orjson.OPT_APPEND_NEWLINE)


def listed(questions: Mapping[str, Question]) -> Table:
    """Lay out the questions, each with its parameters; optional ones stand in brackets."""
    table = Table.grid(padding=(0, 2))
    for name, question in questions.items():
        wanted = " ".join(_usage(parameter) for parameter in question.parameters)
        table.add_row(f"[bold cyan]{name}[/]", f"{escape(question.title)}\n[dim]{escape(wanted)}[/]")
    return table


def catalogue(questions: Mapping[str, Question]) -> bytes:
    """Write the questions as a line of JSON: a list, each with what it may be told."""
    told = [
        {
            "name": name,
            "title": question.title,
            "description": question.description,
            "parameters": question.parameters,
            "example": question.example,
        }
        for name, question in questions.items()
    ]
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE)


def described(question: Question, options: Mapping[str, str]) -> Table:
    """Lay out one question: what it answers, what it may be told, the options of all, an example."""
    table = Table.grid(padding=(0, 2))
    for parameter in question.parameters:
        default = f" [default: {parameter.usual}]" if parameter.usual else ""
        table.add_row(f"  [cyan]{escape(_usage(parameter))}[/]", escape(f"{parameter.help}{default}"))
    for option, text in options.items():
        table.add_row(f"  [cyan]{escape(option)}[/]", escape(text))
    whole = Table.grid()
    whole.add_row(f"[bold]{escape(question.title)}.[/] {escape(question.description)}\n")
    whole.add_row(table)
    whole.add_row(f"\nExample: [cyan]{escape(question.example)}[/]")
    return whole


def _usage(parameter: Parameter) -> str:
    text = f"--{parameter.name} {parameter.type.upper()}"
    return text if parameter.required else f"[{text}]"
