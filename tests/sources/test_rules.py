"""Recurrence rules: what they mean and what they may not say."""

import datetime as dt
from itertools import islice
from pathlib import Path

import pytest
import yaml

from guildhouse.sources.rule_text import BadRuleError, parse

CASES = yaml.safe_load(Path(__file__).with_name("rules.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", [case for case in CASES if "days" in case], ids=lambda case: case["rule"])
def test_days(case):
    count = None if case.get("all") else len(case["days"])
    assert list(islice(parse(case["rule"]).days(case["starts"]), count)) == case["days"]


@pytest.mark.parametrize("case", [case for case in CASES if "until" in case], ids=lambda case: case["rule"])
def test_until(case):
    assert str(parse(case["rule"]).until) == case["until"]


@pytest.mark.parametrize("case", [case for case in CASES if "error" in case], ids=lambda case: case["rule"])
def test_error(case):
    with pytest.raises(BadRuleError) as caught:
        parse(case["rule"])
    assert case["error"] in str(caught.value)


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("frequency", ["YEARLY", "MONTHLY", "DAILY"])
def test_a_rule_without_days_ends_soon(frequency):
    assert next(parse(f"FREQ={frequency};BYMONTH=2;BYMONTHDAY=30").days(dt.date(2026, 1, 1)), None) is None


@pytest.mark.parametrize(
    ("rule", "day", "nearest"),
    [
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", dt.date(2026, 1, 5), dt.date(2025, 12, 24)),
        ("FREQ=DAILY;BYMONTH=12", dt.date(2026, 3, 5), dt.date(2025, 12, 31)),
        ("FREQ=WEEKLY;INTERVAL=999;BYDAY=MO", dt.date(2026, 3, 5), dt.date(2026, 3, 2)),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", dt.date(2026, 3, 5), None),
    ],
)
def test_nearest(rule, day, nearest):
    assert parse(rule).nearest(day) == nearest
