"""annotated papers → weights."""
