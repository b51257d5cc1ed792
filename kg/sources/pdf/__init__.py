"""PDF of a paper → one document with its full text."""
