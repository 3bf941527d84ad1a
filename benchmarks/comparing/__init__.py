"""The parts of `python3 tasks.py bench`: what is built, by whom, what it cost, and how that is shown."""
