"""A few words → how much they read like the name of a person or of a team of authors, 0 to 1."""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL = (
    "van von der den de del della di da do dos das du la le los las ten ter te zu zum zur"
    " al el bin ibn ben af av y e"
)
_PARTICLES = frozenset(_SMALL.split())
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
_BODIES = (
    "Team Teams Group Lab Labs Laboratory Collaboration Consortium Research AI Project Community Institute"
    " Foundation Workshop Authors Contributors Initiative"
)
_TEAM_ENDS = frozenset(_BODIES.split())
# Inner capitals that names have of old: McCallum, MacKay, LeCun, DeVries, DiCaprio, FitzGerald, O'Brien.
_INNER = re.compile(
    r"(?:Ma?c|Le|La|Del?|Di|Du|Da|Fitz|Van|Von|Ter|Ten|El|Al|Ó|[ODLNM]['’ʼ])(?=[^\W\d_a-z]\w)"
)
_LEADING = re.compile(r"(?:van|von|de (?:la|los|las)) ")
_LAST_PART = re.compile(r"[A-Z]?[a-z]+$|[A-Z]+$")
_LONGEST = 60  # of a word
_TWO_SYLLABLES = re.compile(r"[A-Z][a-z]{1,6}[A-Z][a-z]{1,5}")  # KyungHyun, YuXuan
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[-‐‑]?)+|[^\W\d_]")
_HYPHENS = re.compile(r"[-‐‑–]")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蘇盧蔣葉閻鍾鄒陸龍萬錢湯賀賴龔欧歐司諸诸上"
)


def has_case(character: str) -> bool:
    """Tell letters that have capitals (Latin, Cyrillic) from those of scripts without (Chinese, Arabic)."""
    return character.lower() != character.upper()


def is_uncased(character: str) -> bool:
    """Tell whether a character is a letter of a script without capitals."""
    return character.isalpha() and not has_case(character)


def personal_score(text: str) -> float:
    """Rate a name as a list of authors gives it.

    >>> [personal_score(name) for name in ("Laurens van der Maaten", "Tencent Hunyuan Team", "of Beyond")]
    [1.0, 0.9, 0.02]
    """
    words = text.split()
    if not words or len(words) > 8:
        return 0.0
    if is_team(words):
        return 0.9 * min(_team_word(word) for word in words)
    if words[-1].rstrip(".") in _SUFFIXES and len(words) > 2:
        words[-2:] = [words[-2].rstrip(",")]
    if all(is_uncased(character) for character in "".join(words)):
        return _uncased_name("".join(words))
    return _person(words)


def is_team(words: list[str]) -> bool:
    """Tell whether the words name a team or another body (`Qwen Team`, `DeepSeek-AI`), not a person."""
    last = _LAST_PART.search(words[-1][-_LONGEST:])
    alone = len(words) == 1 and last is not None and last[0] == words[0]
    if alone or len(words) > 5:
        return False
    return words[0] == "Team" or (last is not None and last[0] in _TEAM_ENDS)


def starts_with_particle(text: str) -> bool:
    """Tell whether a name starts like `van der Maaten`; particles that end English words too do not count."""
    return bool(_LEADING.match(text))


def _person(words: list[str]) -> float:
    full = [word for word in words if word not in _PARTICLES]
    if not full or words[-1] in _PARTICLES:
        return 0.0
    by_length = (0.0, 0.15, 1.0, 1.0, 0.8, 0.4, 0.1, 0.05, 0.02)
    score = by_length[len(full)] if words[0] not in _PARTICLES else 0.6
    if all(_is_initials(word) for word in full):
        score *= 0.05
    for word in full:
        score *= _person_word(word)
    return score


@lru_cache(maxsize=4096)
def _person_word(word: str) -> float:
    if _is_initials(word):
        return 1.0
    parts = [part for part in _HYPHENS.split(word) if part]
    if not parts:
        return 0.0
    # Min-jun, Kai-wei: the second half of a given name is often small.
    later = (0.9 if part.islower() and part.isalpha() else _plain_part(part) for part in parts[1:])
    return min([_plain_part(parts[0]), *later])


def _plain_part(part: str) -> float:
    nickname = part.strip("()\"“”'’")
    if nickname != part and len(nickname) > 1:
        return 0.5 * _plain_part(nickname)
    letters = _INNER.sub("", part, count=1) if _INNER.match(part) else part
    letters = re.sub(r"['’ʼ`.]", "", letters)
    if not letters or not all(_is_letter(character) for character in letters):
        return 0.0
    if not has_case(letters[0]):
        return 1.0 if is_uncased(letters[0]) else 0.0
    if letters[0].islower():
        return 0.02
    rest = letters[1:]
    if not rest or rest.islower() or not any(has_case(character) for character in rest):
        return 1.0
    if letters.isupper():
        return 0.3
    return 0.1 if _TWO_SYLLABLES.fullmatch(letters) else 0.02


def _is_letter(character: str) -> bool:
    return character.isalpha() or "\u0300" <= character <= "\u036f"  # combining accents of decomposed letters


def _is_initials(word: str) -> bool:
    """`J.`, `J`, `J.K.`, `Ph.`, `J.-P.`"""
    return word[0].isupper() and _INITIALS.fullmatch(word) is not None


def _team_word(word: str) -> float:
    core = word.strip("()@&.,'’")
    if not core or core.lower() in {"of", "for", "and", "the", "at", "on", "et", "x"}:
        return 0.9
    if not all(character.isalnum() or character in "-‐‑–.'’+&" for character in core):
        return 0.05
    parts = [part for part in _HYPHENS.split(core) if part]
    return min((_team_part(part) for part in parts), default=0.05)


def _team_part(part: str) -> float:
    if part[0].islower():
        return 0.1
    inner = part[1:]
    if (
        inner.islower()
        or part.isupper()
        or not any(character.isalpha() and has_case(character) for character in inner)
    ):
        return 1.0
    return 0.4


def _uncased_name(name: str) -> float:
    if not 2 <= len(name) <= 4:
        return 0.1
    chinese = "\u4e00" <= name[0] <= "\u9fff"
    common = not chinese or name[0] in _SURNAMES
    return (1.0 if common else 0.3) * (1.0 if len(name) <= 3 else 0.3)
