"""Extractions → Claims."""
