"""A store → how the endpoint bears many clients, beside the `oxigraph` server on the same data and queries.

`.venv/bin/python tools/bench_server.py outputs --seconds 60 --clients 16` prints a table in Markdown. Queries
are those of the shipped questions that need no parameter, and two thousand look-ups by name, mixed the same
for each server.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

import kg
from kg.rdf.vocab import PREFIXES
from kg.store.questions import load
from kg.store.versions import Versions

LOOK_UPS = 2000


def main() -> None:
    """Run both servers one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, help="the folder of a build or of kg load")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    queries = _queries(given.output)
    print("| server | queries | errors | queries/s | p50 ms | p95 ms | p99 ms | memory MB |")
    print("|---|---|---|---|---|---|---|---|")
    for name, serve in (("kg serve", _ours), ("oxigraph", _oxigraph)):
        with serve(given.output, given.workers) as (address, process):
            print(_row(name, address, process, queries, given.seconds, given.clients), flush=True)


def _queries(output: Path) -> list[str]:
    graph = kg.open_store(output)
    asked = [each.sparql for each in load().values() if not any(p.required for p in each.parameters)]
    names = [row[0].value for row in graph.query("SELECT DISTINCT ?n { ?s skos:prefLabel ?n }").rows]
    chance = random.Random(1)  # noqa: S311
    looked = [
        f"SELECT ?s ?p ?o {{ ?s skos:prefLabel {_quoted(name)} ; ?p ?o }} LIMIT 50"
        for name in chance.choices(sorted(names), k=LOOK_UPS)
    ]
    # The other server knows no prefixes of ours.
    prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    mixed = [f"{prologue}{query}" for query in (*looked, *asked * 5)]
    chance.shuffle(mixed)
    return mixed


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _row(
    name: str,
    address: str,
    process: subprocess.Popen[bytes],
    queries: list[str],
    seconds: float,
    clients: int,
) -> str:
    took: list[float] = []
    errors: list[str] = []
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(
            target=_client,
            args=(address, queries[number * len(queries) // clients :] + queries, end, took, errors),
        )
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors[:3]:
        print(error, file=sys.stderr)
    took.sort()
    ways = [1000 * took[int(len(took) * share)] for share in (0.5, 0.95, 0.99)]
    figures = " | ".join(f"{way:.0f}" for way in ways)
    memory = _memory(process.pid)
    return (
        f"| {name} | {len(took):,} | {len(errors)} | {len(took) / seconds:.0f} | {figures} | {memory:.0f} |"
    )


def _client(address: str, queries: list[str], end: float, took: list[float], errors: list[str]) -> None:
    place = 0
    with httpx.Client(timeout=60, headers={"accept": "application/sparql-results+json"}) as client:
        while time.monotonic() < end:
            query = queries[place % len(queries)]
            place += 1
            start = time.monotonic()
            try:
                client.post(address, data={"query": query}).raise_for_status().json()
            except (httpx.HTTPError, ValueError) as error:
                errors.append(f"{type(error).__name__}: {error}"[:300])
            else:
                took.append(time.monotonic() - start)


@contextmanager
def _ours(output: Path, workers: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = _free()
    command = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "--store" if Versions(output).exists() else "-o",
        str(output),
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    address = f"http://127.0.0.1:{port}/sparql"
    with _running(command, address) as process:
        yield address, process


@contextmanager
def _oxigraph(output: Path, workers: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """It has as many threads as there are cores; `workers` is what ours has."""
    port = _free()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        kg.open_store(output).store.engine.backup(str(place))
        program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
        command = [program, "serve-read-only", "--location", str(place), "--bind", f"127.0.0.1:{port}"]
        address = f"http://127.0.0.1:{port}/query"
        with _running(command, address) as process:
            yield address, process


@contextmanager
def _running(command: list[str], address: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        while process.poll() is None and not _answers(address):
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def _answers(address: str) -> bool:
    try:
        return httpx.post(address, data={"query": "ASK {}"}).is_success
    except httpx.HTTPError:
        return False


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return int(bound.getsockname()[1])


def _memory(pid: int) -> float:
    """Proportional set size of a process and its children, in MB; pages that they share count once."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    own = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    size = next(int(line.split()[1]) for line in own.splitlines() if line.startswith("Pss:")) / 1024
    return size + sum(_memory(int(child)) for child in children.read_text(encoding="utf-8").split())


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    main()
