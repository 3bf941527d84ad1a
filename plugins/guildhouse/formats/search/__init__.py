"""Search: what is indexed, how words become terms, and the files that a browser searches in (docs/search-format.md)."""
