"""`kg ask`, `kg explain`, `kg query` and `kg show`: what is asked → answers out of the graph."""

from __future__ import annotations

import sys
import webbrowser
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from kg import pipeline
from kg.cli import answering, screen
from kg.cli.choices import one_of
from kg.cli.options import OUTPUTS, Output
from kg.cli.tables import AnswerFormat, AsCsv, AsJson, AsMarkdown, Format, chosen
from kg.model import Predicate
from kg.store.answers import written
from kg.store.claims import find_entity, surest
from kg.store.explain import explanation, heading
from kg.store.profiles import profile
from kg.store.questions import load
from kg.store.questions import question as find
from kg.store.terms import unknown

CLAIMS = 100
"""How many `kg explain` tells unless told otherwise."""

FREE = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
"""For commands whose options, and so whose help, depend on what is asked."""
HELP = {"-h", "--help"}
OPTIONS = {
    "[-f, --format FORMAT]": f"How to write the answer: {', '.join(Format)}. [default: table]",
    "[--json | --csv | --md]": "Short for --format json, csv or md.",
    "[-o, --output FOLDER]": "The folder that a build filled. [default: outputs]",
}
"""What every question takes besides, for its help."""


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Its name; none lists all.")] = "",
    format: AnswerFormat = Format.TABLE,
    json: AsJson = False,
    csv: AsCsv = False,
    md: AsMarkdown = False,
    output: Output = OUTPUTS,
) -> None:
    """Answer one of the questions that come with the project, or list them.

    What a question wants to know is given as options of its own name; `kg ask beats --help` tells them.

    Example: `kg ask beats --system Hunyuan-TurboS`
    """
    if HELP & {question, *context.args}:
        screen.show([_help(context, {question, *context.args} - HELP)])
        return
    form = chosen(format, json=json, csv=csv, md=md)
    if not question:
        _list(as_json=form is Format.JSON)
        return
    asked = find(question)
    parameters = answering.parameters(context.args, [each.name for each in asked.parameters])
    answer = asked.ask(pipeline.open_output(output), **parameters)
    screen.emit([written(answer, form.value, width=screen.width())])
    if answer.note:
        screen.note(answer.note)


def _list(*, as_json: bool) -> None:
    if as_json:
        screen.emit([answering.catalogue(load())])
    else:
        screen.show([answering.listed(load())])


def _help(context: typer.Context, given: set[str]) -> RenderableType:
    """Tell of the question that is named, else of the command."""
    named = given & load().keys()
    return answering.described(find(min(named)), OPTIONS) if named else Text(context.get_help())


def explain(
    name: Annotated[str, typer.Argument(metavar="NAME|IRI", help="A name in any case, or an IRI.")],
    json: Annotated[bool, typer.Option("--json", help="Write one JSON object a claim.")] = False,
    limit: Annotated[
        int, typer.Option(min=0, help="At most so many claims, the surest; 0 for all.")
    ] = CLAIMS,
    relation: Annotated[
        Predicate | None,
        typer.Option(
            "--relation",
            parser=one_of(Predicate),
            metavar="RELATION",
            help=f"Only claims of one relation: {', '.join(Predicate)}.",
        ),
    ] = None,
    output: Output = OUTPUTS,
) -> None:
    """Show the claims about a thing: the sentence, the words it rests on, how sure it is, the paper.

    Example: `kg explain Hunyuan-TurboS`
    """
    store, width = pipeline.open_output(output), screen.width()
    thing = find_entity(store, name)
    told, known = surest(store, thing, most=limit or None, relation=relation)
    if json:
        screen.emit(answering.json_line(one) for one in told)
    else:
        above = heading(profile(store, thing), known, kind=relation or "", width=width)
        screen.show([above, *(explanation(one, width=width) for one in told)])
    if len(told) < known:
        surely = f"{len(told):,} surest" if len(told) > 1 else "surest"
        screen.note(f"only the {surely} of {known:,} claims; --limit 0 for all")


def query(
    text: Annotated[
        str, typer.Argument(metavar="SPARQL|FILE|-", help="The query, a file of it, or - for stdin.")
    ],
    format: AnswerFormat = Format.TABLE,
    output: Output = OUTPUTS,
) -> None:
    """Ask in SPARQL; the prefixes of the project (kg:, schema:, dcterms: ...) are known.

    SELECT and ASK as table, json, csv, tsv or xml; CONSTRUCT and DESCRIBE as ttl.

    Example: `kg query "SELECT ?a ?b WHERE { ?a kg:outperforms ?b }"`
    """
    sparql = answering.query_text(text)
    found = pipeline.open_output(output).query(sparql)
    screen.emit([written(found, format.value, width=screen.width())])
    for said in (*unknown(sparql), *answering.nothing(found)):
        screen.note(said)


def show(
    open: Annotated[
        bool, typer.Option("--open/--path", help="Open it in the browser, or only say where it is.")
    ] = True,
    output: Output = OUTPUTS,
) -> None:
    """Open the picture of the graph in the browser; it is one file and needs no network.

    Example: `kg show --path`
    """
    path = pipeline.picture(output)
    screen.emit([f"{path}\n"])
    if open and sys.stdout.isatty():
        webbrowser.open(path.resolve().as_uri())
