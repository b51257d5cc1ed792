"""A long text in excerpts: the pair head reads of each pair what it would of the whole."""

from dataclasses import replace

import numpy as np
import pytest

from kg.extraction import reader
from kg.extraction.excerpts import excerpts
from kg.extraction.reader import Reader, log_softmax

TEXT = (
    "FooNet: Fast Image Captioning\n"
    "We present FooNet, a transformer for image captioning. "
    "On COCO, FooNet outperforms BLIP-2 by 2.1% in accuracy and BarNet by 3%. "
    "BarNet was trained on ImageNet with Adam. FooNet needs 12 GB, BLIP-2 needs 80 GB."
)
READER = Reader()
ENCODED = READER.encode(TEXT)
LAID = READER.lay_out(TEXT, ENCODED.pieces, log_softmax(ENCODED.labels))
SOME = 40


def test_excerpts_hold_each_pair_once_and_all_that_it_is_read_by() -> None:
    nodes = LAID.nodes
    found = list(excerpts(nodes, len(ENCODED.hidden), SOME))
    assert [part.pairs.start for part in found] == list(range(0, len(nodes.pairs), SOME))
    for part in found:
        its = part.nodes
        assert (part.instances[its.pairs] == nodes.pairs[part.pairs]).all()
        whole = [set(np.flatnonzero(nodes.node == node)) for node in nodes.node[part.instances]]
        assert set().union(*whole) == set(part.instances.tolist())
        for ours, theirs in (
            (its.spans, nodes.spans[part.instances]),
            (its.between, nodes.between[part.pairs]),
        ):
            lengths = ours[:, 1] - ours[:, 0]
            assert (lengths == theirs[:, 1] - theirs[:, 0]).all()
            stated = lengths > 0
            assert (part.words[ours[stated, 0]] == theirs[stated, 0]).all()
            assert (part.words[ours[stated, 1] - 1] == theirs[stated, 1] - 1).all()


def test_what_is_paired_with_nothing_is_in_an_excerpt_too() -> None:
    nodes = LAID.nodes
    paired = {name: getattr(nodes, name)[: 2 * SOME] for name in ("pairs", "between", "distances")}
    lonely = replace(nodes, **paired, types=np.append(nodes.types, nodes.types[0]))
    lonely = replace(
        lonely,
        spans=np.append(nodes.spans, nodes.spans[:1], axis=0),
        flags=np.append(nodes.flags, 0),
        node=np.append(nodes.node, nodes.node.max() + 1),
    )
    found = list(excerpts(lonely, len(ENCODED.hidden), SOME))
    assert set(range(len(lonely.node))) == set(np.concatenate([part.instances for part in found]).tolist())
    assert sum(len(part.nodes.pairs) for part in found) == 2 * SOME


def test_what_fits_is_one_excerpt_as_it_is() -> None:
    (part,) = excerpts(LAID.nodes, len(ENCODED.hidden), len(LAID.nodes.pairs))
    assert part.nodes is LAID.nodes
    assert len(part.words) == len(ENCODED.hidden)


@pytest.mark.parametrize("most", [SOME, 1])
def test_scores_are_those_of_the_whole(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the network's 8-bit numbers, whose steps depend on all that shares a run."""
    links, kinds = READER.score(ENCODED.hidden, LAID)
    monkeypatch.setattr(reader, "PAIRS", most)
    parts, its = READER.score(ENCODED.hidden, LAID)
    assert np.abs(parts - links).mean() < 0.1
    np.testing.assert_allclose(parts, links, atol=0.6)
    np.testing.assert_allclose(its, kinds, atol=0.6)
