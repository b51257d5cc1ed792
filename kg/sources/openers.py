"""A line → the format whose record, or whose whole file, it can only be the beginning of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from kg.sources.dates import MONTH

_MARKUP = (
    "feed|collection|articles?|pmc-articleset|TEI|teiCorpus|OAI-PMH|PubmedArticleSet|PubmedArticle|dblp|dblpperson"
    "|xml|records|html|rss|RDF"
)
_OPENERS = {
    "bibtex": r"""@[A-Za-z]{1,30}[ \t]*[{(][ \t]*(?:[^\s,{}()="#]{0,300}[ \t]*,|[\w-]+[ \t]*=)""",
    "ris": r"[ \t]{0,9}TY  - \w",
    "refer": r"%0 \w",
    "medline": r"PMID- ?\d",
    "webofscience": r"FN (?:Clarivate|Thomson|ISI)\b|PT [A-Z]{1,2}[ \t\r]*$",
    "mail": r"\\\\[ \t\r]*(?:\Z|\n(?:arXiv|Paper)\b)",
    "listing": rf"(?:[a-z-]+\.)?[A-Z]{{2}}{MONTH} *\d{{1,2}}, *\d{{4}}(?:Code)?[ \t\r]*$",
    "records": r"""[{][ \t]*"|\[[ \t]*[{]|[{\[][ \t\r]*$""",
    "markup": rf"(?i:<(?:\?xml|!doctype)\s)|<(?:\w+:)?(?:{_MARKUP})[\s>]",
}
LINED = frozenset(_OPENERS) - {"records", "markup"}
"""Formats of lines, which may stand anywhere in a text."""

_PATTERN = re.compile("|".join(f"^(?P<{name}>{written})" for name, written in _OPENERS.items()), re.M)


def opens(line: str, *, but: str = "") -> bool:
    """Tell whether a line opens a record or file of another format than one.

    >>> opens("@article{kite,"), opens("@article{kite,", but="bibtex"), opens("Dear @anna,")
    (True, False, False)
    """
    match = _PATTERN.match(line)
    return match is not None and match.lastgroup != but


def is_markup(head: str) -> bool:
    """Tell whether a text is XML or a page by its beginning."""
    match = _PATTERN.match(head.lstrip("\ufeff \t\r\n"))
    return match is not None and match.lastgroup == "markup"


def openers(text: str, most: int) -> Iterator[tuple[int, str]]:
    """Yield where lines of a text open a format, and which: the first so many."""
    for match in islice(_PATTERN.finditer(text), most):
        yield match.start(), match.lastgroup or ""
