"""The names of `kg` itself: sorted, there, and each loaded only when it is used."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent


def test_names_are_sorted() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert dir(kg) == kg.__all__


@pytest.mark.parametrize("name", kg.__all__)
def test_name_is_there(name: str) -> None:
    assert getattr(kg, name) is not None


def test_another_name() -> None:
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nothing'"):
        kg.nothing  # noqa: B018


def test_import_loads_no_other_room() -> None:
    code = "import kg, sys; print(sorted(name for name in sys.modules if name.startswith('kg')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "['kg']"


def test_version_is_the_package_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert kg.__version__ == project["version"]
