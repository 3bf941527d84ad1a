"""Where forges show the history of a file, let people edit it, and take a report about it.

GitHub: https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query
GitLab: https://docs.gitlab.com/user/project/issues/create_issues/#using-a-url-with-prefilled-values
Files are begun at: https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files,
https://docs.gitlab.com/user/project/repository/web_editor/#create-a-file (`file_name` fills in its name).
Gitea: https://docs.gitea.com/usage/issue-pull-request-templates, Forgejo: https://forgejo.org/docs/latest/user/issue-pull-request-templates/
Azure DevOps: https://learn.microsoft.com/en-us/azure/devops/boards/backlogs/work-item-template; a file is edited where it is shown.
Bitbucket documents no address of a report that is filled in, and many of its workspaces have no issues at all; hence none is offered there.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote

from guildhouse.model.repository import Repository


@dataclass(frozen=True, slots=True)
class Forge:
    """Addresses of one forge, with `{url}`, `{project}`, `{branch}`, `{path}`, `{title}` and `{body}` to fill in; what it has not is empty.

    Of a new file `{path}` is what it is to be called, and `{folder}` where it is to stand.
    """

    history: str
    edit: str
    report: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class SourceLinks:
    """What one can do with the file behind a page; `report` is None on a forge that takes none."""

    history: str
    edit: str
    report: str | None


_GITEA = Forge(
    "{url}/commits/branch/{branch}/{path}",
    "{url}/_edit/{branch}/{path}",
    "{url}/issues/new?title={title}&body={body}",
    "{url}/_new/{branch}/{folder}",
)
_FORGES = MappingProxyType({
    "github": Forge(
        "{url}/commits/{branch}/{path}",
        "{url}/edit/{branch}/{path}",
        "{url}/issues/new?title={title}&body={body}",
        "{url}/new/{branch}?filename={path}",
    ),
    "gitlab": Forge(
        "{url}/-/commits/{branch}/{path}",
        "{url}/-/edit/{branch}/{path}",
        "{url}/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}",
        "{url}/-/new/{branch}?file_name={path}",
    ),
    "gitea": _GITEA,
    "forgejo": _GITEA,
    "bitbucket": Forge("{url}/history-node/{branch}/{path}", "{url}/src/{branch}/{path}?mode=edit&at={branch}"),
    "azure": Forge(
        "{url}?path=/{path}&version=GB{branch}&_a=history",
        "{url}?path=/{path}&version=GB{branch}&_a=contents",
        # of the types of work items, a task is the one that every process of Azure Boards has
        "{project}/_workitems/create/Task?%5BSystem.Title%5D={title}&%5BSystem.Description%5D={body}",
    ),
})  # fmt: skip


def source_links(repository: Repository, source: str, title: str, body: str) -> SourceLinks:
    """Link the file at `source` of the site; `title` and `body` are what a report about it begins with."""
    forge = _FORGES[repository.forge]
    given = {
        "url": repository.url,
        "project": repository.url.partition("/_git/")[0],
        "branch": quote(repository.branch, safe="/"),
        "path": quote(repository.path_of(source), safe="/"),
        "title": quote(title, safe=""),
        "body": quote(body, safe=""),
    }
    return SourceLinks(forge.history.format(**given), forge.edit.format(**given), forge.report.format(**given) or None)


def new_file(repository: Repository, path: str) -> str | None:
    """Say where a file of the site is begun; `{name}` in its path stays for others to fill in, and None is a forge without such a page."""
    place = repository.path_of(path)
    folder = quote(place.rpartition("/")[0], safe="/")
    branch = quote(repository.branch, safe="/")
    return _FORGES[repository.forge].new.format(url=repository.url, branch=branch, path=quote(place, safe="/{}"), folder=folder) or None
