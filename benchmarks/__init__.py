"""Measurements: each module is a command, `python3 tasks.py bench --name MODULE`."""
