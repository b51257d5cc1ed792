"""BibTeX's list of names → the names as they are read: given names, particle, family name, suffix."""

from __future__ import annotations

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from kg.text import latex
from kg.text.cleaning import one_line


def read(field: str) -> tuple[tuple[str, ...], bool]:
    """Read the names, and whether they are all (`and others` says that they are not).

    >>> read("van der Maaten, Laurens and {The Kite Team} and Erd{\\\\H o}s, P. and others")
    (('Laurens van der Maaten', 'The Kite Team', 'P. Erdős'), False)
    """
    written = split_multiple_persons_names(" ".join(field.split()))
    complete = not written or written[-1].strip().casefold() not in {"others", "et al", "et al."}
    names = map(_name, written if complete else written[:-1])
    return tuple(name for name in names if name), complete


def _name(written: str) -> str:
    try:
        parts = parse_single_name_into_parts(written, strict=True)
    except InvalidNameError:
        return one_line(latex.ungrouped(written))
    words = [*parts.first, *parts.von, *parts.last, *parts.jr]
    return one_line(latex.ungrouped(" ".join(words)))
