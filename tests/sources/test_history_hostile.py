"""Repositories that want to harm: nothing of theirs is ever run or believed, and no build fails because of one."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from guildhouse.sources.history import git as asking
from guildhouse.sources.history import place
from guildhouse.sources.history.contacts import Contact
from guildhouse.sources.history.log import Log, parse
from guildhouse.sources.history.mailmap import mapped
from guildhouse.sources.history.place import Unavailable
from guildhouse.sources.history.trace import EPOCH, moment
from guildhouse.sources.history.trailers import trailers
from repositories import ADA, BO, PAGE, Repository


@pytest.fixture
def repo(tmp_path):
    return Repository(tmp_path / "site")


@pytest.fixture
def history(read_site):
    return lambda **settings: read_site(history=True, **settings).history


def note(house):
    (found,) = [problem for problem in house.problems if problem.code == "no-history"]
    assert found.severity == "note"
    assert found.hint
    return found.message


def test_nothing_that_a_repository_names_is_run(repo, history, tmp_path):
    repo.commit(ADA, {PAGE: "# 1\n", ".gitattributes": "*.md diff=evil filter=evil\n"})
    repo.commit(ADA, {PAGE: "# 2\n"})
    wanted = history(cache=False)
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\ncat\n")
    trap.chmod(0o755)
    for name in ("post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
        shutil.copy(trap, repo.folder / ".git/hooks" / name)
    keys = [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.askPass",
        "gpg.program",
        "diff.external",
        "diff.evil.textconv",
    ]
    keys += [
        "diff.evil.command",
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "core.alternateRefsCommand",
        "credential.helper",
    ]
    for key in (
        *keys,
        "alias.log",
        "alias.check-mailmap",
        "alias.merge-base",
        "trailer.x.command",
        "trailer.x.cmd",
        "interactive.diffFilter",
    ):
        repo.git("config", key, f"!{trap}" if key.startswith("alias") else str(trap))
    for key, value in {
        "log.showSignature": "true", "log.showRoot": "false", "log.mailmap": "false", "diff.renames": "copies", "diff.orderFile": "/dev/null",
        "diff.relative": "true", "diff.noprefix": "true", "color.ui": "always", "log.date": "relative", "format.pretty": "oneline",
        "i18n.logOutputEncoding": "UTF-16", "core.quotePath": "true", "trailer.separators": "=%", "mailmap.file": str(trap), "core.worktree": "/",
        "extensions.partialClone": "origin", "remote.origin.url": f"ext::{trap}", "remote.origin.promisor": "true", "core.attributesFile": "/dev/null",
    }.items():  # fmt: skip
        with (repo.folder / ".git/config").open("a") as file:
            section, _, name = key.rpartition(".")
            head, _, sub = section.partition(".")
            file.write(f"[{head}{f' {chr(34)}{sub}{chr(34)}' if sub else ''}]\n{name} = {value}\n")
    assert history(cache=False) == wanted
    assert not (tmp_path / "sprung").exists()


def test_the_users_own_configuration_changes_nothing(repo, history, tmp_path, monkeypatch):
    repo.commit(ADA, {PAGE: "# 1\n"}, f"Reviewed-by: {BO}", "Signed-off-by: x")
    wanted = history(cache=False)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.gitconfig").write_text(
        '[log]\nshowRoot = false\n[trailer]\nseparators = "="\n[diff]\nrelative = x\n[alias]\nlog = "!false"\n'
    )
    (tmp_path / "home/.mailmap").write_text("Other <o@x> <ada@quay.example>\n")
    for name, value in {
        "HOME": str(tmp_path / "home"), "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.showRoot", "GIT_CONFIG_VALUE_0": "false",
        "GIT_DIR": "/nowhere", "GIT_EXTERNAL_DIFF": "/bin/false", "GIT_TRACE": "1", "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "GIT_PAGER": "false",
        "GIT_CEILING_DIRECTORIES": str(tmp_path), "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nowhere",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    assert history(cache=False) == wanted
    assert len(wanted.changes) == 2


def test_replaced_and_grafted_commits_are_not_believed(repo, history):
    first = repo.commit(ADA, {PAGE: "# 1\n"})
    second = repo.commit(BO, {PAGE: "# 2\n"})
    wanted = history(cache=False)
    repo.git("replace", second, first)
    (repo.folder / ".git/info").mkdir(exist_ok=True)
    (repo.folder / ".git/info/grafts").write_text(f"{second}\n")
    assert history(cache=False) == wanted
    assert len(wanted.changes) == 2


def test_what_commits_hold_stays_in_its_place(repo, history):
    forged = "\x1e\x1f" + "0" * 40 + "\n\n:100644 100644 a b M\n%x00"
    repo.commit(
        "Eve \x1e\x1f\x01 Mallory <eve@x.example>",
        {"content/pages/:x.md": "1", "content/pages/-n.md": "2", "content/pages/é\n.md": "3"},
        forged,
    )
    changes = history().changes
    assert [each.person for each in changes] == ["Eve Mallory"]
    assert changes[0].paths == ("content/pages/-n.md", "content/pages/:x.md")


def made_by_hand(repo, head):
    """Make a commit of bytes that git itself would not write."""
    tree = repo.git("rev-parse", "HEAD^{tree}").encode()
    made = repo.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=b"tree " + tree + b"\n" + head)
    repo.git("update-ref", "HEAD", made)


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        (b"Jos\xe9 Garc\xeda <j@x.example> 1700000000 +0100", "Jos\u00e9 Garc\u00eda"),
        (b"Ada <x> Quist <a@x.example> 1700000000 +0100", None),
        (b"A B <j@x.example> 99999999999999999999 +0100", "A B"),
        (b"A B <j@x.example> -5 +9999", "A B"),
        (b"A B <j@x.example> nothing", "A B"),
        (b"A B <j@x.example> 253402300799 +9959", "A B"),
        (b"A B", None),
        (b" <> 1700000000 +0000", None),
    ],
)
def test_commits_that_git_would_not_write_end_no_build(repo, history, author, shown):
    repo.commit(ADA, {})
    made_by_hand(repo, b"author " + author + b"\ncommitter C <c@x> 1700000000 +0000\n\nWords\n\xff\xfe")
    people = {each.person for each in history().changes} - {"Ada"}
    assert people <= {shown}


@pytest.mark.parametrize(
    "text",
    [
        "Reviewed-by: ",
        "Reviewed-by: a <b> <c@d>",
        "Reviewed-by: <>",
        f"Reviewed-by: {'a' * 500} <a@b.example>",
        "Reviewed-by: x@y.example",
        "Signed-off-by: A B <a@b.example>",
        "no trailer at all",
        "Thanks-to: everybody in the room for coming",
        "Thanks-to: Ada and Bo and Cy for coming",
        "Thanks-to: the whole lot",
        "Reviewed-by: \u202e\u0007 <not an address>",
    ],
)
def test_trailers_that_name_nobody_are_none(text):
    assert list(trailers(text)) == []


@pytest.mark.parametrize("name", ["Ada", "\u05d0\u05d3\u05d4", "\u10d0\u10d3\u10d0", "\u5c71\u7530", "Ana Maria de Souza"])
def test_thanks_need_no_address_where_there_is_a_name(name):
    assert [each.who.name for each in trailers(f"Thanks-to: {name} for tea")] == [name]


def test_trailers_without_end_are_bounded():
    assert len(list(trailers("Reviewed-by: A B <a@b.example>\n" * 100_000))) == 50


def test_output_that_nobody_expects_is_not_guessed_at():
    for printed in (b"x\0" * 9, b"\0" * 9):
        with pytest.raises(Unavailable):
            parse(printed, "", Log())


def test_submodules_and_links_are_no_files(repo, history):
    repo.commit(ADA, {PAGE: "1"})
    (repo.folder / "content/pages/link.md").symlink_to("lamp.md")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content/pages/sub.md")
    repo.git("commit", "-q", "-m", "x")
    assert {path for each in history().changes for path in each.paths} == {PAGE}


NONE = {
    "an empty repository": (lambda repo: None, "no commit yet"),
    "a branch that is not there": (lambda repo: (repo.folder / ".git/HEAD").write_text("ref: refs/heads/none\n"), "no commit yet"),
    "a head that leads upwards": (lambda repo: (repo.folder / ".git/HEAD").write_text("ref: refs/../../../x\n"), "no commit yet"),
    "a head that leads in a circle": (
        lambda repo: (repo.folder / ".git/refs/heads/main").write_text("ref: refs/heads/main\n"),
        "no commit yet",
    ),
    "a commit that is not there": (lambda repo: (repo.folder / ".git/refs/heads/main").write_text("1" * 40), "cannot read all"),
    "objects of another kind": (lambda repo: (repo.folder / ".git/refs/heads/main").write_text("1" * 64), "cannot read all"),
    "no folder of git": (lambda repo: shutil.rmtree(repo.folder / ".git"), "stands in no git"),
    "a bare one": (lambda repo: (shutil.rmtree(repo.folder / ".git"), repo.git("init", "-q", "--bare", ".")), "stands in no git"),
    "a damaged one": (lambda repo: (repo.folder / ".git/HEAD").unlink(), "not the folder"),
}


@pytest.mark.parametrize(("change", "why"), NONE.values(), ids=NONE)
def test_what_cannot_be_read_is_told_in_a_note(repo, read_site, change, why):
    repo.write({PAGE: "# 1\n"})
    change(repo)
    house = read_site(history=True)
    assert why in note(house)
    assert house.history.availability == "none"
    assert not house.history.changes


def test_a_shallow_clone_credits_nobody(repo, tmp_path, read_site):
    repo.commit(ADA, {PAGE: "# 1\n"})
    repo.commit(BO, {PAGE: "# 2\n"})
    repo.folder.rename(tmp_path / "origin")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{tmp_path}/origin", str(repo.folder)], check=True)
    house = read_site(history=True)
    assert "only the latest commits" in note(house)
    assert "fetch-depth: 0" in house.problems[0].hint
    assert house.history.availability == "shallow"
    assert not house.history.changes
    assert not house.history.written
    repo.git("fetch", "-q", "--unshallow")
    assert len(read_site(history=True).history.changes) == 2


def test_a_clone_without_old_files_is_complete_and_one_without_folders_is_told(repo, tmp_path, read_site):
    repo.commit(ADA, {PAGE: "# 1\n"})
    repo.commit(BO, {PAGE: "# 2\n"})
    wanted = read_site(history=True).history
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.folder.rename(tmp_path / "origin")
    for kind in ("blob:none", "tree:0"):
        shutil.rmtree(repo.folder, ignore_errors=True)
        subprocess.run(["git", "clone", "-q", f"--filter={kind}", f"file://{tmp_path}/origin", str(repo.folder)], check=True)
        before = sorted((repo.folder / ".git/objects").rglob("*"))
        house = read_site(history=True)
        assert sorted((repo.folder / ".git/objects").rglob("*")) == before, "nothing is fetched"
        assert house.history == wanted if kind == "blob:none" else "cannot read all" in note(house)


def test_without_git_nothing_fails(repo, read_site, monkeypatch, tmp_path):
    repo.commit(ADA, {PAGE: "# 1\n"})
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "git is not installed" in note(read_site(history=True))
    (tmp_path / "bin/git").write_text("not a program")
    (tmp_path / "bin/git").chmod(0o755)
    assert "git cannot be run" in note(read_site(history=True))
    (tmp_path / "bin/git").write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    monkeypatch.setattr(asking, "PATIENCE", 0.2)
    assert "did not answer" in note(read_site(history=True))


def test_a_repository_of_somebody_else_around_the_site_is_not_believed(repo, read_site, monkeypatch):
    repo.commit(ADA, {PAGE: "# 1\n"})
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    assert read_site(history=True).history.availability == "complete", "whoever wrote the files may have written this"
    owner = repo.folder.stat().st_uid
    monkeypatch.setattr(place, "_owner", lambda path: 4712 if path.name == ".git" else owner)
    assert "belongs to somebody else" in note(read_site(history=True))
    monkeypatch.delattr(os, "getuid")
    assert read_site(history=True).history.availability == "complete", "where there are no owners"


def test_worktrees_and_submodules_have_their_own_head(repo, tmp_path, read_site):
    repo.commit(ADA, {PAGE: "# 1\n"})
    repo.folder.rename(tmp_path / "main")
    repo.folder = tmp_path / "main"
    repo.git("worktree", "add", "-q", str(tmp_path / "site"), "-b", "side")
    tree = Repository.__new__(Repository)
    tree.folder, tree.day, tree.environment = tmp_path / "site", 5, repo.environment
    tree.commit(BO, {PAGE: "# 2\n"})
    assert [each.person for each in read_site(history=True).history.changes] == ["Bo Larsen", "Ada Quist"]
    assert place.find(tmp_path / "main").head != place.find(tmp_path / "site").head


def test_references_in_tables_are_asked_of_git(repo, read_site, monkeypatch, tmp_path):
    head = repo.commit(ADA, {PAGE: "# 1\n"})
    (repo.folder / ".git/reftable").mkdir()
    assert len(read_site(history=True).history.changes) == 1
    assert head in place.mark(repo.folder)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert head not in place.mark(repo.folder)


def test_repositories_by_sha256_are_read(tmp_path, read_site):
    folder = tmp_path / "site"
    repo = Repository(tmp_path / "other")
    repo.folder = folder
    folder.mkdir()
    repo.git("init", "-q", "--object-format=sha256", ".")
    repo.commit(ADA, {PAGE: "# 1\n"})
    assert len(read_site(history=True).history.changes) == 1


def test_files_beside_the_repository_that_are_links_or_pipes_are_not_read(repo, history):
    repo.commit(ADA, {PAGE: "# 1\n"})
    os.mkfifo(repo.folder / ".mailmap")
    (repo.folder / ".git-blame-ignore-revs").symlink_to("/etc/passwd")
    (repo.folder / ".all-contributorsrc").symlink_to("/etc/passwd")
    assert len(history().changes) == 1


class Deaf:
    """A git that answers what nobody asked."""

    def __init__(self, folder, answer):
        self.folder, self.answer = folder, answer

    def ask(self, *words, given=b""):
        if self.answer is None:
            raise Unavailable("no")
        return self.answer


@pytest.mark.parametrize("answer", [None, b"", b"A <a@x>\nB <b@x>\n"])
def test_a_map_of_names_that_cannot_be_asked_changes_no_name(tmp_path, answer):
    found = [Contact("A B", "a@x.example")]
    assert mapped(Deaf(tmp_path, answer), b"x", found) == found


@pytest.mark.parametrize("date", ["", "never", "2024-13-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "2024-01-01T00:00:00"])
def test_a_date_that_no_calendar_has_is_the_first_of_1970(date):
    assert moment(date) == EPOCH
