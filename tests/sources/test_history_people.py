"""Who is who in git, and who is in no byte of what is told."""

from __future__ import annotations

import hashlib

import pytest

from guildhouse.sources.history.contacts import Contact, cleaned, contact, is_bot, tool
from guildhouse.sources.history.identities import Directory, Signature, identities
from repositories import ADA, BO, PAGE, Repository


@pytest.fixture
def repo(tmp_path):
    return Repository(tmp_path / "site")


@pytest.fixture
def people(repo, read_site):
    def name(**settings):
        return [each.person for each in read_site(history=True, **settings).history.changes]

    return name


def person(id_, text):
    return {f"content/people/{id_}.yml": text}


def refused(*words, salt="salt"):
    listed = "".join(f"  - {hashlib.sha256((salt + word.lower()).encode()).hexdigest()}\n" for word in words)
    return {"content/recognition.yml": f"salt: {salt}\nopt_out:\n{listed}"}


RECORDS = {
    "by an address": "Somebody <old@quay.example>",
    "by the shown address": "Somebody <ADA@quay.example>",
    "by an account that GitHub made an address of": "x <123+AdaQ@users.noreply.github.com>",
    "by one without a number": "x <adaq@users.noreply.github.com>",
    "by an account of GitLab": "x <77-ada.lab@users.noreply.gitlab.com>",
    "by an account of Codeberg": "x <adac@noreply.codeberg.org>",
    "by an account of a forge of one's own": "x <adag@noreply.git.quay.example>",
    "by the full name": "ada  QUIST <elsewhere@x.example>",
}
ADA_RECORD = """name: Ada Quist
email: ada@quay.example
emails: [old@quay.example]
private: [email]
accounts: {github: "@AdaQ", gitlab: https://gitlab.com/ada.lab, codeberg.org: adac, forgejo: adag, slack: adaslack}
"""


@pytest.mark.parametrize("who", RECORDS.values(), ids=RECORDS)
def test_somebody_with_a_record_is_found(repo, people, who):
    repo.commit(who, {PAGE: "# One\n", **person("ada", ADA_RECORD)})
    assert people() == ["ada"]


NOT_ADA = {
    "an account of another service": ("Zed <adaslack@users.noreply.github.com>", "Zed"),
    "an id is no account": ("Zed <ada@users.noreply.github.com>", "Zed"),
    "an id is no name": ("ada <a@b.example>", "Ada"),
    "one word is anybody's": ("Ada <a@b.example>", "Ada"),
}


@pytest.mark.parametrize(("who", "shown"), NOT_ADA.values(), ids=NOT_ADA)
def test_somebody_else_is_not_taken_for_them(repo, people, who, shown):
    repo.commit(who, {PAGE: "# One\n", **person("ada", ADA_RECORD)})
    assert people() == [shown]


def test_a_name_that_can_only_be_read_as_an_id_is_none(repo, people):
    repo.commit("007 <a@b.example>", {PAGE: "# One\n", **person("007", "name: Bond\n")})
    assert people() == []


def test_ways_of_signing_are_brought_together_and_the_newest_name_wins(repo, people):
    repo.commit("Old Name <one@x.example>", {PAGE: "1"})
    repo.commit("Old Name <two@x.example>", {PAGE: "2"})
    repo.commit("New Name <two@x.example>", {PAGE: "3"})
    repo.commit(BO, {PAGE: "4"}, "Co-authored-by: Old Name <one@x.example>")
    assert set(people()) == {"New Name", "Bo Larsen"}


def test_mailmap_counts_for_authors_and_trailers(repo, people):
    repo.commit("Dead Name <dead@x.example>", {PAGE: "1"})
    repo.commit(BO, {PAGE: "2"}, "Reviewed-by: Dead Name <dead@x.example>", "Thanks-to: Dead Name for tea", "Thanks-to: x <bo2@x.example>")
    repo.write(
        {
            ".mailmap": "Live Name <live@x.example> <dead@x.example>\nBo Larsen <bo@quay.example> <bo2@x.example>\nNew B <new@x.example> Nob <>\n"
        }
    )
    assert set(people()) == {"Live Name", "Bo Larsen", "Dead Name"}, "a name without an address is only a name"
    repo.write({".mailmap": ""})
    assert set(people()) == {"Dead Name", "Bo Larsen"} | {"x"}


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_whatever_ends_a_line_elsewhere_ends_none_in_a_map(repo, people, end):
    repo.commit("Dead Name <dead@x.example>", {PAGE: "1"})
    repo.commit("Other One <other@x.example>", {PAGE: "2"})
    repo.write({".mailmap": f"Live Name <live@x.example> <dead@x.example>\nOther{end}Person <other@x.example>\n"})
    assert set(people()) <= {"Live Name", "Other Person", "OtherPerson"}


