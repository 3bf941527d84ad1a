"""Decision records, their chains, and the page of all decisions."""

from __future__ import annotations

CHAIN = """
== communities/a/community.yml
name: Track
== communities/a/decisions/0001-five.md
---
status: superseded by 0002
date: 2025-01-01
decision-makers: [ada, Somebody else]
---
# Use five levels
== communities/a/decisions/0002-three.md
---
status: accepted
date: 2026-01-01
consulted: [ada]
---
# Use three levels
== communities/a/decisions/0003-none.md
---
status: proposed
date: 2026-10-01
---
# Use none
== content/decisions/0001-plain.md
---
date: 2024-01-01
---
# Plain files
== communities/a/meetings/2026-01-02-n.md
---
title: We chose
decisions: [{title: Three, record: 0002-three}, Tea at ten]
---
Text.
== content/people/ada.yml
name: Ada Quist
"""


def test_a_chain_is_told_on_both_sides(pages):
    shown = pages(CHAIN)
    old, new = shown["/communities/a/decisions/0001-five/"], shown["/communities/a/decisions/0002-three/"]
    assert "This decision does not hold any more It was superseded by Use three levels." in old.text
    assert "Decided by Ada Quist and Somebody else" in old.text
    assert old.links["Use three levels"] == "../0002-three/"
    assert "Supersedes Use five levels" in new.text
    assert "Consulted Ada Quist" in new.text
    assert "Talked about in We chose" in new.text
    assert "This decision does not hold" not in new.text
    assert [link.text for link in new.all("//a[@rel]")] == ["Decision before Use five levels", "Decision after Use none"]


def test_a_record_that_says_no_status_is_not_taken_for_a_decided_one(pages):
    shown = pages(f"{CHAIN}\n== communities/a/decisions/0004-bare.md\n# Bare\n")
    for page in (shown["/decisions/0001-plain/"], shown["/communities/a/decisions/0004-bare/"]):
        assert "Status not stated" in page.text
        assert "Accepted" not in page.text
    assert "Bare" in shown["/communities/a/decisions/"].part("Status not stated").text


def test_a_proposal_says_that_it_is_one(pages):
    assert "This is a proposal" in pages(CHAIN)["/communities/a/decisions/0003-none/"].text


def test_the_log_goes_by_state_what_is_open_first(pages):
    page = pages(CHAIN)["/communities/a/decisions/"]
    assert [heading for heading in page.headings if heading in {"Proposed", "Accepted", "Superseded", "Decided in meetings"}] == [
        "Proposed",
        "Accepted",
        "Superseded",
        "Decided in meetings",
    ]
    assert "Tea at ten" in page.part("Decided in meetings").text
    assert "Three" not in page.part("Decided in meetings").links


def test_all_decisions_are_those_that_wait_the_organisations_own_and_all_by_year(pages):
    page = pages(CHAIN)["/decisions/"]
    assert list(page.part("Waiting for an answer").links) == ["Use none"]
    assert list(page.part("Of the whole organisation").links) == ["Plain files"]
    assert list(page.part("All by year").links) == ["Tea at ten", "Use three levels", "Use five levels", "Plain files"]
    assert [each.text for each in page.part("All by year").all(".//h3[@class='day-head']")] == ["2026", "2025", "2024"]


def test_all_decisions_can_be_chosen_from_and_have_their_parts_beside_them(pages):
    page = pages(CHAIN)["/decisions/"]
    parts = page.all(".//details[@class='contents']//a")
    assert [each.text for each in parts] == [
        "Waiting for an answer 1",
        "Of the whole organisation 1",
        "All by year 4",
        "2026 2",
        "2025 1",
        "2024 1",
    ]
    assert all(page.all(f".//*[@id='{each.node.get('href')[1:]}']") for each in parts)
    items = page.part("All by year").all(".//li[@data-item]")
    assert len(items) == 4
    for name in ("status", "community"):
        offered = {each.node.get("value") for each in page.all(f".//select[@name='{name}']/option")}
        assert {each.node.get(f"data-{name}-is") for each in items} <= offered


def test_the_organisations_own_decision_stands_under_decisions(pages):
    page = pages(CHAIN)["/decisions/0001-plain/"]
    assert [link.text for link in page.all("//nav[@class='crumbs']//a")] == ["Home", "Decisions"]
