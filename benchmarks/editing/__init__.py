"""The parts of `python3 tasks.py bench --name edits`: a small site, its edits, builds of it, and what can happen to them."""
