"""answers → pictures."""
