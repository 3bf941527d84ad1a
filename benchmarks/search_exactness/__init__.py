"""Parts of `search_exact`: queries of every kind, pages to ask them of, and both indexes side by side in Node."""
