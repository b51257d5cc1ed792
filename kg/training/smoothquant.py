"""Texts → how far the inputs of each linear layer reach → factors that even them out before int8.

Activations share one scale a run, so that the few channels that reach far leave the others a handful of the
256 steps. Divided by a factor each, with the matrix multiplied by the same, they lose less (SmoothQuant, Xiao
et al. 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from kg.extraction.pieces import Pieces

STRENGTH = 0.7
"""How much of the unevenness moves into the matrix; chosen by how near int8 comes to float."""
LEAST = 1e-5
TEXTS = 40
"""Texts that are enough to know how far a channel reaches."""


def reaches(network: nn.Module, texts: Sequence[Pieces]) -> dict[str, Tensor]:
    """Run `texts` through the `encoder` of `network`, and see what its linear layers are given.

    The largest input of each channel, `[in]`, by the name of the layer.
    """
    linear = {
        name: module
        for name, module in network.named_modules()
        if name.startswith("encoder.layers.") and isinstance(module, nn.Linear)
    }
    reached = {name: torch.zeros(module.in_features) for name, module in linear.items()}
    hooks = [module.register_forward_pre_hook(_noting(reached, name)) for name, module in linear.items()]
    with torch.no_grad():
        for text in texts:
            network.get_submodule("encoder")(
                torch.from_numpy(text.ids)[None], torch.from_numpy(text.shapes)[None]
            )
    for hook in hooks:
        hook.remove()
    return reached


def _noting(reached: dict[str, Tensor], name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
    def note(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        reached[name] = torch.maximum(reached[name], inputs[0].abs().amax(dim=(0, 1)))

    return note


def factors(reach: Tensor, matrix: Tensor) -> Tensor:
    """What to divide inputs of `matrix` `[out, in]` by and multiply its columns with; 1 in geometric mean."""
    widest = matrix.abs().amax(dim=0).clamp(min=LEAST)
    logs = STRENGTH * reach.clamp(min=LEAST).log() - (1 - STRENGTH) * widest.log()
    return (logs - logs.mean()).exp()
