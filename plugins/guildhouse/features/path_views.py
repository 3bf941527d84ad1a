"""How learning paths and their steps are shown: what one does, how long it takes, whom one can ask."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from guildhouse.features.views import PersonView, person_view
from guildhouse.formats.urls import is_internal
from guildhouse.model.document import Document
from guildhouse.model.duration import Duration
from guildhouse.model.house import House
from guildhouse.model.learning import LearningPath, Step, effort_of
from guildhouse.model.person import FORMER_COLLEAGUE
from guildhouse.model.texts import text_at, title_of
from guildhouse.model.words import Words, count, say, strung
from guildhouse.sources.documents import humanised

URL = "/paths/"
KINDS = {
    "read": (say("Read"), "book-open"),
    "watch": (say("Watch"), "video"),
    "do": (say("Try it"), "wrench"),
    "discuss": (say("Talk about it"), "message-square"),
    "check": (say("Check yourself"), "list-checks"),
    "meet": (say("Meet people"), "users"),
    "path": (say("A path of its own"), "route"),
}
"""What one does in a step, and its icon."""

OLD = re.compile(r"/paths/([a-z0-9][a-z0-9._-]*)/")
"""An address that a path had before, and its id then."""

LEVELS = {"beginner": say("Beginner"), "intermediate": say("Intermediate"), "advanced": say("Advanced")}
HOUR, MANY_HOURS = 60, 10
"""Minutes of an hour; from so many hours on nobody asks for minutes."""


@dataclass(frozen=True, kw_only=True)
class StepView:
    """A step in a list.

    `number` is its place in the path, `about` what one does and how long, `changed` the day on which its page last changed,
    `inner` the id of the path that it is.
    """

    id: str
    number: int
    title: str | Words
    url: str
    about: str | Words
    minutes: int
    is_optional: bool
    changed: dt.date | None
    inner: str | None = None
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Steps that stand together; a path without sections is one stage without a title."""

    title: str
    anchor: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, kw_only=True)
class MentorView:
    """Somebody to ask, and how they like to be asked."""

    person: PersonView
    how: str


@dataclass(frozen=True, kw_only=True)
class PathCard:
    """A path in a list: `about` are its level and its community, `audience` for whom it is."""

    title: str
    url: str
    description: str
    steps: int
    time: str | Words
    audience: tuple[str, ...]
    about: tuple[str | Words, ...]


def path_card(house: House, path: LearningPath) -> PathCard:
    """Show a path in a list."""
    community = house.community(path.community)
    return PathCard(
        title=path.title,
        url=path.url,
        description=path.summary or "",
        steps=len(path.steps),
        time=total(house.efforts[path.id].needed),
        audience=path.audience,
        about=tuple(each for each in (LEVELS.get(path.level or ""), community.name if community else "") if each),
    )


def first_path(house: House) -> PathCard | None:
    """Choose the path that newcomers begin with: one for beginners that needs no other; of several the one that most others build on."""
    wanted = Counter(id_ for path in house.paths for id_ in path.prerequisites)
    open_to_all = [path for path in house.paths if path.level == "beginner" and not path.prerequisites]
    found = min(open_to_all, key=lambda path: (-wanted[path.id], path.community is not None, path.title.casefold(), path.id), default=None)
    return path_card(house, found) if found else None


def stages(house: House, path: LearningPath) -> tuple[Stage, ...]:
    """Group the steps of a path by its sections; a section goes on until another begins."""
    found: list[tuple[str, list[StepView]]] = []
    for number, step in enumerate(path.steps, 1):
        if not found or (step.section and step.section != found[-1][0]):
            found.append((step.section or "", []))
        found[-1][1].append(step_view(house, path, step, number))
    return tuple(Stage(title=title, anchor=f"gh-part-{place}", steps=tuple(steps)) for place, (title, steps) in enumerate(found, 1))


def step_view(house: House, path: LearningPath, step: Step, number: int) -> StepView:
    """Show a step in a list."""
    page = text_at(house, step.page)
    return StepView(
        id=step.id,
        number=number,
        title=step_title(house, step),
        url=path.url_of(step),
        about=about(house, step),
        minutes=effort_of(step, house.efforts).needed,
        is_optional=step.optional,
        changed=house.changed(page) if page else None,
        inner=step.path,
    )


def here(stage: Stage, step: str) -> Stage:
    """Mark the step that one is at."""
    return replace(stage, steps=tuple(replace(each, is_current=True) if each.id == step else each for each in stage.steps))


