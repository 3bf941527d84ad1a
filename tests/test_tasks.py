"""The commands as other programs see them: options, exit codes, one line instead of a traceback; and the first run."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import guildhouse
from guildhouse.tasks.program import run

ROOT = Path(__file__).resolve().parents[1]
EVERYWHERE = os.environ | {"PYTHONPATH": str(ROOT / "plugins")}
FIRST_RUN = """
import sys, time
sys.path.insert(0, {plugins!r})
import tasks

def step(command):
    with open("steps", "a") as log:
        print(*(str(word) for word in command), file=log)
    time.sleep(0.05)
    if {breaks!r} in str(command):
        tasks.fail("broken")
    tasks.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    tasks.PYTHON.touch()

tasks.run = step
tasks.start_again = lambda: print("inside")
tasks.ensure_environment()
"""


@pytest.fixture
def site(tmp_path):
    community = tmp_path / "site" / "communities" / "x"
    community.mkdir(parents=True)
    (community / "community.yml").write_text("name: X\n")
    return tmp_path / "site"


def command(*words, home=ROOT):
    return run(["tasks.py", *map(str, words)], home)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["frobnicate"], "No idea what 'frobnicate' is! Commands are announce, bench, build, check, clean, "),
        (["build", "--frob"], "'--frob' is!\n"),
        (["build", "--site"], "needed value"),
        (["build", "--jobs", "two"], "two"),
        (["serve", "--port", "x"], "x"),
        (["serve", "--port", "70000"], "from 1 to 65535"),
        (["--help", "frobnicate"], "'frobnicate' is! Commands are announce, bench"),
        (["headers"], "server"),
        (["headers", "apache"], "not for 'apache'"),
        (["check", "--format", "xml"], "--format is one of text, json, github, sarif"),
        (["build", "--today", "tomorrow"], "today must be a date"),
        (["build", "--jobs", "-1"], "jobs must be a whole number, 0 or more"),
        (["build", "--url", "guild"], "site_url must be a web address"),
        (["build", "--site", "/nowhere"], "/nowhere is not a folder"),
        (["build", "--output", "."], "content/ nor communities/"),
        (["new", "frob", "x"], "frob"),
        (["bench", "--name", "frob"], "frob"),
    ],
)
def test_wrong_usage_is_2_in_one_line(words, said, capsys, site, monkeypatch) -> None:
    monkeypatch.chdir(site.parent)
    if words == ["build", "--output", "."]:
        words = [*words, "--site", str(site.parent)]
    elif words[0] in {"build", "check"} and "--site" not in words:
        words = [words[0], "--site", str(site), *words[1:]]
    assert command(*words) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "Traceback" not in told.err
    assert told.err.count("\n") == 1


def test_settings_that_cannot_be_used_are_2(site, capsys) -> None:
    (site / "pelicanconf.py").write_text("GUILDHOUSE = {'lenint': 1}")
    assert command("check", "--site", site) == 2
    assert "Did you mean 'lenient'?" in capsys.readouterr().err


def test_a_language_that_nobody_knows_is_refused_by_all_in_the_same_words(site, capsys) -> None:
    (site / "pelicanconf.py").write_text("DEFAULT_LANG = 'xx'")
    said = []
    for word in ("check", "build", "serve"):
        assert command(word, "--site", site) == 2
        said.append(capsys.readouterr().err)
    assert said == ["settings: language must be one whose dates are known, not 'xx'\n"] * 3


def test_plugins_without_a_part_of_guildhouse_are_settings_that_cannot_be_used(site, capsys) -> None:
    (site / "pelicanconf.py").write_text("PLUGINS = []")
    assert command("build", "--site", site) == 2
    assert "write PLUGINS = ['guildhouse']" in capsys.readouterr().err


def test_one_feature_alone_is_published(site, capsys) -> None:
    (site / "pelicanconf.py").write_text("PLUGINS = ['guildhouse.features.people']")
    assert command("build", "--site", site) == 0
    published = [path.relative_to(site / "output").as_posix() for path in (site / "output").rglob("*") if path.is_file()]
    assert sorted(published) == ["build.json", "people/index.html"]


@pytest.mark.skipif(os.geteuid() != 0, reason="an immutable folder needs root")
def test_an_output_that_cannot_be_written_is_3_in_one_line(site, capsys) -> None:
    assert command("build", "--site", site, "--output", "/proc/guildhouse/output") == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "/proc/guildhouse" in told


def test_check_prints_problems_on_standard_output_and_the_account_on_the_other(site, capsys) -> None:
    (site / "pelicanconf.py").write_text('GUILDHOUSE = {"history": False}')
    assert command("check", "--site", site) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "Sources: 1 read = 1 published + 0 excluded + 0 errors" in told.err
    (site / "communities" / "x" / "community.yml").write_text("nam: X\n")
    assert command("check", "--site", site) == 1
    assert "communities/x/community.yml:1:1: " in capsys.readouterr().out


@pytest.mark.parametrize("closed", ["| head -1", "2>&1 | head -1", "2>&1 | true", ">&-", ">&- 2>&-", "2>&-"])
@pytest.mark.parametrize(("text", "code"), [("", 0), ("".join(f"key{n}: 1\n" for n in range(2000)), 1)])
def test_check_that_nobody_reads_ends_as_the_site_deserves(site, closed, text, code) -> None:
    (site / "communities" / "x" / "community.yml").write_text(f"name: X\n{text}")
    shell = f'"{sys.executable}" -m guildhouse check --site "{site}" {closed}; echo code ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", shell], env=EVERYWHERE, capture_output=True, text=True, check=False)
    assert done.stdout.endswith(f"code {code}\n")
    assert "Traceback" not in done.stdout + done.stderr
    assert "Error" not in done.stderr


def test_nobody_reading_the_list_of_commands_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    words = [sys.executable, "-m", "guildhouse", "--list"]
    done = subprocess.run(words, env=EVERYWHERE, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_check_writes_utf8_whatever_the_terminal_says(site, form) -> None:
    (site / "communities" / "x" / "community.yml").write_text("näme: X\n", encoding="utf-8")
    words = [sys.executable, "-m", "guildhouse", "check", "--site", site, "--format", form]
    done = subprocess.run(words, env=EVERYWHERE | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=False)
    assert (done.returncode, "näme" in done.stdout.decode("utf-8")) == (1, True)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("build.json", "/build.json is already the address of the site itself"), ("x", "is already the address of")],
)
def test_check_refuses_an_address_that_a_build_would_refuse(site, capsys, name, wanted) -> None:
    pages = site / "content" / "pages"
    pages.mkdir(parents=True)
    (pages / "x.md").write_text("# X\n")
    (pages / "y.md").write_text(f"# Y\n\n[a]({name})\n")
    (pages / name).write_text("{}")
    assert command("check", "--site", site) == 1
    told = capsys.readouterr()
    assert wanted in told.out
    assert "Sources: 4 read = 3 published + 0 excluded + 1 error" in told.err
    assert command("build", "--site", site) == 1
    assert wanted in capsys.readouterr().err


def test_a_site_may_be_the_current_folder_or_the_one_beside_its_tasks_file(site, monkeypatch, capsys) -> None:
    (site / "tasks.py").write_text("from guildhouse.tasks import main\n\nmain(__file__)\n")
    for words, where in ([str(site / "tasks.py")], "/"), (["-m", "guildhouse"], site):
        result = subprocess.run([sys.executable, *words, "check"], cwd=where, env=EVERYWHERE, check=False, capture_output=True, text=True)
        assert (result.returncode, "Sources: 1 read" in result.stderr) == (0, True), result.stderr


def test_new_writes_a_file_and_names_it(site, capsys) -> None:
    assert command("new", "meeting", "Signals at the depot", "--community", "x", "--today", "2026-11-16", "--site", site) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.is_file()
    assert path.is_relative_to(site / "communities" / "x" / "meetings")
    assert command("new", "meeting", "Signals at the depot", "--community", "x", "--today", "2026-11-16", "--site", site) == 2


def test_a_new_site_begins_with_a_path_about_itself(tmp_path, capsys) -> None:
    assert command("new", "site", "Harbour Rail", "--site", str(tmp_path)) == 0
    assert "how-to-use-this-site.yml" in capsys.readouterr().out
    assert command("new", "site", "Harbour Rail", "--site", str(tmp_path)) == 0
    assert capsys.readouterr().out == "All of its first files are there already.\n"


def test_serve_shows_the_style_page(site, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr("guildhouse.publish.serve.serve", lambda ordered, *_: asked.append(ordered()[1]))
    command("serve", "--site", site)
    assert [settings.style_page for settings in asked] == [True]


@pytest.mark.parametrize(("server", "words"), [("nginx", "add_header Content-Security-Policy"), ("caddy", "header {")])
def test_headers_for_servers(server, words, capsys) -> None:
    assert command("headers", server) == 0
    assert words in capsys.readouterr().out


def test_a_site_has_no_tasks_of_the_repository(site, capsys) -> None:
    assert command("--list", home=site) == 0
    assert command("lint", home=site) == 2
    assert command("--list") == 0
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in ("build", "check", "serve", "headers", "new", "test", "golden", "docs", "clean"))


def test_the_version_is_told(capsys) -> None:
    assert command("--version") == 0
    assert guildhouse.__version__ in capsys.readouterr().out


def test_the_generated_docs_are_what_the_code_says() -> None:
    from guildhouse.tasks.reference import generated  # noqa: PLC0415

    assert {path: (ROOT / path).read_text(encoding="utf-8") for path in generated()} == generated()


def test_docs_are_written_and_checked(tmp_path, capsys) -> None:
    (tmp_path / "plugins" / "guildhouse").mkdir(parents=True)
    assert command("docs", "--check", home=tmp_path) == 1
    assert "docs/problems.md is not as the code says" in capsys.readouterr().err
    assert command("docs", home=tmp_path) == 0
    assert command("docs", "--check", home=tmp_path) == 0


def test_clean_removes_what_was_made_and_no_foreign_output(tmp_path) -> None:
    for name in ("plugins/guildhouse", "output", ".cache/x", ".output.building-x"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "output" / "thesis").touch()
    (tmp_path / ".coverage").touch()
    assert command("clean", home=tmp_path) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "plugins"]
    (tmp_path / "output" / "build.json").write_text(
        '{"today": "", "version": "", "files": {}, "sources": {"read": 0, "published": 0, "excluded": {}, "errors": 0}}'
    )
    assert command("clean", home=tmp_path) == 0
    assert not (tmp_path / "output").exists()


def test_a_task_ends_as_its_tool_ends(tmp_path) -> None:
    (tmp_path / "plugins" / "guildhouse").mkdir(parents=True)
    assert command("test", "--options", "--co nowhere", home=tmp_path) == 4


def test_starting_imports_nothing_that_takes_long() -> None:
    program = (
        "import sys; from pathlib import Path; from guildhouse.tasks.program import run; run(['tasks.py', '--list'], Path('.'));"
        "sys.exit(' '.join({'babel', 'jinja2', 'markdown', 'nh3', 'pelican', 'playwright', 'pygments'} & sys.modules.keys()) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=EVERYWHERE, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_theme_is_found() -> None:
    assert (Path(guildhouse.theme()) / "templates").is_dir()


@pytest.fixture
def checkout(tmp_path):
    """A folder with the files that the first run reads; returns a function that starts such a run."""
    for name in ("tasks.py", "pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())

    def first_run(breaks="nothing"):
        program = FIRST_RUN.format(plugins=str(ROOT / "plugins"), breaks=breaks)
        return subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return tmp_path, first_run


INTERRUPTED = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"


def test_ctrl_c_at_the_first_moment_of_a_checkout_is_130(checkout) -> None:
    folder, _ = checkout
    (folder / "hashlib.py").write_text(INTERRUPTED)  # found beside tasks.py before the standard library's own
    done = subprocess.run([sys.executable, "tasks.py"], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_ctrl_c_while_the_environment_is_made_is_130_and_the_next_run_makes_it(checkout) -> None:
    folder, first_run = checkout
    text = (folder / "tasks.py").read_text(encoding="utf-8")
    (folder / "tasks.py").write_text(
        text.replace("    started = time.monotonic()\n", "    os.kill(os.getpid(), signal.SIGINT)\n"), encoding="utf-8"
    )
    done = subprocess.run([sys.executable, "tasks.py"], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")
    (folder / "tasks.py").write_text(text, encoding="utf-8")
    assert first_run().communicate()[0] == "inside\n"


@pytest.mark.parametrize("module", ["guildhouse.tasks.program", "invoke.program", "guildhouse.tasks.checking", "guildhouse.publish.build"])
def test_ctrl_c_at_any_moment_of_a_command_is_130(site, module) -> None:
    program = f"""
