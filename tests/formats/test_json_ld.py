"""Descriptions for machines: what they say, and that no text can end the element they stand in."""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats import json_ld
from guildhouse.formats.json_ld import Article, Course, Event, Frame, Lesson, Someone

HERE = Frame(
    site_name="Rail", language="en", url="https://r.example/x/", home="https://r.example/", logo="https://r.example/theme/logo.png"
)
NOWHERE = Frame(site_name="Rail", language="en")
START = dt.datetime(2026, 11, 18, 14, tzinfo=dt.timezone(dt.timedelta(hours=1)))


@given(st.dictionaries(st.text(), st.text()))
def test_no_text_can_end_the_element(value: dict[str, str]) -> None:
    written = json_ld.block(value)
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == value


def test_markup_in_a_title_stays_a_title() -> None:
    written = json_ld.block({"name": "</script><script>alert(1)//\u2028"})
    assert written == '{"name":"\\u003c/script\\u003e\\u003cscript\\u003ealert(1)//\\u2028"}'


def test_the_site_is_an_organisation_that_publishes() -> None:
    organization, website = json_ld.of_site(HERE)
    assert organization == {
        "@type": "Organization",
        "@id": "https://r.example/#organization",
        "name": "Rail",
        "url": "https://r.example/",
        "logo": "https://r.example/theme/logo.png",
    }
    assert (website["@id"], website["publisher"]) == ("https://r.example/#website", {"@id": "https://r.example/#organization"})


def test_without_an_address_of_the_site_nothing_has_one() -> None:
    nodes = [*json_ld.of_site(NOWHERE), json_ld.about(Article(headline="X"), NOWHERE), json_ld.about(Someone(name="Ada"), NOWHERE)]
    nodes += [json_ld.about(Event(name="E", start=START), NOWHERE), json_ld.crumbs([("Home", None), ("X", None)])]
    written = json.dumps(nodes).replace("https://schema.org/", "")
    assert not any(sign in written for sign in ("@id", "http", '"url"', '"item"', "publisher"))


def test_an_article_names_its_authors_and_days() -> None:
    found = json_ld.about(
        Article(headline="X", authors=("Ada", "B. B."), published=dt.date(2026, 1, 2), modified=dt.date(2026, 3, 4)), HERE
    )
    assert found["author"] == [{"@type": "Person", "name": "Ada"}, {"@type": "Person", "name": "B. B."}]
    assert (found["datePublished"], found["dateModified"], found["inLanguage"]) == ("2026-01-02", "2026-03-04", "en")
    assert json_ld.about(Article(headline="X", published=dt.date(2026, 1, 2)), HERE)["dateModified"] == "2026-01-02"
    assert "author" not in json_ld.about(Article(headline="X"), HERE)


def test_an_event_tells_when_where_and_whose() -> None:
    event = Event(
        name="E", start=START, end=START + dt.timedelta(minutes=45), place="Room 4", join_url="https://m.example/", organizer="Points"
    )
    found = json_ld.about(event, HERE)
    assert (found["startDate"], found["endDate"]) == ("2026-11-18T14:00:00+01:00", "2026-11-18T14:45:00+01:00")
    assert [place["@type"] for place in found["location"]] == ["Place", "VirtualLocation"]
    assert found["organizer"] == {"@type": "Organization", "name": "Points"}
    assert found["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    for where, mode in (({"place": "Room 4"}, "Offline"), ({"join_url": "https://m.example/"}, "Online")):
        one = json_ld.about(Event(name="E", start=START, **where), HERE)
        assert one["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert {"location", "organizer", "endDate", "eventAttendanceMode"}.isdisjoint(json_ld.about(Event(name="E", start=START), HERE))


def test_the_way_is_counted_from_one() -> None:
    found = json_ld.crumbs([("Home", "https://r.example/"), ("X", "https://r.example/x/")])
    assert [(step["position"], step["name"], step["item"]) for step in found["itemListElement"]] == [
        (1, "Home", "https://r.example/"),
        (2, "X", "https://r.example/x/"),
    ]


def test_a_person_is_what_they_publish() -> None:
    found = json_ld.about(Someone(name="Ada", job_title="Engineer", knows_about=("points",)), HERE)
    assert found == {
        "@type": "Person",
        "@id": "https://r.example/x/#person",
        "name": "Ada",
        "jobTitle": "Engineer",
        "knowsAbout": ["points"],
        "url": "https://r.example/x/",
    }


def test_nothing_to_say_is_nothing() -> None:
    assert json_ld.document([]) is None
    assert json_ld.document([{"@type": "Thing"}]) == {"@context": "https://schema.org", "@graph": [{"@type": "Thing"}]}


def test_a_person_works_somewhere_speaks_and_takes_part() -> None:
    someone = Someone(name="Ada", works_for="Harbour Rail", email="ada@r.example", languages=("en",), member_of=("Signals",))
    found = json_ld.about(someone, HERE)
    assert found["worksFor"] == {"@type": "Organization", "name": "Harbour Rail"}
    assert found["memberOf"] == [{"@type": "Organization", "name": "Signals"}]
    assert (found["email"], found["knowsLanguage"]) == ("ada@r.example", ["en"])


def test_a_path_is_a_course_with_its_parts() -> None:
    given = Course(
        name="On deck",
        description="From the pier.",
        teaches=("Set lamps",),
        requires=("First week",),
        audience=("crew",),
        level="beginner",
        minutes=95,
        license="CC-BY-4.0",
        parts=(Lesson(name="Lamps", url="/paths/deck/lamps/"), Lesson(name="Talk")),
    )
    found = json_ld.about(given, HERE)
    assert (found["@type"], found["@id"], found["timeRequired"]) == ("Course", "https://r.example/x/#course", "PT95M")
    assert found["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert found["hasPart"] == [
        {"@type": "LearningResource", "position": 1, "name": "Lamps", "url": "https://r.example/paths/deck/lamps/"},
        {"@type": "LearningResource", "position": 2, "name": "Talk"},
    ]
    assert found["provider"] == {"@type": "Organization", "@id": "https://r.example/#organization", "name": "Rail"}
    assert found["audience"] == [{"@type": "Audience", "audienceType": "crew"}]


def test_a_course_of_which_little_is_known() -> None:
    found = json_ld.about(Course(name="X", description="", license="MIT OR Apache-2.0", parts=(Lesson(name="L", url="/l/"),)), NOWHERE)
    assert found == {
        "@type": "Course",
        "name": "X",
        "description": "X",
        "inLanguage": "en",
        "license": "MIT OR Apache-2.0",
        "hasPart": [{"@type": "LearningResource", "position": 1, "name": "L"}],
        "provider": {"@type": "Organization", "name": "Rail"},
    }
