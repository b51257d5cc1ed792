"""The command line: help, answers on the seeds, exports, exit codes, pipes and interrupts."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import __version__ as kg_version

ROOT = Path(__file__).parent.parent
COMMANDS = [
    *("build", "retract", "status", "diff", "ask", "explain", "query", "entities", "stats"),
    *(
        "show",
        "serve",
        "load",
        "validate",
        "export",
        "push",
        "extract",
        "sources",
        "evaluate",
        "doctor",
        "train",
    ),
]


def kg(*arguments: object, code: int = 0, stdin: str = "", **environment: str) -> str:
    """Run the command in the checkout, as a user would, and give what it wrote to standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "80"} | environment,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stdout + done.stderr


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("seeds") / "out"
    summary = kg("build", "seeds/", "--output", output)
    assert summary.strip().startswith("16 papers, built in ")
    return output


@pytest.mark.parametrize("command", COMMANDS)
def test_help_teaches_by_an_example_in_eighty_columns(command: str) -> None:
    text = kg(command, "--help")
    assert f"Example: kg {command}" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_help_names_every_command() -> None:
    assert re.findall(r"^│ (\w+) ", kg("--help").partition("Commands")[2], flags=re.MULTILINE) == COMMANDS


def test_wrong_usage() -> None:
    assert "No such option: --nope" in kg("build", "seeds/", "--nope", code=2)


def test_summary_counts_and_leads_on(seeds: Path) -> None:
    text = kg("build", "seeds/", "--output", seeds)
    assert "16 papers, nothing has changed" in text
    for words in ("mentions", "claims", "figures", "rejects   0", "graph.html", " ask -o ", " show -o "):
        assert words in text


def test_ask_lists_the_questions() -> None:
    names = {path.stem for path in (ROOT / "ontology" / "questions").glob("*.rq")}
    assert names <= set(kg("ask").split())


def test_ask_lists_the_questions_as_json() -> None:
    listed = json.loads(kg("ask", "--json"))
    assert [each["name"] for each in listed] == sorted(
        path.stem for path in (ROOT / "ontology" / "questions").glob("*.rq")
    )
    assert listed[0]["parameters"][1]["default"] == "100"


def test_version() -> None:
    assert kg("--version") == f"kg {kg_version}\n"


@pytest.mark.parametrize(
    "arguments",
    [("entities", "--type", "foo"), ("export", "foo"), ("query", "ASK {}", "-f", "foo")],
)
def test_a_choice_that_there_is_not_lists_those_that_there_are(arguments: tuple[str, ...]) -> None:
    said = re.sub(r"[\s│]+", " ", kg(*arguments, code=2))
    assert re.search(r"Invalid value for .*: 'foo' is none; give \w+, .* or \w+", said)
    assert "Value error" not in said


def test_ask_what_a_system_beats(seeds: Path) -> None:
    answer = kg("ask", "beats", "--system", "hunyuan-turbos", "--format", "json", "-o", seeds)
    rows = json.loads(answer)["results"]["bindings"]
    assert "Gemini-2.0-Flash-001" in {row["loser"]["value"] for row in rows}
    assert all("outperforming" in row["sentence"]["value"] or row["sentence"]["value"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nothing"], 2, "question nothing: there is none"),
        (["beats", "--sistem", "x"], 2, "no parameter sistem; it knows system, over, limit"),
        (["beats", "--system", "Nothing At All"], 1, "is called 'Nothing At All'"),
        (["beats", "system"], 2, "expected --name value"),
        (["beats", "--nope"], 2, "--nope: expected --name value, of --system, --over, --limit"),
        (["beats", "--system", "hunyuan-turbos", "--limit", "few"], 2, "'few' is no integer"),
        (["beats", "--csv", "--md"], 2, "an answer has one format"),
    ],
)
def test_ask_says_what_is_wrong(seeds: Path, arguments: list[str], code: int, message: str) -> None:
    """What was typed wrongly is wrong usage; what the graph does not know is not."""
    assert message in re.sub(r"\s+", " ", kg("ask", *arguments, "-o", seeds, code=code))


def test_output_by_environment(seeds: Path) -> None:
    assert "16" in kg("query", "SELECT (COUNT(*) AS ?n) { ?p a fabio:ResearchPaper }", KG_OUTPUT=str(seeds))


def test_explain_marks_the_words_in_the_sentence(seeds: Path) -> None:
    text = kg("explain", "Hunyuan-TurboS", "-o", seeds)
    assert re.search(r"Hunyuan-TurboS outperforms .*  0\.\d\d", text)
    assert "«Hunyuan-TurboS»" in text


def test_explain_says_first_what_a_thing_is(seeds: Path) -> None:
    first, *others = kg("explain", "MEMO", "-o", seeds).splitlines()[:3]
    assert re.fullmatch(r"MEMO · Method · 1 paper · \d\d claims", first)
    names = "Fine-grained Tensor Management, fine-grained activation memory management"
    assert " ".join(" ".join(others).split()) == f"also: {names}"


