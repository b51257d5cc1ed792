"""What the repository must never hold, and what it must hold unchanged."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEEDS_DIGEST = "7192919afa93986be43e22065573ca10d22dea73e495e816280994d12672424a"
LOCKS = ["requirements.lock", "requirements-dev.lock"]
TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".lock",
    ".ttl",
    ".rq",
    ".jsonld",
    ".tsv",
    ".sh",
    ".yml",
    ".html",
    ".js",
    ".css",
    "",
}


def tracked() -> list[Path]:
    command = ["git", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def lines(paths: list[Path]) -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), line)
        for path in paths
        if path.suffix in TEXTS and path != Path(__file__)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(
            r"(?<![\w.])/(?:home|root|Users)/|/(?:work|workdir|workspace)/\w", id="a path of one machine"
        ),
        pytest.param(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|debian)\.", id="a package index"),
        pytest.param(r"(?:#|//) ?(?:TODO|FIXME|XXX|HACK)\b", id="a note to self"),
    ],
)
def test_no_line_holds(pattern: str) -> None:
    assert [found for found in lines(tracked()) if re.search(pattern, found[1])] == []


def test_seeds_are_as_the_user_gave_them() -> None:
    seeds = (ROOT / "seeds" / "tencent_papers.txt").read_bytes()
    assert hashlib.sha256(seeds).hexdigest() == SEEDS_DIGEST


def test_nothing_built_is_tracked() -> None:
    built = re.compile(r"^(?:outputs/(?!README\.md$)|dist/|.*\.egg-info/|.*__pycache__/)")
    assert [path for path in tracked() if built.match(str(path.relative_to(ROOT)))] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_and_hashes_every_package(name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", (ROOT / name).read_text(encoding="utf-8"))[1:]
    assert len(entries) > 50
    assert [
        entry.split()[0] for entry in entries if not re.match(r"[\w.-]+==[\w.]+ .*\n? +--hash=sha256:", entry)
    ] == []


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"^-.*|https?:.*|file:.*|^/.*", text, flags=re.MULTILINE) == []


def test_locks_agree() -> None:
    runtime, development = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))
        for name in LOCKS
    )
    assert runtime.items() <= development.items()
    assert {"hatchling", "editables", "spacy"} <= set(runtime)
    assert not {"torch", "pytest"} & set(runtime)
    assert "torch" not in development
