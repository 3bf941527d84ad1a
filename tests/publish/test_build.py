from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guildhouse.publish.build import Order, build
from guildhouse.publish.places import UsageError, places
from guildhouse.settings import load

SCRIPT = """
import sys
from pathlib import Path
from guildhouse.publish.build import Order, build
from guildhouse.publish.child import interruptible, Interrupted
from guildhouse.publish.places import UsageError, places
from guildhouse.settings import load
site = Path(sys.argv[1])
try:
    with interruptible():
        sys.exit(build(Order(places(site), load(site, today="2026-11-16"), "fake_engine")))
except Interrupted as stop:
    sys.exit(128 + stop.signal)
"""


def pages(output: Path) -> dict[str, str]:
    """Read a published folder."""
    return {path.relative_to(output).as_posix(): path.read_text() for path in sorted(output.rglob("*.html"))}


def start(site: Path, trouble: str = "") -> subprocess.Popen[str]:
    (site / "trouble.txt").write_text(trouble)
    return subprocess.Popen([sys.executable, "-c", SCRIPT, site], stderr=subprocess.PIPE, text=True)


def until(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def litter(site: Path) -> list[str]:
    return sorted(path.name for path in site.glob(".output*"))


def edit(site: Path, text: str = "second") -> None:
    (site / "content" / "a.html").write_text(text)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, ["--jobs", "0"]),
        ({"lenient": True}, ["--jobs", "0", "--lenient"]),
        ({"offline": True}, ["--jobs", "0", "--offline"]),
        ({"style_page": True}, ["--jobs", "0", "--style-page"]),
        ({"cache": False}, ["--jobs", "0", "--no-cache"]),
        ({"jobs": 3}, ["--jobs", "3"]),
        ({"site_url": "https://a.example"}, ["--url", "https://a.example", "--jobs", "0"]),
    ],
)
def test_what_is_set_reaches_the_engine(site, options, words) -> None:
    settings = load(site, today="2026-11-16", **options)
    command = [*map(str, Order(places(site), settings).command(site / "aside", cache=settings.cache))]
    given = command[command.index("guildhouse.features.run") + 1 :]
    earlier = ["--earlier", str(site / "output")]
    assert (earlier[1] in given) == settings.cache, "pages of the published site are taken over, unless nobody wants any"
    usual = {"--site", str(site), "--output", str(site / "aside"), "--today", "2026-11-16", *earlier}
    assert [word for word in given if word not in usual] == words


@pytest.mark.parametrize("cache", [True, False])
def test_the_audit_builds_again_without_the_cache(run, monkeypatch, cache) -> None:
    asked: list[bool] = []
    command = Order.command

    def noted(order: Order, aside: Path, *, cache: bool):
        asked.append(cache)
        return command(order, aside, cache=cache)

    monkeypatch.setattr(Order, "command", noted)
    assert run(audit=True, cache=cache) == 0
    assert asked == [cache, False]


def test_a_site_is_published(site, run, capsys) -> None:
    assert run() == 0
    assert pages(site / "output") == {"a.html": "first a.html", "b.html": "first b.html", "sub/c.html": "first sub/c.html"}
    assert litter(site) == []
    told = capsys.readouterr()
    assert "Sources: 3 read = 3 published + 0 excluded + 0 errors" in told.err
    assert "3 files, 3 changed" in told.err
    assert told.out == ""


def test_only_what_changed_is_rewritten(site, run, capsys) -> None:
    run()
    before = {path: (site / "output" / path).stat() for path in pages(site / "output")}
    edit(site)
    assert run() == 0
    after = {path: (site / "output" / path).stat() for path in before}
    assert {path for path in before if before[path].st_ino != after[path].st_ino} == {"a.html"}
    assert after["b.html"].st_mtime_ns == before["b.html"].st_mtime_ns
    assert pages(site / "output")["a.html"] == "second"
    assert "2 changed" in capsys.readouterr().err  # the page and build.json


def test_when_nothing_changed_nothing_is_touched(site, run, capsys) -> None:
    run()
    before = (site / "output").stat()
    assert run() == 0
    after = (site / "output").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert "Nothing changed" in capsys.readouterr().err
    assert litter(site) == []


