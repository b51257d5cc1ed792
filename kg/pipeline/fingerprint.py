"""Inputs, code and machine → the digests and versions that decide whether a build is up to date."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import kg
from kg.errors import SourceError
from kg.pipeline.options import Options
from kg.resources import ontology_path
from kg.sources.files import members

_MAPPING = (
    "chunking.py",
    "options.py",
    "folder/codec.py",
    "folder/observations.py",
    "folder/shards.py",
    "folder/written.py",
    "links",
    "planning/revision.py",
    "work/stages.py",
)
CODE = {
    "rules": ("model", "text", "extraction"),
    "weights": ("extraction/weights",),
    "linking": ("linking",),
    "mapping": ("rdf", *(f"pipeline/{place}" for place in _MAPPING)),
}
"""The parts of a recipe that are files of ours."""
EXTRACTION = ("rules", "weights", "libraries", "machine")
"""The parts on which extractions depend."""
LIBRARIES = ("numpy", "onnxruntime", "spacy", "tokenizers")
"""Whose versions may change what is extracted."""
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


def recipe(options: Options) -> dict[str, str]:
    """Hash, part by part, all that turns documents into a graph; who reads a build compares the parts."""
    package = Path(kg.__file__).parent
    code = {name: _tree(*(package / place for place in places)) for name, places in CODE.items()}
    libraries = digest_of(f"{name} {versions()[name]}" for name in LIBRARIES)
    machine = digest_of([instruction_set()])
    lexicon = _tree(ontology_path("lexicon.tsv"))
    return code | {
        "libraries": libraries,
        "machine": machine,
        "lexicon": lexicon,
        "options": digest_of([options]),
    }


def sources_digest() -> str:
    """Hash the code that reads files."""
    return _tree(*(Path(kg.__file__).parent / place for place in ("sources", "text", "model")))


def showing_digest() -> str:
    """Hash the code that makes what people open from a graph."""
    root = Path(kg.__file__).parent
    return _tree(*(root / place for place in ("viz", "rdf", "store", "pipeline")), ontology_path())


@cache
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
    yield from ((name, path) for name, path in members(given) if path.is_file())


def _tree(*roots: Path) -> str:
    """Hash files, each with its place below the root given; the weights stand for themselves."""
    digest = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            below = path.relative_to(root.parent)
            if path.is_file() and "__pycache__" not in below.parts and "weights" not in below.parts[1:]:
                digest.update(f"{below.as_posix()} {_hash_file(path)}\n".encode())
    return digest.hexdigest()[:16]


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
