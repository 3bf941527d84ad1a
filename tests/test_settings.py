from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

import pytest

from guildhouse.model.accent import Accent
from guildhouse.model.repository import Repository
from guildhouse.setting_readers import SiteFile
from guildhouse.settings import Settings, SettingsError, execute, load
from guildhouse.sources.sanitize import TAGS

DAY = dt.date(2026, 11, 16)
UNFIT = (
    "bgsound", "datalist", "fencedframe", "isindex", "keygen", "listing", "optgroup", "option",
    "param", "portal", "select", "selectedcontent", "textarea", "webview",
)  # fmt: skip
"""Some of the elements that load something, or change how the rest of a page is read."""


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def configured(folder, text: str):
    (folder / "pelicanconf.py").write_text(text)
    return folder


def test_a_site_needs_no_settings(tmp_path) -> None:
    assert load(tmp_path, today="2026-11-16") == Settings(today=DAY)


def test_pelicans_own_names_are_read(tmp_path) -> None:
    settings = load(configured(tmp_path, "SITENAME = 'Marrowby'\nSITEURL = 'https://m.example/x/'\nDEFAULT_LANG = 'de'"))
    assert (settings.site_name, settings.site_url, settings.language) == ("Marrowby", "https://m.example/x", "de")


def test_our_own_stand_in_one_mapping(tmp_path) -> None:
    settings = load(configured(tmp_path, "GUILDHOUSE = {'lenient': True, 'jobs': 2, 'allow_html': ['s', 'kbd']}"))
    assert (settings.lenient, settings.jobs, settings.allow_html) == (True, 2, ("kbd", "s"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lenient", True),
        ("offline", True),
        ("audit", True),
        ("cache", False),
        ("jobs", 3),
        ("allow_html", ("kbd",)),
        ("today", dt.date(2027, 1, 2)),
    ],
)
def test_each_of_ours_may_stand_in_the_mapping_and_on_the_command_line(tmp_path, name, value) -> None:
    assert getattr(Settings(), name) != value
    assert getattr(load(configured(tmp_path, f"import datetime\nGUILDHOUSE = {{{name!r}: {value!r}}}")), name) == value
    assert getattr(load(configured(tmp_path, ""), **{name: value}), name) == value


def test_what_every_text_may_hold_may_be_allowed_again(tmp_path) -> None:
    assert load(configured(tmp_path, f"GUILDHOUSE = {{'allow_html': {sorted(TAGS)}}}")).allow_html == tuple(sorted(TAGS))


@pytest.mark.parametrize("name", ["lenient", "offline", "audit", "cache"])
def test_a_switch_is_on_or_off(tmp_path, name) -> None:
    with pytest.raises(SettingsError, match=f"{name} must be True or False, not 'yes'"):
        load(configured(tmp_path, f"GUILDHOUSE = {{{name!r}: 'yes'}}"))


FOR_THE_THEME = """
GUILDHOUSE = {
    "repository": "gitea+https://git.m.example/guild/handbook@next#subdirectory=site",
    "accent": [["#1d4ed8", "#ffffff"], ["#93b4ff", "#0a1730"]],
    "fonts": False,
    "navigation": {"News": "/news/"},
    "footer": ["Marrowby", ("Imprint", "/imprint/")],
    "logo": "content/images/logo.svg",
    "styles": ["content/styles"],
    "style_page": True,
}
"""


