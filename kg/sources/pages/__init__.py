"""Pages in HTML, and lists in Markdown → documents."""
