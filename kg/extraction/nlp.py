"""A spaCy `Doc` → the same `Doc` with sentences, `doc.spans["mentions"]` and `doc._.extraction`."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import numpy as np
import spacy
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from thinc.types import Ints2d

from kg.extraction.reader import Reader
from kg.extraction.rules import read as by_rules
from kg.model import Extraction

PIPE = "claimgraph"
MAX_CHARACTERS = 20_000_000
"""spaCy's own limit guards its parser, which we do not run."""


def load(*, rules: bool = False) -> Language:
    """Make blank English with the pipe `claimgraph`."""
    nlp = spacy.blank("en")
    nlp.max_length = MAX_CHARACTERS
    nlp.add_pipe(PIPE, config={"rules": rules})
    return nlp


@Language.factory(
    PIPE,
    default_config={"rules": False},
    assigns=["token.is_sent_start", "doc.spans", "doc._.extraction"],
    requires=["token.orth"],
)
def make_claimgraph(nlp: Language, name: str, rules: bool) -> Claimgraph:
    """Make the pipe, by the shipped network or by rules; spaCy finds this by an entry point."""
    if not Doc.has_extension("extraction"):
        Doc.set_extension("extraction", default=None)
    return Claimgraph(by_rules if rules else Reader().read)


class Claimgraph:
    """The pipe: sentences → mentions → entities → relations → results, over the text of one `Doc`.

    All of it comes from `read`, which needs no tokens.
    """

    def __init__(self, read: Callable[[str], Extraction]) -> None:
        self.read = read

    def __call__(self, doc: Doc) -> Doc:
        """Set sentence starts, `doc.spans["mentions"]` and `doc._.extraction` (its `document` left empty)."""
        extraction = self.read(doc.text)
        _mark_sentences(doc, extraction)
        _mark_mentions(doc, extraction)
        doc._.extraction = extraction
        return doc


def reading(nlp: Language) -> Callable[[str], Extraction]:
    """Ask our pipe itself where it is the only one: no other then needs tokens, which cost a twentieth."""
    ours = nlp.get_pipe(PIPE) if nlp.pipe_names == [PIPE] else None
    return ours.read if isinstance(ours, Claimgraph) else lambda text: nlp(text)._.extraction


def _mark_sentences(doc: Doc, extraction: Extraction) -> None:
    """A token starts a sentence when a sentence's first character lies in it; set in one go, for speed."""
    starts = [span.start for span in extraction.sentences]
    ends = doc.to_array([IDX, LENGTH]).astype(np.int64).sum(axis=1)
    marks = np.full(len(doc), -1, dtype=np.int64)
    marks[np.searchsorted(ends, starts, side="right")] = 1
    marks[:1] = 1
    doc.from_array([SENT_START], cast(Ints2d, marks.view(np.uint64).reshape(-1, 1)))


def _mark_mentions(doc: Doc, extraction: Extraction) -> None:
    """Widen mentions to whole tokens, as spaCy demands; the extraction keeps the exact offsets."""
    spans: list[Span] = []
    for mention in extraction.mentions:
        span = doc.char_span(
            mention.start,
            mention.end,
            label=mention.type.value,
            kb_id=str(mention.entity),
            alignment_mode="expand",
        )
        if span is not None:
            spans.append(span)
    doc.spans["mentions"] = spans
