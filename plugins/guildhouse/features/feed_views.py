"""The feeds of a site: beside which pages they stand, and which publications each selects."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter

import guildhouse
from guildhouse.features.attention_views import attention
from guildhouse.features.community_frame import TAB_TITLES
from guildhouse.features.context import SUBSCRIBE
from guildhouse.features.digest_views import monthly, weekly
from guildhouse.features.publication_views import publications
from guildhouse.features.teller import DONE, PROMISED, Teller
from guildhouse.model.community import Community
from guildhouse.model.feed import MOST, Feed
from guildhouse.model.house import House
from guildhouse.model.names import topic_id
from guildhouse.model.person import Person
from guildhouse.model.publication import Publication
from guildhouse.model.tags import first_year, oldest, tag
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings

PROMISES = frozenset({PROMISED, DONE})
TABS = {"meetings": frozenset({"meeting"}), "decisions": frozenset({"decision"}), "actions": PROMISES}
"""The feeds of a community that hold some kinds of what it publishes."""
ABOUT = say("What is new at %(site)s. Copy the address of this feed into your feed reader to hear of it.")
"""What a feed says of itself; somebody who opens it in a browser reads it too."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A feed as the page of all feeds lists it; `group` names the part that it stands in, `owner` the community, person or path."""

    feed: Feed
    group: str
    words: str | Words
    owner: str | None = None


@dataclass
class _Shelf:
    """Publications by the feed that holds them, newest first, never more than a feed has."""

    found: defaultdict[str, list[Publication]] = field(default_factory=lambda: defaultdict(list))

    def put(self, publication: Publication, *urls: str) -> None:
        for url in urls:
            if len(held := self.found[url]) < MOST:
                held.append(publication)

    def put_all(self, url: str, publications: Iterable[Publication]) -> None:
        for publication in publications:
            self.put(publication, url)


def is_front(publication: Publication) -> bool:
    """Tell whether everybody hears of it: a promise stands in the note that holds it as well."""
    return publication.kind not in PROMISES


def feeds_of(teller: Teller, told: tuple[Publication, ...]) -> tuple[Listed, ...]:
    """List all feeds of what was published: of the organisation, of each community, person, path and topic."""
    return tuple(_Feeds(teller, told).all())


def writers(house: House, settings: Settings) -> frozenset[str]:
    """Name (by id) the people who have a feed of what they write, where there are feeds."""
    return frozenset(person for each in publications(house, settings) if is_front(each) for person in each.people)


