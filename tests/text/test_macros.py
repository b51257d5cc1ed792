"""LaTeX within names."""

import pytest

from kg.text.macros import plain


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("$k$-NN", "k-NN"),
        ("\\textsc{Foo}Net", "FooNet"),
        ("{\\em Foo}", "Foo"),
        ("BERT$_{\\text{large}}$", "BERT_large"),
        ("$\\ell_2$", "l_2"),
        ("$2\\times2$", "2x2"),
        ("R\\&D", "R&D"),
        ("Erd\\H{o}s", "Erdos"),
        ("\\'Etude", "Etude"),
        ("\\sys{}", "\\sys"),
        ("β-VAE", "beta-VAE"),
        ("ΔNet", "deltaNet"),
        ("λόγος", "λόγος"),
    ],
)
def test_plain(name: str, expected: str) -> None:
    assert plain(name) == expected
