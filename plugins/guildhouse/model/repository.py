"""The repository that holds the site's sources, and the forge that shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

FORGES = ("github", "gitlab", "gitea", "forgejo", "bitbucket", "azure")
"""The forges whose addresses are known, as the prefix of a repository's address names them."""

_HOSTS = {"bitbucket.org": "bitbucket", "codeberg.org": "forgejo", "dev.azure.com": "azure"}
_PLACE = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?")
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))(?:[\w.~+-]|%[0-9A-Fa-f]{2})+){2,}", re.ASCII)
_BRANCH = re.compile(r"(?![/.-])(?!.*(?:\.\.|//|@\{))[^\s~^:?*\[\\\x00-\x20\x7f\ud800-\udfff]+(?<![/.])")
_FOLDER = re.compile(r"(?!/)(?!(?:.*/)?\.\.?(?:/|$))[^\\\x00-\x1f\x7f\ud800-\udfff?#]+")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on a forge: `url` is that of its front page, `subdirectory` the folder of the site in it; neither ends in a slash."""

    forge: str
    url: str
    branch: str = "main"
    subdirectory: str = ""

    def path_of(self, source: str) -> str:
        """Name a file of the site as the repository does."""
        return f"{self.subdirectory}/{source}" if self.subdirectory else source


def repository(text: str) -> Repository:
    """Read `[forge+]https://host/owner/name[@branch][#subdirectory=folder]`, as pip writes it; ValueError says what is wrong with it."""
    forge, plus, address = text.partition("+") if "+" in text.partition(":")[0] else ("", "", text)
    parts = urlsplit(address)
    path, at, branch = parts.path.partition("@")
    path = path.rstrip("/").removesuffix(".git")
    if parts.scheme not in ("https", "http") or not _PLACE.fullmatch(parts.netloc) or not _PATH.fullmatch(path) or parts.query:
        message = (
            "must be an address such as https://github.com/owner/name or gitea+https://git.example.org/owner/name@main#subdirectory=site"
        )
        raise ValueError(message)
    if at and not _BRANCH.fullmatch(branch):
        message = f"names the branch {branch!r}, which git does not allow"
        raise ValueError(message)
    return Repository(
        _forge(forge if plus else _told_by(parts.hostname or ""), path), f"{parts.scheme}://{parts.netloc}{path}", branch or "main",
        _subdirectory(parts.fragment),
    )  # fmt: skip


def _forge(name: str, path: str) -> str:
    if name not in FORGES:
        message = f"does not tell which forge it is on: begin it with one of {', '.join(f'{each}+' for each in FORGES)}"
        raise ValueError(message)
    if name == "azure" and "/_git/" not in path:
        message = "must name the repository as Azure DevOps does, https://dev.azure.com/organization/project/_git/name"
        raise ValueError(message)
    return name


def _told_by(host: str) -> str:
    """Tell the forge from the name of the host, as far as people name hosts after it (`gitlab.example.org`)."""
    return _HOSTS.get(host) or host.partition(".")[0]


def _subdirectory(fragment: str) -> str:
    if not fragment:
        return ""
    key, _, folder = fragment.partition("=")
    folder = folder.rstrip("/")
    if key != "subdirectory" or not _FOLDER.fullmatch(folder):
        message = "may end in #subdirectory= and the folder of the site, as in #subdirectory=site, and in nothing else"
        raise ValueError(message)
    return folder
