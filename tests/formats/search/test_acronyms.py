"""Short names that pages explain, and what they find."""

import pytest

from guildhouse.formats.search.acronyms import explained, merged, synonyms
from guildhouse.formats.search.record import Record, Section


def page(text, title="Title"):
    return Record(url="/x/", kind="page", title=title, sections=(Section("", "", text),))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Use Role-Based Access Control (RBAC) here.", [("RBAC", "Role-Based Access Control")]),
        ("a content delivery network (CDN), near readers", [("CDN", "content delivery network")]),
        ("RBAC (Role-Based Access Control) decides.", [("RBAC", "Role-Based Access Control")]),
        ("service level objectives (SLOs) are met", [("SLOs", "service level objectives")]),
        ("the Department of Health (DH) says", [("DH", "Department of Health")]),
        ("two-factor authentication (2FA) is on", [("2FA", "two-factor authentication")]),
        ("some other words (RBAC) that do not fit", []),
        ("a note (see below) and a call f(X)", []),
        ("NOTE (this is one)", []),
        ("CDN (it is near)", []),
    ],
)
def test_short_names_that_a_text_explains(text, names):
    assert list(explained(page(text))) == names


def test_short_and_long_names_find_each_other():
    names = [("RBAC", "Role-Based Access Control"), ("CDN", "content delivery network"), ("CDN", "content delivery network")]
    assert synonyms(names, "en") == {
        "cdn": ("content deliveri network",),
        "content deliveri network": ("cdn",),
        "rbac": ("role base access control",),
        "role base access control": ("rbac",),
    }


def test_a_short_name_stands_for_two_things_at_most_those_that_are_met_most_often():
    names = [("AB", "apple basket"), ("AB", "apple basket"), ("AB", "ample boat"), ("AB", "aching back"), ("AB", "alone")]
    assert synonyms(names, "en")["ab"] == ("appl basket", "ach back")
    assert "ampl boat" not in synonyms(names, "en")


def test_lists_of_synonyms_are_joined():
    assert merged({"a": ["b"]}, {"a": ["c", "b"], "d": ["e"]}) == {"a": ("b", "c"), "d": ("e",)}
