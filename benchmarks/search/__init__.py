"""Real pages, judged queries and other engines, to measure search with."""
