"""The vocabulary of contributions: the ids of all-contributors, and five of our own with the one each falls back to."""

from __future__ import annotations

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
