"""A store → its claims in Parquet: rows of `kg.store.flat`, numbers as numbers and lists as lists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final

from kg.errors import MissingExtraError
from kg.store.flat import COLUMNS, SEVERAL, Row, rows

if TYPE_CHECKING:
    from kg.store.askable import Askable

AT_ONCE: Final = 20_000
"""Claims of one row group: enough to compress well, few enough to be held as objects."""
NUMBERS: Final = ("value", "confidence")


def write(store: Askable, file: IO[bytes]) -> None:
    """Write one row a claim, compressed by zstd; what is not told is null.

    Raises MissingExtraError where pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise MissingExtraError("pyarrow is not installed; run `pip install pyarrow`") from None
    kinds = {name: arrow.string() for name in COLUMNS}
    kinds |= {name: arrow.float64() for name in NUMBERS}
    kinds |= {name: arrow.list_(arrow.string()) for name in SEVERAL}
    schema, claims = arrow.schema(list(kinds.items())), rows(store)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(claims, AT_ONCE)):
            writer.write_table(arrow.table({name: _column(name, group) for name in COLUMNS}, schema=schema))


def _column(name: str, group: Sequence[Row]) -> list[Any]:
    if name in SEVERAL:
        return [row[name] for row in group]
    cells = [str(row[name]) or None for row in group]
    return [cell and float(cell) for cell in cells] if name in NUMBERS else cells
