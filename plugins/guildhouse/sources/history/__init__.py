"""Everything that git knows of a site: one pass over its commits, who is who in them, and what each had to do with the files of today.

What commits hold was written by anybody, so nothing of it is trusted; of the repository's own configuration nothing is ever read.
"""
