"""A paper of Hugging Face's daily papers (JSON) → a document."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Author, Document, Link
from kg.sources.compose import compose
from kg.sources.dates import read_date
from kg.sources.links import Kind, read_field
from kg.sources.objects.values import at, raw_at, rows_at, text_at, texts_at
from kg.text import latex
from kg.text.cleaning import one_line, paragraphs

_LINKS: tuple[tuple[str, Kind], ...] = (("githubRepo", "code"), ("projectPage", "page"))


def fits(record: dict[str, object]) -> bool:
    """Tell a paper by its votes, or by the paper that a day's entry holds."""
    return _is_paper(record) or _is_paper(record.get("paper"))


def to_document(record: dict[str, object], *, doubts: tuple[str, ...] = ()) -> Document | str:
    """Make a document of a paper or of a day's entry; its summary is the abstract."""
    paper = record["paper"] if _is_paper(record.get("paper")) else record
    name = text_at(paper, "id")
    return compose(
        one_line(latex.plain(raw_at(paper, "title"))),
        paragraphs(latex.plain(raw_at(paper, "summary"))),
        format="huggingface",
        id=name,
        authors=[Author(text_at(one, "name")) for one in rows_at(paper, "authors")],
        organizations=[text_at(paper, "organization", "fullname")],
        issued=read_date(text_at(paper, "publishedAt")),
        keywords=texts_at(paper, "ai_keywords"),
        identifiers={"arxiv": name},
        links=_links(paper),
        doubts=doubts,
    )


def _is_paper(value: object) -> bool:
    return (
        isinstance(at(value, "summary"), str)
        and bool(raw_at(value, "title"))
        and at(value, "upvotes") is not None
    )


def _links(paper: object) -> Iterator[Link]:
    for name, kind in _LINKS:
        yield from read_field(raw_at(paper, name), field=name, kind=kind)
