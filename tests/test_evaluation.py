"""The figures are those of the metric of record, on made-up papers and on the annotated ones."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import EvaluationError
from kg.evaluation import Count, read, report, score
from kg.extraction.exchange import MentionRecord, Record, ResultRecord

ANNOTATION = Path(__file__).parents[1] / ".." / "shared" / "annotation"
TEXT = "FooNet\nFooNet beats BarNet on COCO by 2.1 BLEU-4 points."
needs_annotation = pytest.mark.skipif(not ANNOTATION.exists(), reason="needs ../shared/annotation")


def mention(text: str, kind: str, entity: int, *, nth: int = 0) -> MentionRecord:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(text, start + 1)
    return {"start": start, "end": start + len(text), "type": kind, "entity": entity}


def record(
    mentions: list[MentionRecord],
    relations: list[list[str]] | None = None,
    results: list[ResultRecord] | None = None,
) -> Record:
    return {
        "id": "a", "title": "FooNet", "text": TEXT,
        "mentions": mentions, "relations": relations or [], "results": results or [],
    }  # fmt: skip


FIGURE: ResultRecord = {
    "subject": "1", "metric": "4", "value": "2.1", "unit": "points", "kind": "improvement", "dataset": "3",
    "baseline": "2",
}  # fmt: skip
GOLD = record(
    [
        mention("FooNet", "Model", 1),
        mention("FooNet", "Model", 1, nth=1),
        mention("BarNet", "Model", 2),
        mention("COCO", "Dataset", 3),
        mention("BLEU-4", "Metric", 4),
    ],
    [["paper", "introduces", "1"], ["1", "outperforms", "2"], ["1", "compared_with", "2"]],
    [FIGURE],
)


def scored(predicted: Record, *measures: str) -> list[Count]:
    counts = score({"a": GOLD}, {"a": predicted}).counts
    return [counts[measure] for measure in measures]


def test_gold_against_itself_is_right_throughout() -> None:
    counts = score({"a": GOLD}, {"a": GOLD}).counts
    assert all(count.hit == count.predicted == count.gold for count in counts.values())
    assert counts["mentions"] == Count(5, 5, 5)


def test_mentions_need_the_type_spans_do_not_overlap_needs_a_character() -> None:
    predicted = record([mention("FooNet", "Method", 1), mention("COCO by", "Dataset", 2)])
    assert scored(predicted, "mentions", "spans", "overlap", "overlap:Dataset", "entities") == [
        Count(0, 2, 5), Count(1, 2, 5), Count(1, 2, 5), Count(1, 1, 1), Count(0, 2, 4),
    ]  # fmt: skip


def test_numbers_of_entities_do_not_matter_and_comparison_has_no_direction() -> None:
    predicted = record(
        [mention("FooNet", "Model", 7), mention("BarNet", "Model", 3)],
        [["3", "compared_with", "7"], ["3", "outperforms", "7"]],
    )
    assert scored(predicted, "entities", "relations", "relations:compared_with", "relations:outperforms") == [
        Count(2, 2, 4), Count(1, 2, 3), Count(1, 1, 1), Count(0, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "hits"),
    [
        ({}, (1, 1, 1)),
        ({"value": "2.10", "unit": "pp"}, (1, 1, 1)),
        ({"metric": "BLEU"}, (1, 1, 1)),
        ({"metric": "accuracy"}, (1, 0, 0)),
        ({"baseline": ""}, (1, 1, 0)),
        ({"subject": "paper"}, (1, 0, 0)),
        ({"kind": "absolute"}, (0, 0, 0)),
    ],
)
def test_results_at_three_levels(change: ResultRecord, hits: tuple[int, int, int]) -> None:
    predicted = record(GOLD["mentions"], results=[{**FIGURE, **change}])
    found = scored(predicted, "values", "results", "full")
    assert found == [Count(hit, 1, 1) for hit in hits]


def test_each_gold_result_is_hit_once() -> None:
    assert scored(record(GOLD["mentions"], results=[FIGURE, FIGURE]), "values") == [Count(1, 2, 1)]


def test_paper_without_predictions_counts_as_empty() -> None:
    scores = score({"a": GOLD, "b": {**GOLD, "id": "b"}}, {"a": GOLD})
    assert (scores.counts["mentions"], scores.papers, scores.missing) == (Count(5, 5, 10), 2, ("b",))


def test_report_lines() -> None:
    lines = report(score({"a": GOLD}, {"a": record([mention("FooNet", "Model", 1)])})).splitlines()
    assert lines[0] == "mentions           P 100.0  R  20.0  F1  33.3   gold 5"
    assert "  r:outperforms    P   0.0  R   0.0  F1   0.0   gold 1" in lines
    assert not any("r:uses" in line for line in lines)
    assert lines[-1] == "papers             1, 0 of them without predictions"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", ":1: Expecting property name"),
        ("[]", ":1: lacks all fields"),
        (
            json.dumps(GOLD | {"mentions": [{"start": 0}]}),
            ":1: lacks mentions.end, mentions.entity, mentions.type",
        ),
        (json.dumps(GOLD | {"mentions": 5}), ":1: lacks a list of objects in mentions"),
        (
            json.dumps(GOLD | {"relations": [["1", "uses", "2", 0.8]]}),
            ":1: lacks a subject, a name and an object",
        ),
        ('{"id": "a", "text": ""}', ":1: lacks mentions, relations, results"),
        (f"{json.dumps(GOLD)}\n{json.dumps(GOLD)}", ":2: id a for the second time"),
    ],
)
def test_broken_file_names_the_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(EvaluationError) as caught:
        read(path)
    assert reason in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="No such file"):
        read(tmp_path / "none.jsonl")


def test_files_that_do_not_fit() -> None:
    with pytest.raises(EvaluationError, match="no id of gold"):
        score({"a": GOLD}, {"b": GOLD})
    with pytest.raises(EvaluationError, match="a: the predicted text is not gold's"):
        score({"a": GOLD}, {"a": {**GOLD, "text": "other"}})


CHANGES: list[ResultRecord] = [{"subject": "1"}, {"dataset": ""}, {"unit": "x"}, {"metric": "rate"}]


def damaged(gold: Record, dice: random.Random) -> Record:
    """Gold with mentions moved, retyped, renumbered and dropped, relations turned, figures changed."""
    kinds = ["Model", "Method", "Task"]
    mentions: list[MentionRecord] = [
        {
            **one,
            "start": one["start"] + dice.choice([0, 0, 0, 1]),
            "type": dice.choice([one["type"]] * 4 + kinds),
        }
        for one in gold["mentions"]
        if dice.random() < 0.9
    ]
    relations = [dice.choice([one, one, one[::-1]]) for one in gold["relations"]]
    results = [dice.choice([one, one, one | change]) for one in gold["results"] for change in CHANGES[:1]]
    results += [dice.choice([one, one | change]) for one in gold["results"][:1] for change in CHANGES]
    return {**gold, "mentions": mentions, "relations": relations, "results": results}


def test_the_recipe_of_the_docs_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[1] / "docs" / "accuracy.md").read_text(encoding="utf-8")
    recipe = page.partition("```python\n")[2].partition("```")[0]
    papers = [{**GOLD, "id": str(number)} for number in range(30)]
    (tmp_path / "gold.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in papers), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(recipe, "docs/accuracy.md", "exec"), {})
    assert capsys.readouterr().out.startswith("mentions ")


@needs_annotation
def test_every_figure_equals_the_metric_of_record(tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    check = [sys.executable, "check_annotations.py", "source.jsonl", "ann", "--json", str(gold)]
    subprocess.run(check, cwd=ANNOTATION, check=False, capture_output=True)
    dice = random.Random(7)
    papers = list(read(gold).values())[:120]
    gold.write_text("".join(f"{json.dumps(paper)}\n" for paper in papers), encoding="utf-8")
    predicted.write_text(
        "".join(f"{json.dumps(damaged(paper, dice))}\n" for paper in papers[5:]), encoding="utf-8"
    )
    theirs = subprocess.run(
        [sys.executable, "score.py", gold, predicted],
        cwd=ANNOTATION,
        check=True,
        capture_output=True,
        text=True,
    )
    ours = report(score(read(gold), read(predicted))).splitlines()
    assert set(theirs.stdout.splitlines()) <= set(ours)
