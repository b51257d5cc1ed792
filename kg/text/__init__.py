"""strings → strings with offsets."""
