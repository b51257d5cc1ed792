"""Trained network → the two ONNX graphs that ship, in int8: encoder with mention scores, pair head.

The encoder's graph is written out operator by operator, in the fused operators of ONNX Runtime, so that
what runs is what stands here and not what an exporter made of it. Before int8 the inputs of its linear layers
are smoothed (`kg.training.smoothquant`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from kg.extraction.labels import LINKS
from kg.extraction.pieces import Pieces
from kg.training.network import EncoderSize
from kg.training.objective import Network
from kg.training.smoothquant import TEXTS, factors, reaches

FUSED = "com.microsoft"


class Graph:
    """ONNX nodes and initializers in the making; every operator gives back the name of its output."""

    def __init__(self, weights: Mapping[str, Tensor], reached: Mapping[str, Tensor]) -> None:
        self.weights = weights
        self.reached = reached
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def weight(self, name: str) -> str:
        """Store a weight under its own name."""
        return self.constant(name, self.weights[name].float().numpy())

    def constant(self, name: str, array: NDArray[np.generic]) -> str:
        """Store an array once."""
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(array, name)
        return name

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Append one operator."""
        output = f"{operator}_{len(self.nodes)}"
        self.nodes.append(
            helper.make_node(operator, list(inputs), [output], output, domain=domain, **attributes)
        )
        return output

    def linear(self, hidden: str, name: str) -> str:
        """Multiply by a linear layer's matrix; its bias goes into the operator that follows."""
        return self.add("MatMul", *self.factored(hidden, name))

    def factored(self, hidden: str, name: str) -> tuple[str, str]:
        """A linear layer's input, smoothed where its reach is known, and its matrix as MatMul takes it."""
        matrix = self.weights[f"{name}.weight"].float()
        if name in self.reached:
            by = factors(self.reached[name], matrix)
            hidden = self.add("Mul", hidden, self.constant(f"{name}.smoothing", (1 / by).numpy()))
            matrix = matrix * by
        return hidden, self.constant(f"{name}.weight", np.ascontiguousarray(matrix.T.numpy()))

    def normed(self, hidden: str, skip: str, norm: str, bias: str) -> str:
        """Add a bias and the skip and normalise, apart: the fused operator takes four times as long."""
        scale, shift = self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias")
        summed = self.add("Add", self.add("Add", hidden, self.weight(bias)), skip)
        return self.add("LayerNormalization", summed, scale, shift, epsilon=1e-12)


