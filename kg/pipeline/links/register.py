"""What all papers show of names ↔ a table on disk, so that a paper more asks for the names it touches alone.

Nothing is true because it stands here: the table is made from the shards, and made again where it is missing.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import orjson

from kg.durable import replacing
from kg.errors import OutputError
from kg.linking import Observed
from kg.linking.candidates import most_spelled, squeezed
from kg.linking.families import Key, base
from kg.model import Entity, EntityType
from kg.pipeline.folder.files import UNCHANGED

FILE: Final = "names.sqlite"

_TABLES: Final = """
CREATE TABLE entity (name TEXT, type TEXT, squeezed TEXT, base TEXT, documents INTEGER, forms BLOB,
    PRIMARY KEY (name, type)) WITHOUT ROWID;
CREATE TABLE spelled (short TEXT, type TEXT, most TEXT, longs BLOB, PRIMARY KEY (short, type)) WITHOUT ROWID;
"""
_INDEXES: Final = """
CREATE INDEX by_squeezed ON entity (squeezed, type);
CREATE INDEX by_base ON entity (base, type);
CREATE INDEX by_most ON spelled (most, type);
"""
_PUT: Final = "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?)"
_SPELL: Final = "INSERT OR REPLACE INTO spelled VALUES (?, ?, ?, ?)"


class Register:
    """An open table; see `kg.linking.closure.Names`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def named(self, name: str) -> Iterator[Entity]:
        """Find what bears the name, of whatever type."""
        return self._entities("SELECT name, type FROM entity WHERE name = ?", name)

    def spaced(self, kind: EntityType, squeezed: str) -> Iterator[Entity]:
        """Find what is written so but for its spaces."""
        return self._entities("SELECT name, type FROM entity WHERE squeezed = ? AND type = ?", squeezed, kind)

    def of_family(self, base: Key) -> Iterator[Entity]:
        """Find what has that base."""
        kind, parts = base
        return self._entities(
            "SELECT name, type FROM entity WHERE base = ? AND type = ?", " ".join(parts), kind
        )

    def long_forms(self, kind: EntityType, short: str) -> Mapping[str, int]:
        """Count the papers that spell an abbreviation out, by what they spell."""
        return self._counts("SELECT longs FROM spelled WHERE short = ? AND type = ?", short, kind)

    def short_forms(self, kind: EntityType, long: str) -> Iterator[str]:
        """Find the abbreviations that most papers spell out so."""
        rows = self._connection.execute("SELECT short FROM spelled WHERE most = ? AND type = ?", (long, kind))
        return (short for (short,) in rows)

    def entities(self) -> int:
        """Count the entities that papers name."""
        return int(self._connection.execute("SELECT COUNT(*) FROM entity").fetchone()[0])

    def part(self, entities: Iterable[Entity]) -> Observed:
        """Read what all papers show of some entities."""
        found = Observed()
        for entity in entities:
            documents, forms = self._entity(entity)
            if documents:
                found.documents[entity] = documents
                found.forms[entity] = forms
            if longs := self.long_forms(entity.type, entity.name):
                found.long_forms[entity.type, entity.name] = Counter(longs)
        return found

    def add(self, more: Observed) -> None:
        """Add what papers show; counts below zero take away, and what no paper shows any more goes."""
        for entity in set(more.changes()):
            documents, forms = self._entity(entity)
            forms.update(more.forms.get(entity, {}))
            self._put(entity, documents + more.documents[entity], +forms)
        for (kind, short), counts in more.long_forms.items():
            longs = Counter(self.long_forms(kind, short))
            longs.update(counts)
            self._spell(kind, short, +longs)

    def fill(self, seen: Observed) -> None:
        """Write what all papers show into an empty table."""
        things = sorted(seen.documents.items(), key=lambda item: (item[0].name, item[0].type))
        rows = (_entity_row(entity, documents, seen.forms[entity]) for entity, documents in things)
        self._connection.executemany(_PUT, rows)
        self._connection.executemany(
            _SPELL, (_spelled_row(*key, counts) for key, counts in seen.long_forms.items())
        )

    def _put(self, entity: Entity, documents: int, forms: Mapping[str, int]) -> None:
        if documents:
            self._connection.execute(_PUT, _entity_row(entity, documents, forms))
        else:
            gone = (entity.name, entity.type)
            self._connection.execute("DELETE FROM entity WHERE name = ? AND type = ?", gone)

    def _spell(self, kind: EntityType, short: str, longs: Mapping[str, int]) -> None:
        if longs:
            self._connection.execute(_SPELL, _spelled_row(kind, short, longs))
        else:
            self._connection.execute("DELETE FROM spelled WHERE short = ? AND type = ?", (short, kind))

    def _entities(self, query: str, *given: str) -> Iterator[Entity]:
        return (Entity(EntityType(kind), name) for name, kind in self._connection.execute(query, given))

    def _counts(self, query: str, *given: str) -> dict[str, int]:
        row = self._connection.execute(query, given).fetchone()
        return orjson.loads(row[0]) if row else {}

    def _entity(self, entity: Entity) -> tuple[int, Counter[str]]:
        query = "SELECT documents, forms FROM entity WHERE name = ? AND type = ?"
        row = self._connection.execute(query, (entity.name, entity.type)).fetchone()
        return (row[0], Counter(orjson.loads(row[1]))) if row else (0, Counter())


def _entity_row(entity: Entity, documents: int, forms: Mapping[str, int]) -> tuple[object, ...]:
    kind, parts = base(entity)
    return entity.name, kind, squeezed(entity.name), " ".join(parts), documents, _packed(forms)


def _spelled_row(kind: EntityType, short: str, longs: Mapping[str, int]) -> tuple[object, ...]:
    return short, kind, most_spelled(longs)[0], _packed(longs)


def _packed(counts: Mapping[str, int]) -> bytes:
    return orjson.dumps(counts, option=orjson.OPT_SORT_KEYS)


@contextmanager
def opened(path: Path) -> Iterator[Register]:
    """Open a table to ask it, and to change it: what is not finished is undone."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")  # It is forced to disk whole, with the build.
        yield Register(connection)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in our words that there is no room; what else is wrong with a table its caller knows better."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        raise OutputError(f"{path}: {error}; {UNCHANGED}") from error


def written(path: Path, seen: Observed) -> None:
    """Write what all papers show into a new table."""
    with _told(path), replacing(path) as aside:
        aside.unlink(missing_ok=True)
        with closing(sqlite3.connect(aside)) as connection:
            connection.executescript(_TABLES)
        with opened(aside) as register:
            register.fill(seen)
        with closing(sqlite3.connect(aside)) as connection:
            connection.executescript(_INDEXES)


def renewed(path: Path, old: Path, more: Observed) -> None:
    """Write the table in `old`, with `more`, to a new place."""
    with _told(path), replacing(path) as aside:
        shutil.copyfile(old, aside)
        with opened(aside) as register:
            register.add(more)
