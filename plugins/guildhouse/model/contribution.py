"""The vocabulary of contributions: the ids of all-contributors, and five of our own with the one each falls back to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Origin = Literal["git", "byline", "meeting", "decision", "action", "kudos", "all-contributors"]
"""Where a contribution is written down."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """One thing that somebody did for others.

    `person` is an id, or a name as it was written; `type` an id of the vocabulary; `title` and `url` (None when it has no page) tell what
    it was about. How people want to be named is asked where it is shown.
    """

    person: str
    type: str
    origin: Origin
    title: str = ""
    url: str | None = None
    date: dt.date | None = None
    community: str | None = None


ALL_CONTRIBUTORS: dict[str, str] = {
    "a11y": "Accessibility",
    "audio": "Audio",
    "blog": "Blog posts",
    "bug": "Bug reports",
    "business": "Business development",
    "code": "Code",
    "content": "Content",
    "data": "Data",
    "design": "Design",
    "doc": "Documentation",
    "eventOrganizing": "Organising events",
    "example": "Examples",
    "financial": "Financial support",
    "fundingFinding": "Finding funding",
    "ideas": "Ideas and planning",
    "infra": "Infrastructure",
    "maintenance": "Maintenance",
    "mentoring": "Mentoring",
    "platform": "Packaging and porting",
    "plugin": "Plugins",
    "projectManagement": "Project management",
    "promotion": "Promotion",
    "question": "Answering questions",
    "research": "Research",
    "review": "Reviews",
    "security": "Security",
    "talk": "Talks",
    "test": "Tests",
    "tool": "Tools",
    "translation": "Translation",
    "tutorial": "Tutorials",
    "userTesting": "User testing",
    "video": "Videos",
}
"""The 33 types of all-contributors, with the words that readers see."""

OWN: dict[str, tuple[str, str]] = {
    "facilitation": ("Facilitation", "eventOrganizing"),
    "notes": ("Taking notes", "doc"),
    "curation": ("Curation", "content"),
    "hosting": ("Hosting", "eventOrganizing"),
    "welcoming": ("Welcoming newcomers", "mentoring"),
}
"""Types of our own: their words, and the all-contributors type that stands for them in `.all-contributorsrc`."""

LABELS: dict[str, str] = ALL_CONTRIBUTORS | {name: label for name, (label, _) in OWN.items()}
