"""Names of a paper's sections, in small letters, by what is made of them."""

from __future__ import annotations

ABSTRACT = frozenset({"abstract", "summary", "zusammenfassung", "résumé", "resumen", "аннотация", "摘要"})
KEYWORDS = frozenset({"keywords", "key words", "keywords and phrases", "index terms", "关键词"})
FIRST = frozenset({"introduction", "einleitung", "introducción", "введение", "引言"})
REFERENCES = frozenset(
    {"references", "bibliography", "literature cited", "works cited", "references and notes", "literatur"}
    | {"références", "referencias", "список литературы", "参考文献"}
)
_THANKS = (
    {"acknowledgments", "acknowledgements", "acknowledgment", "acknowledgement", "danksagung"}
    | {"remerciements"}
    | {"agradecimientos", "благодарности", "致谢", "funding", "funding information", "funding statement"}
    | {"competing interests", "conflict of interest", "conflicts of interest", "conflict of interests"}
    | {"declaration of competing interest", "competing financial interests", "disclosure statement"}
    | {"author contributions", "authors' contributions", "authors’ contributions", "author contribution"}
)
_OFFERED = {
    *("supplementary material", "supplementary materials", "electronic supplementary material"),
    *("supporting information", "additional files"),
}
_AROUND = " .:0123456789"
LEFT_OUT = REFERENCES | _THANKS | _OFFERED
"""Sections that claim nothing of what the paper is about."""


def bare(heading: str) -> str:
    """Give a heading in small letters, without its number and stops, as the names above are written."""
    return heading.casefold().strip(_AROUND)
