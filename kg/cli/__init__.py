"""Arguments → a command carried out: what it says on standard error, its data on standard output."""

from kg.cli.app import main

__all__ = ["main"]
