"""The names of `kg` itself: sorted, there, and each loaded only when it is used."""

import pkgutil
import subprocess
import sys
import tomllib
from importlib import import_module
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


def test_import_loads_no_other_room() -> None:
    code = "import kg, sys; print(sorted(name for name in sys.modules if name.startswith('kg')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "['kg', 'kg.late']"


@pytest.mark.parametrize("package", ["kg", "kg.evaluation", "kg.pipeline", "kg.rdf", "kg.server"])
def test_names_that_load_late_are_there_and_hide_no_module(package: str) -> None:
    loaded = import_module(package)
    modules = {each.name for each in pkgutil.iter_modules(loaded.__path__)}
    assert not modules & set(loaded.__all__)
    assert all(getattr(loaded, name) is not None for name in loaded.__all__)
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'nothing'"):
        loaded.nothing  # noqa: B018


def test_version_is_the_package_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert kg.__version__ == project["version"]