def _with_files(folder):
    for path, text in {
        "content/images/logo.svg": "<svg/>",
        "content/styles/b.css": "b",
        "content/styles/a.css": "a",
        "content/note.txt": "",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def test_the_theme_is_set_with_values_that_nobody_can_change(tmp_path) -> None:
    settings = load(configured(_with_files(tmp_path), FOR_THE_THEME))
    assert settings.repository == Repository("gitea", "https://git.m.example/guild/handbook", "next", "site")
    assert settings.accent == Accent("#1d4ed8", "#ffffff", "#93b4ff", "#0a1730")
    assert (settings.fonts, settings.style_page) == (False, True)
    assert (settings.navigation, settings.footer) == ((("News", "/news/"),), ("Marrowby", ("Imprint", "/imprint/")))
    assert settings.logo == SiteFile("content/images/logo.svg", b"<svg/>")
    assert settings.styles == (SiteFile("content/styles/a.css", b"a"), SiteFile("content/styles/b.css", b"b"))
    hash(settings)


def test_the_example_of_the_documentation_holds(tmp_path) -> None:
    text = (Path(__file__).parents[1] / "docs" / "theming.md").read_text(encoding="utf-8")
    settings = load(configured(_with_files(tmp_path), text.partition("```python\n")[2].partition("```")[0]))
    assert all(getattr(settings, key) for key in ("repository", "accent", "logo", "navigation", "footer", "styles"))
    assert not settings.fonts
    for written in re.findall(r"^\| `((?:[a-z]+\+)?https://\S+)` \|", text, re.MULTILINE):
        assert load(configured(tmp_path, f"GUILDHOUSE = {{'repository': {written!r}}}")).repository


@pytest.mark.parametrize("value", ["None", "''", "()"])
@pytest.mark.parametrize("key", ["accent", "logo", "styles", "footer", "navigation"])
def test_what_is_empty_is_as_if_it_were_not_set(tmp_path, key, value) -> None:
    if value == "()" or key in ("accent", "logo"):
        assert load(configured(tmp_path, f"GUILDHOUSE = {{'{key}': {value}}}"), today=DAY) == Settings(today=DAY)


def test_one_style_sheet_needs_no_list(tmp_path) -> None:
    settings = load(configured(_with_files(tmp_path), "GUILDHOUSE = {'styles': 'content/styles/b.css', 'repository': ''}"))
    assert ([each.path for each in settings.styles], settings.repository) == (["content/styles/b.css"], None)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("'repository': 'https://git.example.org/a/b'", "repository does not tell which forge it is on"),
        ("'repository': 7", "repository must be an address, not 7"),
        ("'accent': (('#ffcc00', '#000000'), ('#93b4ff', '#0a1730'))", "accent cannot be read: the light accent #ffcc00 on paper"),
        ("'accent': 'blue'", "accent must be two pairs of colours"),
        ("'navigation': [('News', 'news')]", "navigation needs a label and an address"),
        ("'footer': 7", "footer must be a list of texts and links"),
        ("'logo': 'content/images/logo.gif'", "logo must be the path of a file below content/ that ends in .svg or .png"),
        ("'logo': 'theme/logo.svg'", "logo must be the path of a file below content/"),
        ("'logo': 'content/../secret.png'", "logo names 'content/../secret.png', and there is no such file"),
        ("'logo': 'content/images/other.png'", "logo names 'content/images/other.png', and there is no such file"),
        ("'logo': 'content/link/logo.svg'", "there is no such file"),
        ("'logo': 7", "logo must be the path of a file"),
        ("'styles': 7", "styles must be a list of paths"),
        ("'styles': {'a': 'b'}", "styles must be a list of paths"),
        ("'styles': [7]", "styles must be the path of a file below content/ that ends in .css, not 7"),
        ("'styles': ['content/note.txt']", "styles must be the path of a file"),
    ],
)
def test_what_the_theme_cannot_use_is_told(tmp_path, setting, words) -> None:
    (_with_files(tmp_path) / "secret.png").write_text("x")
    (tmp_path / "content/link").symlink_to("images")
    with pytest.raises(SettingsError) as error:
        load(configured(tmp_path, f"GUILDHOUSE = {{{setting}}}"))
    assert words in str(error.value)


def test_the_command_line_wins_where_it_says_something(tmp_path) -> None:
    folder = configured(tmp_path, "SITEURL = 'https://a.example'\nGUILDHOUSE = {'jobs': 2}")
    settings = load(folder, site_url="https://b.example", jobs=None)
    assert (settings.site_url, settings.jobs) == ("https://b.example", 2)


