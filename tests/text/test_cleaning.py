"""Markup that is no LaTeX."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.cleaning import one_line, paragraphs, unhyphenated, untagged, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eﬃcient ﬁt ﬂow", "efficient fit flow"),
        ("a\u00a0b\u2009c\u3000d", "a b c d"),
        ("net\u00adwork\u200b \ufeffx\x00", "network x"),
        ("\n a\r\n\tb ", "a b"),
        (
            "conjunc(cid:173) tion, Polak(cid:173) Ribiere 5(cid:173) 7",
            "conjunction, Polak-Ribiere 5(cid:173) 7",
        ),
        (
            "e(cid:11)ective, trade-o(cid:11), coe(cid:14)cient (cid:12)xed",
            "effective, trade-off, coefficient fixed",
        ),
        ("(cid:147)suf(cid:2)cient(cid:148), (cid:2)lter, N(cid:2)N", "“sufficient”, filter, N(cid:2)N"),
        ("(cid:15)-tube of K(cid:0)means, l(cid:9999", "(cid:15)-tube of K(cid:0)means, l(cid:9999"),
    ],
)
def test_one_line(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_paragraphs() -> None:
    assert paragraphs("\n a\nb \n \n\n c\u2029d\n") == "a b\n\nc\n\nd"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("neu-\nral net- works", "neural networks"),
        ("pre- and post-training", "pre- and post-training"),
        ("state- of-the-art", "state-of-the-art"),
        ("abstrac-tive and abstractive", "abstractive and abstractive"),
        ("word- level and word-level", "word-level and word-level"),
        ("LEARN- ING", "LEARNING"),
        ("GPT- style 3 - 4", "GPTstyle 3 - 4"),
    ],
)
def test_unhyphenated(text: str, expected: str) -> None:
    assert unhyphenated(text, words=words_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>a <b>b</b></p><p>c</p>", "a b\n\nc"),
        ("<jats:sec><jats:title>Aim</jats:title><jats:p>x&amp;y</jats:p></jats:sec>", "Aim\n\nx&y"),
        ("a &lt;i&gt;b&lt;/i&gt; &amp;lt; c", "a b &lt; c"),
        ("p<0.05 and x>y, <unk> tokens", "p<0.05 and x>y, <unk> tokens"),
        ("a<!-- no -->b", "ab"),
    ],
)
def test_untagged(text: str, expected: str) -> None:
    assert untagged(text) == expected


@given(st.text(alphabet=st.sampled_from("<>/&;!- \nabp\u00ad\ud800ﬁ"), max_size=60))
def test_anything_becomes_text(text: str) -> None:
    untagged(text).encode()


@pytest.mark.parametrize("piece", ["<a ", "<!--", "&lt;", "a- ", "\n ", "<", "a-b-"])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert len(untagged(text)) <= len(text)
    assert len(unhyphenated(text, words=words_of(text))) <= len(text)


def test_a_word_without_end_behind_a_torn_hyphen_is_read_soon() -> None:
    started = time.process_time()
    torn = f"learn- {'ce' * 50_000}9"
    assert unhyphenated(torn) == torn
    assert time.process_time() - started < 5  # what takes time with the square of its length takes minutes
