"""Names that are one name, names that are not, and their part of an IRI."""

import re
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.text.names import normal_form, slug

WORDS = (
    *(
        "the",
        "a",
        "A",
        "Models",
        "model",
        "dataset",
        "BERT",
        "GPT-4",
        "s",
        "is",
        "losses",
        "\\textbf{X}",
        "\\sys",
    ),
    *("$k$", "-", "of", "3", "70B", "co", "task", "re"),
)
NAME = st.text(
    st.sampled_from("aAbBsSeEiI013.,-_ /\\${}^@+#&'()βΔéＡ½²ﬁßİ神\u0301\u200b’–") | st.characters(),
    max_size=24,
) | st.lists(
    st.sampled_from(WORDS),
    max_size=5,
).map(" ".join)


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("large language model", ["Large Language Models", "large-language model", "a large language model"]),
        ("bert", ["BERT", "BERT model", "the BERT models", "BERT’s", "ＢＥＲＴ"]),
        ("bert large", ["BERT-Large", "BERT$_{large}$", "BERT_large", "$\\text{BERT}_{\\text{large}}$"]),
        ("llama 3.1 70b", ["Llama 3.1-70B", "Llama-3.1-70b", "llama 3.1 70B"]),
        ("gpt 4", ["GPT-4", "GPT4", "GPT 4", "GPT‑4", "GPT-4 model"]),
        ("gpt 4o", ["GPT-4o", "GPT4o"]),
        ("llm", ["LLM", "LLMs", "llms"]),
        ("gan", ["GAN", "GANs"]),
        ("yolo v8", ["YOLOv8", "YOLO v8", "YOLO-v8"]),
        ("yolo v8s", ["YOLOv8s"]),
        ("mobilenet v2", ["MobileNetV2", "MobileNet-v2"]),
        ("conv 2d", ["Conv2D", "conv 2d"]),
        ("rnn", ["RNNs"]),
        ("gpu", ["GPU", "GPUs", "gpus"]),
        ("squad", ["SQuAD", "SQuADs"]),
        ("nas", ["NAS"]),
        ("bias", ["bias", "biases"]),
        ("loss", ["loss", "Losses"]),
        ("analysis", ["analysis", "analyses"]),
        ("swiss", ["Swiss"]),
        ("knn", ["k-NN", "$k$-NN", "kNN"]),
        ("unet", ["U-Net", "UNet"]),
        ("beta vae", ["β-VAE", "$\\beta$-VAE", "beta-VAE"]),
        ("r2", ["R²", "$R^2$", "R$^2$"]),
        ("x", ["\\textbf{X}", "{\\em X}", "$\\mathbb{X}$"]),
        ("\\sys", ["\\sys", "\\sys{}", "\\sys\\xspace"]),
        ("\\method", ["\\method{}"]),
        ("f1", ["F1", "F1 score", "F$_1$"]),
        ("f1@10", ["F1@10", "F1 @ 10"]),
        ("imagenet", ["ImageNet", "ImageNet dataset"]),
        ("mixture of expert", ["Mixture of Experts", "mixtures-of-experts"]),
        ("pretraining", ["pre-training", "Pretraining"]),
        ("fine grained", ["fine-grained"]),
        ("poincare embedding", ["Poincaré embeddings"]),
        ("weights and bias", ["Weights & Biases", "Weights \\& Biases"]),
        ("hunyuan turbos", ["Hunyuan-TurboS"]),
        ("vit b16", ["ViT-B/16", "ViT-B-16"]),
    ],
)  # fmt: skip
def test_one_name(form: str, names: list[str]) -> None:
    assert {normal_form(name) for name in names} == {form}


@pytest.mark.parametrize(
    "names",
    [
        ["Llama 3.1-70B", "Llama 3.1-405B", "Llama 3.1", "Llama 3", "Llama"],
        ["GPT-4", "GPT-4o", "GPT-4 Turbo", "GPT-3.5"],
        ["F1", "F1@10", "F1@5", "F"],
        ["C", "C++", "C#"],
        ["DARTS", "DART"],
        ["MCTS", "MCT"],
        ["Hunyuan-TurboS", "Hunyuan-Turbo"],
        ["A-MEM", "MEM"],
        ["diffusion model", "diffusion"],
        ["reward model", "reward"],
        ["QA dataset", "QA"],
        ["Stanford Sentiment Treebank", "Stanford Sentiment"],
        ["\\sys", "sys"],
        ["ResNet-50", "ResNet-101", "ResNet"],
        ["BERT-base", "BERT-large"],
    ],
)
def test_different_names(names: list[str]) -> None:
    forms = [normal_form(name) for name in names]
    assert len(set(forms)) == len(names)
    assert len({slug(form) for form in forms}) == len(names)


@given(NAME)
@example("A's")
@example("the the")
@example("İs")
def test_a_form_is_its_own_form(name: str) -> None:
    form = normal_form(name)
    assert normal_form(form) == form
    assert form == " ".join(form.split())
    assert bool(form) == bool(name.split())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gemini 2.0 flash 001", "gemini-2-0-flash-001"),
        ("hunyuan turbos", "hunyuan-turbos"),
        ("llama 3.1 70b", "llama-3-1--70b"),
        ("Ao Liu", "ao-liu"),
        ("c++", "c-cedb1bac"),
        ("f1@10", "f1-10-1813bcd3"),
        ("神经网络", "eeed14fa"),
        ("José Núñez", "jose-nunez-43884fd3"),
        ("deadbeef", "deadbeef-2baf1f40"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(NAME)
def test_a_slug_is_fit_for_an_iri(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", slug(name))
    assert len(slug(name)) <= 80


@example([".", normal_form(".-")])
@given(st.lists(NAME.map(normal_form), min_size=2, max_size=6, unique=True))
def test_different_forms_have_different_slugs(forms: list[str]) -> None:
    for one, other in combinations(forms, 2):
        assert slug(one) != slug(other) or one.casefold() == other.casefold()


def test_a_long_slug_is_cut_and_keeps_its_difference() -> None:
    one, other = (slug("word " * 40 + last) for last in ("a", "b"))
    assert len(one) <= 80
    assert one != other
    assert one.startswith("word-word-")
