"""What holds for any files whatever: reading never raises, every source is accounted for, and the order of files changes nothing."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhouse.settings import Settings
from guildhouse.sources import tree
from guildhouse.sources.problems import Problems
from guildhouse.sources.reading import read

TODAY = dt.date(2026, 11, 16)
GOOD = {
    "communities/x/community.yml": "name: X\nparent: y\nsuccessor: y\naliases: [/old/]\nmembers: [ada, {person: ben, since: 2026-01-01, term: {start: 2026-01-01}}]\n"
    "goals: [{id: g, title: G, key_results: [{title: K, target: 3}]}]\ncontact: [{type: chat, visibility: private}]\njoin: {first_steps: [paths/p]}\n"
    "meetings: [{id: m, title: M, starts: 2026-11-04, time: '14:00', timezone: Europe/Berlin, rrule: FREQ=WEEKLY, skip: [2026-11-18], facilitators: [ada, ben]}]\n"
    "lifecycle: [{status: active, date: 2026-01-01, decision: 0001-a}]\nresources: [{title: R, url: resources/r.md}]\nprojects: [{name: P, meetings: [{id: q, title: Q}]}]\n",
    "communities/x/README.md": "# X\n\nSee [r](resources/r.md#part) and ![p](p.png).\n",
    "communities/x/charter.md": "---\ntitle: C\n---\nText.\n",
    "communities/y/community.yml": "name: Y\nparent: x\n",
    "communities/y/members.yml": "- ada\n- {person: ben}\n",
    "communities/x/meetings/2026-11-04-a.md": "---\nseries: m\nattendees: [ada, Cy]\nactions: [{task: Do, owner: ben, due: 2026-12-01}]\n---\n# A\n\n- [ ] @ada do (due 2026-12-01)\n\n## Decisions\n\n- We go.\n",
    "communities/x/decisions/0001-a.md": "---\nstatus: superseded by 2\n---\n# A\n",
    "communities/x/decisions/0002-b.md": "---\nstatus: superseded by [1](0001-a.md)\n---\n# B\n",
    "communities/x/resources/r.md": "# R\n\n## Part\n",
    "content/people/ada.yml": "name: Ada\naccounts: {github: ada-b}\nrecognition: initials\n",
    "content/people/ben.yml": "forgotten: true\n",
    "content/paths/p.yml": "title: P\nprerequisites: [p]\nsteps: [{id: a, page: communities/x/resources/r.md, teaches: [t]}, {id: b, title: B, needs: [t, a], quiz: [{question: Q, answers: [A]}]}]\n",
    "content/kudos/k.yml": "- {to: [ada, ben], for: Work., types: [notes]}\n",
    "content/news/n.md": "Title: N\nDate: 2026-11-02\n\nText by @ben.\n",
    "content/pages/h.md": "+++\ntitle = 'H'\ndate = 2026-01-01\ntags = ['a']\n[params]\nx = 1\n+++\nText.\n",
    "content/pages/d/e.md": "---\npermalink: /old/communities/\nreviewed: 2026-01-01\nreview_every: P1Y\nterm: E\n---\n| a | b |\n|---|---|\n| [c](../h.md) | `d` |\n",
    "content/recognition.yml": "salt: s\nopt_out: []\n",
}
PATHS = sorted(GOOD)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
BITS = st.sampled_from(
    ["[", "]", "{", "}", ": ", "- ", "\n", "#", "&a ", "*a", "!!x ", "'", '"', "---\n", "+++\n", "null", "~", "true", "2026-02-30", "1e999", "9" * 30, "P9999Y", "@ben", "@", "\t",
     "\x07", "\u200b", "\\", "/../", "//", "%00", "\x80", "\ufeff", "é", "\U0001f600", "| ", "<script>", "[[", "![", "](", "x-y: ", "access: ", "draft: true", "visibility: private", "0", "-1", ",", "=", "<<: "]
)  # fmt: skip


def reading(files):
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            place = Path(folder, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        house = read(Path(folder), Settings(today=TODAY, history=False))
    assert house.account.is_balanced
    assert house.account.read == len(files)
    assert all(problem.source.line >= 1 and problem.source.column >= 1 and problem.message and problem.hint for problem in house.problems)
    return house


def test_the_good_files_say_a_lot():
    house = reading(GOOD)
    assert {problem.code for problem in house.problems} == {
        "circle",
        "inconsistent",
        "dead-picture",
        "bad-path",
        "undated-series",
        "foreign-key",
    }


@FUZZ
@given(st.sampled_from(PATHS), st.binary(max_size=200))
def test_any_bytes_in_any_file(path, data):
    reading({**GOOD, path: data})


@FUZZ
@given(st.sampled_from(PATHS), st.data())
def test_any_change_of_a_good_file(path, data):
    text = GOOD[path]
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        text = text[:start] + data.draw(BITS | st.text(st.characters(codec="utf-8"), max_size=5)) + text[end:]
    reading({**GOOD, path: text})


def _yaml(keys):
    scalars = (
        st.none()
        | st.booleans()
        | st.integers(-5, 3000)
        | st.sampled_from(
            ["x", "ada", "m", "a", "2026-11-04", "PT1H", "14:00", "superseded by 1", "/x/", "../..", "https://example.org/", ""]
        )
    )
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(keys), inner, max_size=4), max_leaves=12
    )


KEYS = ["name", "id", "title", "members", "person", "meetings", "goals", "steps", "needs", "quiz", "answers", "status", "date", "aliases", "permalink", "slug", "forgotten", "private", "accounts",
        "to", "for", "from", "visibility", "series", "actions", "task", "decisions", "record", "attendees", "source", "x-a", "projects", "lifecycle", "opt_out", "starts", "rrule", "also", "term", "draft"]  # fmt: skip


@FUZZ
@given(st.sampled_from(PATHS), st.dictionaries(st.sampled_from(KEYS), _yaml(KEYS), max_size=6) | _yaml(KEYS))
def test_any_structure_in_any_file(path, value):
    text = json.dumps(value)
    reading({**GOOD, path: f"---\n{text}\n---\n# T\n" if path.endswith(".md") else text})


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_files_are_found_changes_nothing(random):
    expected = reading(GOOD)
    scan = os.scandir

    def shuffled(folder):
        found = list(scan(folder))
        random.shuffle(found)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "os", SimpleNamespace(**{**vars(os), "scandir": shuffled}))
        assert vars(reading(GOOD)) == vars(expected)


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(exclude_characters="/\x00", codec="utf-8"), min_size=1, max_size=20).filter(
        lambda name: name not in (".", "..") and len(name.encode()) < 200
    )
)
def test_any_name_of_a_file(name):
    with tempfile.TemporaryDirectory() as folder:
        for parent in ("content/pages", "communities/x/meetings", "content/people", f"communities/{name}"):
            Path(folder, parent).mkdir(parents=True, exist_ok=True)
            Path(folder, parent, f"{name}.md").write_text("# A\n")
        problems = Problems()
        found = list(tree.walk(Path(folder), problems))
        house = read(Path(folder), Settings(today=TODAY, history=False))
    assert house.account.is_balanced
    assert house.account.read == len(found)
