"""Parts of `search_exact`: does a search in shards give what a search in the whole index gives?"""
