"""Formats of plain text: records in lines with tags, blocks, parts or cells → documents."""
