import shlex
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from kg.cli.answering import parameters
from kg.errors import QueryError
from kg.model import EntityType, Quad
from kg.rdf import vocab
from kg.rdf.terms import count
from kg.rdf.vocab import RESOLVED_GRAPH
from kg.store import Store, create, open_store, questions
from kg.store.answers import Answer
from kg.store.formats import plain
from kg.store.wording import shown

from .conftest import completed

ROOT = Path(__file__).parent.parent.parent
EXPECTED = ROOT / "tests" / "cases" / "store" / "answers"
QUESTIONS = questions.load()
ASKED: dict[str, dict[str, str]] = {
    "about": {"thing": "Larkspur Large"},
    "approaches": {},
    "beats": {},
    "code": {},
    "collaborations": {},
    "consensus": {},
    "contradictions": {},
    "datasets": {},
    "doubts": {},
    "evaluation": {},
    "family": {"system": "wren-2"},
    "figures": {"system": "wren-2"},
    "growth": {},
    "hardware": {},
    "leaderboard": {},
    "lineage": {"system": "Wren 2"},
    "metrics": {},
    "organizations": {},
    "papers": {},
    "people": {},
    "portfolio": {"organization": "Fenland Labs"},
    "progress": {},
    "similar": {"paper": "Heron"},
    "single": {},
    "sizes": {},
    "systems": {},
    "tasks": {},
    "timeline": {},
    "trends": {"type": "Model"},
    "uses": {"system": "larkspur-l"},
}
NARROWED: dict[str, tuple[str, dict[str, str], list[str]]] = {
    "papers of an organization": ("papers", {"organization": "marsh institute"}, ["2025-08-02", "2025-02"]),
    "papers of a category": ("papers", {"category": "CS.cl"}, ["2025-08-02", "2025-05-21"]),
    "papers since a month": ("papers", {"since": "2025-05"}, ["2025-08-02", "2025-05-21"]),
    "papers until a year": ("papers", {"until": "2024"}, ["2024"]),
    "papers of a span": ("papers", {"since": "2025", "until": "2025-05"}, ["2025-05-21", "2025-02"]),
    "systems of an organization": ("systems", {"organization": "Fenland Labs"}, ["Larkspur-L", "Heron"]),
    "systems since a year": ("systems", {"since": "2025-03"}, ["Larkspur-L"]),
    "what beats a system": ("beats", {"over": "Larkspur Large"}, ["Wren-2"]),
    "what a system beats": ("beats", {"system": "heron"}, ["Heron"]),
    "both ends of a comparison": ("beats", {"system": "heron", "over": "Larkspur-L"}, []),
    "figures on a dataset": ("figures", {"system": "larkspur-l", "dataset": "gauge"}, ["Larkspur-L"]),
    "a leaderboard of a dataset": ("leaderboard", {"dataset": "mmlu"}, ["MMLU"]),
    "a leaderboard of another kind": ("leaderboard", {"kind": "Improvement"}, ["MMLU"]),
    "a leaderboard of a metric": ("leaderboard", {"metric": "ACC"}, ["Gauge", "Gauge", "MMLU"]),
    "code of an organization": ("code", {"organization": "Marsh Institute"}, ["2025-02"]),
    "sizes of a system": ("sizes", {"system": "Wren-2"}, ["Wren-2"]),
    "sizes of what is counted": ("sizes", {"counts": "activated"}, ["Larkspur-L"]),
    "timeline of an organization": (
        "timeline",
        {"organization": "Marsh Institute"},
        ["2025-02", "2025-08-02"],
    ),
    "datasets of a system": ("datasets", {"system": "dunlin-7b"}, ["Gauge"]),
    "agreement of three papers": ("consensus", {"papers": "3"}, ["Larkspur-L"]),
    "agreement of all": ("consensus", {"papers": "4"}, []),
    "hardware of a system": ("hardware", {"system": "Larkspur-L"}, ["Larkspur-L"]),
    "one organization": ("organizations", {"organization": "Fenland Labs"}, ["Fenland Labs"]),
    "systems for a task": ("tasks", {"task": "Long Context Reasoning"}, ["long-context reasoning"]),
}


def first_column(answer: Answer) -> list[str]:
    return ["" if row[0] is None else plain(row[0]) for row in answer.rows]


def test_every_question_has_a_case() -> None:
    assert sorted(ASKED) == sorted(QUESTIONS) == sorted(path.stem for path in EXPECTED.iterdir())


