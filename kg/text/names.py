"""A name as written → its normal form, and a name → the readable part of an IRI."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_HASH_LENGTH = 8
_SLUG_LENGTH = 80


def normal_form(name: str) -> str:
    """Bring case, hyphens, spaces and plural of a name to one form; versions and sizes stay.

    >>> normal_form("Large Language Models"), normal_form("Llama 3.1-70B")
    ('large language model', 'llama 3.1 70b')
    """
    last = name
    while (form := _pass(last)) != last:
        last = form
    return form


def _pass(name: str) -> str:
    form = _DASHES.sub("-", unicodedata.normalize("NFKC", name))
    form = " ".join(re.sub(r"[-_\s]+", " ", form).casefold().split())
    return re.sub(r"(?<=[a-z]{3}[^\Wsiu])s$", "", form)


def slug(name: str) -> str:
    """Make the readable ASCII part of an IRI, ending in a hash where it does not tell all of the name.

    >>> slug("gemini 2.0 flash 001"), slug("c++")
    ('gemini-2-0-flash-001', 'c-cedb1bac')
    """
    low = name.casefold()
    plain = unicodedata.normalize("NFKD", low).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if (
        readable
        and len(readable) <= _SLUG_LENGTH
        and re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+|(?<=\d)\.(?=\d)\d+[a-z0-9]*)*", low)
    ):
        return readable
    digest = sha256(low.encode()).hexdigest()[:_HASH_LENGTH]
    head = readable[: _SLUG_LENGTH - _HASH_LENGTH - 1].strip("-")
    return f"{head}-{digest}" if head else digest