def test_explain_of_a_family_without_claims_names_its_members(seeds: Path) -> None:
    assert kg("explain", "Llama 3.1", "-o", seeds) == (
        "LLama3.1 · Model · no claims of its own\n    variants: LLama3.1-405B, LLama3.1-70B\n\n"
    )


def test_explain_one_relation(seeds: Path) -> None:
    told = kg("explain", "Hunyuan-TurboS", "--relation", "Outperforms", "--json", "-o", seeds).splitlines()
    assert {json.loads(line)["predicate"]["name"] for line in told} == {"outperforms"}
    none = kg("explain", "MEMO", "--relation", "based on", "-o", seeds).splitlines()[0]
    assert none == "MEMO · Method · 1 paper · no claims of kind based_on"


def test_explain_as_json_has_spans_in_the_sentence(seeds: Path) -> None:
    told = [json.loads(line) for line in kg("explain", "Hunyuan-TurboS", "--json", "-o", seeds).splitlines()]
    passages = [passage for one in told for passage in one["sentences"]]
    assert passages
    assert all(
        0 <= start < end <= len(passage["text"]) for passage in passages for start, end in passage["spans"]
    )


def test_explain_tells_the_surest_claims_up_to_a_limit(seeds: Path) -> None:
    told = kg("explain", "Hunyuan-TurboS", "--json", "--limit", 2, "-o", seeds).splitlines()
    assert len(told) == 2
    every = kg("explain", "Hunyuan-TurboS", "--json", "--limit", 0, "-o", seeds).splitlines()
    assert set(told) < set(every)


QUERY = "SELECT ?title WHERE { ?paper dcterms:title ?title } ORDER BY ?title LIMIT 1"


def test_query_from_everywhere(seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "query.rq"
    file.write_text(QUERY)
    answer = kg("query", QUERY, "-o", seeds)
    assert answer == kg("query", file, "-o", seeds) == kg("query", "-", "-o", seeds, stdin=QUERY)


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("csv", "title"),
        ("tsv", "?title"),
        ("json", "{"),
        ("xml", "<?xml"),
        ("md", "| title"),
        ("table", "title"),
    ],
)
def test_query_formats(seeds: Path, format: str, start: str) -> None:
    assert kg("query", QUERY, "--format", format, "-o", seeds).startswith(start)


def test_query_truth_and_triples(seeds: Path) -> None:
    assert kg("query", "ASK { ?p a schema:ScholarlyArticle }", "-o", seeds) == "yes\n"
    turtle = kg("query", "CONSTRUCT { ?a kg:uses ?b } WHERE { ?a kg:uses ?b }", "-f", "ttl", "-o", seeds)
    assert "@prefix kg:" in turtle


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?a { ?a kg:outperfroms ?b }", "(kg:outperfroms is not in the ontology; did you mean"),
        ("DESCRIBE model:no-such-model", "(nothing found)"),
    ],
)
def test_query_says_why_nothing_may_be_found(seeds: Path, query: str, said: str) -> None:
    command = [sys.executable, "-m", "kg", "query", query, "-o", str(seeds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.startswith(said)


@pytest.mark.parametrize(
    "query", ["SELECT ?a { ", "missing.rq", "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }"]
)
def test_query_says_what_is_wrong(seeds: Path, query: str) -> None:
    assert "kg: " in kg("query", query, "-o", seeds, code=1)


def test_show_says_where_the_picture_is(seeds: Path) -> None:
    assert kg("show", "-o", seeds) == f"{seeds / 'graph.html'}\n"


def test_validate(seeds: Path) -> None:
    assert kg("validate", "-o", seeds) == "16 papers fit the shapes.\n"


@pytest.mark.parametrize("format", ["nq", "nt", "ttl", "jsonld"])
def test_export_is_read_by_rdflib(seeds: Path, format: str) -> None:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    formats = {"nq": "nquads", "nt": "nt", "ttl": "turtle", "jsonld": "json-ld"}
    dataset.parse(data=kg("export", format, "-o", seeds), format=formats[format])
    papers = dataset.query("SELECT DISTINCT ?p { ?p a <https://schema.org/ScholarlyArticle> }")
    assert len(list(papers)) == 16


def test_export_for_tables_and_graph_programs(seeds: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("export", "csv", "-o", seeds))))
    edges = kg("export", "graphml", "-o", seeds).count("<edge ")
    assert {row["subject"] for row in rows} >= {"MEMO", "Hunyuan-TurboS"}
    assert all(row["sentences"] and row["paper"] for row in rows)
    assert edges > len(rows) / 2
    nodes, told = (
        list(csv.DictReader(io.StringIO(kg("export", f"neo4j-{table}", "-o", seeds))))
        for table in ("nodes", "relationships")
    )
    known = {node["iri:ID"] for node in nodes}
    assert len(told) == edges
    assert known >= {end for each in told for end in (each[":START_ID"], each[":END_ID"])}