def encoder_graph(
    network: nn.Module, size: EncoderSize, reached: Mapping[str, Tensor] | None = None
) -> onnx.ModelProto:
    """Build the graph `ids`, `shapes` (int64 `[1, pieces]`) → `hidden`, `labels` (`[1, pieces, …]`).

    `reached` are the largest inputs of the linear layers that are to be smoothed, by name.
    """
    graph = Graph(network.state_dict(), reached or {})
    hidden = _embedded(graph)
    for layer in range(size.layers):
        hidden = _layer(graph, hidden, f"encoder.layers.{layer}", size)
    scores = graph.linear(hidden, "mentions.scores")
    scores = graph.add("Add", scores, graph.weight("mentions.scores.bias"))
    graph.nodes += [
        helper.make_node("Identity", [hidden], ["hidden"]),
        helper.make_node("Identity", [scores], ["labels"]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("ids", "shapes")
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", None])
        for name in ("hidden", "labels")
    ]
    made = helper.make_graph(
        graph.nodes, "claimgraph-encoder", inputs, outputs, [*graph.initializers.values()]
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(made, opset_imports=opsets, producer_name="claimgraph", ir_version=9)


def _embedded(graph: Graph) -> str:
    words = graph.add("Gather", graph.weight("encoder.words.weight"), "ids")
    shapes = graph.add("Gather", graph.weight("encoder.shapes.weight"), "shapes")
    length = graph.add(
        "Slice", graph.add("Shape", "ids"), *(graph.constant(f"one_{n}", np.array([n])) for n in (1, 2))
    )
    zero = graph.constant("zero", np.array([0]))
    positions = graph.add("Slice", graph.weight("encoder.positions.weight"), zero, length)
    summed = graph.add("Add", graph.add("Add", words, shapes), positions)
    scale, shift = graph.weight("encoder.norm.weight"), graph.weight("encoder.norm.bias")
    return graph.add("LayerNormalization", summed, scale, shift, epsilon=1e-12)


def _layer(graph: Graph, hidden: str, name: str, size: EncoderSize) -> str:
    given = graph.factored(hidden, f"{name}.query_key_value")
    bias = graph.weight(f"{name}.query_key_value.bias")
    context = graph.add("Attention", *given, bias, domain=FUSED, num_heads=size.heads)
    projected = graph.linear(context, f"{name}.attention_out")
    hidden = graph.normed(projected, hidden, f"{name}.attention_norm", f"{name}.attention_out.bias")
    inner = graph.linear(hidden, f"{name}.inner")
    inner = graph.add("BiasGelu", inner, graph.weight(f"{name}.inner.bias"), domain=FUSED)
    outer = graph.linear(inner, f"{name}.outer")
    return graph.normed(outer, hidden, f"{name}.outer_norm", f"{name}.outer.bias")


def export(network: Network, folder: Path, texts: Sequence[Pieces], *, reduce_range: bool = True) -> None:
    """Write `encoder.onnx` and `pairs.onnx` into `folder`; `texts` are such as will be read."""
    export_encoder(network, folder, texts, reduce_range=reduce_range)
    _export_pairs(network, folder / "pairs.onnx", reduce_range=reduce_range)


def export_encoder(
    network: nn.Module, folder: Path, texts: Sequence[Pieces], *, reduce_range: bool = True
) -> None:
    """Write `encoder.onnx` of a network with `encoder` and `mentions` into `folder`.

    In int8: matrices by column, the word table too; smoothed by what the first `TEXTS` of `texts` reach.
    """
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "encoder.float.onnx"
    graph = encoder_graph(network, EncoderSize(), reaches(network, texts[:TEXTS]) if texts else {})
    onnx.save(graph, str(whole))
    labelling = [node.name for node in graph.graph.node if "mentions.scores.weight" in node.input]
    operators = ("MatMul", "Attention", "Gather")
    _to_int8(whole, folder / "encoder.onnx", operators, labelling, reduce_range=reduce_range)


def _to_int8(
    whole: Path, path: Path, operators: Iterable[str], kept: Iterable[str], *, reduce_range: bool
) -> None:
    """Turn the float graph `whole` into `path`, matrices by column; the nodes `kept` stay as they are."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        whole,
        path,
        per_channel=True,
        reduce_range=reduce_range,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=list(operators),
        nodes_to_exclude=list(kept),
        extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
    )
    whole.unlink()


_PAIR_INPUTS = {
    "words": ("words", None),
    "spans": ("instances", None),
    "types": ("instances",),
    "flags": ("instances",),
    "node": ("instances",),
    "average": ("nodes", "instances"),
    "pairs": ("pairs", None),
    "between": ("pairs", None),
    "distances": ("pairs",),
    "hints": ("pairs", None),
}


def _export_pairs(network: Network, path: Path, *, reduce_range: bool) -> None:
    two = torch.zeros((2, 2), dtype=torch.long)
    example = (
        torch.zeros(4, network.encoder.size.hidden), two, two[0], two[0], two[0],
        torch.zeros(2, 2), two, two, two[0], torch.zeros(2, len(LINKS)),
    )  # fmt: skip
    dynamic = {
        name: {axis: label for axis, label in enumerate(axes) if label} for name, axes in _PAIR_INPUTS.items()
    }
    whole = path.with_suffix(".float.onnx")
    torch.onnx.export(
        network.pairs.eval(), example, str(whole), dynamo=False, opset_version=17,
        input_names=[*_PAIR_INPUTS], output_names=["links", "kinds"], dynamic_axes=dynamic,
    )  # fmt: skip
    hints = [node.name for node in onnx.load(str(whole)).graph.node if "hints" in node.input]
    _to_int8(whole, path, ["MatMul"], hints, reduce_range=reduce_range)
