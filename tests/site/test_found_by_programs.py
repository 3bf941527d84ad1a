"""What programs find at the built sample, read by parsers of others: the sitemap, the list of texts, the manifest, who may read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

from lxml import etree, html

from guildhouse.formats.mail import without_mail
from markdown_reading import words, words_of_markdown
from site_building import URL, build

LEFT_OUT = "address left out"
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def _file(site: Path, address: str) -> Path:
    path = unquote(address.removeprefix(URL).partition("#")[0])
    return site / path / "index.html" if not path or path.endswith("/") else site / path


def _facts(page: Path) -> tuple[list[str], list[str], list[str]]:
    """Name the address that a page has, what it asks of robots, and where it leads on to."""
    head = html.fromstring(page.read_bytes())
    return (
        head.xpath("//link[@rel='canonical']/@href"),
        head.xpath("//meta[@name='robots']/@content"),
        head.xpath("//meta[@http-equiv='refresh']"),
    )


def test_the_sitemap_names_every_page_that_stands_for_itself_and_no_other(sample: Path) -> None:
    listed = etree.parse(sample / "sitemap.xml").xpath("//s:loc/text()", namespaces=SPACE)
    assert len(listed) == len(set(listed))
    expected = set()
    for page in sample.rglob("*.html"):
        canonical, robots, refresh = _facts(page)
        if canonical and not robots and not refresh and _file(sample, canonical[0]) == page:
            expected.add(canonical[0])
    assert set(listed) == expected
    assert len(expected) > 300
    assert not [address for address in listed if "/print/" in address]


def test_every_address_in_the_list_of_texts_is_there(sample: Path) -> None:
    text = (sample / "llms.txt").read_text(encoding="utf-8")
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n\n## ", text)
    addresses = re.findall(rf"\]\(({re.escape(URL)}[^)]*)\)", text)
    assert len(addresses) > 200
    assert [address for address in addresses if not _file(sample, address).is_file()] == []
    assert len(re.findall(r"^- ", text, re.MULTILINE)) == len(addresses)


def test_the_text_beside_every_page_has_the_words_of_the_page(sample: Path) -> None:
    texts = [each for each in sample.rglob("index.md") if "](" in each.read_text(encoding="utf-8")]
    assert len(texts) > 150
    for text in texts:
        _, front, shown = text.read_text(encoding="utf-8").split("---\n", 2)
        bodies = html.fromstring(text.with_suffix(".html").read_bytes()).find_class("prose")
        wanted = [
            without_mail(words(etree.tostring(body, encoding="unicode", method="html", with_tail=False)), LEFT_OUT) for body in bodies
        ]
        title, _, rest = shown.lstrip("\n").partition("\n")
        assert title.startswith("# "), front
        assert words_of_markdown(rest) in wanted, text


def test_the_manifest_names_files_that_are_there(sample: Path) -> None:
    manifest = json.loads((sample / "site.webmanifest").read_bytes())
    assert {"name", "start_url", "scope", "display", "icons"} <= set(manifest)
    assert [icon["src"] for icon in manifest["icons"] if not (sample / icon["src"]).is_file()] == []


def test_robots_are_led_to_the_sitemap_or_kept_out(sample: Path, tmp_path: Path) -> None:
    robots = RobotFileParser()
    robots.parse((sample / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert robots.site_maps() == [f"{URL}sitemap.xml"]
    assert robots.can_fetch("any", f"{URL}people/")
    (tmp_path / "site/content/pages").mkdir(parents=True)
    (tmp_path / "site/content/pages/a.md").write_text("# A\n", encoding="utf-8")
    told = "{'search_engines': False, 'security': {'contact': 'mailto:s@g.example', 'expires': '2027-01-31'}}"
    (tmp_path / "site/pelicanconf.py").write_text(f"SITENAME = 'A'\nGUILDHOUSE = {told}\n", encoding="utf-8")
    done = build(tmp_path / "out", "--url", f"{URL}wiki/", site=tmp_path / "site")
    assert done.returncode == 0, done.stderr
    robots = RobotFileParser()
    robots.parse((tmp_path / "out/robots.txt").read_text(encoding="utf-8").splitlines())
    assert not robots.can_fetch("any", f"{URL}wiki/a/")
    assert robots.can_fetch("any", f"{URL}other/")
    assert _facts(tmp_path / "out/a/index.html")[1] == ["noindex"]
    assert not (tmp_path / "out/sitemap.xml").exists()
    security = dict(line.split(": ") for line in (tmp_path / "out/.well-known/security.txt").read_text(encoding="utf-8").splitlines())
    assert security == {
        "Contact": "mailto:s@g.example",
        "Expires": "2027-01-31T23:59:59Z",
        "Canonical": f"{URL}wiki/.well-known/security.txt",
    }
