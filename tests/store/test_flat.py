"""Every claim once, and as a row of a table that programs read."""

from __future__ import annotations

import csv
import io

from kg.store import Store
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
