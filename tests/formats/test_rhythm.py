"""Rules in words."""

from __future__ import annotations

import pytest

from guildhouse.formats.rhythm import rhythm


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (None, ""),
        ("FREQ=WEEKLY;BYDAY=WE", "Every Wednesday"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Every second Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=6;BYDAY=TU", "Tuesday of every sixth week"),
        ("FREQ=WEEKLY;INTERVAL=2", "Every second week"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Monday to Friday"),
        ("FREQ=WEEKLY;INTERVAL=5;BYDAY=TU", ""),
        ("FREQ=MONTHLY;BYDAY=-1TH", "Last Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "First Monday and third Monday of the month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2MO", "Second Monday of every third month"),
        ("FREQ=MONTHLY;BYDAY=MO", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=3", ""),
        ("FREQ=MONTHLY", ""),
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;BYDAY=MO", ""),
        ("FREQ=YEARLY", ""),
        ("FREQ=WEEKLY;BYDAY=XX", ""),
    ],
)
def test_a_rule_in_words(rule, words):
    assert rhythm(rule) == words
