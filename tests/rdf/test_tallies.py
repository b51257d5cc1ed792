from kg.rdf import vocab
from kg.rdf.tallies import of_relation, tallies

FOO, BAR = "<https://example.org/foo>", "<https://example.org/bar>"
BEATS = "<https://example.org/beats>"


def test_papers_that_state_a_relation_agree_but_not_on_a_thing_and_itself() -> None:
    rows = [
        of_relation(FOO, BEATS, other, f"<https://example.org/paper/{paper}>", f'"0.{paper}"')
        for other in (BAR, FOO)
        for paper in (5, 7)
    ]
    said = [(predicate, value) for _, predicate, value in tallies(sorted(rows))]
    assert [value for predicate, value in said if predicate == vocab.STATED_OBJECT] == [BAR]
    assert [value[:5] for predicate, value in said if predicate == vocab.CONFIDENCE] == ['"0.7"']
