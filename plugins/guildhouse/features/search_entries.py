"""What of the site is found by search: every page that readers and programs may be led to, with its words and its facts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TypeAlias
from urllib.parse import unquote

from guildhouse.features.contact_views import join_view
from guildhouse.features.meeting_views import is_over
from guildhouse.features.member_views import role_word
from guildhouse.features.mentor_views import own_offer
from guildhouse.features.note_views import STATUS_WORDS
from guildhouse.features.outputs import Page
from guildhouse.features.path_views import keepers, mentors
from guildhouse.features.resource_views import anchored
from guildhouse.features.search_labels import KINDS, topic_key
from guildhouse.features.views import credit_view, person_view
from guildhouse.formats.mail import without_mail
from guildhouse.formats.search.record import Record, Section
from guildhouse.language import Language, language
from guildhouse.model.body import Body
from guildhouse.model.community import Community, Resource
from guildhouse.model.decision import Decision
from guildhouse.model.document import Document
from guildhouse.model.house import House
from guildhouse.model.learning import LearningPath
from guildhouse.model.meeting import Meeting
from guildhouse.model.person import Person
from guildhouse.model.texts import title_of
from guildhouse.model.words import Words, say
from guildhouse.settings import Settings
from guildhouse.sources.sections import sections

OUTDATED, LEFT = 0.4, 0.6
"""How much less is found of what is archived or superseded, and of people who have left: it sinks below what holds today."""
OVER = frozenset({"superseded", "deprecated", "rejected"})
"""The states of decisions that hold no more."""
DATED = frozenset({"news", "meeting", "decision"})
"""The kinds whose day tells readers which of several they look for."""
ARCHIVED = say("Archived community")

NO_TEXT, NO_MAIL = Body(), "…"
Said: TypeAlias = str | Words | None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page for search: `record` lacks the parts of its text, which `body` holds, and which are read only when they are not known."""

    record: Record
    body: Body = NO_TEXT
    beside: tuple[str, ...] = ()
    """Lines that the page has beside its text, unless they are taken from it."""

    def complete(self, html: str) -> Record:
        """Give the record with the parts of its text, the HTML of `body`, behind what is said of the page itself."""
        read = sections(html)
        parts = tuple(Section(part.anchor, without_mail(part.heading, NO_MAIL), without_mail(part.text, NO_MAIL)) for part in read)
        text = "\n".join(part.text for part in parts)
        more = "\n".join(line for line in self.beside if line not in text)
        said = tuple(replace(part, text=without_mail(part.text, NO_MAIL)) for part in (*self.record.sections, Section("", "", more)))
        about = without_mail(self.record.description, NO_MAIL)
        return replace(self.record, description=about, sections=(*(part for part in said if part.text), *parts))