import os, signal, sys
class Interrupting:
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
from guildhouse.tasks import main
sys.argv = ["guildhouse", {"build" if "publish" in module else "check"!r}, "--site", {str(site)!r}]
main()
"""
    done = subprocess.run([sys.executable, "-c", program], env=EVERYWHERE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def steps(folder) -> int:
    return len((folder / "steps").read_text().splitlines())


def test_first_runs_at_the_same_time_install_once(checkout) -> None:
    folder, first_run = checkout
    runs = [first_run() for _ in range(3)]
    assert [process.communicate()[0] for process in runs] == ["inside\n"] * 3
    assert steps(folder) == 3


def test_a_complete_environment_is_left_alone(checkout) -> None:
    folder, first_run = checkout
    first_run().communicate()
    first_run().communicate()
    assert steps(folder) == 3


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_change_of_what_it_is_made_from_makes_it_anew(checkout, name) -> None:
    folder, first_run = checkout
    first_run().communicate()
    with (folder / name).open("a") as file:
        file.write("# changed\n")
    first_run().communicate()
    assert steps(folder) == 6


def test_an_interrupted_installation_is_done_again(checkout) -> None:
    folder, first_run = checkout
    broken = first_run("require-hashes")
    assert "broken" in broken.communicate()[1]
    assert broken.returncode == 3
    assert first_run().communicate()[0] == "inside\n"
    assert steps(folder) == 2 + 3


def test_packages_come_by_hash_and_with_nothing_else(checkout) -> None:
    folder, first_run = checkout
    first_run().communicate()
    lines = (folder / "steps").read_text().splitlines()
    assert "--require-hashes -r" in lines[1]
    assert "--no-deps --no-build-isolation -e" in lines[2]


def load_tasks(monkeypatch):
    spec = importlib.util.spec_from_file_location("tasks_under_test", ROOT / "tasks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "tell", lambda text: module.__dict__.setdefault("told", []).append(text))
    return module


def test_without_venv_the_exact_apt_line_is_told(monkeypatch) -> None:
    module = load_tasks(monkeypatch)
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(SystemExit) as end:
        module.install()
    assert end.value.code == 3
    assert f"sudo apt install python3.{sys.version_info[1]}-venv" in module.told[-1]


def test_uv_is_used_where_it_is(monkeypatch, tmp_path) -> None:
    module = load_tasks(monkeypatch)
    commands = []
    monkeypatch.setattr(module.shutil, "which", lambda _: "/bin/uv")
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "run", lambda words: commands.append([str(word) for word in words]))
    module.install()
    assert [words[:3] for words in commands] == [["/bin/uv", "venv", "--quiet"], *[["/bin/uv", "pip", "install"]] * 2]


def test_a_failed_step_shows_what_it_printed(monkeypatch) -> None:
    module = load_tasks(monkeypatch)
    with pytest.raises(SystemExit) as end:
        module.run([sys.executable, "-c", "print('why'); raise SystemExit(1)"])
    assert end.value.code == 3
    assert module.told == ["why\nPreparing .venv failed; the next run begins again."]


def test_installers_keep_their_caches_in_the_folder_and_obey_no_stray_variable(monkeypatch, tmp_path) -> None:
    module = load_tasks(monkeypatch)
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    program = f"import os, json; json.dump(dict(os.environ), open({str(tmp_path / 'seen')!r}, 'w'))"
    module.run([sys.executable, "-c", program])
    seen = (tmp_path / "seen").read_text()
    assert "PIP_USER" not in seen
    assert "/elsewhere" not in seen
    assert str(ROOT / ".cache/pip") in seen


def test_an_old_python_is_told_what_it_needs() -> None:
    text = (ROOT / "tasks.py").read_text(encoding="utf-8")
    head = text.partition("import contextlib")[0].replace("from __future__ import annotations", "")
    program = f"import sys; sys.version_info = (3, 9, 2)\n{head}"
    result = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert result.stderr == "Guildhouse needs Python 3.11 or later; this is Python 3.9.\n"


def test_the_constraints_name_no_registry_and_hold_a_hash_for_everything() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split("\n")
    assert not [line for line in lines if "://" in line or "index" in line.replace("--no-emit-index-url", "")]
    pinned = [at for at, line in enumerate(lines) if "==" in line and not line.startswith("#")]
    assert pinned
    assert all("--hash=sha256:" in lines[at + 1] for at in pinned)