def test_when_all_pages_come_out_the_same_nothing_is_touched_either(site, run, capsys) -> None:
    run()
    before = (site / "output").stat()
    (site / "content" / "a.html").touch()
    assert run() == 0
    after = (site / "output").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert "3 files, 0 changed" in capsys.readouterr().err


def test_a_page_that_is_gone_is_gone(site, run) -> None:
    run()
    (site / "content" / "b.html").unlink()
    run()
    assert "b.html" not in pages(site / "output")


def test_an_output_broken_by_hand_is_made_whole(site, run) -> None:
    run()
    (site / "output" / "a.html").write_text("by hand")
    (site / "output" / "b.html").unlink()
    (site / "output" / "foreign").symlink_to("/etc/passwd")
    run()
    assert pages(site / "output")["a.html"] == "first a.html"
    assert sorted(path.name for path in (site / "output").iterdir()) == ["a.html", "b.html", "build.json", "sub"]


@pytest.mark.parametrize(
    ("trouble", "code", "words"),
    [
        ("problems", 1, "content/a.md:1:1: no [bad-value]"),
        ("code 1", 1, ""),
        ("code 2", 2, ""),
        ("code 3", 3, ""),
        ("code 77", 3, "unknown code 77"),
        ("killed", 3, "signal 9"),
        ("lie", 3, "not as build.json records them"),
        ("unbalanced", 3, "does not add up"),
        ("missing", 3, "no build.json"),
        ("extra", 3, "extra.html"),
        ("link", 3, "neither a file nor a folder"),
    ],
)
def test_a_failed_build_leaves_the_last_good_site(site, run, capsys, trouble, code, words) -> None:
    run()
    edit(site)
    assert run(trouble=trouble) == code
    assert pages(site / "output")["a.html"] == "first a.html"
    assert litter(site) == []
    assert words in capsys.readouterr().err


def test_a_worker_that_outlives_its_engine_is_ended(site, run) -> None:
    assert run(trouble="orphan") == 0
    worker = Path("/proc", (site / "worker").read_text(), "stat")
    until(lambda: not worker.exists() or worker.read_text().split()[2] == "Z")


def test_three_killed_builds_leave_the_site_whole_and_the_next_cleans_up(site, run) -> None:
    run()
    edit(site)
    for _ in range(3):
        (site / "slow").unlink(missing_ok=True)
        process = start(site, "slow 30")
        until((site / "slow").exists)
        process.kill()
        process.communicate()
        assert pages(site / "output")["a.html"] == "first a.html"
    assert len([name for name in litter(site) if "building" in name]) >= 1
    assert run() == 0
    assert pages(site / "output")["a.html"] == "second"
    assert litter(site) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_asked_to_stop_leaves_nothing(site, run, number) -> None:
    run()
    edit(site)
    process = start(site, "slow 30")
    until((site / "slow").exists)
    process.send_signal(number)
    _, words = process.communicate(timeout=10)
    assert process.returncode == 128 + number
    assert "Traceback" not in words
    assert litter(site) == []
    assert pages(site / "output")["a.html"] == "first a.html"


