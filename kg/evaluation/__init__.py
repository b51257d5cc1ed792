"""Gold JSONL and extractions as JSONL → precision, recall and F1 of every part of an extraction.

The measures, micro-averaged over the gold papers:

    mentions   same start, end and type (by type as well)
    spans      same start and end, any type
    overlap    same type, spans that share a character, one to one (by type as well)
    entities   same type and a mention in common, one to one
    relations  both ends matched as entities, same name (by name as well); `compared_with` has no direction
    values     a result's number, kind and unit stand among the paper's gold results, one to one
    results    a value whose subject and metric are right too
    full       a result whose datasets and baselines are right too
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import loading

if TYPE_CHECKING:
    from kg.evaluation.corpora import read_corpus
    from kg.evaluation.counts import Count
    from kg.evaluation.records import read
    from kg.evaluation.scoring import Scores, report, score
    from kg.evaluation.tagging import Tagger, corpus_report

__all__ = ["Count", "Scores", "Tagger", "corpus_report", "read", "read_corpus", "report", "score"]

__getattr__ = loading(
    __name__,
    {
        "kg.evaluation.corpora": ("read_corpus",),
        "kg.evaluation.counts": ("Count",),
        "kg.evaluation.records": ("read",),
        "kg.evaluation.scoring": ("Scores", "report", "score"),
        "kg.evaluation.tagging": ("Tagger", "corpus_report"),
    },
)