@pytest.mark.parametrize("name", ASKED)
def test_a_question_is_answered_whole(store: Store, name: str) -> None:
    answer = QUESTIONS[name].ask(store, **ASKED[name])
    assert answer.write("tsv") == (EXPECTED / f"{name}.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "params", "first"), NARROWED.values(), ids=NARROWED)
def test_a_parameter_narrows_the_answer(
    store: Store, name: str, params: Mapping[str, str], first: list[str]
) -> None:
    assert first_column(QUESTIONS[name].ask(store, **params)) == first


RIVALS: dict[str, tuple[dict[str, str], list[str]]] = {
    "approaches": ({}, ["song Finch Model 1 addresses it 0.6"]),
    "collaborations": ({"organization": "Marsh"}, ["Marsh Fenland 1 Finch"]),
    "contradictions": (
        {"system": "wren"},
        ["Finch Wren Nest  paper:a paper:b Finch beats Wren on Nest. Wren, based on Bird, beats Finch."],
    ),
    "evaluation": ({"task": "song"}, ["song Nest Dataset 1", "song error Metric 1"]),
    "family": ({"system": "Finch"}, ["Bird  2 ", "Finch Bird 2 7B", "Finch 2 Finch 0 "]),
    "growth": ({"organization": "fenland"}, ["2023-05-01 Finch parameters 7000000000 up to 7B 0.9 paper:a"]),
    "leaderboard": (
        {"metric": "error"},
        [
            "Nest error 11 0.11 Heron  2024-03 0.7 paper:c",
            "Nest error 12.5 12.5% Finch  2023-05-01 0.9 paper:a",
            "Nest error 14 14% Wren  2024 0.8 paper:b",
        ],
    ),
    "metrics": ({"dataset": "Nest"}, ["error 3 3 lower"]),
    "organizations": ({"organization": "Fenland"}, ["Fenland 2 Finch, Wren"]),
    "people": ({"person": "Ada"}, ["Ada 2 Fenland, Song Lab Finch, Wren"]),
    "portfolio": ({"organization": "Fenland"}, ["2023-05-01 Finch  Wren Finch", "2024 Wren Bird Finch Wren"]),
    "progress": (
        {"dataset": "nest"},
        [
            "Nest error 2023-05-01 12.5 12.5% Finch true 0.9 paper:a",
            "Nest error 2024 14 14% Wren false 0.8 paper:b",
            "Nest error 2024-03 11 0.11 Heron true 0.7 paper:c",
        ],
    ),
    "sizes": ({}, ["Finch up to 7B parameters 7000000000 1 0.9"]),
    "similar": (
        {"paper": "Heron"},
        ["Wren 3 1.17 error, Nest, Bird paper:b", "Finch 2 0.67 error, Nest paper:a"],
    ),
    "single": ({"thing": "song"}, ["Finch addresses song 0.6 paper:a Finch beats Wren on Nest."]),
    "trends": (
        {"type": "Model", "since": "2024", "papers": "2"},
        ["2024 Bird 2 2 100"],
    ),
}


@pytest.fixture(scope="session")
def rivals(tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("store") / "rivals"
    told = pyoxigraph.parse(path=EXPECTED.parent / "rivals.ttl")
    create(place, (), completed([Quad(*map(str, each.triple), RESOLVED_GRAPH) for each in told]))
    return open_store(place)


@pytest.mark.parametrize("name", RIVALS)
def test_rivals_years_and_departments(rivals: Store, name: str) -> None:
    params, rows = RIVALS[name]
    answer = QUESTIONS[name].ask(rivals, **params)
    assert [" ".join(_sorted(shown(cell)) for cell in row) for row in answer.rows] == rows


def _sorted(cell: str) -> str:
    """Concatenated names come in no order, in SPARQL."""
    return ", ".join(sorted(cell.split(", "))) if cell[:1].isupper() and not cell.endswith(".") else cell


EMPTY = {"consensus", "contradictions", "doubts", "progress"}
"""What the seeds may have nothing of."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_example_is_answered_on_the_seeds(seeds_store: Store, name: str) -> None:
    example = parameters(shlex.split(QUESTIONS[name].example)[3:])
    answer = QUESTIONS[name].ask(seeds_store, **example)
    assert answer.rows or name in EMPTY


def test_three_papers_that_state_a_thing_are_counted_once_each_and_it_once(store: Store) -> None:
    plain_triple = "SELECT (COUNT(*) AS ?n) { model:larkspur-l kg:outperforms model:dunlin-7b }"
    assert store.select(plain_triple).write("csv") == "n\r\n1\r\n"
    assert QUESTIONS["consensus"].ask(store, papers=3).write("csv") == (
        "subject,relation,object,stated_by,confidence\r\nLarkspur-L,outperforms,Dunlin-7B,3,0.93\r\n"
    )


HOSTILE = [
    'Beam "Q" {search}',
    'x") } DROP ALL #',
    "\\",
    '"""',
    "a\nb",
    "?s",
    "# parameters",
    "<urn:x>",
    "'; --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_given_never_becomes_syntax(store: Store, text: str) -> None:
    answer = QUESTIONS["growth"].ask(store, counts=text)
    assert answer.rows == ()
    asked = QUESTIONS["leaderboard"].told(store, metric=text)
    assert asked.count("VALUES") == 1


def test_a_hostile_name_is_found_as_it_is_written(store: Store) -> None:
    assert first_column(QUESTIONS["about"].ask(store, thing='beam "q" {SEARCH}')) == ["Wren-2"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_query_runs_as_it_stands_without_our_prefixes_being_pasted(store: Store, name: str) -> None:
    assert isinstance(store.query(QUESTIONS[name].sparql), Answer)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_example_asks_the_question_it_stands_in(name: str) -> None:
    words = shlex.split(QUESTIONS[name].example)
    known = {f"--{parameter.name}" for parameter in QUESTIONS[name].parameters}
    assert words[:3] == ["kg", "ask", name]
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("beats", {"sytem": "x"}, "question beats: no parameter sytem; it knows system"),
        ("doubts", {"x": "y"}, "question doubts: no parameter x; it knows limit"),
        (
            "uses",
            {},
            "question uses: needs --system (The system, by any of its names.); "
            "as in kg ask uses --system Hunyuan-TurboS",
        ),
        (
            "leaderboard",
            {"kind": "gain"},
            "parameter kind: there is no 'gain'; give absolute, improvement, ratio, reduction or rank",
        ),
        (
            "papers",
            {"since": "2025-02", "until": "2024"},
            "question papers: nothing is since 2025-02 and until 2024; exchange the two",
        ),
        ("consensus", {"papers": "two"}, "parameter papers: 'two' is no integer; give digits, like 2"),
        ("uses", {"system": "Herron"}, "no entity or paper is called 'Herron'; did you mean Heron, Heron: "),
        (
            "papers",
            {"organization": "Fenland"},
            "no organization is called 'Fenland'; did you mean Fenland Labs?",
        ),
    ],
)
def test_a_wrong_parameter_says_what_would_be_right(
    store: Store, name: str, params: Mapping[str, str], message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        QUESTIONS[name].ask(store, **params)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("leaderbord", "question leaderbord: there is none; did you mean leaderboard?"),
        ("zzz", "question zzz: there is none; kg ask lists them"),
    ],
)
def test_an_unknown_question_says_which_are_near(name: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        questions.question(name)
    assert str(caught.value) == message


HEAD = "# title: T\n# description: D.\n# example: kg ask x\n"
MALFORMED = {
    "no title": ("# description: D.\n# example: e\n", "x.rq: no title; write '# title: …' at its head"),
    "unknown type": (
        "# title: T\n# parameter a: number; Help.\n",
        "x.rq:2: parameter a is malformed; "
        "write '(string|integer|decimal|date|iri|name)[, optional][ = default]; help'",
    ),
    "no column": (f"{HEAD}# names: a, b\n", "x.rq: names are malformed; write 'column[ of Type]; …'"),
    "no place": (
        f"{HEAD}SELECT * {{}}\n",
        "x.rq: no line '# parameters'; write it where the VALUES block shall stand",
    ),
}


@pytest.mark.parametrize(("text", "message"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "x.rq").write_text(text, encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        questions.read(tmp_path / "x.rq")
    assert str(caught.value) == message


def test_the_given_stands_as_one_block_of_values(store: Store, tmp_path: Path) -> None:
    head = f"{HEAD}# parameter a: name; A.\n# parameter b: integer = 2; B.\n"
    (tmp_path / "x.rq").write_text(f"{head}SELECT ?a ?b {{\n  # parameters\n}}\n", encoding="utf-8")
    told = questions.read(tmp_path / "x.rq").told(store, a="Fenland Labs")
    assert told == (
        f"{head}SELECT ?a ?b {{\n"
        "  VALUES (?a ?b) {\n"
        "    (<https://w3id.org/claimgraph/id/organization/fenland-labs>"
        ' "2"^^<http://www.w3.org/2001/XMLSchema#integer>)\n'
        "  }\n"
        "}\n"
    )


def test_the_page_of_the_questions_is_up_to_date() -> None:
    assert questions.documentation(QUESTIONS) == (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_columns_that_are_declared_to_hold_names_are_there(store: Store, name: str) -> None:
    assert set(QUESTIONS[name].names) <= set(QUESTIONS[name].ask(store, **ASKED[name]).columns)


def test_a_column_may_hold_names_of_some_types(tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_text(
        f"{HEAD}# names: a; b of Dataset, Metric\nSELECT ?a ?b {{\n  # parameters\n}}\n", encoding="utf-8"
    )
    assert questions.read(tmp_path / "x.rq").names == {
        "a": (),
        "b": (EntityType.DATASET, EntityType.METRIC),
    }


def test_a_limit_cuts_and_says_so(store: Store) -> None:
    asked = QUESTIONS["papers"]
    found = asked.ask(store, limit=2)
    assert (first_column(found), found.note) == (
        ["2025-08-02", "2025-05-21"],
        "only the first 2 rows; --limit 0 for all",
    )
    assert [len(asked.ask(store, limit=limit).rows) for limit in (0, 4, 5)] == [4, 4, 4]
    assert asked.ask(store, limit=4).note == ""
    assert asked.ask(store, limit=1).note == "only the first row; --limit 0 for all"
    with pytest.raises(QueryError, match="parameter limit: 'x' is no integer"):
        asked.ask(store, limit="x")
    for limit in (-1, 10**17):
        with pytest.raises(QueryError, match="is no number of rows; 0 gives all"):
            asked.ask(store, limit=limit)


def test_every_question_has_a_limit(store: Store) -> None:
    asked = QUESTIONS["leaderboard"]
    every = asked.ask(store, dataset="*")
    first = asked.ask(store, dataset="*", limit=1)
    assert first.rows == every.rows[:1] != every.rows
    assert first.note == "only the first row; --limit 0 for all"
    assert asked.told(store, dataset="*", limit=1).endswith("LIMIT 1\n")
    for each in QUESTIONS.values():
        assert [one.name for one in each.parameters].count("limit") == 1, each.name


def test_told_nothing_it_speaks_of_what_most_papers_do(store: Store, rivals: Store) -> None:
    asked = QUESTIONS["collaborations"]
    found = asked.ask(rivals)
    assert found.note == "only the 2 organizations with the most papers; --organization '*' for all"
    assert len(found.rows) < len(asked.ask(rivals, organization="*").rows)
    assert "VALUES" not in asked.told(rivals, organization="*")
    assert asked.note(1) == "only the 2 organizations with the most papers; organization * for all"


def test_where_nothing_was_left_out_nothing_is_said(store: Store) -> None:
    found = QUESTIONS["tasks"].ask(store)
    assert (found.note, found.rows) == ("", QUESTIONS["tasks"].ask(store, task="*").rows)


@pytest.mark.parametrize(
    ("name", "params", "note"),
    [
        ("consensus", {"papers": "9"}, "no relation is stated by so many papers"),
        ("doubts", {}, "every record could be split in one way only"),
        ("leaderboard", {"dataset": "Nest", "kind": "Ratio"}, "--kind absolute gives 3 rows"),
        (
            "beats",
            {"system": "Finch", "over": "Bird"},
            "leaving out --over gives 1 row",
        ),
        ("papers", {"category": "cs.XX"}, ""),
    ],
)
def test_an_empty_answer_says_what_would_be_answered(
    rivals: Store, name: str, params: dict[str, str], note: str
) -> None:
    assert QUESTIONS[name].ask(rivals, **params) == Answer(QUESTIONS[name].ask(rivals).columns, ())
    assert QUESTIONS[name].ask(rivals, **params).note == note


def test_of_an_empty_form_the_page_says_what_it_means() -> None:
    assert QUESTIONS["doubts"].note(0) == "every record could be split in one way only"


def test_a_condition_counts_where_its_parameter_is_given(store: Store) -> None:
    asked = QUESTIONS["systems"]
    line = "?thing kg:developedBy ?organization ."
    assert f"# with organization: {line}" in asked.told(store)
    assert f"\n        {line}\n" in asked.told(store, organization="Fenland Labs")


def test_lineage_goes_three_steps_and_through_nothing_that_all_speak_of(tmp_path: Path) -> None:
    """`e` is four steps from `a`; what the hub descends from would be everything. Most state the hub."""
    things = {
        name: f"<https://w3id.org/claimgraph/id/model/{name}>" for name in ("a", "b", "c", "d", "e", "hub")
    }
    said = [
        (things[one], vocab.PREDICATES["based_on"], things[other]) for one, other in ("ab", "bc", "cd", "de")
    ]
    said += [(things["a"], vocab.PREDICATES["type_of"], things["hub"])]
    said += [(things["hub"], vocab.PREDICATES["part_of"], things["e"])]
    said += [(things["hub"], vocab.PAPERS, count(50))]
    hub = (things["a"], vocab.PREDICATES["type_of"], things["hub"])
    parts = (vocab.STATED_SUBJECT, vocab.STATED_PREDICATE, vocab.STATED_OBJECT)
    said += [("_:agreed", part, term) for part, term in zip(parts, hub, strict=True)]
    said += [("_:agreed", vocab.PAPERS, count(7))]
    for name, thing in things.items():
        said += [(thing, vocab.TYPE, vocab.CLASSES["Model"][0]), (thing, vocab.PREF_LABEL, f'"{name}"')]
    create(tmp_path / "s", (), (Quad(*each, RESOLVED_GRAPH) for each in said))
    rows = QUESTIONS["lineage"].ask(open_store(tmp_path / "s"), system="a").rows
    assert [[plain(term) for term in row] for row in rows] == [
        ["a", "kind of", "hub", "1", "7"],
        ["a", "based on", "b", "1", "1"],
        ["b", "based on", "c", "2", "1"],
        ["c", "based on", "d", "3", "1"],
    ]


SENTENCES: dict[str, dict[str, str]] = {
    "beats": {},
    "tasks": {},
    "hardware": {},
    "about": {"thing": "Gull"},
    "figures": {"system": "Gull"},
}
"""Questions that quote all sentences of a claim, and what is asked of the store of `quoting`."""
THINGS = """
model:gull a kg:Model ; skos:prefLabel "Gull" . model:tern a kg:Model ; skos:prefLabel "Tern" .
task:song a kg:Task ; skos:prefLabel "song" . hardware:gpu a kg:Hardware ; skos:prefLabel "GPU" .
paper:p dcterms:title "P" .
"""
CLAIMS = {
    "beats": "kg:predicate kg:outperforms ; kg:object model:tern",
    "tasks": "kg:predicate kg:addresses ; kg:object task:song",
    "hardware": "kg:predicate kg:runsOn ; kg:object hardware:gpu",
    "figures": 'mls:hasValue 7 ; kg:asWritten "7"',
}


@pytest.fixture(scope="session")
def quoting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty claims of each kind, each with three sentences whose order neither text nor IRI tells."""
    said = [*(f"@prefix {name}: <{iri}> ." for name, iri in vocab.PREFIXES.items()), THINGS]
    for number in range(20):
        for kind, claimed in CLAIMS.items():
            claim = f"<urn:{kind}:{number}>"
            said.append(f"{claim} kg:subject model:gull ; kg:paper paper:p ; kg:confidence 0.5 ; {claimed} .")
            for place in (5, 30, 200):
                sentence = f"<urn:{(place * 7 + number * 3) % 11}:{place}:{number}>"
                text = f"{(place * 5 + number) % 7} at {place}"
                said.append(f"{claim} kg:evidence {sentence} .")
                said.append(f'{sentence} nif:beginIndex {place} ; nif:anchorOf "{text}" .')
    file = tmp_path_factory.mktemp("quoting") / "quoting.ttl"
    file.write_text("\n".join(said), encoding="utf-8")
    return file


def _places(sentences: str) -> list[str]:
    return [sentence.split()[-1] for sentence in sentences.split(" … ")]


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences_stand_in_the_order_of_the_text(quoting: Path, tmp_path: Path, name: str) -> None:
    told = pyoxigraph.parse(path=quoting)
    create(tmp_path / "s", (), (Quad(*map(str, each.triple), RESOLVED_GRAPH) for each in told))
    found = QUESTIONS[name].ask(open_store(tmp_path / "s"), **SENTENCES[name])
    column = found.columns.index("sentence")
    assert len(found.rows) >= 20
    assert {tuple(_places(shown(row[column]))) for row in found.rows} == {("5", "30", "200")}


def test_sentences_stand_in_that_order_where_another_engine_answers(quoting: Path) -> None:
    found = rdflib.Graph().parse(quoting).query(QUESTIONS["hardware"].sparql)
    assert {tuple(_places(str(row.sentence))) for row in found} == {("5", "30", "200")}


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 25
