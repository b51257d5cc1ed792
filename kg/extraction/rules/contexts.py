"""A name's surroundings → weights for its types; the weights of all its stands are added up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from kg.extraction.rules.wordlists import CONTEXTS, HEADS, TERMS
from kg.model import EntityType, Span

Votes: TypeAlias = Counter[EntityType]
"""Weights by type, whole numbers so that sums do not depend on their order."""

SURE = 10
"""From this weight on the surroundings speak for a type; below it is a guess."""

_NOUN = "|".join(sorted(CONTEXTS, key=lambda noun: (-len(noun), noun)))
_AFTER = re.compile(rf"(?: \([\w-]+\)|\))? (?:benchmark )?({_NOUN})\b")
_APPOSITION = re.compile(
    r"\)?(?:,| --| -|:|(?:,? which)? is(?: \w+ly)?) (?:an?|the|our) "
    r"(?:(?!(?:for|on|in|with|that|to|by|from)\b)[\w-]+ |\([\w-]+\) ){0,9}"
    rf"({_NOUN})\b"
)
_BEFORE = re.compile(
    rf"\b({_NOUN})(?:,| --|:)? "
    r"(?:\(?(?:called|named|dubbed|termed|namely|such as|like|including|i\.e\.,|e\.g\.,) )?(?:the "
    r"|The )?\(?\Z"
)
_ON = re.compile(r"\b(?:on|On) (?:the |both )?\Z")
_INTRODUCED = re.compile(
    r"\b(?:propose|present|introduce|develop|call|called|named|dubbed|termed|as|[Oo]ur|proposed|release"
    r"|namely)"
    r"(?: (?:the|an?|novel|new))*,? \(?\Z|\A\Z"
)
_PRESENTED = re.compile(r"\b(?:propose|present|introduce|develop|release|called|named|dubbed|termed)s? \Z")
_MODEL = re.compile(
    r"(?:GPT|Chat[A-Z]|LL[aA]MA|LLama|Llama|BERT|RoBERTa|T5|ResNet|ViT|Qwen|Gemini|Claude|Mistral|Mixtral"
    r"|DeepSeek"
    r"|PaLM|BLOOM|Vicuna|Phi|Gemma|BART|Swin|CLIP|SAM|DALL|Whisper|Mamba|Stable Diffusion|o\d)(?![a-z]).*"
    r"|.*\w(?:Nets?|NET|[Ff]ormers?|BERT|GANs?|GPT|LMs?|LLMs?|VAE|NNs?|ViTs?|AE|Diff|NeRF)(?:[-+\d].*)?"
)
_DATASET = re.compile(r".*\w(?:Bench|QA|Eval|Set|\d+[kK])(?:-.*)?|MS[- ]?COCO.*|ImageNet.*|CIFAR.*")
_VAGUE = {
    "methods": 4,
    "approaches": 4,
    "method": 6,
    "approach": 6,
    "framework": 8,
    "systems": 4,
    "tasks": 8,
    "task": 8,
}


def votes(text: str, span: Span) -> Votes:
    """Weigh what stands before, after and in the name."""
    said: Votes = Counter()
    before = text[max(0, span.start - 60) : span.start]
    for kind, weight in _said(text[span.start : span.end], before, text, span.end):
        said[kind] += weight
    return said


def known(name: str) -> Votes:
    """Weigh what the term lists say of the name itself, more than any surroundings."""
    kind = TERMS.get(name) or TERMS.get(name.lower())
    if kind is None:
        return Counter()
    return Counter({kind: 15 if kind is EntityType.ORGANIZATION else 1000})


def guess(name: str) -> Votes:
    """Weigh the name's shape alone: softer than anything that its surroundings say."""
    kind = EntityType.MODEL if re.search(r"\d", name) else EntityType.METHOD
    return Counter({kind: 1})


def is_presented(text: str, span: Span) -> bool:
    """Whether the name opens the title (`FooNet: …`) or directly follows `we propose`."""
    if span.start == 0:
        return text[span.end : span.end + 1] == ":"
    before = _PRESENTED.search(text, max(0, span.start - 30), span.start)
    return (
        before is not None
        and re.match(r"[,.:]| (?:\(|that|which|-)", text[span.end : span.end + 8]) is not None
    )


def long_form(text: str, span: Span) -> Votes:
    """Weigh the words of the long form of an abbreviation: its last ones name its kind."""
    words = text[span.start : span.end].lower().split()
    for size in (3, 2, 1):
        if kind := TERMS.get(" ".join(words[-size:])):
            return Counter({kind: 30})
    if kind := HEADS.get(words[-1]):
        return Counter({kind: 30})
    return votes(text, span) + Counter({EntityType.METHOD: 3})


def _said(name: str, before: str, text: str, end: int) -> Iterator[tuple[EntityType, int]]:
    kind = TERMS.get(name) or TERMS.get(name.lower())
    if kind is not None and kind is not EntityType.ORGANIZATION:
        yield kind, 12
    if _MODEL.fullmatch(name):
        yield EntityType.MODEL, 15
    if _DATASET.fullmatch(name):
        yield EntityType.DATASET, 15
    if after := _AFTER.match(text, end):
        yield CONTEXTS[after.group(1)], _VAGUE.get(after.group(1), 20)
    if apposition := _APPOSITION.match(text, end):
        yield CONTEXTS[apposition.group(1)], 25
    if noun := _BEFORE.search(before):
        yield CONTEXTS[noun.group(1)], 20
    if _ON.search(before):
        yield EntityType.DATASET, 12
    if _INTRODUCED.search(before):
        yield EntityType.METHOD, 3
