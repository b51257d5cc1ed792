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

from kg.sources.personal import has_case, is_team, is_uncased, personal_score, starts_with_particle

_ORGANIZATIONS = " · "
_ET_AL = re.compile(r",?\s*\bet\.?\s+al\.?\s*$")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_NOT_BEFORE = frozenset("-‐‑–—/\\([{<&@#_:;,=|~^·'’‘“«`")
_SMALL = (
    "a an the of for and or with in on to by from via at as is are into using towards toward under than but"
)
_NEVER_LAST = frozenset(_SMALL.split())
_WORD = re.compile(r"[^\W_]+")
_LEFT = re.compile(r"[^\W_]+$")
_RIGHT = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W\d_]*")
_CLOSE = 0.4
_FAINT = 0.05


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
    title: str
    authors: tuple[str, ...]
    score: float


def split(line: str, *, context: str = "") -> Byline:
    """Take the line apart; `context` (the abstract) tells names of things from names of authors.

    >>> split("Deep Residual Learning for Image RecognitionKaiming He, Xiangyu Zhang et al. · msra")
    Byline(title='Deep Residual Learning for Image Recognition', authors=('Kaiming He', 'Xiangyu Zhang'), \
complete=False, organizations=('msra',), doubts=())
    """
    names, organizations = _without_organizations(line.strip(), context)
    body = _ET_AL.sub("", names)
    complete = body == names
    ranked = sorted(_splits(body, context), key=lambda it: (-it.score, len(it.title)))
    if not ranked or ranked[0].score <= 0:
        return Byline(body, (), complete, organizations, ("no authors found after the title",))
    best = ranked[0]
    return Byline(best.title, best.authors, complete, organizations, tuple(_doubts(best, ranked[1:])))


def _without_organizations(line: str, context: str) -> tuple[str, tuple[str, ...]]:
    names, dot, tail = line.rpartition(_ORGANIZATIONS)
    organizations = tuple(part.strip() for part in tail.split(",") if part.strip())
    if not dot or not organizations or _ET_AL.search(tail):
        return line, ()
    # A title may hold the dot itself: then it is the whole line that has the authors at its end.
    if not _ET_AL.search(names) and _best(line, context) > _best(names, context):
        return line, ()
    return names, organizations


def _best(body: str, context: str) -> float:
    return max((it.score for it in _splits(body, context)), default=0.0)


def _doubts(best: _Split, others: list[_Split]) -> Iterator[str]:
    if best.score < _FAINT:
        yield f"{best.authors[0]!r} may be no author"
    if others and others[0].score >= _CLOSE * best.score:
        yield f"the title may end before {others[0].authors[0]!r}, not before {best.authors[0]!r}"


def _splits(body: str, context: str) -> Iterator[_Split]:
    seen = {word.casefold() for word in _WORD.findall(context)}
    pieces = _pieces(body)
    for number, (start, end) in enumerate(pieces):
        later = [body[a:b].strip() for a, b in pieces[number + 1 :]]
        rest = min(map(personal_score, later), default=1.0)
        if rest == 0:
            continue
        for at, weight in _touching(body, start, end):
            first = body[at:end].strip()
            known = seen | {word.casefold() for word in _WORD.findall(body[: body.rfind(" ", 0, at) + 1])}
            score = weight * _first_score(first, known) * rest * _title_score(body[:at], known, seen)
            score *= 0.1 if _is_torn(body, at, known) else 1.0
            if score > 0:
                yield _Split(body[:at].strip(), (first, *later), score)


def _pieces(body: str) -> list[tuple[int, int]]:
    """Spans between commas, `, Jr.` kept with the name before it, an empty piece left out."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for part in body.split(","):
        end = start + len(part)
        if pieces and _SUFFIX.fullmatch(part.strip()):
            pieces[-1] = pieces[-1][0], end
        elif part.strip():
            pieces.append((start, end))
        start = end + 1
    return pieces


def _touching(body: str, start: int, end: int) -> Iterator[tuple[int, float]]:
    """Places within a piece where a title may touch a name, each with how likely such a place is at all."""
    for at in range(max(start, 1), end):
        before, after = body[at - 1], body[at]
        if before.isspace() or before in _NOT_BEFORE or not after.isalpha():
            continue
        if after.isupper():
            follows = body[at + 1 : at + 2]
            if (
                not before.isupper()
                or follows.islower()
                or follows in {".", "'", "’"}
                or "\u0300" <= follows <= "\u036f"
            ):
                yield at, 0.3 if before == "." else 1.0
            elif follows == " ":
                yield at, 0.1
        elif is_uncased(after):
            yield at, 0.2 if is_uncased(before) else 1.0
        elif before.isalpha() and starts_with_particle(body[at:end]):
            yield at, 0.05


def _is_torn(body: str, at: int, known: set[str]) -> bool:
    """Tell whether the place cuts a known word: `Image|Net`, where the abstract has `ImageNet`."""
    left, right = _LEFT.search(body, 0, at), _RIGHT.match(body, at)
    if left is None or right is None:
        return False
    heads = [left[0][i:] for i, character in enumerate(left[0]) if i == 0 or character.isupper()]
    tails = [right[0][:j] for j in range(1, len(right[0]) + 1) if j == len(right[0]) or right[0][j].isupper()]
    return any((head + tail).casefold() in known for head in heads for tail in tails)


def _first_score(name: str, known: set[str]) -> float:
    words = name.split()
    score = personal_score(name)
    if is_team(words) and _WORD.findall(words[0])[:1] and _WORD.findall(words[0])[0].casefold() in known:
        return min(1.0, 2.5 * score)
    return score


def _title_score(title: str, known: set[str], seen: set[str]) -> float:
    words = title.split()
    if not words:
        return 0.0
    last = words[-1]
    score = 1.0 if len(words) > 1 else 0.5
    if title.count("(") > title.count(")") or title.count("“") > title.count("”"):
        score *= 0.05
    if last.casefold() in _NEVER_LAST and len(words) > 1:
        score *= 0.02
    # A capital inside a word that stands nowhere else may be the place itself, missed.
    unexplained = {word.casefold() for word in words[1:-1] if _GLUED.fullmatch(word)} - seen
    return score * 0.5 ** len(unexplained) * _last_word_score(last, known)


def _last_word_score(word: str, known: set[str]) -> float:
    parts = _WORD.findall(word)
    if not parts or parts[-1].casefold() in known:
        return 1.0
    core = parts[-1]
    if core[:1].isupper() and len(core) == 1:
        return 0.3
    plural = core.removesuffix("s")
    if core.islower() or core[1:].islower() or plural.isupper() or not any(map(has_case, core)):
        return 0.8
    return 0.3
