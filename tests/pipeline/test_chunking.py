"""Pieces are delimited and named by what is in them."""

from kg.pipeline.chunking import MOST, named, pieces


def test_pieces_hold_all_in_order_and_none_is_huge() -> None:
    cut = list(pieces(range(1000), str, 16))
    assert [each for piece in cut for each in piece] == list(range(1000))
    assert 20 < len(cut) < 200
    assert max(map(len, cut)) <= MOST * 16


def test_what_has_one_key_stays_together() -> None:
    cut = list(pieces(range(1000), lambda number: str(number // 10), 16))
    assert all(len(piece) % 10 == 0 for piece in cut)


def test_one_thing_more_changes_the_pieces_about_it_alone() -> None:
    things = [str(number) for number in range(1000)]
    more = [*things[:500], "more", *things[500:]]
    before, after = (
        {named(each.encode() for each in piece) for piece in pieces(given, str, 16)}
        for given in (things, more)
    )
    assert len(after - before) <= 2
