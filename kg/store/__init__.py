"""quads → answers."""