def test_two_people_with_records_who_share_an_address_stay_two(repo, people):
    files = {**person("ada", "name: Ada Quist\n"), **person("bo", "name: Bo Larsen\n")}
    repo.commit("Ada Quist <team@x.example>", {PAGE: "1", **files})
    repo.commit("Bo Larsen <team@x.example>", {PAGE: "2"})
    repo.commit("The Team <team@x.example>", {PAGE: "3"})
    assert people() == ["The Team", "bo", "ada"]


def test_addresses_that_are_anybodys_join_nobody(repo, people):
    repo.commit("Ann One <root@localhost>", {PAGE: "1"})
    repo.commit("Ben Two <root@localhost>", {PAGE: "2"})
    repo.commit("Your Name <you@a.example>", {PAGE: "3"})
    repo.commit("Your Name <you@b.example>", {PAGE: "4"})
    assert people() == ["Your Name", "Your Name", "Ben Two", "Ann One"]


def test_programs_are_no_people(repo, read_site):
    bots = ["dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>", "Deploy <ci@quay.example>", "tidy <tidy@quay.example>"]
    records = {**person("tidy", "name: Tidy\nkind: bot\nemails: [tidy@quay.example]\n")}
    records |= person("hal", "name: Hal\nkind: assistant\nemails: [hal@quay.example]\n")
    for number, bot in enumerate(bots):
        repo.commit(bot, {PAGE: str(number), **records})
    repo.commit(ADA, {PAGE: "own"}, "Co-authored-by: Claude Opus 4.1 <noreply@anthropic.com>", "Co-authored-by: H <hal@quay.example>")
    repo.commit("Copilot <198982749+Copilot@users.noreply.github.com>", {PAGE: "more"}, f"Co-authored-by: {ADA}")
    history = read_site(history=True).history
    assert {each.person for each in history.changes} == {"Ada Quist"}
    assert history.tools == {PAGE: ("Claude", "GitHub Copilot", "hal")}


@pytest.mark.parametrize("name", ["Claude Monet", "Jan Bot", "Carol Jenkins", "Jules Verne", "Devin Booker", "Abbot"])
def test_people_are_no_programs(name):
    assert tool(Contact(name, "x@y.example")) is None
    assert not is_bot(Contact(name, "x@y.example"))


def test_a_record_by_address_counts_before_guesses(repo, people):
    repo.commit("copilot <pilot@quay.example>", {PAGE: "1", **person("pilot", "name: Pat Pilot\nemails: [pilot@quay.example]\n")})
    assert people() == ["pilot"]


OUT = {
    "no thanks": ({**person("ada", "name: Ada Quist\nrecognition: no\nemails: [other@quay.example]\n")}, "Ada Quist <any@x.example>"),
    "no thanks, by address": ({**person("ada", "name: A B\nrecognition: no\nemails: [ada@quay.example]\n")}, ADA),
    "no thanks, and another has the same name": (
        {**person("ada", "name: Ada Quist\nrecognition: no\n"), **person("ada2", "name: Ada Quist\n")},
        "Ada Quist <any@x.example>",
    ),
    "forgotten, by the id as a name": (person("ada-quist", "forgotten: true\n"), "Ada Quist <any@x.example>"),
    "forgotten, by the id as an address": (person("ada", "forgotten: true\n"), "Q <ada@x.example>"),
    "by name": (refused("Ada Quist"), ADA),
    "by address": (refused("ada@quay.example"), "Someone <ADA@quay.example>"),
    "by a name with other letters": (refused("Zoe\u0308 Quist"), "Zo\u00eb Quist <any@x.example>"),
    "somebody with a record, by an address of it": (
        {**refused("ada@quay.example"), **person("ada", "name: Ada Quist\nemails: [ada@quay.example]\n")},
        "Ada Quist <any@x.example>",
    ),
}


