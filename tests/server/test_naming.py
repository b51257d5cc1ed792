"""Names in an answer lead to things: of several to one of the column's types, then to the foremost."""

import pytest

from kg.model import EntityType, Quad
from kg.rdf import vocab
from kg.rdf.terms import count
from kg.server.cells import Cell, Table
from kg.server.naming import MOST_PARTS, led
from kg.store import Store, create, open_store

ID = vocab.ID


def said(name: str, kind: EntityType, label: str, papers: int = 1) -> list[Quad]:
    thing = f"<{ID}{name}>"
    triples = (
        (vocab.TYPE, vocab.CLASSES[kind][0]),
        (vocab.PREF_LABEL, f'"{label}"'),
        (vocab.PAPERS, count(papers)),
    )
    return [Quad(thing, *each, vocab.RESOLVED_GRAPH) for each in triples]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    paper = f"<{ID}paper/p>"
    titled = ((vocab.TYPE, vocab.SCHOLARLY_ARTICLE), (vocab.TITLE, '"Wren: A Bird"@en'))
    quads = [
        *said("model/wren", EntityType.MODEL, "Wren", 3),
        *said("dataset/wren", EntityType.DATASET, "Wren"),
        *said("metric/f1", EntityType.METRIC, "F1"),
        *(Quad(paper, *each, vocab.RESOLVED_GRAPH) for each in titled),
        Quad(paper, vocab.HIDDEN_LABEL, '"wren: a bird"', vocab.RESOLVED_GRAPH),
        Quad(f"<{ID}claim/1>", vocab.PREF_LABEL, '"a claim"', vocab.RESOLVED_GRAPH),
    ]
    place = tmp_path_factory.mktemp("named") / "store"
    create(place, (), quads)
    return open_store(place)


@pytest.mark.parametrize(
    ("text", "types", "linked"),
    [
        ("Wren", (), Cell("Wren", f"{ID}model/wren")),
        ("Wren", (EntityType.DATASET,), Cell("Wren", f"{ID}dataset/wren")),
        ("Wren: A Bird", (), Cell("Wren: A Bird", f"{ID}paper/p")),
        ("wren", (), Cell("wren")),
        ("a claim", (), Cell("a claim")),
        ("", (), Cell("")),
        ("F1, EM", (), Cell("F1, EM", parts=(Cell("F1", f"{ID}metric/f1"), Cell("EM")))),
        ("EM, BLEU", (), Cell("EM, BLEU")),
    ],
)
def test_a_name_leads_to_who_bears_it(
    store: Store, text: str, types: tuple[EntityType, ...], linked: Cell
) -> None:
    found = led(store, Table(("it", "more"), ((Cell(text), Cell("Wren")),), False, ()), {"it": types})
    assert found.rows == ((linked, Cell("Wren")),)


def test_a_long_list_is_cut(store: Store) -> None:
    table = Table(("all",), ((Cell(", ".join(["Wren"] * (MOST_PARTS + 2))),),), False, ())
    (cell,) = led(store, table, {"all": ()}).rows[0]
    assert len(cell.parts) == MOST_PARTS + 1
    assert cell.parts[-1] == Cell("2 more")


def test_papers_have_their_titles_and_nothing_is_said_twice(store: Store) -> None:
    row = (Cell("Wren: A Bird"), Cell("paper:p", f"{ID}paper/p"), Cell("1"), Cell("1"))
    table = Table(("title", "paper", "papers", "models"), (row,), False, ())
    assert led(store, table, {"title": ()}) == Table(
        ("title", "papers", "models"),
        ((Cell("Wren: A Bird", f"{ID}paper/p"), Cell("1"), Cell("1")),),
        False,
        (),
    )
    assert led(store, Table(("a", "b"), (), False, ()), {"a": ()}).columns == ("a", "b")
