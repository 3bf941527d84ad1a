"""What all pages of the sample say of themselves is true to the vocabulary of schema.org, as `benchmarks/vocabulary.py` recorded it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.vocabulary import Vocabulary, described, faults, types_in

KNOWN = Vocabulary.read(Path(__file__).parent / "schema_org.json")
EVENT = {"@type": "Event", "name": "E", "startDate": "2026-11-16T14:00:00+00:00", "location": {"@type": "Place", "name": "P"}}


def test_no_page_has_a_type_or_property_that_does_not_exist(sample: Path) -> None:
    nodes = list(described(sample))
    assert {type_ for _, node in nodes for type_ in types_in(node)} == {
        *("Article", "Audience", "BreadcrumbList", "Course", "Event", "LearningResource", "ListItem"),
        *("Organization", "Person", "Place", "VirtualLocation", "WebSite"),
    }
    assert [(page, fault) for page, node in nodes for fault in faults(node, KNOWN)] == []


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        ({"@type": "Meeting", "name": "E"}, "no such type: Meeting"),
        (EVENT | {"headline": "E"}, "Event has no property headline"),
        (EVENT | {"location": []}, "Event: location is missing"),
        (EVENT | {"startDate": "2026-11-16T14:00:00"}, "Event: startDate holds '2026-11-16T14:00:00'"),
        (EVENT | {"startDate": "on Monday"}, "Event: startDate holds 'on Monday'"),
        (EVENT | {"eventStatus": "https://schema.org/Scheduled"}, "Event: eventStatus holds 'https://schema.org/Scheduled'"),
        (EVENT | {"url": "/communities/"}, "Event: url holds '/communities/'"),
        (EVENT | {"location": {"@type": "Person", "name": "P"}}, "Event: location holds {'@type': 'Person', 'name': 'P'}"),
        (EVENT | {"location": {"@type": "Place", "title": "P"}}, "Place has no property title"),
        (EVENT | {"name": 1}, "Event: name holds 1"),
        (
            {"@type": "Course", "name": "C", "description": "C", "provider": {"@id": "#o"}, "timeRequired": "6 h"},
            "Course: timeRequired holds '6 h'",
        ),
    ],
)
def test_faults_are_found(node: dict[str, Any], fault: str) -> None:
    assert list(faults(node, KNOWN)) == [fault]
    assert list(faults(EVENT, KNOWN)) == []