@pytest.mark.parametrize(("files", "who"), OUT.values(), ids=OUT)
def test_who_does_not_want_it_is_told_nowhere(repo, read_site, files, who):
    repo.commit(who, {PAGE: "1", **files})
    repo.commit(BO, {PAGE: "2"}, f"Co-authored-by: {who}", f"Thanks-to: Bo Two <b@x.example> for relieving {who.partition(' <')[0]}")
    history = read_site(history=True).history
    assert {each.person for each in history.changes} == {"Bo Larsen", "Bo Two"}
    assert "uist" not in repr(history)
    assert "@" not in repr(history)
    assert "Someone" not in repr(history)


def test_one_word_that_is_refused_takes_the_whole_person_out(repo, people):
    repo.commit("Old Name <one@x.example>", {PAGE: "1", **refused("old name")})
    repo.commit("New Name <one@x.example>", {PAGE: "2"})
    repo.commit("New Name <two@x.example>", {PAGE: "3"})
    assert people() == []
    repo.write({".mailmap": "Another <three@x.example> <one@x.example>\nAnother <three@x.example> <two@x.example>\n"})
    assert people() == [], "also when the map hides what they were called"


def test_initials_stay_an_id_and_nobody_else_bears_the_name(repo, people):
    files = {**person("ada", "name: Ada Quist\nrecognition: initials\n"), **person("ada2", "name: Ada Quist\n")}
    repo.commit("Ada Quist <any@x.example>", {PAGE: "1", **files})
    assert people() == []
    repo.write({"content/people/ada2.yml": None})
    assert people() == ["ada"]


def test_reasons_hold_nobodys_former_name(repo, read_site):
    repo.commit("Old Name <one@x.example>", {PAGE: "1", **person("cy", "name: Cy Moss\nrecognition: no\n")})
    repo.commit("New Name <one@x.example>", {PAGE: "2"})
    repo.commit(
        ADA,
        {PAGE: "3"},
        f"Thanks-to: {BO} for helping Old Name.",
        "Thanks-to: Di Do <d@x.y> for asking @cy",
        "Thanks-to: Ed Em <e@x.y> for New Name",
    )
    assert [each.reason for each in read_site(history=True).history.changes if each.type == "ideas"] == [None, None, "New Name"]


def test_addresses_never_arrive(repo, read_site):
    repo.commit("ada@quay.example <ada@quay.example>", {PAGE: "1"})
    repo.commit("<bo@quay.example> <bo@quay.example>", {PAGE: "2"}, "Thanks-to: cy@quay.example <cy@quay.example> for x")
    assert "@" not in repr(read_site(history=True).history)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Ada \t Quist ", "Ada Quist"),
        ("Ada\u202e Quist\u2066", "Ada Quist"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("\u200d\u0645\u06cc\u200c\u062e\u200d", "\u0645\u06cc\u200c\u062e"),
        ("A\x1b[31m\x00B\ud800", "A[31mB"),
        ("a\u2028b\u00a0c", "a b c"),
    ],
)
def test_names_are_cleaned(written, shown):
    assert cleaned(written) == shown


def test_names_that_are_none_are_none():
    assert contact("a" * 101, "x") == Contact("", "")
    assert contact("@ada", "a b@x") == Contact("@ada", "")
    assert contact("x@y.example", "x@y.example") == Contact("", "x@y.example")


def test_who_is_found_by_any_way_of_signing():
    bo = Contact("Bo Larsen", "1+bol@users.noreply.github.com")
    found = identities([Signature(bo, bo)], Directory())
    assert found.find(Contact("", "bol@users.noreply.github.com")) is found.people[0]
    assert found.find(Contact("BO LARSEN", "")) is found.people[0]
    assert found.find(Contact("Bo", "bo@x.example")) is None


WITHHELD = {
    **refused("xavier out"),
    **person("nora", "name: Nora Nope\nrecognition: no\nemails: [nora@x.example]\naccounts: {github: pairing-nora}\n"),
    **person("zed", "forgotten: true\n"),
    **person("ivan", "name: Ivan Initial\nrecognition: initials\nemails: [ivan@x.example]\n"),
}
LEAKS = [
    "fixing Nora Nope's page", "Xavier Out's idea", "Xavier Out\u2019s idea", "Yan Away\u2019s lamp", "Old Name's help", "Nora_Nope/x",
    "x/Xavier Out", "pairing:Xavier Out", "Xavier-Out", "@zed's lamp", "the lamp of zed", "@nora/pairing", "**Nora** **Nope**", "Out, Xavier",
    "tea with Ivan Initial's cat", "pairing-nora's help", "XAVIER OUT",
]  # fmt: skip


