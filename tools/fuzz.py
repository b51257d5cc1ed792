"""Feed the readers damaged files for a while: no exception but ours, nothing over a second for under 100 kB.

    python tools/fuzz.py FORMAT SECONDS [FOLDER]

Starts from the case folders of the format. With atheris (Linux, x86-64) inputs grow by the code they reach;
without it they are cut, doubled and joined at random. An input that fails is kept in FOLDER (/tmp) and ends
the run.
"""

from __future__ import annotations

import importlib.util
import random
import sys
import time
from pathlib import Path

CASES = Path(__file__).parents[1] / "tests" / "cases"
LARGEST = 100_000
SLOWEST = 1.0


def once(data: bytes, folder: Path) -> None:
    """Read `data` as a file; keep it where it makes a reader fail or linger."""
    from kg.errors import KGError
    from kg.sources import read

    path = folder / "fuzzed"
    path.write_bytes(data)
    started = time.process_time()
    try:
        for found in read(path):
            repr(found).encode()
    except KGError:
        pass
    except BaseException:
        path.rename(folder / "fuzz-failed")
        raise
    if len(data) < LARGEST and time.process_time() - started > SLOWEST:
        path.rename(folder / "fuzz-slow")
        raise SystemExit(
            f"{folder / 'fuzz-slow'}: {time.process_time() - started:.1f} s for {len(data)} bytes"
        )


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


def guided(corpus: Path, seconds: int, folder: Path) -> None:
    """Run under atheris, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["kg.sources", "kg.text"]):
        import kg.sources  # noqa: F401
    arguments = [sys.argv[0], f"-max_total_time={seconds}", f"-artifact_prefix={folder}/", str(corpus)]
    atheris.Setup(arguments, lambda data: once(data, folder))
    atheris.Fuzz()


def main(name: str, seconds: int, folder: Path) -> None:
    """Fuzz one format."""
    files = sorted(CASES.glob(f"{name}/*/input.*"))
    if not files:
        raise SystemExit(f"{name}: no case folder in {CASES}")
    if importlib.util.find_spec("atheris"):
        corpus = folder / f"corpus-{name}"
        corpus.mkdir(exist_ok=True)
        for number, file in enumerate(files):
            (corpus / str(number)).write_bytes(file.read_bytes())
        guided(corpus, seconds, folder)
    else:
        tried = randomly([file.read_bytes() for file in files], seconds, folder)
        sys.stderr.write(f"{name}: {tried:,} inputs, none failed\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3] if len(sys.argv) > 3 else "/tmp"))  # noqa: S108
