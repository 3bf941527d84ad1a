"""What a page is about, for machines: schema.org in JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), ready to stand in a script element."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from guildhouse.formats.urls import absolute

Node: TypeAlias = dict[str, Any]

_SPDX, _ONE = "https://spdx.org/licenses/", re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
"""Where licences are described, and the name of a single one of them."""
_ATTENDANCE = {
    (place, link): f"https://schema.org/{mode}EventAttendanceMode"
    for place, link, mode in ((True, False, "Offline"), (False, True, "Online"), (True, True, "Mixed"))
}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


@dataclass(frozen=True, kw_only=True)
class Article:
    """A text that people wrote: `authors` are names as their bearers want to be credited."""

    headline: str
    authors: tuple[str, ...] = ()
    published: dt.date | None = None
    modified: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A meeting to come; `start` and `end` are aware, `join_url` leads into it."""

    name: str
    start: dt.datetime
    end: dt.datetime | None = None
    place: str | None = None
    join_url: str | None = None
    organizer: str | None = None


@dataclass(frozen=True, kw_only=True)
class Someone:
    """A person, with what they publish."""

    name: str
    job_title: str | None = None
    knows_about: tuple[str, ...] = ()
    works_for: str | None = None
    email: str | None = None
    languages: tuple[str, ...] = ()
    member_of: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A part of a course; `url` is an address of the site, beginning with `/`."""

    name: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Course:
    """A way to learn something: `minutes` is the time it takes, `license` an SPDX licence, `requires` what it helps to have followed."""

    name: str
    description: str
    teaches: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    level: str | None = None
    minutes: int = 0
    license: str | None = None
    parts: tuple[Lesson, ...] = ()


About: TypeAlias = Article | Event | Someone | Course


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What every description of a page needs; `url` is its full address and `home` the site's, None without one."""

    site_name: str
    language: str
    url: str | None = None
    home: str | None = None
    logo: str | None = None


def document(nodes: Iterable[Node]) -> Node | None:
    """Gather the descriptions of a page; None when there are none."""
    found = [node for node in nodes if node]
    return {"@context": "https://schema.org", "@graph": found} if found else None


def block(value: Mapping[str, Any]) -> str:
    """Write a description so that nothing in it can end the script element it stands in."""
    return _JSON.encode(value).translate(_ESCAPES)


def of_site(frame: Frame) -> list[Node]:
    """Describe the organisation and its site."""
    organization = _node("Organization", _id(frame.home, "organization"), name=frame.site_name, url=frame.home, logo=frame.logo)
    website = _node("WebSite", _id(frame.home, "website"), name=frame.site_name, url=frame.home, inLanguage=frame.language)
    return [organization, website | ({"publisher": {"@id": organization["@id"]}} if frame.home else {})]


def crumbs(way: Iterable[tuple[str, str | None]]) -> Node:
    """Describe the way to a page: name and full address of each step, the page itself last."""
    steps = [_node("ListItem", position=place, name=name, item=url) for place, (name, url) in enumerate(way, 1)]
    return _node("BreadcrumbList", itemListElement=steps)


def about(what: About, frame: Frame) -> Node:
    """Describe what a page is about."""
    if isinstance(what, Article):
        return _article(what, frame)
    if isinstance(what, Event):
        return _event(what, frame)
    if isinstance(what, Course):
        return _course(what, frame)
    return _someone(what, frame)


def _someone(person: Someone, frame: Frame) -> Node:
    return _node(
        "Person",
        _id(frame.url, "person"),
        name=person.name,
        jobTitle=person.job_title,
        knowsAbout=list(person.knows_about),
        knowsLanguage=list(person.languages),
        email=person.email,
        worksFor=_node("Organization", name=person.works_for) if person.works_for else None,
        memberOf=[_node("Organization", name=name) for name in person.member_of],
        url=frame.url,
    )


def _article(article: Article, frame: Frame) -> Node:
    return _node(
        "Article",
        _id(frame.url, "article"),
        headline=article.headline,
        inLanguage=frame.language,
        author=[_node("Person", name=name) for name in article.authors],
        datePublished=_iso(article.published),
        dateModified=_iso(article.modified or article.published),
        url=frame.url,
        publisher={"@id": _id(frame.home, "organization")} if frame.home else None,
    )


def _event(event: Event, frame: Frame) -> Node:
    places = [
        *([_node("Place", name=event.place)] if event.place else []),
        *([_node("VirtualLocation", url=event.join_url)] if event.join_url else []),
    ]
    return _node(
        "Event",
        _id(frame.url, "event"),
        name=event.name,
        startDate=_iso(event.start),
        endDate=_iso(event.end),
        eventStatus="https://schema.org/EventScheduled",
        eventAttendanceMode=_ATTENDANCE.get((bool(event.place), bool(event.join_url))),
        location=places,
        organizer=_node("Organization", name=event.organizer) if event.organizer else None,
        url=frame.url,
    )


def _course(course: Course, frame: Frame) -> Node:
    return _node(
        "Course",
        _id(frame.url, "course"),
        name=course.name,
        description=course.description or course.name,
        inLanguage=frame.language,
        educationalLevel=course.level,
        timeRequired=f"PT{course.minutes}M" if course.minutes else None,
        teaches=list(course.teaches),
        coursePrerequisites=list(course.requires),
        audience=[_node("Audience", audienceType=each) for each in course.audience],
        license=f"{_SPDX}{course.license}" if course.license and _ONE.fullmatch(course.license) else course.license,
        hasPart=[
            _node(
                "LearningResource", position=place, name=part.name, url=absolute(part.url, frame.home) if part.url and frame.home else None
            )
            for place, part in enumerate(course.parts, 1)
        ],
        provider=_node("Organization", _id(frame.home, "organization"), name=frame.site_name),
        url=frame.url,
    )


def _node(type_: str, id_: str | None = None, **fields: Any) -> Node:
    """Make a node, without what is not known."""
    given = {"@type": type_, "@id": id_} | fields
    return {key: value for key, value in given.items() if value not in (None, "", [])}


def _id(url: str | None, name: str) -> str | None:
    return f"{url}#{name}" if url else None


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
