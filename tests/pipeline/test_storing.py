"""A store that a process of its own fills is the one that would be made here; its faults come up here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from kg.errors import KGError, StoreError
from kg.pipeline.folder.shards import Shards
from kg.pipeline.load import storing
from kg.pipeline.load.changes import Changes
from kg.pipeline.load.storing import Storing
from kg.pipeline.progress import silent
from kg.store import open_store

NAMES = ["a", "b", "c", "d"]


@pytest.fixture
def shards(tmp_path: Path) -> Shards:
    """Write four shards of one paper each; what is said of its text alone is settled, its entity is not."""
    shards = Shards(tmp_path / "build")
    shards.prepare()
    for name in NAMES:
        shards.write_lines("quads", name, [line.encode() for line in quads(name)])
    return shards


def quads(name: str) -> list[str]:
    base, graph = "https://w3id.org/claimgraph/id", f"<https://w3id.org/claimgraph/graph/paper/{name}>"
    entity, uses = f"<{base}/model/{name}>", "<https://w3id.org/claimgraph/ontology#uses>"
    text = f"<{base}/text/{name}> <http://purl.org/dc/terms/description> "
    return [
        f"<{base}/paper/{name}> {uses} {entity} {graph} .\n",
        f'{entity} <http://www.w3.org/2004/02/skos/core#prefLabel> "{name}" {graph} .\n',
        f'{text}"of {name}" {graph} .\n',
    ]


def filled(shards: Shards, taken: int, *, beside: bool) -> set[str]:
    """Make the store, with the first `taken` shards loaded each as it comes, and read all that it states."""
    with Storing(shards, beside=beside) as store:
        for name in NAMES[:taken]:
            store.take(name, storing.LOADED)
        for name in NAMES[taken:]:
            store.take(name, 1)
        store.hurry()
        store.finish(NAMES, links=[], parts=[], progress=silent)
    return set(map(str, open_store(shards.folder / "store").engine))


@pytest.mark.parametrize("taken", [0, 3, 4])
def test_the_same_store(shards: Shards, taken: int) -> None:
    here = filled(shards, 0, beside=False)
    assert len(here) == 24
    assert filled(shards, taken, beside=True) == here
    assert not (shards.folder / "store.new").exists()
    assert not (shards.folder / "unsettled").exists()


@pytest.mark.parametrize("step", [Storing.hurry, lambda store: finish(store)])
def test_what_loading_raises_comes_up(shards: Shards, step: Callable[[Storing], None]) -> None:
    def load() -> None:
        with Storing(shards, beside=True) as store:
            take(store, "a", "b")
            store.take("c", 1)
            step(store)

    shards.write_lines("quads", "b", [b"no quad\n"])
    with pytest.raises(StoreError, match="a quad is no RDF"):
        load()


def test_a_process_that_is_killed_is_told_of(shards: Shards) -> None:
    def load() -> None:
        with Storing(shards, beside=True) as store:
            take(store, "a")
            kill(store, signal.SIGKILL)
            finish(store)

    with pytest.raises(KGError, match="fewer --workers"):
        load()


def test_left_early_it_ends(shards: Shards) -> None:
    processes: list[BaseProcess] = []

    def load() -> None:
        with Storing(shards, beside=True) as store:
            take(store, "a")
            kill(store, signal.SIGINT)  # An interrupt is the parent's to answer.
            take(store, "b")
            assert store._process is not None
            processes.extend(store._process._processes.values())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load()
    assert [process.is_alive() for process in processes] == [False]


def take(store: Storing, *names: str) -> None:
    """Have shards loaded, one after the other, and wait for the last."""
    for name in names:
        store.take(name, storing.LOADED)
    store._calls[-1].exception()


def kill(store: Storing, sent: signal.Signals) -> None:
    assert store._process is not None
    for pid in store._process._processes:
        os.kill(pid, sent)


def finish(store: Storing) -> None:
    store.finish(NAMES, links=[], parts=[], progress=silent)


PATIENT = """
import os, sys
from pathlib import Path
from kg.store.filling import Filling

filling = Filling(Path(sys.argv[1]), patient=True)
for number in range(6):
    filling.add([f'<urn:s> <urn:p{number}> "{number}" .\\n'.encode()])
threads = {int(path.name): (path / "comm").read_text() for path in Path("/proc/self/task").iterdir()}
merging = [thread for thread, name in threads.items() if name.startswith("rocksdb:low")]
print(*{os.sched_getscheduler(thread) == os.SCHED_IDLE for thread in merging})
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no threads that can be put off")
def test_merging_is_put_off(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PATIENT, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True"]


def test_a_store_that_cannot_be_renewed_is_said(shards: Shards, caplog: pytest.LogCaptureFixture) -> None:
    gone = shards.folder.parent / "gone"
    assert not storing.renewed(shards, gone, changes=Changes((), ()), progress=silent)
    assert str(gone) in caplog.text
    assert "the store is built anew" in caplog.text
