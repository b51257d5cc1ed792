"""Shards: values come back as they were, quads sorted and counted, markers last."""

import random
from hashlib import sha256
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Quad, Reject
from kg.pipeline.folder.shards import Marker, Shards, order, quad_lines, quads_of


def shards(folder: Path) -> Shards:
    made = Shards(folder)
    made.prepare()
    return made


def test_values_come_back(tmp_path: Path) -> None:
    made = shards(tmp_path)
    made.write("rejects", "a", [Reject("f", "1", "x\r\n\u2028"), Reject("f", "2", "y")])
    assert list(made.read("rejects", "a", Reject)) == [Reject("f", "1", "x\r\n\u2028"), Reject("f", "2", "y")]


def test_quads_are_sorted_distinct_and_hashed(tmp_path: Path) -> None:
    made = shards(tmp_path)
    quads = [Quad(f"<s{n % 7}>", f"<p{n % 3}>", f'"o {n} . <g> ."@en', f"<g{n % 5}>") for n in range(100)]
    shuffled = random.Random(1).sample([*quads, *quads[:9]], 109)
    count, digest = made.write_quads("a", [quad_lines(shuffled)])
    assert list(quads_of([made.text("quads", "a")])) == sorted(quads, key=order)
    assert (count, digest) == (100, sha256(made.text("quads", "a")).hexdigest())


def test_literals_keep_their_spaces(tmp_path: Path) -> None:
    made = shards(tmp_path)
    quad = Quad("<s>", "<p>", '"a \u2028 b\\n <x> ."', "<g>")
    made.write_quads("a", [quad_lines([quad])])
    assert list(quads_of(made.lines("quads", "a"))) == [quad]


def test_the_same_lines_make_the_same_file(tmp_path: Path) -> None:
    made = shards(tmp_path)
    for name in ("a", "b"):
        made.write_lines("claims", name, [b"one\n", b"two\n"])
    assert made.path("claims", "a").read_bytes() == made.path("claims", "b").read_bytes()


def test_marker(tmp_path: Path) -> None:
    made = shards(tmp_path)
    assert made.marker("a") is None
    made.mark("a", Marker({"papers": 3}, 10, "00"))
    assert made.marker("a") == Marker({"papers": 3}, 10, "00")


def test_a_missing_marker(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"done/a\.json: missing; .* build again"):
        shards(tmp_path).whole("a")


@pytest.mark.parametrize("data", [b"", b"no gzip", b"\x1f\x8b\x08\x00"])
def test_a_damaged_file_says_so(tmp_path: Path, data: bytes) -> None:
    made = shards(tmp_path)
    made.path("claims", "a").write_bytes(data)
    with pytest.raises(StoreError, match=r"a\.jsonl\.gz: .*the build is damaged"):
        made.lines("claims", "a")


def test_a_shard_is_taken_over_by_name(tmp_path: Path) -> None:
    old, new = shards(tmp_path / "old"), shards(tmp_path / "new")
    old.write_lines("claims", "a", [b"one\n"])
    for _ in range(2):
        new.adopt(old, "claims", "a")
    assert new.path("claims", "a").samefile(old.path("claims", "a"))
