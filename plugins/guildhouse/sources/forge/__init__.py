"""Makes Python-Markdown read a text as the forges show it: block structure of CommonMark and GitHub, with line numbers."""
