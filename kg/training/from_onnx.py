"""A folder of shipped weights → the network in torch that it was exported from, up to int8's rounding."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from kg.extraction.weights import loading
from kg.training.network import Encoder, EncoderSize
from kg.training.objective import Network

_TABLES = ("encoder.words.weight", "encoder.shapes.weight", "encoder.positions.weight")


def load_network(folder: Path) -> Network:
    """Rebuild the network from `encoder.onnx` and `pairs.onnx`, to train on or to hang other heads on.

    Raises ExtractionError where they are missing or damaged.
    """
    network = Network(Encoder(EncoderSize()))
    with loading(folder):
        network.load_state_dict(_encoder(folder / "encoder.onnx") | _pairs(folder / "pairs.onnx"))
    return network


def _encoder(path: Path) -> dict[str, Tensor]:
    """Widen the int8 matrices, undo the smoothing, and turn them back, since ONNX keeps them transposed."""
    stored = _initializers(onnx.load(str(path)))
    widened = _widened(stored)
    plain = {name: tensor for name, tensor in stored.items() if name.endswith((".weight", ".bias"))}
    for name, smoothing in stored.items():
        if name.endswith(".smoothing"):
            widened[name.replace(".smoothing", ".weight")] *= smoothing[:, None]
    return {
        name: tensor.T.contiguous() if tensor.ndim == 2 and name not in _TABLES else tensor
        for name, tensor in (plain | widened).items()
    }


def _widened(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """Turn what is stored in int8 into floats, under the names that it had before."""
    names = [name.removesuffix("_scale") for name in stored if name.endswith("_scale")]
    return {
        name: (stored[f"{name}_quantized"].float() - stored[f"{name}_zero_point"].float())
        * stored[f"{name}_scale"]
        for name in names
    }


def _pairs(path: Path) -> dict[str, Tensor]:
    """Widen the matrices that are int8, which were turned for that; older weights have floats alone."""
    model = onnx.load(str(path))
    stored = _initializers(model)
    widened = {name.removesuffix("_Transposed"): tensor.T for name, tensor in _widened(stored).items()}
    plain = {name: tensor for name, tensor in stored.items() if name.endswith((".weight", ".bias"))}
    named = {f"pairs.{name}": tensor.contiguous() for name, tensor in (plain | widened).items()}
    # The one layer without a bias: torch's exporter stores its matrix transposed under a number.
    (hints,) = (
        node.input[1] for node in model.graph.node if node.op_type == "MatMul" and node.input[0] == "hints"
    )
    return named | {"pairs.hints.weight": stored[hints].T.contiguous()}


def _initializers(model: onnx.ModelProto) -> dict[str, Tensor]:
    return {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in model.graph.initializer}
