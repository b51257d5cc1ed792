"""The installation and what was built → findings that tell whether both are whole."""

from __future__ import annotations

import platform
from pathlib import Path

import kg
from kg.errors import KGError
from kg.pipeline import fingerprint, manifest, publication
from kg.resources import ontology_path
from kg.store import open_store


def findings(output: Path) -> dict[str, str]:
    """Say in words how each part is; a part that is broken says why instead of raising."""
    return {
        "python": f"{platform.python_version()} on {platform.system()}",
        "processor": _processor(),
        "packages": ", ".join(f"{name} {version}" for name, version in fingerprint.versions().items()),
        "ontology": _ontology(),
        "weights": _weights(),
        "graph": _graph(output),
    }


def _processor() -> str:
    found = fingerprint.instruction_set()
    fast = any(found.endswith(feature) for feature in fingerprint.FAST)
    return f"{found}: {'fast' if fast else 'no'} instructions for 8-bit networks"


def _ontology() -> str:
    try:
        questions = len(list(ontology_path("questions").glob("*.rq")))
    except KGError as error:
        return str(error)
    return f"{questions} questions"


def _weights() -> str:
    folder = Path(kg.__file__).parent / "extraction" / "weights"
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    return f"{size / 1e6:.1f} MB in {len(files)} files" if files else "none; extraction works by rules"


def _graph(output: Path) -> str:
    try:
        made = manifest.read(output)
        if made is None:
            return f"nothing built in {output} yet"
        open_store(made.store(output))
    except KGError as error:
        return str(error)
    state = "" if publication.is_current(made, output) else "; files to be written anew by the next build"
    return f"{made.counts['papers']:,} papers in {output}, build {made.build}{state}"
