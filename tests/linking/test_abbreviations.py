import pytest

from kg.linking.abbreviations import abbreviates


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("MoE", "mixture of experts"),
        ("MoEs", "Mixture-of-Experts"),
        ("CoT", "chain-of-thought"),
        ("LLMs", "large language models"),
        ("SFT", "Supervised Fine-Tuning"),
        ("MFU", "Model FLOPS Utilization"),
        ("BERT", "Bidirectional Encoder Representations from Transformers"),
        ("KV cache", "key-value cache"),
        ("GNNs", "graph neural networks"),
        ("GS", "Gaussian Splatting"),
        ("TS", "time series"),
        ("NES", "neural ensemble search"),
    ],
)
def test_abbreviates(short: str, long: str) -> None:
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("TurboS", "Hunyuan-TurboS"),
        ("A800", "A800 GPUs"),
        ("robotics", "robotics tasks"),
        ("multi-task", "multi-task learning"),
        ("parameters", "parameter amount"),
        ("Wren", "gated mixture routing"),
        ("GPT", "GPT-4"),
        ("X", "xenon lamp"),
        ("KV cache", "K-V cache"),
        ("mixture of experts", "MoE"),
        ("", "no name"),
        ("$", "%"),
    ],
)
def test_does_not_abbreviate(short: str, long: str) -> None:
    assert not abbreviates(short, long)
