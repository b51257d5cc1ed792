"""A name as written → its normal form, and a name → the readable part of an IRI."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from kg.text.macros import plain
from kg.text.plurals import singular


@lru_cache(maxsize=1 << 16)
def normal_form(name: str) -> str:
    """Bring case, hyphens, plural, article, LaTeX and tail of a name to one form; versions and sizes stay.

    The form of a form is itself.

    >>> normal_form("Large-Language Models"), normal_form("the BERT model"), normal_form("Llama 3.1-70B")
    ('large language model', 'bert', 'llama 3.1 70b')
    """
    form, last = _pass(name), name
    while form != last:
        form, last = _pass(form), form
    return form


def _pass(name: str) -> str:
    form = _fold(plain(unicodedata.normalize("NFKC", name)))
    form = _without_tail(_ARTICLE.sub("", form.strip(_EDGES)).removesuffix("'s"))
    form = _joined(_ACRONYMS.sub(r"\1", form).casefold())
    words = form.strip(_EDGES).rstrip(".").split()
    form = " ".join(_singulars(words))
    # What has no letter loses its hyphens too, unless it is nothing else.
    raw = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return form or _spaced(raw) or raw


def _spaced(name: str) -> str:
    return " ".join(_HYPHENS.sub(" ", name).split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EDGES = " \t\n\"“”'`,;:"
_ARTICLE = re.compile(r"(?i)^(?:(?:the|an?|our|this|these|their|its)\s+)+(?=\S)")
# YOLOv5s and YOLO11s are sizes and no plurals.
_ACRONYMS = re.compile(r"([A-Z][\w-]*[A-Z0-9])(?<!v\d)(?<!v\d\d)(?<!YOLO\d)(?<!YOLO\d\d)s$")
_HYPHENS = re.compile("[-_]")
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63]")
_QUOTES = re.compile(r"[’‘ʼ´]")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u0000-\u0008\u000e-\u001f\u007f]")
_MARKED = re.compile(r"([a-zA-Z])[\u0300-\u036f]+")


def _fold(name: str) -> str:
    """Bring dashes, quotes and accents on Latin letters to one form."""
    form = _HIDDEN.sub("", name)
    if form.isascii():
        return form
    form = _QUOTES.sub("'", _DASHES.sub("-", form))
    return unicodedata.normalize("NFC", _MARKED.sub(r"\1", unicodedata.normalize("NFD", form)))


_TAIL = re.compile(
    r"\s(?:models?|methods?|data\s?sets?|frameworks?|benchmarks?|corpus|corpora|algorithms?|architectures?"
    r"|approach(?:es)?|librar(?:y|ies)|toolkits?|platforms?|scores?|metrics?|leaderboards?|famil(?:y|ies)|series)$"
)
_STRONG = re.compile(r"\w*[A-Z][\w-]*[A-Z]|\w*[a-z][A-Z]|[A-Za-z]+[\w-]*\d|\d+(?:\.\d+)*[BbMK]?$")
# Fields, tasks and parts, whose models are many: `QA dataset` is no name, and no QA.
_FIELDS = _words(
    "AI ML NLP QA ASR RL CV VQA NER IR MT NMT TTS OCR IE RE CTR GPU CPU TPU API 2D 3D HCI KG KGC RGB"
)
_STEPS = _words("stage phase level type tier layer category class top section version step")


def _without_tail(name: str) -> str:
    """Take `model` and the like off a name that stands without: `BERT model`, not `diffusion model`."""
    tail = _TAIL.search(name)
    if tail is None:
        return name
    words = name[: tail.start()].split()
    numbered = len(words) > 1 and words[-1][:1].isdigit()
    head = words[-2] if numbered else words[-1] if words else ""
    if not words or head in _FIELDS or head.lower() in _STEPS or (numbered and not head[0].isupper()):
        return name
    if words[-1][:1].isdigit() and not numbered:
        return name
    return name[: tail.start()] if _STRONG.match(words[-1]) else name


_LETTER = re.compile(r"(?<![^\s-])([a-z])-(?=\w)|(?<![^\s-])([a-z])[ /](?=\d)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_APART = re.compile(r"[-_,:;()\[\]{}\"“”|\s]+")
_PREFIX = re.compile(
    r"(?<!\S)(pre|re|multi|non|auto|post|sub|co|anti|inter|intra|hyper|super|back|feed|fine(?= tun))\s"
    r"(?=[a-z]{4})"
)
_TIGHT = re.compile(r"\s*@\s*")
_VERSIONED = re.compile(r"(?<![^\s])(conv|[a-z]{3,}?)(?=v?\d+(?:\.\d+)*[a-z]{0,2}(?:\s|$))")


def _joined(name: str) -> str:
    """Bring hyphens and spaces to one form: `U-Net` as `UNet`, `Llama3` as `Llama 3`."""
    form = _GROUPED.sub("", _LETTER.sub(r"\1\2", name))
    form = _TIGHT.sub("@", _APART.sub(" ", form.replace("&", " and ").replace("'", "")))
    return _LETTER.sub(r"\1\2", _VERSIONED.sub(r"\1 ", _PREFIX.sub(r"\1", form.strip())))


def _singulars(words: list[str]) -> list[str]:
    """Put the head in the singular: the last word, and the one before `of`."""
    return [
        singular(word) if index + 1 == len(words) or words[index + 1] == "of" else word
        for index, word in enumerate(words)
    ]


_HASH_LENGTH = 8
_SLUG_LENGTH = 80
_LOSSLESS = re.compile(r"[a-z0-9]+(?:(?: |(?<=\d)\.(?=\d))[a-z0-9]+)*")
_LIKE_HASH = re.compile(r"(?:^|-)[0-9a-f]{8}$")


def slug(name: str) -> str:
    """Make the readable ASCII part of an IRI, at most 80 characters of `a-z`, `0-9` and `-`.

    Names that differ in more than case, hyphens and spaces never share one: where the slug cannot tell the
    whole name it ends in a hash. Between digits a point becomes `-` and a space `--`.

    >>> slug("gemini 2.0 flash 001"), slug("llama 3.1 70b"), slug("c++")
    ('gemini-2-0-flash-001', 'llama-3-1--70b', 'c-cedb1bac')
    """
    low = _spaced(name.casefold())
    readable = re.sub(r"[ .]", "-", re.sub(r"(?<=\d) (?=\d)", "--", low))
    if _LOSSLESS.fullmatch(low) and len(readable) <= _SLUG_LENGTH and not _LIKE_HASH.search(readable):
        return readable
    plain_low = unicodedata.normalize("NFKD", low).encode("ascii", "ignore").decode()
    head = re.sub(r"[^a-z0-9]+", "-", plain_low)[: _SLUG_LENGTH - _HASH_LENGTH - 1].strip("-")
    digest = sha256((low or name).encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_LENGTH]
    return f"{head}-{digest}" if head else digest
