"""Text → word pieces with shapes and offsets: what the encoder reads.

The vocabulary is uncased, and names live by case: beside its piece, every piece carries the *shape* of the
word it belongs to. A word here is what the tokenizer splits at white space and punctuation; labels stand on
words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.extraction.weights import loading

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHAPES = (
    "special",
    "lower",
    "title",
    "upper",
    "letter",
    "mixed",
    "digits",
    "alphanumeric",
    "symbol",
    "foreign",
)
SHAPE_IDS = 2 * len(SHAPES)
"""Each shape comes twice: glued to what stands before the word (even), or after white space (odd)."""
_SURROGATE = re.compile(r"[\ud800-\udfff]")
MASK_ID = 103
"""What stands for a hidden word in training: `[MASK]` in the vocabulary."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """One text's word pieces, `[CLS]` first and `[SEP]` last.

    `ids` and `shapes` are int64 `[pieces]`; `word_of` gives each piece's word (-1 for the two specials);
    `words` are int64 `[words, 2]` offsets into the text, `heads` the index of each word's first piece.
    """

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    word_of: NDArray[np.int64]
    words: NDArray[np.int64]
    heads: NDArray[np.int64]


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a `tokenizer.json`, without its truncation and padding; raise ExtractionError where it is none."""
    from tokenizers import Tokenizer

    with loading(path):
        tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def to_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut `text` into word pieces.

    The tokenizer sees the text character by character as it stands, so offsets are code points of `text`;
    half a surrogate pair, which no UTF-8 holds, it sees as the mark for what was lost.
    """
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", text))
    word_of: list[int] = []
    words: list[tuple[int, int]] = []
    heads: list[int] = []
    last = None
    for index, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word is None:
            word_of.append(-1)
            last = None
            continue
        if word != last:
            words.append((start, end))
            heads.append(index)
            last = word
        else:
            words[-1] = (words[-1][0], end)
        word_of.append(len(words) - 1)
    shape_of_word = [shape_id(text, start, end) for start, end in words]
    shapes = [0 if word < 0 else shape_of_word[word] for word in word_of]
    return Pieces(
        ids=np.array(encoding.ids, dtype=np.int64),
        shapes=np.array(shapes, dtype=np.int64),
        word_of=np.array(word_of, dtype=np.int64),
        words=np.array(words, dtype=np.int64).reshape(-1, 2),
        heads=np.array(heads, dtype=np.int64),
    )


def shape_id(text: str, start: int, end: int) -> int:
    """Number the shape of the word `text[start:end]` and whether white space stands before it."""
    spaced = start == 0 or text[start - 1].isspace()
    return 2 * SHAPES.index(shape(text[start:end])) + spaced


@lru_cache(maxsize=65536)
def shape(word: str) -> str:
    """Name the shape of a word.

    >>> [shape(word) for word in ("loss", "Adam", "BERT", "K", "mBERT", "52", "T5", "%", "元")]
    ['lower', 'title', 'upper', 'letter', 'mixed', 'digits', 'alphanumeric', 'symbol', 'foreign']
    """
    if word.isdecimal():
        return "digits"
    if not any(map(str.isalnum, word)):
        return "symbol"
    if any(map(str.isdigit, word)):
        return "alphanumeric"
    if not all(
        unicodedata.name(character, "").startswith("LATIN") for character in word if character.isalpha()
    ):
        return "foreign"
    if word.islower():
        return "lower"
    if len(word) == 1:
        return "letter"
    if word.isupper():
        return "upper"
    return "title" if word.istitle() else "mixed"
