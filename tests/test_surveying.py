"""`kg entities` and `kg stats` on the seeds, and the short names of formats."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import overview
from kg.cli.tables import Format, chosen
from kg.errors import UsageError
from kg.pipeline import Options, Summary


def kg(output: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "kg", *arguments]
    environment = os.environ | {"KG_OUTPUT": str(output), "COLUMNS": "80"}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def test_merges_for_people_and_for_other_tools(seeds_output: Path) -> None:
    text = kg(seeds_output, "entities", "--merged", "--type", "Organization")
    assert text.splitlines()[0].split()[:3] == ["name", "is", "confidence"]
    words = " ".join(text.split())
    assert "organization:tencent-ai organization:tencent 1" in words
    assert "lexicon.tsv:" in words
    assert "\norganization:tencent-ai\ttencent-ai\tskos:exactMatch\t" in kg(
        seeds_output, "entities", "--sssom"
    )


def test_entities_as_json(seeds_output: Path) -> None:
    found = json.loads(kg(seeds_output, "entities", "--type", "Model", "--format", "json"))
    names = {row["name"]["value"] for row in found["results"]["bindings"]}
    assert {"Hunyuan-Large", "HunyuanVideo"} <= names


def test_entities_by_letters_and_a_type_in_any_case(seeds_output: Path) -> None:
    found = kg(seeds_output, "entities", "HUNYUAN-L", "--type", "model", "--limit", "1", "-f", "csv")
    assert [line.split(",")[:2] for line in found.splitlines()[1:]] == [["Model", "Hunyuan-Large"]]


def test_stats_in_a_table_and_as_json(seeds_output: Path) -> None:
    text = kg(seeds_output, "stats", "--top", "3")
    titles = ("\nCentral\n", "\nBridges, by the ways from 200 of ", "\nGroups\n", "\nGrowth\n")
    assert all(title in text for title in titles)
    found = json.loads(kg(seeds_output, "stats", "--top", "3", "--json"))
    assert [len(found[part]) for part in ("central", "bridges", "communities")] == [3, 3, 3]
    assert [year["year"] for year in found["growth"]] == ["2020", "2021", "2023", "2024", "2025"]


def summary(output: Path, *, claims: int, up_to_date: bool = False) -> Summary:
    return Summary(output, {"papers": 16, "claims": claims}, Options(), 1.0, up_to_date)


def test_the_summary_of_a_build_tells_what_its_network_shows(seeds_output: Path) -> None:
    told = overview.network(summary(seeds_output, claims=300))
    assert list(told) == ["network", "central", "bridges", "groups", "papers by year"]
    assert "Hunyuan-TurboS" in told["central"].split(" · ")
    assert told["papers by year"].endswith(" · 2025 6")


def test_a_big_graph_or_one_that_has_not_changed_is_left_to_stats(tmp_path: Path) -> None:
    assert overview.network(summary(tmp_path, claims=5001)) == {
        "network": "surveyed by `kg stats` where there are more than 5,000 claims"
    }
    assert overview.network(summary(tmp_path, claims=300, up_to_date=True)) == {}
    assert overview.network(summary(tmp_path, claims=0)) == {}


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_a_short_option_names_a_format(seeds_output: Path, form: str) -> None:
    assert kg(seeds_output, "ask", "papers", f"--{form}") == kg(seeds_output, "ask", "papers", "-f", form)


def test_an_answer_has_one_format() -> None:
    assert chosen(Format.TABLE, json=False, csv=False, md=False) is Format.TABLE
    with pytest.raises(UsageError, match="--json and --md: an answer has one format"):
        chosen(Format.TABLE, json=True, csv=False, md=True)
