from urllib.parse import parse_qsl, urlsplit

import pytest

from kg.server.fitting import fitting, meant
from kg.store.questions import load

QUESTIONS = load()


def asked(kind: str) -> dict[str, dict[str, str]]:
    found = fitting(QUESTIONS.values(), kind=kind, name="A & B")
    return {
        f"{urlsplit(each.address).path.rpartition('/')[2]}: {each.title}": dict(
            parse_qsl(urlsplit(each.address).query)
        )
        for each in found
    }


@pytest.mark.parametrize(
    ("kind", "address", "given"),
    [
        ("Dataset", "leaderboard: The best figures by dataset and metric", {"dataset": "A & B"}),
        ("Task", "approaches: What is used for a task", {"task": "A & B"}),
        ("Model", "beats: What this system beats", {"system": "A & B"}),
        ("Method", "beats: What beats this system", {"over": "A & B"}),
        ("Organization", "portfolio: An organization's systems", {"organization": "A & B"}),
        ("Metric", "trends: Trends by year", {"thing": "A & B", "type": "metric"}),
        ("Paper", "similar: Papers like this one", {"paper": "A & B"}),
        ("Person", "people: Who writes the most papers", {"person": "A & B"}),
    ],
)
def test_a_question_fits_with_its_parameter_filled_in(kind: str, address: str, given: dict[str, str]) -> None:
    assert asked(kind)[address] == given


def test_what_does_not_fit_is_not_offered() -> None:
    """`figures` needs a system, `trends` knows no organizations, and a claim is nothing to ask about."""
    assert not [name for name in asked("Dataset") if name.startswith("figures")]
    assert not [name for name in asked("Organization") if name.startswith("trends")]
    assert asked("") == {}


def test_every_name_that_a_question_takes_is_of_a_known_type() -> None:
    names = [each for known in QUESTIONS.values() for each in known.parameters if each.type == "name"]
    assert [each.name for each in names if not meant(each)] == []
