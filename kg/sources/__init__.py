"""files → Documents.

`read` takes a file, a folder or an archive and yields documents, and in their place the records that could
become none. Formats stand by what they are made of: `lines` of text, XML (`markup`), HTML (`pages`), JSON
(`objects`), `pdf`. Another is one module more and one line in `readers`; a layout of JSON, in
`objects.layouts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model import Document, Reject
from kg.sources.identity import ids_of
from kg.sources.merging import merged
from kg.sources.options import NAMES, Options
from kg.sources.readers import FORMATS, READERS, Reader, described
from kg.sources.reading import Seen
from kg.sources.reading import see as _see
from kg.sources.sameness import Papers
from kg.sources.survey import FIELDS, Survey, survey

__all__ = [
    "FIELDS",
    "FORMATS",
    "NAMES",
    "READERS",
    "Options",
    "Papers",
    "Reader",
    "Seen",
    "Survey",
    "described",
    "ids_of",
    "merged",
    "read",
    "see",
    "survey",
]


def read(*paths: str | Path, options: Options | None = None) -> Iterator[Document | Reject]:
    """Yield the documents of files, and of all files of folders and zip archives in the order of names.

    A record that cannot become a document is a `Reject` in its place, and so is a file of a folder that
    cannot be read; `Reject.file` is relative to its path. No two documents have the same id: a copy is
    rejected, another text under a used id gets a minted one. Hidden files are passed over.

    Raises SourceError where a file that was named cannot be read, or a folder or archive has none that can.
    """
    return (seen.outcome for seen in see([Path(path) for path in paths], options=options))


def see(paths: Sequence[Path], *, options: Options | None = None) -> Iterator[Seen]:
    """Yield the same as `read`, each with the file and the place where it stands."""
    return _see(paths, options or Options())