def test_the_day_is_the_given_one_then_that_of_the_epoch_then_today(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    assert load(tmp_path).today == dt.date(1970, 1, 1)
    assert load(tmp_path, today=DAY).today == DAY
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert abs(load(tmp_path).today - dt.datetime.now(dt.UTC).date()) <= dt.timedelta(days=1)


@pytest.mark.parametrize("epoch", ["soon", "9" * 30])
def test_an_epoch_that_is_none_is_told(tmp_path, monkeypatch, epoch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GUILDHOUSE = {'lenint': True}", "pelicanconf.py: no setting is called 'lenint'. Did you mean 'lenient'?"),
        ("GUILDHOUSE = {'zzz': 1}", "Known are site_name"),
        ("GUILDHOUSE = {1: 1}", "no setting is called 1."),
        ("GUILDHOUSE = []", "must be a mapping"),
        ("GUILDHOUSE = {'lenient': 1}", "lenient must be True or False, not 1"),
        ("GUILDHOUSE = {'jobs': True}", "jobs must be a whole number, 0 or more, not True"),
        ("GUILDHOUSE = {'jobs': -1}", "jobs must be a whole number"),
        ("GUILDHOUSE = {'today': '2026-13-01'}", "today must be a date such as 2026-11-16, not '2026-13-01'"),
        ("GUILDHOUSE = {'today': '20261101'}", "today must be a date"),
        ("GUILDHOUSE = {'allow_html': ['<b>']}", "a list of element names"),
        ("GUILDHOUSE = {'allow_html': [1]}", "a list of element names"),
        ("GUILDHOUSE = {'allow_html': 'kbd'}", "a list of element names"),
        ("GUILDHOUSE = {'allow_html': ['kbd', 'script']}", "settings: allow_html cannot allow <script>: it runs or loads something"),
        *((f"GUILDHOUSE = {{'allow_html': ['{name}']}}", f"allow_html cannot allow <{name}>") for name in UNFIT),
        ("GUILDHOUSE = {'allow_html': {'iframe'}}", "allow_html cannot allow <iframe>"),
        ("GUILDHOUSE = {'allow_html': ['section']}", "allow_html cannot allow <section>: every text may write it, and the page has <div>"),
        (
            "PLUGINS = ['guildhouse', 'guildhouse.features.xyz']",
            "PLUGINS names 'guildhouse.features.xyz', and there is no such feature. Known",
        ),
        ("PLUGINS = ('guildhouse.features.meting',)", "there is no such feature. Did you mean 'meetings'?"),
        ("PLUGINS = ['guildhouse.features.edge']", "pelicanconf.py: PLUGINS names 'guildhouse.features.edge'"),
        ("SITENAME = 'two\\nlines'", "site_name must be one line of text"),
        ("SITENAME = ' '", "site_name must be one line of text"),
        ("SITEURL = 'guild.example.org'", "site_url must be a web address"),
        ("SITEURL = 'https://a.example/?q=1'", "site_url must be a web address"),
        ("SITEURL = 'javascript:alert(1)'", "site_url must be a web address"),
        ("SITEURL = 'https://[x'", "site_url must be a web address"),
        ("SITEURL = 'https://a.example:99999999/'", "site_url must be a web address"),
        ("SITEURL = 'https://\\ud800.example/'", "site_url must be a web address"),
        ("SITEURL = 'https://a:secret@b.example/'", "site_url must be a web address"),
        ("SITEURL = 'https://a.example/\"><b>'", "site_url must be a web address"),
        ("DEFAULT_LANG = 'English'", "language must be a language tag"),
        ("x = (", "pelicanconf.py:1: '(' was never closed"),
        ("x = 1\ny = x / 0", "pelicanconf.py:2: ZeroDivisionError: division by zero"),
        ("import nowhere", "pelicanconf.py:1: ModuleNotFoundError"),
        ("raise SystemExit('no token')", "pelicanconf.py:1: SystemExit: no token"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(tmp_path, text, words) -> None:
    with pytest.raises(SettingsError) as error:
        load(configured(tmp_path, text))
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_wrong_option_is_told(tmp_path) -> None:
    with pytest.raises(SettingsError, match="the command line: no setting is called 'urll'"):
        load(tmp_path, urll="x")


def test_reading_the_settings_writes_nothing(tmp_path) -> None:
    load(configured(tmp_path, "SITENAME = 'x'"))
    assert [path.name for path in tmp_path.iterdir()] == ["pelicanconf.py"]


def test_what_a_configuration_prints_does_not_stand_in_a_report(tmp_path, capsys) -> None:
    load(configured(tmp_path, "print('loading')"))
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "loading\n")


def test_folders_of_templates_are_searched_in_their_order(tmp_path) -> None:
    for folder in ("b", "a"):
        (tmp_path / folder).mkdir()
    assert load(configured(tmp_path, "THEME_TEMPLATES_OVERRIDES = ['b', 'a']")).templates == ("b", "a")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("'templates'", "templates must be a list of folders such as ['templates'], not 'templates'"),
        ("5", "templates must be a list of folders such as ['templates'], not 5"),
        ("[5]", "templates must be a list of folders such as ['templates'], not [5]"),
        ("['tempaltes']", "templates names the folder 'tempaltes', and there is none"),
    ],
)
def test_folders_of_templates_that_cannot_be_used(tmp_path, value: str, words: str) -> None:
    with pytest.raises(SettingsError, match=f"^settings: {re.escape(words)}$"):
        load(configured(tmp_path, f"THEME_TEMPLATES_OVERRIDES = {value}"))


@pytest.mark.parametrize(("typed", "tag"), [("EN", "en"), ("pt_br", "pt-BR"), ("zh-hans", "zh-Hans"), ("de-AT", "de-AT")])
def test_a_language_is_the_same_however_it_is_typed(tmp_path, typed: str, tag: str) -> None:
    """Pelican makes its own small letters of DEFAULT_LANG; the pages are the same all the same."""
    assert load(configured(tmp_path, f"DEFAULT_LANG = {typed!r}")).language == tag


@pytest.mark.parametrize(
    ("text", "options", "line"),
    [
        ("GUILDHOUSE = {'jobs': -1}", {}, "settings: jobs must be"),
        ("GUILDHOUSE = [1]", {}, "pelicanconf.py: GUILDHOUSE must be a mapping"),
        ("GUILDHOUSE = {5: 1}", {}, "pelicanconf.py: no setting is called 5."),
        ("", {"job": 1}, "the command line: no setting is called 'job'."),
    ],
)
def test_each_says_where_to_look(tmp_path, text: str, options: dict[str, int], line: str) -> None:
    with pytest.raises(SettingsError) as raised:
        load(configured(tmp_path, text), **options)
    assert str(raised.value).startswith(line)


def test_a_configuration_that_is_executed_in_another_thread_leaves_standard_output_alone(tmp_path) -> None:
    """`serve` looks into it while others print: an output that is put aside for a moment would swallow their words."""
    configured(tmp_path, "import sys\nOUT = sys.stdout")
    assert execute(tmp_path / "pelicanconf.py")["OUT"] is sys.stdout
