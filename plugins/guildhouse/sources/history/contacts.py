"""Names and addresses as commits hold them: cleaned, since anybody may have written them, and asked whose they can be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

LONGEST_NAME, LONGEST_MAIL = 100, 254
"""Characters; whoever is called longer than that is called nothing."""
JOINERS = "\u200c\u200d"
"""Characters without a shape of their own that names in Persian and Indian scripts need."""
MAIL = re.compile(r"[^\s<>@\"(),;:\\]+@[^\s<>@\"(),;:\\]+")
ANYBODY = re.compile(
    r"(?:noreply|no-reply|nobody|none|root|unknown|you|your|yourname|your-email)@.*|.*@localhost(?:\.localdomain)?", re.IGNORECASE
)
"""Addresses that may be anybody's, so that two people who have one are two."""
NOBODY = frozenset(
    {"your name", "unknown author", "no author", "unknown user", "first last", "firstname lastname", "git user", "john doe", "jane doe"}
)
"""Names that programs put where somebody gave none."""
NO_REPLY = re.compile(r"(?:\d+[+-])?(?P<login>[^@+]+)@(?:users\.)?no-?reply\.(?P<host>[^@]+)", re.IGNORECASE)
"""Addresses that forges make: `123+login@users.noreply.github.com`, `123-login@users.noreply.gitlab.com`, `login@noreply.codeberg.org`."""
FORGES = ("github", "gitlab", "gitea", "forgejo", "codeberg", "bitbucket")
SELF_HOSTED = ("gitea", "forgejo", "gitlab")


class Contact(NamedTuple):
    """A name and an address, each empty when there is none that can be used."""

    name: str
    mail: str

    @property
    def full_name(self) -> str:
        """The name in small letters, when it is one that only one person has: two words or more."""
        return full_name(self.name)

    @property
    def address(self) -> str:
        """The address in small letters, when it can be one person's."""
        mail = self.mail.lower()
        return "" if not mail or ANYBODY.fullmatch(mail) else mail

    @property
    def logins(self) -> tuple[tuple[str, str], ...]:
        """The account that a forge made the address of: its service in the words that people may use for it, and the name there."""
        found = NO_REPLY.fullmatch(self.mail.lower()) if "reply" in self.mail.lower() else None
        if found is None:
            return ()
        host, login = found["host"], found["login"]
        named = tuple(forge for forge in FORGES if forge in re.split(r"[.-]", host))
        return tuple((service, login) for service in (host, *(named or SELF_HOSTED)))


def full_name(name: str) -> str:
    """Write a name so that two ways of writing it are equal; empty for one of a single word, which may be anybody's."""
    words = " ".join(name.lower().split())
    return words if " " in words and words not in NOBODY else ""


def contact(name: str, mail: str) -> Contact:
    """Clean a name and an address; an address in place of a name is none."""
    mail = cleaned(mail)
    if len(mail) > LONGEST_MAIL or not MAIL.fullmatch(mail):
        mail = ""
    name = cleaned(name)
    return Contact("" if len(name) > LONGEST_NAME or "@" in name.lstrip("@") else name, mail)


def cleaned(text: str) -> str:
    """Take out what has no shape or turns the reading direction, and fold spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = (char if char in JOINERS or _has_shape(char) else " " if char.isspace() else "" for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(shown).split()).strip(JOINERS + " ")


def _has_shape(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"} or char == " "


_ON_GITHUB = r"|(?:.*\+)?(?:{0})\[bot\]@users\.noreply\.github\.com|(?:{0})\[bot\]"
TOOLS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern + (_ON_GITHUB.format(apps) if apps else ""), re.IGNORECASE)
    for name, pattern, apps in (
        ("Aider", r"aider(?: \(.*\))?|(?:noreply|aider)@aider\.chat", ""),
        ("Amazon Q", r"amazon q(?: developer)?", "amazon-q-developer"),
        ("Claude", r"claude (?:code|opus|sonnet|haiku|\d).*|noreply@anthropic\.com", "claude|claude-code"),
        ("Codex", r"(?:openai )?codex|chatgpt.*|(?:codex|noreply)@openai\.com", "codex|chatgpt-codex-connector"),
        ("Cursor", r"cursor(?: agent)?|cursoragent(?:@cursor\.com)?", "cursor"),
        ("Devin", r"devin ai", "devin-ai-integration"),
        ("Gemini", r"gemini (?:cli|code assist).*|gemini-code-assist@google\.com", "gemini-cli|gemini-code-assist"),
        ("GitHub Copilot", r"(?:github )?copilot|copilot@github\.com|.*\+copilot@users\.noreply\.github\.com", "copilot[a-z-]*"),
        ("Jules", "google labs jules", "google-labs-jules"),
        ("Windsurf", r"windsurf(?: cascade)?|noreply@(?:windsurf|codeium)\.com", ""),
    )
}
"""AI assistants by the names and addresses with which they sign."""
_ANY_TOOL = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in TOOLS.values()), re.IGNORECASE)
BOTS = re.compile(
    r".*\[bot\](?:@.*)?|.*[-_]bot|bot-.*|(?:github|gitlab|forgejo|gitea)[- ](?:actions|ci|runner).*|github|web-flow|dependabot.*"
    r"|renovate(?:[- ]bot)?|pre-commit-ci.*|travis ci|jenkins(?:[- ]ci)?|buildbot|(?:hosted )?weblate|imgbot|greenkeeper|snyk[- ]bot"
    r"|(?:noreply|actions?|support\+actions)@github\.com|bot@.*|[^@]*[-_.]bot@.*|ci@.*|[^@]*[-_.]ci@.*|(?:gitlab-)?ci-token.*|jenkins@.*"
    r"|(?:hosted|noreply)@weblate\.org|(?:project|group)_\d+_bot.*|allcontributors.*",
    re.IGNORECASE,
)
"""Names and addresses of programs that commit; not `Jan Bot`, for that is a name of people."""


def tool(who: Contact) -> str | None:
    """Name the AI assistant that signs so; None for everybody else."""
    word = next((word for word in who if word and _ANY_TOOL.fullmatch(word)), None)
    return next((name for name, pattern in TOOLS.items() if word and pattern.fullmatch(word)), None)


def is_bot(who: Contact) -> bool:
    """Tell whether a program signs so."""
    return any(BOTS.fullmatch(word) for word in who if word)
