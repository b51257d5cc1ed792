"""A question → names that its parameters may be given, for the forms to offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import orjson

from kg.model import EntityType
from kg.server.delivery import Broken, Desk
from kg.server.fitting import meant
from kg.server.protocol import Refusal
from kg.store.questions import Question

_TYPES: Final = frozenset(EntityType)


class Offers:
    """The names that most papers speak of, by type; looked up once for each edition."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._digest = ""
        self._held: dict[tuple[str, ...], Sequence[str]] = {}

    async def of(self, question: Question) -> Mapping[str, tuple[str, Sequence[str]]]:
        """Give for each parameter that takes a name a key, the same for the same types, and the names."""
        kinds = {each.name: meant(each) for each in question.parameters}
        return {
            name: ("names-" + "-".join(types).lower(), offered)
            for name, types in kinds.items()
            if types and _TYPES.issuperset(types) and (offered := await self._names(types))
        }

    async def _names(self, types: tuple[str, ...]) -> Sequence[str]:
        digest = self._desk.edition().digest
        if self._digest != digest:
            self._digest, self._held = digest, {}
        if types not in self._held:
            try:
                self._held[types] = orjson.loads(await self._desk.whole("names", types=types))["names"]
            except (Refusal, Broken):
                # A form without offers is still a form.
                return ()
        return self._held[types]
