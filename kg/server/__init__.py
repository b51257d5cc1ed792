"""the store over HTTP: a parent that speaks the protocol, workers that may be killed."""

from kg.server.app import application
from kg.server.limits import Edition, Limits, Writing

__all__ = ["Edition", "Limits", "Writing", "application"]
