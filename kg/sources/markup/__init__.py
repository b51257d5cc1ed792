"""Formats in XML → documents."""
