import pytest
from pyoxigraph import Literal, NamedNode
from rich.cells import cell_len

from kg.store.formats import Term
from kg.store.tables import table
from kg.store.wording import shortened, shown

ID = "https://w3id.org/claimgraph/id/"


def row(*texts: str) -> tuple[Term, ...]:
    return tuple(Literal(int(text)) if text.isdigit() else Literal(text) for text in texts)


def test_a_small_table_is_as_wide_as_its_words() -> None:
    assert table(("system", "papers"), [row("Wren", "12"), row("Larkspur-L", "3")]) == (
        "system      papers\n"
        "──────────  ──────\n"
        "Wren            12\n"
        "Larkspur-L       3\n"
    )  # fmt: skip


def test_a_long_text_stands_below_its_row() -> None:
    sentence = (
        "Larkspur-L outperforms Dunlin-7B by 2.1 points on MMLU, and Wren-2 does on all the other sets too."
    )
    assert table(("system", "sentence"), [row("Wren-2", sentence)], width=40) == (
        "system\n"
        "──────\n"
        "Wren-2\n"
        "    sentence: Larkspur-L outperforms\n"
        "    Dunlin-7B by 2.1 points on MMLU, and\n"
        "    Wren-2 does on all the other sets\n"
        "    too.\n"
    )


def test_of_a_text_without_end_the_rest_is_left_out() -> None:
    names = ", ".join(["Wren-2"] * 500)
    told = table(("dataset", "systems"), [row("MMLU", names)])
    assert told.endswith("Wren-2, …\n    (2,999 characters more; the formats for programs have all)\n")


def test_columns_without_room_stand_below_with_their_names() -> None:
    assert table(("system", "metric", "paper"), [row("Larkspur-L", "accuracy", "paper:x")], width=20) == (
        "system      metric\n"
        "──────────  ────────\n"
        "Larkspur-L  accuracy\n"
        "    paper:x\n"
    )  # fmt: skip


def test_short_values_without_room_share_a_line() -> None:
    cells = row("Larkspur-L", "accuracy", "F1", "")
    assert table(("system", "metric", "other", "none"), [cells], width=20) == (
        "system      metric\n"
        "──────────  ────────\n"
        "Larkspur-L  accuracy\n"
        "    other: F1\n"
    )  # fmt: skip


IRIS = [NamedNode(f"{ID}model/{'larkspur-' * times}l") for times in (3, 4)]


def test_long_iris_stand_side_by_side_where_there_is_room() -> None:
    one, other = map(shown, IRIS)
    assert table(("winner", "loser"), [IRIS]) == (
        f"winner{' ' * 30}loser\n"
        f"{'─' * 34}  {'─' * 43}\n"
        f"{one}  {other}\n"
    )  # fmt: skip


def test_long_iris_without_room_stand_below_with_their_names() -> None:
    one, other = map(shown, IRIS)
    assert table(("winner", "by", "loser", "at"), [[IRIS[0], *row("0.52"), IRIS[1], *row("x" * 30)]]) == (
        "by    at\n"
        "────  ──────────────────────────────\n"
        f"0.52  {'x' * 30}\n"
        f"    winner: {one}\n"
        f"    loser: {other}\n"
    )  # fmt: skip


def test_a_column_without_values_is_left_out() -> None:
    assert table(("system", "pages", "papers"), [row("Wren", "", "12")]) == (
        "system  papers\n"
        "──────  ──────\n"
        "Wren        12\n"
    )  # fmt: skip


def test_no_rows_say_so() -> None:
    assert table(("system",), []) == "nothing found\n"


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    texts = ("混合专家模型" * 9, "word " * 30, "https://example.org/" + "a" * 90, "7", "é́" * 30, "x")
    lines = table(tuple("abcdef"), [row(*texts), row(*reversed(texts))], width=width).splitlines()
    assert max(map(cell_len, lines)) <= width


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (f"{ID}model/hunyuan-turbos", "model:hunyuan-turbos"),
        (f"{ID}paper/wren%2F2", "paper:wren%2F2"),
        ("https://w3id.org/claimgraph/ontology#uses", "kg:uses"),
        (f"{ID}text/x#char=0,5", f"{ID}text/x#char=0,5"),
        (f"{ID}model/", "model:"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_an_iri_is_shortened_where_that_is_exact(iri: str, short: str) -> None:
    assert shortened(iri) == short


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (None, ""),
        (NamedNode(f"{ID}model/wren"), "model:wren"),
        (Literal("a\nb\x1b[31m\u202ec"), "a b\ufffd[31m\ufffdc"),
        (Literal("[bold]x[/]"), "[bold]x[/]"),
    ],
)
def test_a_term_is_shown_without_what_drives_the_terminal(term: Term | None, text: str) -> None:
    assert shown(term) == text
