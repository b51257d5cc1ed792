"""Layouts of JSON objects → documents."""
