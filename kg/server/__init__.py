"""the store over HTTP: a parent that speaks the protocol, workers that may be killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.late import loading

if TYPE_CHECKING:
    from kg.server.app import application
    from kg.server.limits import Edition, Limits, Writing

__all__ = ["Edition", "Limits", "Writing", "application"]

__getattr__ = loading(
    __name__,
    {
        "kg.server.app": ("application",),
        "kg.server.limits": ("Edition", "Limits", "Writing"),
    },
)
