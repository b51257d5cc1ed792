"""Long forms and their abbreviations, both ways round."""

import pytest

from kg.extraction.abbreviations import find


def pairs(text: str) -> list[tuple[str, str]]:
    return [(text[slice(*long)], text[slice(*short)]) for long, short in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of large language models (LLMs) that", ("large language models", "LLMs")),
        ("a Mixture of Experts (MoE) layer", ("Mixture of Experts", "MoE")),
        ("the Critical Success Index (CSI)", ("Critical Success Index", "CSI")),
        ("from multi-semantic metapath (MSM) walks", ("multi-semantic metapath", "MSM")),
        (
            "call it Reinforcement Learning on Pre-Training data (RLPT).",
            ("Reinforcement Learning on Pre-Training data", "RLPT"),
        ),
        ("self-supervised learning (SSL)", ("self-supervised learning", "SSL")),
        ("Model FLOPS Utilization (MFU)", ("Model FLOPS Utilization", "MFU")),
        ("long short-term memory [LSTM]", ("long short-term memory", "LSTM")),
        ("3D Gaussian Splatting (3DGS)", ("3D Gaussian Splatting", "3DGS")),
        ("Prompt to Transfer (P2T)", ("Prompt to Transfer", "P2T")),
        ("“Question Answering” (QA)", ("Question Answering", "QA")),
        ("a graph neural network (GNN, for short)", ("graph neural network", "GNN")),
        ("chain-of-thought (dubbed CoT)", ("chain-of-thought", "CoT")),
        ("the AUC (area under the curve)", ("area under the curve", "AUC")),
        ("we use RAG (Retrieval-Augmented Generation)", ("Retrieval-Augmented Generation", "RAG")),
        ("Title on Graphs\nKnowledge graph completion (KGC) is", ("Knowledge graph completion", "KGC")),
        ("We like it. Mean Opinion Score (MOS)", ("Mean Opinion Score", "MOS")),
    ],
)
def test_a_pair(text: str, expected: tuple[str, str]) -> None:
    assert pairs(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "in three steps (i) and (2)",
        "as shown (see Table 2) and (e.g., BERT)",
        "state of the art (2018)",
        "two LLMs (Llama-2 and Vicuna) are aligned",
        "the LoRA method (LoRA)",
        "CA-LoRA (LoRA)",
        "we beat them. Others (ABC)",
        "no letters fit here (XYZ)",
        "(GNN)",
        "GNN (",
        "",
    ],
)
def test_no_pair(text: str) -> None:
    assert pairs(text) == []


def test_pairs_come_in_the_order_of_the_text() -> None:
    text = (
        "Large language models (LLMs) with a mixture of experts (MoE), and the IoU (intersection over union)"
    )
    assert pairs(text) == [
        ("Large language models", "LLMs"),
        ("mixture of experts", "MoE"),
        ("intersection over union", "IoU"),
    ]
