from dataclasses import replace
from decimal import Decimal

import pytest

from kg.model import Span
from kg.store import Store
from kg.store.claims import Passage, Thing, Told, about, as_json
from kg.store.explain import explanation, marked

ID = "https://w3id.org/claimgraph/id/"
TOLD = Told(
    claim=f"{ID}claim/0",
    kind="comparison",
    subject=Thing(f"{ID}model/a", "A"),
    predicate=Thing("https://w3id.org/claimgraph/ontology#outperforms", "outperforms"),
    object=Thing(f"{ID}model/b", "B"),
    figure="",
    settings=(("margin", Thing("", "2 points")),),
    sentences=(Passage("A beats B.", (Span(0, 1), Span(8, 9))),),
    confidence=Decimal("0.9"),
    paper=Thing(f"{ID}paper/p", "On A"),
)


def test_a_claim_is_said_with_its_marked_sentence_and_paper() -> None:
    assert explanation(TOLD).plain == (
        "A outperforms B (margin 2 points)  0.90\n    «A» beats «B».\n    On A (paper:p)\n"
    )


def test_a_figure_is_said_as_written() -> None:
    told = replace(TOLD, object=None, figure="77.9%", predicate=Thing("", "accuracy"), settings=())
    assert explanation(told).plain.splitlines()[0] == "A accuracy 77.9%  0.90"


def test_a_figure_in_latex_is_said_as_its_reader_sees_it() -> None:
    told = replace(TOLD, object=None, figure="4.1\\times", predicate=Thing("", "latency"), settings=())
    assert explanation(told).plain.splitlines()[0] == "A latency 4.1×  0.90"


@pytest.mark.parametrize(
    ("settings", "line"),
    [((("field", Thing("", "authors")),), "    from the record: authors"), ((), "    no sentence kept")],
)
def test_a_claim_without_sentence_says_where_it_is_from(
    settings: tuple[tuple[str, Thing], ...], line: str
) -> None:
    assert explanation(replace(TOLD, sentences=(), settings=settings)).plain.splitlines()[1] == line


def test_no_line_is_wider_than_asked(store: Store) -> None:
    lines = [
        line for told in about(store, "Larkspur-L") for line in explanation(told, width=60).plain.splitlines()
    ]
    assert max(map(len, lines)) <= 60


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        ((), "A beats B."),
        ((Span(0, 1), Span(2, 7)), "«A» «beats» B."),
        ((Span(0, 7), Span(2, 9)), "«A beats B»."),
        ((Span(0, 10),), "«A beats B.»"),
    ],
)
def test_spans_are_marked_once(spans: tuple[Span, ...], text: str) -> None:
    assert marked(Passage("A beats B.", spans)).plain == text


def test_what_drives_the_terminal_is_taken_out() -> None:
    passage = Passage("A\x1b[2J beats\nB.", (Span(0, 1),))
    assert (
        explanation(replace(TOLD, sentences=(passage,))).plain.splitlines()[1] == "    «A»\ufffd[2J beats B."
    )


def test_a_claim_as_json_keeps_its_spans() -> None:
    assert as_json(TOLD) == {
        "claim": f"{ID}claim/0",
        "kind": "comparison",
        "subject": {"iri": f"{ID}model/a", "name": "A"},
        "predicate": {"iri": "https://w3id.org/claimgraph/ontology#outperforms", "name": "outperforms"},
        "object": {"iri": f"{ID}model/b", "name": "B"},
        "figure": "",
        "value": "",
        "unit": "",
        "settings": [{"name": "margin", "value": "2 points", "iri": ""}],
        "sentences": [{"text": "A beats B.", "spans": [[0, 1], [8, 9]]}],
        "confidence": 0.9,
        "paper": {"iri": f"{ID}paper/p", "name": "On A"},
    }
