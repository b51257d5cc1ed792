"""A normal form in British spelling → the same in American: the field writes both, often in one paper."""

from __future__ import annotations

import re
from typing import Final

_ENDINGS: Final = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=[a-z]{3})is(?=(?:ations?|e|ed|ers?|es|ing)\b)", "iz"),
        (r"(?<=al)ys(?=(?:e|ed|ers?|es|ing)\b)", "yz"),
        (r"\b(behavi|col|fav|flav|lab|neighb|tum)our", r"\1or"),
        (r"\b(cent|fib|lit|met|millimet|theat)re\b", r"\1er"),
        (r"\b(defen|licen|offen)ce\b", r"\1se"),
        (r"\b(analog|catalog|dialog)ue(?=s?\b)", r"\1"),
        (r"\b(channel|label|level|model|relabel|remodel|signal|travel|tunnel)l(?=(?:ed|ers?|ing)\b)", r"\1"),
        (r"\bartefact", "artifact"),
        (r"\bgrey", "gray"),
    )
)
"""A word that ends so in American spelling too (`noise`) is no word any more, but still like itself alone."""
_HINT: Final = re.compile(r"is[aei]|ys[ei]|our|[bnt]re\b|[ns]ce\b|ogue|[ae]ll|artef|grey")
"""What any of them has: most names have none."""


def american(form: str) -> str:
    """Write a normal form as American authors would: for comparing, not for showing.

    >>> american("generalisation"), american("dialogue state tracking"), american("travelling salesman")
    ('generalization', 'dialog state tracking', 'traveling salesman')
    """
    for british, ending in _ENDINGS if _HINT.search(form) else ():
        form = british.sub(ending, form)
    return form
