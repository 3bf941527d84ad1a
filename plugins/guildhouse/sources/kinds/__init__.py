"""The kinds of files that authors write, each one declaration."""

from __future__ import annotations

from guildhouse.sources.kinds.community import COMMUNITY, LISTS
from guildhouse.sources.kinds.decision import DECISION
from guildhouse.sources.kinds.kind import Kind
from guildhouse.sources.kinds.kudos import KUDOS
from guildhouse.sources.kinds.meeting import MEETING
from guildhouse.sources.kinds.page import CHARTER, NEWS, PAGE, RESOURCE
from guildhouse.sources.kinds.path import PATH
from guildhouse.sources.kinds.person import PERSON
from guildhouse.sources.kinds.recognition import RECOGNITION

KINDS: tuple[Kind, ...] = (COMMUNITY, *LISTS.values(), CHARTER, MEETING, DECISION, RESOURCE, PERSON, RECOGNITION, PATH, KUDOS, NEWS, PAGE)
"""Every kind; a file belongs to the first whose `where` it meets, so the widest comes last."""


def kind_of(path: str) -> Kind | None:
    """Tell which kind the file at `path` is; None for attachments."""
    return next((kind for kind in KINDS if kind.where.fullmatch(path)), None)
