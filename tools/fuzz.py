"""Feed the readers damaged files for a while: no exception but ours, nothing over a second for under 100 kB.

    python tools/fuzz.py FORMAT SECONDS [FOLDER]

Starts from the case folders of the format. Inputs are cut, doubled and joined at random; with atheris (Linux,
x86-64) also as libFuzzer does, and those that reach new code are gone on with. An input that fails is kept in
FOLDER (/tmp) and ends the run.
"""

from __future__ import annotations

import importlib.util
import random
import resource
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

CASES = Path(__file__).parents[1] / "tests" / "cases"
LARGEST = 100_000
SLOWEST, LONGEST = 1.0, 40.0
EACH = 0.0002
"""Seconds for a record besides; some files are of thousands that have a few bytes each."""


def once(data: bytes, folder: Path) -> None:
    """Read `data` as a file; keep it where it makes a reader fail or linger."""
    from kg.errors import KGError
    from kg.sources import read

    path = folder / "fuzzed"
    path.write_bytes(data)
    started = spent()
    try:
        for found in read(path):
            repr(found).encode()
    except KGError:
        pass
    except BaseException:
        path.rename(folder / "fuzz-failed")
        raise
    if len(data) < LARGEST and spent() - started > SLOWEST:
        path.rename(folder / "fuzz-slow")
        # What counts the branches that are taken, as atheris does, takes several times as long.
        seconds, records = spent_alone(folder / "fuzz-slow")
        if seconds > SLOWEST + EACH * records:
            raise SystemExit(f"{folder / 'fuzz-slow'}: {seconds:.1f} s for {len(data)} bytes")


def spent() -> float:
    """Give the seconds of the processor so far, those of programs of our own that have ended too."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def spent_alone(path: Path) -> tuple[float, int]:
    """Read a file in a program of its own; give the seconds of the processor, and how many records it has."""
    code = "import sys, pathlib, tools.fuzz as it; it.timed(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", code, str(path)]
    try:
        told = subprocess.run(  # noqa: S603
            command, cwd=CASES.parents[1], capture_output=True, check=True, timeout=LONGEST
        )
    except subprocess.TimeoutExpired:
        return LONGEST, 0
    seconds, records = told.stdout.split()
    return float(seconds), int(records)


def timed(path: Path) -> None:
    """Print the seconds that it takes to read a file, once all is loaded, and how many records it has."""
    from kg.errors import KGError
    from kg.sources import read

    for _ in range(2):
        started, records = spent(), 0
        with suppress(KGError):
            records = sum(1 for _ in read(path))
        seconds = spent() - started
    sys.stdout.write(f"{seconds} {records}")


def mutated(corpus: list[bytes], chance: random.Random) -> bytes:
    """Cut, double, join or disturb what is in the corpus."""
    data = bytearray(chance.choice(corpus))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.randint(0, 200))
        piece = data[at:end]
        match chance.randrange(7):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = piece * chance.randint(1, 20)
            case 2:
                data[at:at] = chance.randbytes(chance.randint(1, 4))
            case 3:
                data[at:end] = bytes(reversed(piece))
            case 4:
                data[at:at] = bytes(piece[: chance.randint(1, 5)]) * chance.randint(1, 15_000)
            case 5:
                other = chance.choice(corpus)
                start = chance.randrange(len(other) + 1)
                data[at:at] = other[start : start + 500]
            case _:
                data[at:at] = chance.choice(
                    (b"{", b"}", b'"', b"<", b"&", b"\\", b"[", b"\n", b"\0", b"\xff")
                )
    return bytes(data[: 2 * LARGEST])


def randomly(corpus: list[bytes], seconds: float, folder: Path) -> int:
    """Run without guidance; say how many inputs were tried."""
    chance, tried = random.Random(0), 0  # noqa: S311
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        once(mutated(corpus, chance), folder)
        tried += 1
    return tried


def guided(corpus: list[bytes], seconds: int, folder: Path) -> None:
    """Run under atheris, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["kg.sources", "kg.text"]):
        import kg.sources  # noqa: F401

    def mutator(data: bytes, largest: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311
        if chance.random() < 0.5:
            return bytes(atheris.Mutate(data, largest))
        return mutated([data, *corpus], chance)[:largest]

    kept = folder / "corpus"
    kept.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(corpus):
        (kept / str(number)).write_bytes(data)
    limits = [f"-max_total_time={seconds}", f"-max_len={LARGEST - 1}", "-timeout=60", "-print_final_stats=1"]
    arguments = [sys.argv[0], *limits, f"-artifact_prefix={folder}/", str(kept)]
    atheris.Setup(arguments, lambda data: once(data, folder), custom_mutator=mutator)
    atheris.Fuzz()


def main(name: str, seconds: int, folder: Path) -> None:
    """Fuzz one format."""
    files = sorted(CASES.glob(f"{name}/*/input.*"))
    if not files:
        raise SystemExit(f"{name}: no case folder in {CASES}")
    corpus = [file.read_bytes() for file in files]
    folder = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    if importlib.util.find_spec("atheris"):
        guided(corpus, seconds, folder)
    else:
        tried = randomly(corpus, seconds, folder)
        sys.stderr.write(f"{name}: {tried:,} inputs, none failed\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3] if len(sys.argv) > 3 else "/tmp"))  # noqa: S108