def test_two_builders_take_turns(site) -> None:
    first = start(site, "slow 0.3")
    until((site / "slow").exists)
    second = start(site, "slow 0.3")
    assert "waiting for it" in second.communicate(timeout=20)[1]
    first.communicate(timeout=20)
    assert (first.returncode, second.returncode) == (0, 0)
    assert len(pages(site / "output")) == 3
    assert litter(site) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_the_machines_fault_and_leaves_the_site(site, run, tmp_path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        output = disk / "output"
        assert run(output) == 0
        (site / "content" / "a.html").write_bytes(b"x" * 300_000)
        assert run(output) == 3
        assert pages(output)["a.html"] == "first a.html"
        assert [path.name for path in disk.iterdir()] == ["output"]
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_mount_point_as_output_ends_with_its_remedy_and_keeps_what_is_there(site, run, tmp_path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        with pytest.raises(OSError, match="choose a folder below it"):
            run(disk)
        assert run(disk / "site") == 0
        assert list(tmp_path.glob(".disk*")) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_limit_on_file_sizes_is_the_machines_fault(site, run) -> None:
    run()
    (site / "content" / "a.html").write_bytes(b"x" * 300_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        assert run() == 3
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert pages(site / "output")["a.html"] == "first a.html"


def test_the_audit_accepts_a_pure_build_and_says_so(run, capsys) -> None:
    assert run(audit=True) == 0
    assert "Audited: a second build without caches made the same 3 files, byte for byte." in capsys.readouterr().err


def test_an_account_that_was_deleted_by_hand_comes_back(site, run) -> None:
    assert run() == 0
    (site / "output" / "build.json").unlink()
    assert run() == 0
    assert (site / "output" / "build.json").is_file()


def test_without_an_account_a_file_of_somebody_else_is_safe(site, run) -> None:
    assert run() == 0
    (site / "output" / "build.json").unlink()
    (site / "output" / "thesis.txt").write_text("kept")
    with pytest.raises(UsageError, match="has no build"):
        run()
    assert (site / "output" / "thesis.txt").read_text() == "kept"


@pytest.mark.parametrize("notes", ["", "{}", "0" * 32 + "\n{}"])
def test_without_an_account_damaged_notes_tell_nothing(site, run, notes) -> None:
    assert run() == 0
    (site / "output" / "build.json").unlink()
    for path in (site / ".cache" / "guildhouse").glob("published-*"):
        path.write_text(notes)
    with pytest.raises(UsageError, match="has no build"):
        run()


def test_a_build_with_problems_says_that_nothing_changed(site, run, capsys) -> None:
    assert run(trouble="problems") == 1
    assert capsys.readouterr().err.endswith("Nothing was published.\n")
    assert run() == 0
    (site / "content" / "a.html").write_text("second")
    assert run(trouble="problems") == 1
    assert capsys.readouterr().err.endswith(f"Nothing was published; {site / 'output'} is as it was.\n")


def test_a_folder_where_nothing_may_be_written_is_named(site, run, monkeypatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests as root may write everywhere
    with pytest.raises(PermissionError, match="beside its output") as told:
        run(site.parent / "deep" / "output")
    assert told.value.filename == str(site.parent / "deep")


def test_the_audit_refuses_a_build_that_depends_on_more_than_the_sources(site, run, capsys) -> None:
    assert run(trouble="impure", audit=True) == 3
    assert "built 3 files differently, first a.html" in capsys.readouterr().err
    assert not (site / "output").exists()


def test_a_folder_named_like_an_old_build_goes(site, run) -> None:
    (site / ".output.building-dead" / "deep").mkdir(parents=True)
    (site / ".output.previous").mkdir()
    run()
    assert litter(site) == []


def test_what_a_killed_build_left_gives_its_space_before_the_next_begins(site, run) -> None:
    (site / ".output.building-dead").mkdir()
    assert run(trouble="crowded") == 0


def test_a_child_says_what_it_says_once(site, run, capfd) -> None:
    run(trouble="problems")
    assert capfd.readouterr().err.count("[bad-value]") == 1


def test_what_the_engine_did_is_summed_up(run, capsys) -> None:
    for trouble, words in (("paced 1 0 0", "1 page drawn, 0 reused, in "), ("paced 0 3 2", "0 pages drawn, 3 reused, 2 warnings, in ")):
        assert run(trouble=trouble, cache=False) == 0
        assert f" changed, {words}" in capsys.readouterr().err


def test_a_profile_is_made_by_one_process_even_where_nothing_has_changed(site, run, capsys) -> None:
    assert run() == 0
    order = Order(places(site), load(site, today="2026-11-16", jobs=4), "fake_engine", profile=True)
    commands = []
    ran = order.run
    object.__setattr__(order, "run", lambda command, *rest, **named: commands.append(command) or ran(command, *rest, **named))
    assert build(order) == 0
    assert "Nothing changed" not in capsys.readouterr().err
    assert ("--profile" in commands[0], commands[0][commands[0].index("--jobs") + 1]) == (True, "1")
