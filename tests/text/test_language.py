import pytest

from kg.text.language import by_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We fly kites.", ""),
        ("Über Drachen und Wind", ""),
        ("An α-β-γ attention", ""),
        ("주파수 안정도 측정", "ko"),
        ("基于深度学习的方法 (CNN)", "zh"),
        ("深層学習のためのデータ", "ja"),
        ("Обучение глубоких сетей", "ru"),
        ("Βαθιά μάθηση", "el"),
        ("", ""),
        ("42 % → ∞", ""),
    ],
)
def test_language_by_script(text: str, language: str) -> None:
    assert by_script(text) == language
