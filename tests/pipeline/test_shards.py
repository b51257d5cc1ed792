"""Shards: cut by content, quads sorted and merged, markers."""

import random
from pathlib import Path

from kg.model import Document, Quad, Reject
from kg.pipeline.shards import LARGEST, Block, Marker, Shards, cut, quads_of

PAPERS = [Document(f"paper-{number}", f"Title {number}", "Abstract") for number in range(1000)]


def shards(folder: Path) -> Shards:
    made = Shards(folder)
    made.prepare()
    return made


def names(papers: list[Document]) -> list[str]:
    return [name for name, _ in cut(papers)]


def test_every_paper_lies_in_one_shard_in_order() -> None:
    assert [paper for _, shard in cut(PAPERS) for paper in shard] == PAPERS


def test_shards_are_neither_tiny_nor_huge() -> None:
    sizes = [len(shard) for _, shard in cut(PAPERS)]
    assert len(sizes) > 4
    assert max(sizes) <= LARGEST


def test_one_paper_changed_renames_one_shard() -> None:
    changed = [*PAPERS[:500], Document("paper-500", "Title 500", "New"), *PAPERS[501:]]
    assert len(set(names(PAPERS)) - set(names(changed))) == 1


def test_one_paper_added_renames_few_shards() -> None:
    added = [*PAPERS[:500], Document("new", "New", "New"), *PAPERS[500:]]
    assert len(set(names(PAPERS)) - set(names(added))) <= 2


def test_no_papers_no_shards() -> None:
    assert names([]) == []


def test_values_come_back(tmp_path: Path) -> None:
    made = shards(tmp_path)
    made.write("rejects", "a", [Reject("f", "1", "x"), Reject("f", "2", "y")])
    assert list(made.read("rejects", "a", Reject)) == [Reject("f", "1", "x"), Reject("f", "2", "y")]


def test_quads_are_sorted_distinct_and_merged_by_graph(tmp_path: Path) -> None:
    made = shards(tmp_path)
    quads = [Quad(f"<s{n % 7}>", f"<p{n % 3}>", f'"o {n} . <g> ."@en', f"<g{n % 5}>") for n in range(100)]
    first = [quad for quad in quads if quad.graph in ("<g0>", "<g3>")]
    second = [quad for quad in quads if quad not in first]
    random.Random(1).shuffle(second)
    blocks = [*made.write_quads("b", first + first), *made.write_quads("a", second)]
    merged = list(quads_of(made.merged(blocks)))
    assert merged == sorted(quads, key=lambda quad: (quad.graph, quad.subject, quad.predicate, quad.object))


def test_literals_keep_their_spaces(tmp_path: Path) -> None:
    made = shards(tmp_path)
    quad = Quad("<s>", "<p>", '"a \u2028 b\\n <x> ."', "<g>")
    assert list(quads_of(made.merged(made.write_quads("a", [quad])))) == [quad]


def test_marker(tmp_path: Path) -> None:
    made = shards(tmp_path)
    assert made.marker("a") is None
    marker = Marker({"papers": 3}, (Block("<g>", "a", 0, 10, 1),))
    made.mark("a", marker)
    assert made.marker("a") == marker
