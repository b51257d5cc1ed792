"""Documents → Extractions."""
