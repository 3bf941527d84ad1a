"""How one reaches a community and becomes a member of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guildhouse.features.document_views import LinkView
from guildhouse.model.community import Community, Contact
from guildhouse.model.house import House
from guildhouse.model.words import Words, say

CONTACT_ICONS = {
    "chat": "hash",
    "mailing-list": "mail",
    "forum": "message-square",
    "issue-tracker": "list-checks",
    "repository": "git-branch",
    "github-team": "users",
    "video": "video",
    "calendar": "calendar",
}
CONTACT_WORDS: Mapping[str, Words | str] = {
    "chat": say("Chat"),
    "mailing-list": say("Mailing list"),
    "forum": say("Forum"),
    "issue-tracker": say("Issue tracker"),
    "repository": say("Repository"),
    "github-team": say("Team on GitHub"),
    "video": say("Video"),
    "calendar": say("Calendar"),
    "other": "",
}


@dataclass(frozen=True, kw_only=True)
class ContactView:
    """A channel."""

    icon: str
    words: str
    url: str | None
    kind: str | Words


@dataclass(frozen=True, kw_only=True)
class JoinView:
    """How one becomes a member; `is_open` is None when nobody said."""

    is_open: bool | None
    how: str
    url: str | None
    first_steps: tuple[LinkView, ...]


def contact_view(contact: Contact) -> ContactView:
    """Show a channel."""
    kind = CONTACT_WORDS[contact.type]
    service = (contact.service or "").capitalize()
    return ContactView(
        icon=CONTACT_ICONS.get(contact.type, "link"), words=contact_words(contact), url=contact_url(contact), kind=service or kind
    )


def contact_words(contact: Contact) -> str:
    """Name a channel as people do."""
    return contact.name or contact.email or (contact.url or contact.type).removeprefix("https://")


def contact_url(contact: Contact) -> str | None:
    """Name where a channel is."""
    return contact.url or (f"mailto:{contact.email}" if contact.email else None)


def join_view(house: House, community: Community) -> JoinView | None:
    """Say how one becomes a member; None of a community that has ended or does not say."""
    join = community.join
    if join is None or community.status == "archived":
        return None
    return JoinView(is_open=join.open, how=join.how or "", url=join.url, first_steps=tuple(_step(house, step) for step in join.first_steps))


def _step(house: House, step: str) -> LinkView:
    if step.startswith("paths/"):
        return path_link(house, step.removeprefix("paths/"))
    return LinkView(title=house.title_at(step) or step, url=step)


def path_link(house: House, id_: str) -> LinkView:
    """Link a learning path; an id that no path has is only named."""
    path = house.path(id_)
    return LinkView(title=path.title if path else id_, url=path.url if path else "")
