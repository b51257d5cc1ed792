"""Mentions, entities, relations and results by rules: the floor that a trained network has to beat."""
