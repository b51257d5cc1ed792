"""Inputs, code and machine → the digests and versions that decide whether a build is up to date."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import kg
from kg.errors import SourceError
from kg.resources import ontology_path

PACKAGES = ("claimgraph", "numpy", "onnxruntime", "pyoxigraph", "spacy", "tokenizers")
"""Whose versions may change what a build makes."""

CPU_FEATURES = ("avx512_vnni", "avx_vnni", "avx512f", "avx2", "i8mm", "asimddp")
"""From the fastest int8 arithmetic down, as Linux names them."""

FAST = frozenset({"avx512_vnni", "avx_vnni", "i8mm", "asimddp"})
"""Those made for the products of 8-bit numbers that a quantised network consists of."""


def inputs_digest(inputs: Iterable[Path]) -> list[list[str]]:
    """Name every input file by its place below the input, and hash it; no path of the machine is kept.

    Raises SourceError where a file cannot be read.
    """
    return [[name, _hash_file(path)] for given in inputs for name, path in _files(given)]


def engine_digest() -> str:
    """Hash what turns inputs into a graph: our code, the ontology folder and the weights."""
    package = Path(kg.__file__).parent
    digest = hashlib.sha256()
    for root in (package, ontology_path()):
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(root)} {_hash_file(path)}\n".encode())
    return digest.hexdigest()


def versions() -> dict[str, str]:
    """Name the versions in use."""
    return {name: version(name) for name in PACKAGES}


def instruction_set() -> str:
    """Name the machine's architecture and its best instructions for the network: `x86_64 avx512_vnni`."""
    features = _cpu_flags()
    best = next((feature for feature in CPU_FEATURES if feature in features), "")
    return f"{platform.machine()} {best}".strip()


def digest_of(parts: Iterable[object]) -> str:
    """Hash a few plain values into one name."""
    return hashlib.sha256(repr(tuple(parts)).encode()).hexdigest()[:16]


def _files(given: Path) -> Iterator[tuple[str, Path]]:
    if not given.is_dir():
        yield given.name, given
        return
    for path in sorted(given.rglob("*")):
        if path.is_file():
            yield path.relative_to(given).as_posix(), path


def _hash_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}; name a file or a folder that can be read") from error


def _cpu_flags() -> set[str]:
    cpuinfo = Path("/proc/cpuinfo")
    if not cpuinfo.exists():
        return set()
    lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
    return {flag for line in lines if line.startswith(("flags", "Features")) for flag in line.split()}