@pytest.mark.parametrize("reason", LEAKS)
def test_reasons_hold_no_withheld_name_however_it_is_put(repo, read_site, reason):
    repo.commit("Old Name <one@x.example>", {PAGE: "1", **WITHHELD})
    repo.commit("New Name <one@x.example>", {PAGE: "2"})
    repo.commit("Yan Away <nora@x.example>", {PAGE: "3"})
    repo.commit(ADA, {PAGE: "4"}, f"Thanks-to: {BO} for {reason}", "Thanks-to: Cy Moss for the lamp's wick, and tea")
    assert [each.reason for each in read_site(history=True).history.changes if each.type == "ideas"] == [None, "the lamp's wick, and tea"]


MIXED = [
    "Xavier Out & Bo Larsen <pair@x.example>", "Out, Xavier <other@x.example>", "Xavier Out - Corp <o2@x.example>",
    "Nora Nope, Di Ray <pair2@x.example>", "Di Ray/Out Xavier <p@x.example>", "Ivan Initial (work) <w@x.example>",
    "Yan Away and Di Ray <p3@x.example>", "Yan Elsewhere <nora@x.example>", "Old Out + Di Ray <p4@x.example>",
]  # fmt: skip


@pytest.mark.parametrize("who", MIXED)
def test_signatures_that_hold_a_withheld_name_are_nobodys(repo, people, who):
    hashed = refused("xavier out", "old@x.example")
    repo.commit("Yan Away <nora@x.example>", {PAGE: "1", **WITHHELD, **hashed})
    repo.commit("Old Out <old@x.example>", {PAGE: "1b"})
    repo.commit(who, {PAGE: "2"})
    repo.commit(ADA, {PAGE: "3"}, f"Reviewed-by: {who}", f"Thanks-to: {who}", f"Thanks-to: {who.partition(' <')[0]} for tea")
    assert people() == ["Ada Quist"]


def test_who_signs_alone_too_stays(repo, people):
    repo.commit("Xavier Out & Bo Larsen <bo@quay.example>", {PAGE: "1", **WITHHELD})
    repo.commit(BO, {PAGE: "2"})
    repo.commit("Ivan Initial <ivan@x.example>", {PAGE: "3"})
    assert people() == ["ivan", "Bo Larsen"]


def test_thanks_to_somebody_by_id_are_theirs(repo, people):
    thanks = [f"Thanks-to: @{id_} for tea" for id_ in ("ada", "nora", "zed", "nobody")]
    repo.commit(BO, {PAGE: "1", **WITHHELD, **person("ada", "name: Ada Quist\n")}, *thanks)
    assert people() == ["@nobody", "Bo Larsen", "ada"]


BYLINES = {
    "content/pages/x.md": "---\nauthors: [Xavier Out, Old Name, Cy Moss, Xavier]\n---\n# X\n",
    "communities/x/community.yml": "name: X\n",
    "communities/x/meetings/2026-01-07-a.md": "---\nattendees: [xavier  out, Old Name]\n---\n# A\n",
}


def test_an_address_that_is_refused_covers_the_names_of_bylines(repo, read_site):
    repo.commit("Xavier Out <xavier@x.example>", {PAGE: "1", **refused("xavier@x.example"), **BYLINES})
    repo.commit("Xavier <xavier@x.example>", {PAGE: "2"})
    house = read_site(history=True)
    (page,) = [each for each in house.pages if each.url == "/x/"]
    assert page.authors == ("Old Name", "Cy Moss", "Xavier"), "a name of one word may be anybody's"
    assert house.uncredited == {"Xavier Out", "xavier out"}


def test_bylines_show_the_newest_name(repo, read_site):
    repo.commit("Old Name <one@x.example>", {PAGE: "1", **BYLINES})
    repo.commit("New Name <one@x.example>", {PAGE: "2"})
    house = read_site(history=True)
    assert "Old Name" not in repr((house.pages, house.meetings))
    assert [each.authors[1] for each in house.pages if each.url == "/x/"] == ["New Name"]
    repo.write(person("new", "name: New Name\nemails: [one@x.example]\n"))
    assert [each.authors[1] for each in read_site(history=True).pages if each.url == "/x/"] == ["new"]