@dataclass(frozen=True)
class Entries:
    """Makes the entries of a site, in the language of the site where the page has none of its own."""

    house: House
    settings: Settings

    @cached_property
    def tongue(self) -> Language:
        """The language of the site."""
        return language(self.settings.language)

    def every(self, pages: Iterable[Page]) -> Iterator[Entry]:
        """List what is published, each page once, and then what is a part of one."""
        open_pages = {page.page.url: page for page in pages if page.page.is_open}
        made = {entry.record.url: entry for entry in self.own if entry.record.url in open_pages}
        yield from (made.get(url) or self._page(page) for url, page in open_pages.items())
        yield from self.resources(open_pages.keys())

    @cached_property
    def own(self) -> tuple[Entry, ...]:
        """List what the House knows more of than the head of its page says."""
        house = self.house
        documents = (*house.pages, *house.news, *house.meetings, *house.decisions, *house.listings.values())
        charters = (community.charter for community in house.communities if community.charter)
        return (
            *map(self._document, (*((house.home,) if house.home else ()), *documents, *charters)),
            *map(self._community, house.communities),
            *map(self._person, house.people),
            *map(self._path, house.paths),
        )

    def _plain(self, *said: Said) -> str:
        """Write words in the language of the site, one after the other on lines of their own."""
        return "\n".join(self.tongue.plain(each) for each in said if each)

    def _state(self, community: str | None, status: str | None = None) -> str:
        """Say why something holds no more: as a decision, or with its community; empty where it holds."""
        text = self._plain(STATUS_WORDS[status] if status in OVER else ARCHIVED if self.house.is_archived(community) else None)
        return text[:1].upper() + text[1:]

    def _names(self, refs: Iterable[str]) -> str:
        return self._plain(*(person_view(self.house, ref).name for ref in refs))

    def _known(self, refs: Iterable[str | None]) -> tuple[str, ...]:
        """List those among people who have a page, each once."""
        return tuple(person.id for ref in dict.fromkeys(refs) if (person := self.house.person(ref)))

    def _page(self, page: Page) -> Entry:
        """Give what the head of a page says, where nothing more is known: a list, mostly, whose things are found themselves."""
        context = page.page
        title, description = (self.tongue.plain(each) for each in (context.title, context.description))
        found = getattr(context, "community", None)
        community = found if found is None or isinstance(found, str) else getattr(found, "id", None)
        return Entry(
            record=Record(
                url=context.url,
                kind=context.kind if context.kind in KINDS else "list",
                title=title,
                description=description,
                lang=context.lang or self.settings.language,
                community=community,
                path=words_of(context.url),
                weight=self._weight(community),
                state=self._state(community),
            )
        )

    def _document(self, document: Document) -> Entry:
        credited = [view for ref in document.authors if (view := credit_view(self.house, ref)) and view.url]  # initials lead to nobody
        others = _taking_part(document)
        state = document.status if isinstance(document, Decision) else None
        about = self._plain(*(view.name for view in credited), self._names(others), STATUS_WORDS[state] if state else None)
        former = map(words_of, document.aliases)
        return Entry(
            record=Record(
                url=document.url,
                kind=document.page_kind,
                title=title_of(self.house, document.url) if document.page_kind == "charter" else document.title,
                description=document.description,
                lang=document.lang or self.settings.language,
                community=document.community,
                topics=tuple(dict.fromkeys(map(topic_key, document.topics))),
                people=self._known((*(view.id for view in credited), document.owner, *others)),
                tags=_once(*document.tags, *document.categories, *document.topics, document.term or "", *former),
                path=words_of(document.url),
                sections=(Section("", "", about),) if about else (),
                weight=OUTDATED if state in OVER else self._weight(document.community),
                state=self._state(document.community, state),
                date=document.date.isoformat() if document.date and document.page_kind in DATED else "",
            ),
            body=document.body,
            beside=_noted(document),
        )

    def _community(self, community: Community) -> Entry:
        house = self.house
        members = tuple(dict.fromkeys(each.person for each in community.current_members(house.today)))
        leads = tuple(each.person for each in community.current_members(house.today) if each.is_leading)
        projects = (self._plain(project.name, project.description) for project in community.projects)
        join = join_view(house, community)
        said = self._plain(
            community.summary,
            community.mission,
            *(goal.title for goal in community.goals),
            *projects,
            *((join.how, *(step.title for step in join.first_steps)) if join else ()),
            *(series.title for series in chain(community.meetings, *(each.meetings for each in community.projects)) if not is_over(series)),
            *(contact.name for contact in community.contact),
        )
        return Entry(
            record=Record(
                url=community.url,
                kind="community",
                title=community.name,
                description=community.summary or "",
                lang=self.settings.language,
                community=community.id,
                topics=tuple(dict.fromkeys(map(topic_key, community.topics))),
                people=self._known(leads or members),
                tags=_once(*community.topics, community.id, *map(words_of, community.aliases)),
                path=words_of(community.url),
                sections=(Section("", "", said), Section("", "", self._names(members))),
                weight=self._weight(community.id),
                state=self._state(community.id),
            ),
            body=community.about,
        )

    def _person(self, person: Person) -> Entry:
        mentoring = person.mentoring if own_offer(self.house, person) else None
        roles = [
            self._plain(community.name, *map(role_word, membership.roles), *membership.topics)
            for community, membership in self.house.roles_of(person.id)
            if not membership.is_past(self.house.today)
        ]
        tongues = map(self.tongue.name_of, person.languages)
        said = self._plain(person.title, person.team, person.organization, *(mentoring.offers if mentoring else ()), *roles, *tongues)
        return Entry(
            record=Record(
                url=person.url,
                kind="person",
                title=person.name,
                description=self._plain(person.title or person.team),
                lang=self.settings.language,
                people=(person.id,),
                topics=tuple(dict.fromkeys(map(topic_key, person.skills))),
                tags=person.skills,
                path=words_of(person.url),
                sections=(Section("", "", said),),
                weight=LEFT if person.has_left(self.house.today) else 1.0,
            ),
            body=person.body,
        )

    def _path(self, path: LearningPath) -> Entry:
        steps = ((step.title or title_of(self.house, step.page or step.url)) for step in path.steps)
        taught = (subject for step in path.steps for subject in step.teaches)
        stages = dict.fromkeys(step.section or "" for step in path.steps)
        before = (found.title for id_ in path.prerequisites if (found := self.house.path(id_)))
        return Entry(
            record=Record(
                url=path.url,
                kind="path",
                title=path.title,
                description=path.summary or "",
                lang=self.settings.language,
                community=path.community,
                people=self._known(
                    (*(each.person.id for each in mentors(self.house, path)), *(each.id for each in keepers(self.house, path)))
                ),
                tags=_once(*path.audience, *taught, *map(words_of, path.aliases)),
                path=words_of(path.url),
                sections=(Section("", "", self._plain(*path.outcomes, *before)), Section("", "", self._plain(*stages, *steps))),
                weight=self._weight(path.community),
                state=self._state(path.community),
            )
        )

    def resources(self, pages: Container[str]) -> Iterator[Entry]:
        """List what communities rely on that is none of these pages: the list that names it is where one is led."""
        for community in self.house.communities:
            url = f"{community.url}resources/"
            if url in pages:
                rows = ((each, f"{url}#{anchor}") for each, anchor in anchored(community))
                yield from (self._resource(community, each, row) for each, row in rows if each.url not in pages)

    def _resource(self, community: Community, resource: Resource, url: str) -> Entry:
        return Entry(
            record=Record(
                url=url,
                kind="resource",
                title=resource.title,
                description=resource.summary or "",
                lang=self.settings.language,
                community=community.id,
                tags=(*resource.tags, resource.type),
                path=words_of(resource.url or ""),
                weight=self._weight(community.id),
                state=self._state(community.id),
            )
        )

    def _weight(self, community: str | None) -> float:
        return OUTDATED if self.house.is_archived(community) else 1.0


def _once(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _taking_part(document: Document) -> tuple[str, ...]:
    """List those whom the page of a note or of a decision names beside its text."""
    named: tuple[str | None, ...] = ()
    if isinstance(document, Meeting):
        named = (document.facilitator, document.note_taker, *document.attendees)
    if isinstance(document, Decision):
        named = document.decision_makers
    return tuple(dict.fromkeys(ref for ref in named if ref))


def _noted(document: Document) -> tuple[str, ...]:
    """List what a note decides and promises, much of which its front matter says."""
    if not isinstance(document, Meeting):
        return ()
    return (*(decision.title for decision in document.decisions), *(action.task for action in document.actions))


def words_of(address: str) -> str:
    """Write an address as words, without the host of one elsewhere."""
    return unquote(address.partition("://")[2].partition("/")[2] if "://" in address else address).replace("/", " ").strip()