def step_title(house: House, step: Step) -> str | Words:
    """Name a step: by its own title, else by what it leads to."""
    inner = house.path(step.path)
    found = step.title or title_of(house, step.page) or (inner.title if inner else "")
    if found:
        return found
    if step.quiz and not step.page and not step.url:
        return say("Questions")
    return step.url.removeprefix("https://").rstrip("/") if step.url else humanised(step.id)


def address_title(house: House, address: str) -> str:
    """Name an address: by what stands there, else a list of this site by its folder and what lies elsewhere by itself."""
    if is_internal(address):
        return title_of(house, address) or humanised(address.partition("#")[0].rstrip("/").rpartition("/")[2])
    return address.removeprefix("https://").rstrip("/")


def kind_of(step: Step) -> str:
    """Tell what one does in a step, also where nobody wrote it."""
    if step.path:
        return "path"
    if step.type != "read" or step.page or step.url:
        return step.type
    return "check" if step.quiz else "do"  # without anything to read nobody is asked to read


def about(house: House, step: Step) -> str | Words:
    """Say what one does in a step and how long it takes."""
    return strung((KINDS[kind_of(step)][0], time(house, step)))


def time(house: House, step: Step) -> str | Words:
    """Say how long a step takes; empty when nobody wrote it."""
    return lasting(step.duration) if step.duration else total(effort_of(step, house.efforts).needed)


def lasting(duration: Duration) -> str | Words:
    """Say a length of time as it was written."""
    units = (
        count("%(number)s year", "%(number)s years", duration.years),
        count("%(number)s month", "%(number)s months", duration.months),
        count("%(number)s week", "%(number)s weeks", duration.weeks),
        count("%(number)s day", "%(number)s days", duration.days),
    )
    return strung((*(unit for unit in units if unit.number), minutes(HOUR * duration.hours + duration.minutes)))


def minutes(number: int) -> str | Words:
    """Say hours and minutes; empty for none."""
    hours, rest = divmod(number, HOUR)
    units = (count("%(number)s hour", "%(number)s hours", hours), count("%(number)s minute", "%(number)s minutes", rest))
    return strung(unit for unit in units if unit.number)


def total(number: int) -> str | Words:
    """Say how long several things take: of many hours only the hours."""
    if number < MANY_HOURS * HOUR:
        return minutes(number)
    return say("about %(time)s", time=minutes(HOUR * round(number / HOUR)))


def mentors(house: House, path: LearningPath) -> tuple[MentorView, ...]:
    """List whom one can ask now: no tool, nobody who has left, is forgotten, or says of themselves that there is no room."""
    return tuple(sorted(_mentors(house, path.mentors), key=lambda each: (str(each.person.name).casefold(), each.person.id or "")))


def _mentors(house: House, names: tuple[str, ...]) -> Iterator[MentorView]:
    for name in names:
        person = house.person(name)
        offer = person.mentoring if person else None
        is_gone = name == FORMER_COLLEAGUE or (person is not None and not person.is_there(house.today))
        is_full = offer is not None and (offer.capacity == 0 or (offer.until is not None and offer.until < house.today))
        if not is_gone and not is_full:
            yield MentorView(person=person_view(house, name), how=(offer.how if offer else None) or "")


def keepers(house: House, path: LearningPath) -> tuple[PersonView, ...]:
    """List who keeps a path now: nobody who has left."""
    people = ((name, house.person(name)) for name in path.maintainers)
    return tuple(person_view(house, name) for name, person in people if not (person and person.has_left(house.today)))


def old_ids(house: House, path: LearningPath) -> tuple[str, ...]:
    """List the ids that a path had before, as its old addresses tell; what readers did under them is theirs still."""
    found = (match[1] for alias in path.aliases if (match := OLD.fullmatch(alias)))
    return tuple(id_ for id_ in dict.fromkeys(found) if house.path(id_) is None)


def kept_ids(house: House) -> str:
    """List the ids of all paths with those that each had before, `new=old,older other`, for the script that shows what was begun."""
    return " ".join("=".join(filter(None, (path.id, ",".join(old_ids(house, path))))) for path in house.paths)


def page_of(house: House, step: Step) -> Document | None:
    """Find the text that a step shows; None where it leads to something without one."""
    found = text_at(house, step.page)
    return found if found and found.body else None
