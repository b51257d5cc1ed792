"""A Ray cluster on this machine: a lost worker's calls are made again, the same bytes come out."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KGError, MissingExtraError
from kg.pipeline import build, fingerprint
from kg.pipeline.planning import revision
from kg.pipeline.publishing import publication
from kg.pipeline.work import cluster
from kg.pipeline.work.cluster import Cluster

from .quick import made, written

try:
    import ray
except ImportError:
    ray = None

needs_ray = pytest.mark.skipif(ray is None, reason="ray is not installed: pip install ray")
PAPERS = {
    f"paper-{number}": (f"Net{number}", f"Net{number} outperforms BERT on MMLU.") for number in range(12)
}


@pytest.fixture(scope="module")
def cluster_of_two() -> Iterator[Cluster]:
    made = Cluster()
    try:
        list(made(str, [1], workers=2))
    except KGError as error:
        pytest.skip(f"Ray does not start here: {error}")
    yield made
    ray.shutdown()


@needs_ray
@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:port"])
def test_nobody_at_the_address(address: str) -> None:
    with pytest.raises(KGError, match=f"no Ray cluster at {address}"):
        list(Cluster(address)(str, [1]))


def dying(function: Callable[[Any], Any], marker: Path, item: Any) -> Any:
    """Kill the worker of the first call, then do as one is told."""
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return function(item)


@needs_ray
def test_the_same_bytes_though_a_worker_is_killed(
    cluster_of_two: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publication, "mend", lambda *_: None)
    monkeypatch.setattr(revision, "PAPERS", 3)
    papers = written(tmp_path / "papers.jsonl", PAPERS)
    build([papers], tmp_path / "here", workers=1)

    def run(function: Callable[[Any], Any], items: Any, *, workers: int | None = None) -> Iterator[Any]:
        yield from cluster_of_two(partial(dying, function, tmp_path / "killed"), items, workers=workers)

    build([papers], tmp_path / "there", workers=2, run=run)
    assert (tmp_path / "killed").exists()
    assert made(tmp_path / "there") == made(tmp_path / "here")


@needs_ray
def test_machines_of_several_kinds(cluster_of_two: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "instruction_set", lambda: "m68k")
    with pytest.raises(KGError, match="machines of several kinds"):
        list(cluster_of_two(str, [1], workers=1))


def test_without_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise MissingExtraError("ray is not installed; run `pip install ray`")

    monkeypatch.setattr(cluster, "_ray", missing)
    with pytest.raises(MissingExtraError, match=r"pip install ray"):
        list(Cluster()(str, [1]))
