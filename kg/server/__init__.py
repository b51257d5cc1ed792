"""the store over HTTP."""
