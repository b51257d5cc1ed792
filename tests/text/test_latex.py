"""LaTeX within running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.latex import plain, ungrouped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"Erd\H{o}s, R\'{e}nyi, Ho\v{r}ava, \v Cech", "Erdős, Rényi, Hořava, Čech"),
        (r"{\L}ukasz \O{}ystein Stra{\ss}e", "Łukasz Øystein Straße"),
        ("na\\\"{\\i}ve \\c{c}a Nguy\\~{\\^e}n {\\'E}cole", "naïve ça Nguyễn École"),
        (r"$\alpha$-VAE with $x^{2}$, $BERT_{\text{large}}$", "α-VAE with x^2, BERT_large"),
        (r"\textbf{bold \emph{and} {\it set}}", "bold and set"),
        (r"$\mathcal{O}(n \log n)$ and \(a \leq b\)", "O(n log n) and a ≤ b"),
        (r"5\% of \$10 \& more_less, foo\_bar", "5% of $10 & more_less, foo_bar"),
        ("costs $5 and pays $10, from $5-$10", "costs $5 and pays $10, from $5-$10"),
        ("a 5% gain % over", "a 5% gain % over"),
        (
            r"as shown~\cite{x,y} in Fig.~3 at http://x.org/~me, ~10",
            "as shown in Fig. 3 at http://x.org/~me, ~10",
        ),
        (r"\href{https://x.org}{here} \url{https://y.org}", "here (https://x.org) https://y.org"),
        (r"i.e.\ this \sys{} and \ourmodel-L", r"i.e. this \sys and \ourmodel-L"),
        (r"$\frac{1}{2}\times 3$", "1/2× 3"),
        ("plain {text} stays", "plain {text} stays"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{BERT} for {N}LP", "BERT for NLP"),
        ("pp.~3--4 --- ``so''", "pp. 3–4 — “so”"),
        ("2~4x, 5%~10%, Fig.~3", "2~4x, 5%~10%, Fig. 3"),
        (r"\{x\} {\"u}", "{x} ü"),
        ("{{NASA}}", "NASA"),
    ],
)
def test_ungrouped(text: str, expected: str) -> None:
    assert ungrouped(text) == expected


@given(st.text(alphabet=st.sampled_from("\\{}$~%`'\"-^_ \nabv&é"), max_size=60))
def test_anything_becomes_text(text: str) -> None:
    plain(text).encode()
    ungrouped(text).encode()


HOSTILE = [
    r"\textbf{",
    r"\cite[",
    r"\(",
    "$a",
    r"\href{a}{",
    r"{\\"[:2],
    "~",
    '\\"',
    r"\frac{",
    r"\v{",
    "{",
    "--",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    assert len(ungrouped(piece * (100_000 // len(piece)))) <= 200_000
