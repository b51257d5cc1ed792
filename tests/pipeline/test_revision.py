"""Papers that come, change and go: the same shards in any order, and what nothing touches is not read."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.pipeline.folder.codec import to_line
from kg.pipeline.folder.shards import Place
from kg.pipeline.planning.revision import Revision, revise


def papers(*numbers: int, text: str = "Text") -> dict[str, bytes]:
    names = [f"paper-{number}" for number in numbers]
    return {name: to_line(Document(name, f"Title {name}", text)) for name in names}


class Pile:
    """Shards as a build keeps them; `reads` counts how many were read."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.lines: dict[str, tuple[bytes, ...]] = {}
        self.reads = 0

    def read(self, name: str) -> list[bytes]:
        self.reads += 1
        return list(self.lines[name])

    def revise(
        self, given: Mapping[str, bytes], dropped: tuple[str, ...] = (), only: bool = False
    ) -> Revision:
        made = revise(self.places, self.read, given=given, dropped=dropped, only=only)
        self.lines |= {piece.place.name: piece.lines for piece in made.pieces if piece.lines}
        self.places = [piece.place for piece in made.pieces]
        return made


def whole(given: Mapping[str, bytes]) -> list[Place]:
    pile = Pile()
    pile.revise(given)
    return pile.places


def test_every_paper_lies_in_one_shard() -> None:
    places = whole(papers(*range(1000)))
    assert sum(place.papers for place in places) == 1000
    assert 4 < len(places) < 60
    assert max(place.papers for place in places) <= 256


def test_one_paper_more_reads_and_writes_its_own_shards_alone() -> None:
    pile = Pile()
    pile.revise(papers(*range(3000)))
    made = pile.revise(papers(9999))
    assert (made.added, made.changed, made.removed, made.papers) == (["paper-9999"], [], [], 3001)
    assert sum(bool(piece.lines) for piece in made.pieces) <= 2
    assert pile.reads <= 2


def test_a_changed_paper_names_the_shard_it_was_in() -> None:
    pile = Pile()
    pile.revise(papers(*range(500)))
    before = set(pile.lines)
    made = pile.revise(papers(7, text="New"))
    [piece] = [piece for piece in made.pieces if piece.lines]
    assert made.changed == ["paper-7"]
    assert set(piece.origins) <= before


def test_the_same_again_changes_nothing() -> None:
    pile = Pile()
    pile.revise(papers(*range(500)))
    made = pile.revise(papers(*range(500)))
    assert (made.added, made.changed, made.removed) == ([], [], [])
    assert not any(piece.lines for piece in made.pieces)


def test_only_what_is_given() -> None:
    pile = Pile()
    pile.revise(papers(*range(300)))
    made = pile.revise(papers(1, 2), only=True)
    assert (made.papers, len(made.removed)) == (2, 298)
    assert pile.places == whole(papers(1, 2))


def test_the_last_paper_goes() -> None:
    pile = Pile()
    pile.revise(papers(1))
    made = pile.revise({}, ("paper-1", "unknown"))
    assert (made.pieces, made.removed) == ([], ["paper-1"])


NUMBERS = st.integers(0, 400)
STEPS = st.lists(st.tuples(st.sets(NUMBERS, max_size=150), st.sets(NUMBERS, max_size=80), st.integers(0, 3)))


@given(STEPS)
def test_any_order_of_steps_ends_in_the_shards_of_what_is_left(
    steps: list[tuple[set[int], set[int], int]],
) -> None:
    pile, left = Pile(), dict[str, bytes]()
    for came, went, version in steps:
        given, dropped = papers(*came, text=f"Version {version}"), tuple(papers(*(went - came)))
        left = {name: line for name, line in (left | given).items() if name not in dropped}
        pile.revise(given, dropped)
        assert pile.places == whole(left)
