"""What tests of several rooms share: the graph of the seed papers, built once a session."""

from pathlib import Path

import pytest

from kg.pipeline import build, open_output
from kg.store import Store

SEEDS = Path(__file__).parent.parent / "seeds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--peer", action="store_true", help="ask the oxigraph server the W3C's tests, not ours")


@pytest.fixture(scope="session")
def seeds_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("seeds") / "outputs"
    build([SEEDS], output)
    return output


@pytest.fixture(scope="session")
def seeds_store(seeds_output: Path) -> Store:
    return open_output(seeds_output)
