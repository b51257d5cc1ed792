"""What the system says against writing is said with the place and the way out."""

from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.pipeline.folder.files import writing


def test_writing_names_place_fact_and_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"file/a: Not a directory; .* --output"), writing(tmp_path):
        (tmp_path / "file" / "a").touch()
