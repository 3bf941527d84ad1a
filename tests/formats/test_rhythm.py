"""Rules in words."""

from __future__ import annotations

import pytest

from guildhouse.formats.rhythm import rhythm
from guildhouse.language import language


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (None, None),
        ("FREQ=WEEKLY;BYDAY=WE", "Every Wednesday"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Every second Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=6;BYDAY=TU", "Tuesday of every sixth week"),
        ("FREQ=WEEKLY;INTERVAL=2", "Every second week"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Monday to Friday"),
        ("FREQ=WEEKLY;INTERVAL=5;BYDAY=TU", None),
        ("FREQ=MONTHLY;BYDAY=-1TH", "Last Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=1MO,3MO", "First Monday and third Monday of the month"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2MO", "Second Monday of every third month"),
        ("FREQ=MONTHLY;BYDAY=MO", None),
        ("FREQ=MONTHLY;BYMONTHDAY=3", None),
        ("FREQ=MONTHLY", None),
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;BYDAY=MO", None),
        ("FREQ=YEARLY", None),
        ("FREQ=WEEKLY;BYDAY=XX", None),
    ],
)
def test_a_rule_in_words(rule, words):
    said = rhythm(rule)
    assert (said and language("en").say(said)) == words


def test_other_languages_order_it_as_they_do():
    assert language("de").say(rhythm("FREQ=WEEKLY;INTERVAL=6;BYDAY=TU")) == "Dienstag jeder sechsten Woche"
    assert language("de").say(rhythm("FREQ=MONTHLY;BYDAY=1MO,-1FR")) == "Erster Montag und letzter Freitag des Monats"
    assert language("ar").say(rhythm("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")) == "الأربعاء كل أسبوعين"
