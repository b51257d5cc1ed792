"""The file of curated names → a table from (type, normal form) to the row that knows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import LinkingError
from kg.model import Entity, EntityType
from kg.resources import ontology_path
from kg.text.names import normal_form

FILE: Final = "lexicon.tsv"
OWN: Final = "own lexicon"
"""Where a user's rows stand, for errors and reasons; the file's name would not be the same everywhere."""
COLUMNS: Final = ("type", "name", "aliases", "match", "better")
NEEDED: Final = 2
"""Columns at the end may be left out."""
EXPECTED: Final = f"expected columns with tabs between: {', '.join(COLUMNS)}"
BETTER: Final = ("", "higher", "lower")


@dataclass(frozen=True, slots=True)
class Row:
    """One curated thing: its name as one writes it, other names of it, and its IRI elsewhere (or empty).

    `better` says of a metric whether `higher` or `lower` values are better (or is empty).
    """

    type: EntityType
    name: str
    aliases: tuple[str, ...]
    match: str
    place: str
    better: str = ""

    @property
    def entity(self) -> Entity:
        """The entity under which all names of the row come together."""
        return Entity(self.type, normal_form(self.name))

    @property
    def reason(self) -> str:
        """Say which row it is, as the reason of a link."""
        return f"{self.place}: {self.name}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Curated names, by the entities that mentions of them make."""

    rows: Mapping[Entity, Row]

    def row(self, entity: Entity) -> Row | None:
        """Find the row that has the entity's name as its own or as an alias."""
        return self.rows.get(entity)

    @property
    def organizations(self) -> frozenset[Entity]:
        """The organizations under all of their names."""
        return frozenset(entity for entity in self.rows if entity.type is EntityType.ORGANIZATION)

    def wholes(self, entity: Entity) -> Iterator[Entity]:
        """Find the organizations of the lexicon with whose names this one's begins (`Google Research`)."""
        words = entity.name.split() if entity.type is EntityType.ORGANIZATION else []
        for size in range(len(words) - 1, 0, -1):
            row = self.rows.get(Entity(entity.type, " ".join(words[:size])))
            if row is not None and row.entity != entity:
                yield row.entity
                return

    def is_canonical(self, entity: Entity) -> bool:
        """Tell whether the entity bears the very name of a row."""
        row = self.rows.get(entity)
        return row is not None and row.entity == entity


def load_lexicon(path: str | Path | None = None, *, own: str = "") -> Lexicon:
    """Read the lexicon that ships with the project, or the one at `path`; the rows in `own` overrule it.

    `own` is the text of such a file. A row of it joins what it lists under its name; two rows keep two names
    apart, whatever rules say.
    Raises LinkingError with file and line where a row is malformed, or a name stands in two rows of a type.
    """
    file = Path(path) if path else ontology_path(FILE)
    return Lexicon({**_table(_rows(file.name, read_text(file))), **_table(_rows(OWN, own))})


def read_text(path: Path) -> str:
    """Read a file of rows; raise LinkingError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LinkingError(f"{path.name}: {error}; expected a readable file in UTF-8") from error


def _rows(file: str, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#") and not line.startswith("\t".join(COLUMNS[:NEEDED])):
            yield _row(f"{file}:{number}", line.rstrip("\r"))


def _row(place: str, line: str) -> Row:
    columns = [column.strip() for column in line.split("\t")]
    if not NEEDED <= len(columns) <= len(COLUMNS):
        raise LinkingError(f"{place}: {len(columns)} columns; {EXPECTED}")
    kind, name, aliases, match, better = (columns + [""] * len(COLUMNS))[: len(COLUMNS)]
    if kind not in EntityType.__members__.values():
        raise LinkingError(f"{place}: no type {kind!r}; expected one of {', '.join(EntityType)}")
    if not normal_form(name):
        raise LinkingError(f"{place}: no name; {EXPECTED}")
    if match and not match.startswith(("http://", "https://")):
        raise LinkingError(f"{place}: {match!r} is no web address; leave it out or give an IRI")
    if better not in BETTER:
        raise LinkingError(f"{place}: better {better!r}; expected higher or lower, or nothing")
    others = tuple(alias.strip() for alias in aliases.split("|") if normal_form(alias))
    return Row(EntityType(kind), name, others, match, place, better)


def _table(rows: Iterable[Row]) -> Mapping[Entity, Row]:
    table: dict[Entity, Row] = {}
    for row in rows:
        for name in (row.name, *row.aliases):
            entity = Entity(row.type, normal_form(name))
            known = table.setdefault(entity, row)
            if known is not row:
                raise LinkingError(f"{row.place}: {name!r} stands at {known.place} too; leave it in one row")
    return table
