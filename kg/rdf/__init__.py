"""Claims ↔ quads."""
