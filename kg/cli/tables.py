"""Answers and surveys → how they are written: formats by option, tables of what a survey found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import orjson
import typer
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from kg.cli.choices import choice
from kg.errors import UsageError
from kg.store.wording import safe

if TYPE_CHECKING:
    from kg.analysis.survey import Place, Survey


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    MARKDOWN = "md"
    TURTLE = "ttl"


AnswerFormat = Annotated[Format, choice(Format, "--format", "-f", help="How to write the answer.")]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Short for --format csv.")]
AsMarkdown = Annotated[bool, typer.Option("--md", help="Short for --format md.")]


def chosen(format: Format, *, json: bool, csv: bool, md: bool) -> Format:
    """Take the format that a short option names; raise UsageError where several do."""
    short = [each for each, given in ((Format.JSON, json), (Format.CSV, csv), (Format.MARKDOWN, md)) if given]
    if len(short) > 1:
        raise UsageError(f"--{short[0]} and --{short[1]}: an answer has one format; give one of them")
    return short[0] if short else format


def json_line(found: Survey) -> bytes:
    """Write a survey as a line of JSON."""
    return orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE)


def surveyed(found: Survey) -> Iterator[RenderableType]:
    """Lay a survey out: the size of the network, then a table each."""
    yield (
        f"{found.nodes:,} things, {found.edges:,} ties between them, {found.parts:,} parts that nothing "
        f"joins; the largest holds {found.largest:,}\n"
    )
    yield from _titled("Central", _places(found.central, "rank"))
    among = "" if found.among == found.nodes else f", among the {found.among:,} best ranked"
    drawn = (
        "" if found.drawn == found.among else f", by the ways from {found.drawn:,} of {found.among:,} things"
    )
    yield from _titled(f"Bridges{among}{drawn}", _places(found.bridges, "of shortest ways"))
    groups = [(f"{each.size:,}", escape(safe(" · ".join(each.members)))) for each in found.communities]
    yield from _titled("Groups", _table(("things", "the best known of them"), groups, right=1))
    years = [(each.year, f"{each.papers:,}", f"{each.claims:,}", f"{each.new:,}") for each in found.growth]
    yield from _titled("Growth", _table(("year", "papers", "claims", "new things"), years, right=4))


def _titled(title: str, table: Table) -> Iterator[RenderableType]:
    yield f"[bold]{title}[/]"
    yield table
    yield ""


def _places(places: Iterable[Place], measure: str) -> Table:
    rows = [
        (f"{each.value:.3f}", str(each.neighbours), each.type, escape(safe(each.name))) for each in places
    ]
    return _table((measure, "neighbours", "type", "name"), rows, right=2)


def _table(columns: Iterable[str], rows: Iterable[tuple[str, ...]], *, right: int) -> Table:
    """Lay out rows under their headings; the first `right` columns stand to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number < right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
