import pytest

from kg.sources.personal import personal_score


@pytest.mark.parametrize(
    "name",
    [
        "Ao Liu",
        "Laurens van der Maaten",
        "Nando de Freitas",
        "J. K. Rowling",
        "J.K. Simmons",
        "Jean-Baptiste Alayrac",
        "Kim Min-jun",
        "Yann LeCun",
        "Tim O’Brien",
        "Sammy Davis, Jr.",
        "Øyvind Tafjord",
        "Иван Петров",
        "王小明",
        "김철수",
        "Qwen Team",
        "Team GLM",
        "DeepSeek-AI",
    ],
)
def test_names_score_high(name: str) -> None:
    assert personal_score(name) >= 0.3


@pytest.mark.parametrize(
    "words",
    [
        "",
        "and Beyond",
        "Learning to Rank",
        "World 1.0: Generating Immersive",
        "3D Assets",
        "Net",
        "A B",
        "x" * 300,
    ],
)
def test_other_words_score_low(words: str) -> None:
    assert personal_score(words) < 0.2