class _Feeds:
    """Makes the feeds of a site of its publications."""

    def __init__(self, teller: Teller, told: tuple[Publication, ...]) -> None:
        self.teller, self.house, self.told = teller, teller.house, told
        self.shelf = _Shelf()
        self.steps = dict(_steps(teller.house))
        for publication in told:
            self.shelf.put(publication, *self._places(publication))

    def _places(self, publication: Publication) -> Iterator[str]:
        """Name the feeds that a publication stands in."""
        if is_front(publication):
            yield "/"
        yield from (f"/{name}/" for name, kinds in _WHOLE.items() if publication.kind in kinds)
        if publication.community:
            root = f"/communities/{publication.community}/"
            yield root
            yield from (f"{root}{name}/" for name, kinds in TABS.items() if publication.kind in kinds)
        inner = "actions/" if publication.kind in PROMISES else ""
        yield from (f"/people/{person}/{inner}" for person in publication.people)
        yield from (f"/paths/{path}/" for path in self.steps.get(publication.url, ()))
        yield from (f"/topics/{slug}/" for slug in dict.fromkeys(map(topic_id, publication.topics)) if slug)

    def all(self) -> Iterator[Listed]:
        """Make every feed."""
        yield from self._organisation()
        for community in self.house.communities:
            yield from self._community(community)
        for person in self.house.people:
            yield from self._person(person)
        yield from self._paths()
        yield from self._topics()

    def _organisation(self) -> Iterator[Listed]:
        name = self.teller.settings.site_name
        yield Listed(feed=self._feed("/", "/", name), group="", words=say("Everything new"))
        for url, words, page in _LISTS:
            if self.shelf.found[url]:
                yield Listed(feed=self._feed(url, page or url, words), group="", words=words)
        front = [each for each in self.told if is_front(each)]
        for url, words, made in _DIGESTS:
            self.shelf.put_all(url, made(self.teller, front))
            yield Listed(feed=self._feed(url, SUBSCRIBE, words), group="", words=words)

    def _community(self, community: Community) -> Iterator[Listed]:
        """Make the feeds of a community; each stands from its first day on, so that nobody has to come again."""
        found = [(say("Everything new"), self._feed(community.url, community.url, community.name))]
        tabs = self.house.tabs_of(community)
        for tab, words in _TAB_WORDS.items():
            url = f"{community.url}{tab}/"
            if tab in tabs or self.shelf.found[url]:
                title = _TAB_TITLES[tab].given(community=community.name)
                found.append((words, self._feed(url, url if tab in tabs else community.url, title)))
        if community.status != "archived":
            url = f"{community.url}attention/"
            self.shelf.put_all(url, attention(self.teller, community))
            title = say("What needs attention in %(community)s", community=community.name)
            found.append((say("What needs attention"), self._feed(url, community.url, title)))
        yield from (Listed(feed=feed, group="community", words=words, owner=community.id) for words, feed in found)

    def _person(self, person: Person) -> Iterator[Listed]:
        """Make the feeds of a person, of what they wrote and of what they promised, where there is something."""
        written = (say("Texts"), "", say("What %(name)s writes", name=person.name))
        promised = (say("Actions"), "actions/", say("Actions of %(name)s", name=person.name))
        for words, inner, title in (written, promised):
            url = f"/people/{person.id}/{inner}"
            if self.shelf.found[url]:
                yield Listed(feed=self._feed(url, person.url, title), group="person", words=words, owner=person.id)

    def _paths(self) -> Iterator[Listed]:
        for path in self.house.paths:
            url = f"/paths/{path.id}/"
            if path.url and self.shelf.found[url]:
                yield Listed(feed=self._feed(url, path.url, path.title), group="path", words=path.title, owner=path.id)

    def _topics(self) -> Iterator[Listed]:
        names = {topic_id(topic): topic.replace("-", " ") for publication in self.told for topic in publication.topics}
        for slug in sorted(filter(None, names)):
            url = f"/topics/{slug}/"
            page = url if "topics" in guildhouse.FEATURES else SUBSCRIBE
            yield Listed(feed=self._feed(url, page, names[slug]), group="topic", words=names[slug])

    def _feed(self, url: str, page: str, title: str | Words) -> Feed:
        settings, tongue, entries = self.teller.settings, self.teller.tongue, tuple(self.shelf.found[url])
        name = tongue.plain(title)
        began = dt.datetime(first_year(self.teller.authority), 1, 1, tzinfo=dt.UTC)
        return Feed(
            id=self._id(url),
            url=url,
            page=page,
            title=name if url == "/" else f"{name} · {settings.site_name}",
            description=tongue.plain(ABOUT.given(site=settings.site_name)),
            author=settings.site_name,
            language=tongue.tag,
            updated=max(map(attrgetter("updated"), entries), default=began),
            entries=entries,
        )

    def _id(self, url: str) -> str:
        """Name a feed by the oldest address of what it stands beside."""
        _, kind, id_, *_ = (*url.split("/"), "", "")
        owner = {"communities": self.house.community, "people": self.house.person, "paths": self.house.path}.get(kind)
        found = owner(id_) if owner and id_ else None
        above = (f"/{kind}/{id_}/", found.aliases) if found else ("", ())
        return tag(self.teller.authority, oldest(url, (), above), "feed")


def _steps(house: House) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name for each page the paths that it is part of; a path is part of itself."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for path in house.paths:
        for url in (path.url, *(step.page for step in path.steps)):
            if url:
                found[url.partition("#")[0]][path.id] = None
    yield from ((url, tuple(ids)) for url, ids in found.items())


_WHOLE = {
    "decisions": frozenset({"decision"}),
    "actions": PROMISES,
    "news": frozenset({"news"}),
    "paths": frozenset({"path"}),
    "recognition": frozenset({"thanks"}),
}
"""The feeds of the organisation that hold some kinds of everything."""
_LISTS: tuple[tuple[str, Words, str], ...] = (
    ("/news/", say("News"), ""),
    ("/decisions/", say("Decisions"), ""),
    ("/actions/", say("Actions"), ""),
    ("/paths/", say("Learning paths"), ""),
    ("/recognition/", say("Thanks"), "" if "recognition" in guildhouse.FEATURES else SUBSCRIBE),
)
"""Their addresses, in the order of the page of all feeds, and the page that each follows where that is another one."""
_DIGESTS = (("/weekly/", say("Every week in one entry"), weekly), ("/monthly/", say("Every month in one entry"), monthly))
_TAB_WORDS = {"meetings": say("Meeting notes"), "decisions": say("Decisions"), "actions": say("Actions")}
_TAB_TITLES = {
    "meetings": say("Meeting notes of %(community)s"),
    "decisions": TAB_TITLES["decisions"],
    "actions": say("Actions of %(community)s"),
}
"""What each of them calls itself in a feed reader."""
