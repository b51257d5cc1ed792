"""A JSON value of a known layout → what stands at a path in it, whatever is really there."""

from __future__ import annotations

from kg.sources.objects.fields import tidy


def at(value: object, *path: str | int) -> object:
    """Give what stands at a path of names and positions, else None.

    >>> at({"issued": {"date-parts": [[2024, 5]]}}, "issued", "date-parts", 0, 0)
    2024
    """
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and -len(value) <= step < len(value) else None
    return value


def text_at(value: object, *path: str | int) -> str:
    """Give the text or number at a path on one line, entities resolved, else an empty text."""
    return tidy(at(value, *path))


def raw_at(value: object, *path: str | int) -> str:
    """Give the text at a path as it stands, else an empty text."""
    found = at(value, *path)
    return found if isinstance(found, str) else ""


def rows_at(value: object, *path: str | int) -> list[dict[str, object]]:
    """Give the objects of the list at a path; all else in it falls away."""
    found = at(value, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def texts_at(value: object, *path: str | int) -> list[str]:
    """Give the texts of the list at a path, each on one line; a text alone is a list of one."""
    found = at(value, *path)
    return list(filter(None, map(tidy, found if isinstance(found, list) else [found])))
