"""A listing's glued line of title, authors, organizations → its parts, with a doubt where they are unsure.

`…Adaptive Chain-of-ThoughtTencent Hunyuan Team, Ao Liu et al. · tencent-ai`: nothing stands between title and
first author. Every place where two words touch is rated by whether the left side ends as titles do, and
whether the right side and all that follows the commas read as names; the best place wins, a close second is a
doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from kg.sources.personal import has_case, is_team, is_uncased, personal_score, starts_with_particle

_ORGANIZATIONS = " · "
_AND = " and "
_ET_AL = re.compile(r"\bet\.?\s+al\.?$")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NOT_BEFORE = frozenset("-‐‑–/\\([{<&@#_:;,=|~^·‘“«`")
_APOSTROPHES = frozenset("'’")
_SMALL = (
    "a an the of for and or with in on to by from via at as is are into using towards toward under than but"
)
_NEVER_LAST = frozenset(_SMALL.split())
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"[^\W_]+$")
_GLUED = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W\d_]*")
_ODD = re.compile(r"[a-z]{3,}[A-Z]|[A-Z]{2,}[a-z]{2}")  # robotSung, CPGSang: rarely the name of anything
_LONGEST_TITLE = 1000
_LONGEST_NAME = 100
_LONGEST_WORD = 40
_Piece: TypeAlias = tuple[int, int, str]
_CLOSE = 0.4
_FAINT = 0.05
_NONE = 0.005


@dataclass(frozen=True, slots=True)
class Byline:
    """The parts of the line, as written."""

    title: str
    authors: tuple[str, ...] = ()
    complete: bool = True
    organizations: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Split:
    """A place within the piece of that number, the name that starts there, and how good a place it is."""

    at: int
    number: int
    name: str
    score: float


def split(line: str, *, context: str = "") -> Byline:
    """Take the line apart; `context` (the abstract) tells names of things from names of authors.

    >>> split("Deep Residual Learning for Image RecognitionKaiming He, Xiangyu Zhang et al. · msra")
    Byline(title='Deep Residual Learning for Image Recognition', authors=('Kaiming He', 'Xiangyu Zhang'), \
complete=False, organizations=('msra',), doubts=())
    """
    seen = frozenset(word.casefold() for word in _WORD.findall(context))
    names, organizations = _without_organizations(line.strip(), seen)
    body = _without_et_al(names)
    pieces = _pieces(body)
    ranked = sorted(_splits(body, pieces, seen), key=lambda it: (-it.score, it.at))
    if not ranked:
        return Byline(body, (), body == names, organizations, ("no authors found after the title",))
    best = ranked[0]
    authors = (best.name, *(piece for _, _, piece in pieces[best.number + 1 :]))
    doubts = tuple(_doubts(best, ranked[1:]))
    return Byline(body[: best.at].strip(), authors, body == names, organizations, doubts)


def _without_et_al(names: str) -> str:
    body = _ET_AL.sub("", names)
    return body if body == names else body.rstrip(" ,")


def _without_organizations(line: str, seen: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    names, dot, tail = line.rpartition(_ORGANIZATIONS)
    organizations = tuple(part.strip() for part in tail.split(",") if part.strip())
    if not dot or not organizations or _ET_AL.search(tail):
        return line, ()
    # A title may hold the dot itself: then it is the whole line that has the authors at its end.
    if not _ET_AL.search(names) and _best(line, seen) > _best(names, seen):
        return line, ()
    return names.rstrip(), organizations


def _best(body: str, seen: frozenset[str]) -> float:
    return max((it.score for it in _splits(body, _pieces(body), seen)), default=0.0)


def _doubts(best: _Split, others: list[_Split]) -> Iterator[str]:
    first = best.name
    if best.score < _FAINT or (first.isalpha() and has_case(first[0]) and not is_team([first])):
        yield f"{first!r} may be no author"
    if others and others[0].score >= _CLOSE * best.score:
        yield f"the title may end before {others[0].name!r}, not before {first!r}"


def _splits(body: str, pieces: list[_Piece], seen: frozenset[str]) -> Iterator[_Split]:
    scores = [personal_score(piece) for _, _, piece in pieces]
    # The lowest score from each piece on; beyond the last there is none to be low.
    lowest = [*accumulate(reversed(scores), min, initial=1.0)][::-1]
    known = seen | {word.casefold() for word in _WORD.findall(body)}
    before = 1.0  # falls with each part of the title, set off by commas, that could be a name itself
    for number, (start, end, _) in enumerate(pieces):
        if start > _LONGEST_TITLE:
            return
        # One odd name among the rest is a doubt, not a proof.
        rest = max(_FAINT, lowest[number + 1])
        for at, weight in _touching(body, max(start, end - _LONGEST_NAME), min(end, _LONGEST_TITLE)):
            first = body[at:end].strip()
            score = weight * before * rest * _first_score(first, known) * _title_score(body[:at], known, seen)
            score *= 0.2 if number and _is_one_name(body[start:at]) else 1.0
            score *= 0.03 if _is_torn(body, at, known, seen) else 1.0
            if score >= _NONE:
                yield _Split(at, number, first, score)
        if number:
            before *= 1 - 0.9 * scores[number]


def _is_one_name(text: str) -> bool:
    """Tell whether a title would end in `, Yu`: more likely a name cut in two (`, Yu|Xuan Liu`)."""
    word = text.strip()
    return word.istitle() and word.isalpha()


def _pieces(body: str) -> list[_Piece]:
    """What stands between commas or before a last `and`, with its span; `, Jr.` stays with its name."""
    pieces: list[_Piece] = []
    start = 0
    for part in body.split(","):
        end = start + len(part)
        if pieces and _SUFFIX.fullmatch(part.strip()):
            start = pieces.pop()[0]
        if part.strip():
            pieces.append((start, end, body[start:end].strip()))
        start = end + 1
    return [*pieces[:-1], *_last_two(body, *pieces[-1])] if pieces else []


def _last_two(body: str, start: int, end: int, piece: str) -> list[_Piece]:
    """Take `Ann Lee and Bo Li` apart, but not `Search and Ranking Team`."""
    at = body.rfind(_AND, start, end)
    last = body[at + len(_AND) : end].strip() if at >= start else ""
    if not last or is_team(last.split()) or personal_score(last) < 0.5:
        return [(start, end, piece)]
    first = body[start:at].strip()
    return [*([(start, at, first)] if first else []), (at + len(_AND), end, last)]


def _touching(body: str, start: int, end: int) -> Iterator[tuple[int, float]]:
    """Places within a piece where a title may touch a name, each with how likely such a place is at all."""
    for at in range(max(start, 1), end):
        before, after = body[at - 1], body[at]
        if before.isspace() or before in _NOT_BEFORE or not after.isalpha():
            continue
        if is_uncased(after):
            yield at, 0.2 if is_uncased(before) else 1.0
        elif after.isupper():
            yield at, _capital_weight(body[max(0, at - 3) : at], body[at + 1 : at + 2])
        elif before.isalpha() and starts_with_particle(body[at:end]):
            yield at, 0.05


def _capital_weight(before: str, follows: str) -> float:
    """How likely a name starts with the capital between the two, by the characters next to it."""
    if before[-1] in _APOSTROPHES:  # O'Brien, against a quotation's end
        return 0.3 if before[:-1].isalpha() and len(before) > 2 else 0.0
    if before[-1] in {".", "—"}:
        return 0.3
    if not before[-1].isupper() or follows.islower() or "\u0300" <= follows <= "\u036f":
        return 1.0
    if follows in {".", *_APOSTROPHES}:
        return 1.0
    return 0.1 if follows == " " else 0.0


def _is_torn(body: str, at: int, known: frozenset[str], seen: frozenset[str]) -> bool:
    """Tell whether the place cuts a known word: `Image|Net`, where the abstract has `ImageNet`."""
    left = _LAST_WORD.search(body, max(0, at - _LONGEST_WORD), at)
    right = _WORD.match(body, at, at + _LONGEST_WORD)
    if left is None or right is None:
        return False
    heads = [left[0][i:] for i, character in enumerate(left[0]) if i == 0 or character.isupper()]
    tails = [right[0][:j] for j in range(1, len(right[0]) + 1) if j == len(right[0]) or right[0][j].isupper()]
    words = {(head + tail).casefold() for head in heads for tail in tails}
    return not words.isdisjoint(seen) or not (words - {(left[0] + right[0]).casefold()}).isdisjoint(known)


def _first_score(name: str, known: frozenset[str]) -> float:
    score = personal_score(name)
    words = name.split()
    leading = _WORD.search(words[0])
    if is_team(words) and leading and leading[0].casefold() in known:
        return min(1.0, 2.5 * score)
    return score


def _title_score(title: str, known: frozenset[str], seen: frozenset[str]) -> float:
    words = title.split()
    if not words:
        return 0.0
    score = _last_word_score(words[-1], known, seen)
    if len(words) == 1:
        return 0.5 * score
    if title.count("(") > title.count(")") or title.count("“") > title.count("”"):
        score *= 0.05
    if words[-1].casefold() in _NEVER_LAST:
        score *= 0.02
    # A capital inside a word that stands nowhere else may be the place itself, missed.
    unexplained = {word.casefold() for word in words[1:-1] if _GLUED.fullmatch(word)} - seen
    return score * 0.4 ** len(unexplained)


def _last_word_score(word: str, known: frozenset[str], seen: frozenset[str]) -> float:
    parts = _WORD.findall(word)
    if not parts or parts[-1].casefold() in known:
        return 1.0
    core = parts[-1]
    if core.isupper() and len(core) == 1:
        return 0.3
    if (
        core.islower()
        or core[1:].islower()
        or core.removesuffix("s").isupper()
        or not any(map(has_case, core))
    ):
        return 0.8
    # Titles end in names like ImageNet, but then the abstract, where there is one, has them too.
    return 0.05 if _ODD.match(core) else 0.1 if seen else 0.3
