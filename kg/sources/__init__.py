"""files → Documents."""
