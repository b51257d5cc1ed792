"""An address of the web → the same as it may be shown."""

from __future__ import annotations


def without_password(address: str) -> str:
    """Leave out a name and a password.

    >>> without_password("https://ann:secret@example.org/sparql")
    'https://example.org/sparql'
    """
    scheme, slashes, rest = address.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"
