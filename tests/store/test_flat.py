"""Every claim once, and as a row of a table that programs read."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from kg.errors import MissingExtraError
from kg.store import Store, columnar
from kg.store.flat import COLUMNS, every_claim, write_csv

KG = "https://w3id.org/claimgraph/ontology#"


def rows(store: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(write_csv(store)))))


def test_every_claim_of_a_paper_is_told_once(store: Store) -> None:
    asked = store.select("SELECT DISTINCT ?c { ?c kg:paper ?p ; kg:subject ?s ; kg:confidence ?sure }").rows
    told = [each.claim for each in every_claim(store)]
    assert len(told) == len(set(told)) == len(asked) > 20
    papers = [each.paper.iri for each in every_claim(store)]
    assert papers == sorted(papers)


def test_a_relation_is_a_row(store: Store) -> None:
    (row,) = (each for each in rows(store) if each["relation"] == "outperforms" and each["object"] == "Pipit")
    assert list(row) == list(COLUMNS)
    assert {name: row[name] for name in ("subject", "subject_type", "object_type", "margin", "value")} == {
        "subject": "Heron",
        "subject_type": "System",
        "object_type": "System",
        "margin": "up to 114.8%",
        "value": "",
    }
    assert row["sentences"] == "Heron outperforms Pipit by up to 114.8% in training throughput."


def test_a_figure_is_a_row_with_its_value_and_unit(store: Store) -> None:
    (row,) = (each for each in rows(store) if each["as_written"] == "81.2%")
    assert (row["relation"], row["metric"], row["dataset"]) == ("measured", "accuracy", "Gauge")
    assert (float(row["value"]), row["unit"]) == (81.2, "unit:PERCENT")
    assert {each["relation"] for each in rows(store) if each["as_written"] == "56B"} == {"counts"}


def test_parquet_has_the_same_rows_with_numbers_and_lists(store: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    with (tmp_path / "claims.parquet").open("wb") as file:
        columnar.write(store, file)
    table = parquet.read_table(tmp_path / "claims.parquet")
    assert table.column_names == list(COLUMNS)
    assert [each["claim"] for each in table.to_pylist()] == [each["claim"] for each in rows(store)]
    (row,) = (each for each in table.to_pylist() if each["as_written"] == "81.2%")
    assert {name: row[name] for name in ("value", "dataset", "baseline", "object", "sentences")} == {
        "value": 81.2,
        "dataset": ["Gauge"],
        "baseline": [],
        "object": None,
        "sentences": ["Larkspur Large gains an accuracy of 81.2% on Gauge, Dunlin-7B 75.8%."],
    }


def test_parquet_without_pyarrow_names_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match="pip install pyarrow"):
        columnar.write(store, io.BytesIO())