def test_what_is_no_text_is_not_shown_on_a_terminal(tmp_path: Path) -> None:
    terminal, screen = os.openpty()
    command = [sys.executable, "-m", "kg", "export", "parquet", "-o", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, stdout=screen, stderr=subprocess.PIPE, text=True, check=False)
    os.close(screen)
    os.close(terminal)
    assert done.returncode == 1
    assert "`> FILE`" in done.stderr


def test_push_to_where_nothing_listens_says_so(seeds: Path) -> None:
    said = kg("push", "http://name:secret@127.0.0.1:1/", "-o", seeds, code=1)
    assert "no answer" in said
    assert "secret" not in said


def test_export_is_the_same_under_any_hash_seed(seeds: Path) -> None:
    assert kg("export", "jsonld", "-o", seeds, PYTHONHASHSEED="1") == kg(
        "export", "jsonld", "-o", seeds, PYTHONHASHSEED="2"
    )


def test_extract_writes_lines_in_the_order_of_the_input() -> None:
    lines = [json.loads(line) for line in kg("extract", "seeds/", "--workers", 2).splitlines()]
    listed = (ROOT / "seeds" / "tencent_papers.txt").read_text(encoding="utf-8")
    places = [listed.index(line["title"]) for line in lines]
    assert (len(lines), places) == (16, sorted(places))
    for line in lines:
        assert {"id", "title", "text", "mentions", "relations", "results"} <= set(line)
        assert all(line["text"][each["start"] : each["end"]] == each["text"] for each in line["mentions"])


def test_evaluate_against_itself(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(kg("extract", "seeds/"))
    report = kg("evaluate", gold, gold)
    assert re.search(r"^mentions +P 100\.0  R 100\.0  F1 100\.0", report, flags=re.MULTILINE)
    assert len(kg("evaluate", gold, gold, "--each").splitlines()) == len(report.splitlines()) + 16


def test_a_graph_does_not_differ_from_itself(seeds: Path) -> None:
    assert kg("diff", seeds, seeds) == "no difference\n"


def test_doctor(seeds: Path) -> None:
    text = kg("doctor", "-o", seeds)
    for words in ("python", "processor", "spacy", "questions", "weights", "16 papers"):
        assert words in text


def test_a_reader_that_leaves_early(seeds: Path) -> None:
    command = f"{sys.executable} -m kg export nq -o {seeds} | head -1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_without_a_traceback(tmp_path: Path, end: signal.Signals) -> None:
    papers = tmp_path / "papers.jsonl"
    paper = {"title": "FooNet", "abstract": "We present FooNet. It beats BERT by 2.5% on MMLU. " * 40}
    papers.write_text("".join(f"{json.dumps(paper | {'id': str(number)})}\n" for number in range(3000)))
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(papers),
        "-o",
        str(tmp_path / "out"),
        "--workers",
        "2",
    ]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell lets what it starts in the background ignore interrupts, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stderr is not None
        running.stderr.readline()
        time.sleep(1)
        running.send_signal(end)
        _, error = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in error
    assert "leaked" not in error
    assert "the same command goes on from there" in error


@pytest.mark.parametrize(
    "arguments", [("retract", ""), ("build", "seeds", "-o", ""), ("ask", "--output=", "beats")]
)
def test_an_empty_argument_is_not_the_current_folder(arguments: tuple[str, ...]) -> None:
    assert "is empty; is a variable of the shell not set?" in kg(*arguments, code=2)


def test_a_line_number_is_no_emoji(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n" * 99 + "{\n")
    assert "a.jsonl:100: Expecting" in kg("evaluate", tmp_path / "a.jsonl", tmp_path / "a.jsonl", code=1)


@pytest.mark.parametrize("arguments", [("explain", "MEMO"), ("stats",)])
def test_tables_too_end_in_silence(seeds: Path, arguments: tuple[str, ...]) -> None:
    command = f"set -o pipefail; {sys.executable} -m kg {' '.join(arguments)} -o {seeds} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_an_output_that_takes_nothing(seeds: Path, where: str) -> None:
    command = f"{sys.executable} -m kg ask beats --system MEMO -o {seeds} {where}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: standard output")


def test_names_are_written_whatever_the_terminal_is_said_to_take(seeds: Path) -> None:
    assert "·" in kg("stats", "-o", seeds, PYTHONIOENCODING="ascii")


def test_a_question_tells_its_own_options() -> None:
    text = kg("ask", "beats", "--help")
    assert re.search(r"\[--system NAME\] +Only what this system beats\.", text)
    assert "Example: kg ask beats --system Hunyuan-TurboS" in text
    assert "[default: 100]" in text
    assert all(option in text for option in ("--format", "--csv", "--output"))
    assert "--format" in kg("ask", "no such question", "-h")
