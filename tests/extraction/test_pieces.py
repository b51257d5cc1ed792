"""Word pieces, shapes and offsets over a tokenizer made here."""

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from kg.extraction.pieces import shape, shape_id, to_pieces


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    words = ["[UNK]", "[CLS]", "[SEP]", "foo", "##net", "beats", "gp", "##t", "-", "4", "é"]
    vocabulary = {word: index for index, word in enumerate(words)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(strip_accents=False)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.TemplateProcessing(
        "[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    return made


def test_words_and_heads(tokenizer: Tokenizer) -> None:
    pieces = to_pieces("FooNet beats GPT-4", tokenizer)
    assert pieces.ids.tolist() == [1, 3, 4, 5, 6, 7, 8, 9, 2]
    assert pieces.word_of.tolist() == [-1, 0, 0, 1, 2, 2, 3, 4, -1]
    assert pieces.words.tolist() == [[0, 6], [7, 12], [13, 16], [16, 17], [17, 18]]
    assert pieces.heads.tolist() == [1, 3, 4, 6, 7]


def test_offsets_count_code_points(tokenizer: Tokenizer) -> None:
    text = "\U0001d400 É foo"
    pieces = to_pieces(text, tokenizer)
    assert [text[start:end] for start, end in pieces.words.tolist()] == ["\U0001d400", "É", "foo"]


def test_an_empty_text_has_the_two_specials_alone(tokenizer: Tokenizer) -> None:
    pieces = to_pieces("", tokenizer)
    assert (pieces.ids.tolist(), pieces.words.tolist()) == ([1, 2], [])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("loss", "lower"),
        ("Adam", "title"),
        ("BERT", "upper"),
        ("K", "letter"),
        ("mBERT", "mixed"),
        ("52", "digits"),
        ("T5", "alphanumeric"),
        ("%", "symbol"),
        ("元", "foreign"),
        ("é", "lower"),
        ("α", "foreign"),
    ],
)
def test_shape(word: str, name: str) -> None:
    assert shape(word) == name


def test_white_space_before_a_word_is_part_of_its_shape() -> None:
    assert shape_id("GPT-4 wins", 4, 5) + 1 == shape_id("GPT 4 wins", 4, 5)
