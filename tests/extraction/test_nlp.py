"""The pipe within spaCy: reachable by name, aligned to tokens, one document at a time."""

import subprocess
import sys

import pytest
import spacy

from kg.extraction import extract, load_nlp
from kg.extraction.reader import Reader
from kg.model import Document, Extraction, Span

TEXT = "FooNet: Captions\nWe propose FooNet (v2.0), a model. It beats Bar-Net by 2.1% on COCO."
DOCUMENTS = [
    Document(id=str(number), title=title, abstract=abstract)
    for number, (title, abstract) in enumerate(
        [TEXT.split("\n"), ["Empty", ""], ["", ""], ["\n", "\u2028 ½ x²"]]
    )
]


def test_others_find_the_pipe_by_its_entry_point() -> None:
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('claimgraph');"
        "print(len(nlp('We propose FooNet, a model.')._.extraction.mentions))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_sentences_and_mentions_are_spans_of_the_doc() -> None:
    doc = load_nlp()(TEXT)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "FooNet: Captions", "We propose FooNet (v2.0), a model.", "It beats Bar-Net by 2.1% on COCO.",
    ]  # fmt: skip
    mentions = doc._.extraction.mentions
    assert [(span.label_, span.kb_id_) for span in doc.spans["mentions"]] == [
        (one.type.value, str(one.entity)) for one in mentions
    ]
    assert all(
        span.start_char <= one.start and one.end <= span.end_char
        for span, one in zip(doc.spans["mentions"], mentions, strict=True)
    )


def test_documents_do_not_touch_each_other() -> None:
    nlp = load_nlp()
    together = list(extract(DOCUMENTS, nlp))
    assert [one.document for one in together] == ["0", "1", "2", "3"]
    assert together[::-1] == [next(extract([document], nlp)) for document in DOCUMENTS[::-1]]


@pytest.mark.parametrize(
    "body",
    [
        "a-" * 9_000,
        "FooNet, " * 1_000,
        "really " * 4_000,
        "1.1" * 6_000,
        "12% and " * 900,
        "(" * 9_000,
        "\\sys " * 900,
    ],
)
def test_long_and_odd_texts_come_to_an_end(body: str) -> None:
    assert Reader().read(f"T\n{body}").sentences


def test_empty_text() -> None:
    assert next(extract([DOCUMENTS[2]], load_nlp())) == Extraction(document="2")


def test_extract_is_lazy() -> None:
    given = iter(DOCUMENTS)
    assert next(extract(given, load_nlp())).sentences[0] == Span(0, 16)
    assert next(given) is DOCUMENTS[1]


def test_beside_other_pipes_it_gives_the_same() -> None:
    """Where ours is the only pipe no tokens are made."""
    nlp = spacy.blank("en")
    nlp.add_pipe("claimgraph")
    nlp.add_pipe("sentencizer")
    assert list(extract(DOCUMENTS, nlp)) == list(extract(DOCUMENTS, load_nlp()))
