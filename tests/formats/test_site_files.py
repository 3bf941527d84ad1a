"""Small files that programs look for, read by parsers that know nothing of how they are written."""

import datetime as dt
import re
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree

from guildhouse.formats import site_files, sitemap
from guildhouse.setting_readers import security

SPACE = {"s": sitemap.SPACE}
NOON = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
# The schema of sitemaps.org, its parts that this site uses: element names, order, the form of dates.
SCHEMA = etree.XMLSchema(
    etree.XML(f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="{sitemap.SPACE}" xmlns="{sitemap.SPACE}"
    elementFormDefault="qualified">
<xsd:simpleType name="loc"><xsd:restriction base="xsd:anyURI"><xsd:minLength value="12"/><xsd:maxLength value="2048"/></xsd:restriction></xsd:simpleType>
<xsd:simpleType name="lastmod"><xsd:union memberTypes="xsd:date xsd:dateTime"/></xsd:simpleType>
<xsd:complexType name="entry"><xsd:sequence><xsd:element name="loc" type="loc"/><xsd:element name="lastmod" type="lastmod" minOccurs="0"/></xsd:sequence></xsd:complexType>
<xsd:element name="urlset"><xsd:complexType><xsd:sequence><xsd:element name="url" type="entry" minOccurs="0" maxOccurs="50000"/></xsd:sequence></xsd:complexType></xsd:element>
<xsd:element name="sitemapindex"><xsd:complexType><xsd:sequence><xsd:element name="sitemap" type="entry" maxOccurs="50000"/></xsd:sequence></xsd:complexType></xsd:element>
</xsd:schema>""")
)


def parsed(text):
    tree = etree.fromstring(text.encode())
    SCHEMA.assertValid(tree)
    return tree


def test_a_sitemap_names_pages_with_their_last_change():
    ((name, text),) = sitemap.sitemap([("https://g.example/?a=1&b=2", NOON), ("https://g.example/x/", None)], "https://g.example/")
    tree = parsed(text)
    assert name == "sitemap.xml"
    assert tree.xpath("//s:loc/text()", namespaces=SPACE) == ["https://g.example/?a=1&b=2", "https://g.example/x/"]
    assert tree.xpath("//s:lastmod/text()", namespaces=SPACE) == ["2026-11-02T12:00:00+00:00"]


def test_too_many_pages_are_split_and_listed():
    entries = [(f"https://g.example/{n}/", NOON if n == 1 else None) for n in range(5)]
    files = dict(sitemap.sitemap(entries, "https://g.example/", most=2))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index = parsed(files["sitemap.xml"])
    assert index.xpath("//s:loc/text()", namespaces=SPACE) == [f"https://g.example/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert len(index.xpath("//s:lastmod", namespaces=SPACE)) == 1
    assert sum(len(parsed(files[f"sitemap-{n}.xml"])) for n in (1, 2, 3)) == 5


@pytest.mark.parametrize("listed", [True, False])
def test_robots_read_what_they_may(listed):
    text = sitemap.robots("https://g.example/sub", listed=listed)
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    assert robots.can_fetch("any", "https://g.example/sub/people/") is listed
    assert robots.site_maps() == (["https://g.example/sub/sitemap.xml"] if listed else None)
    assert "Sitemap" not in sitemap.robots("", listed=True)


def test_browsers_learn_how_to_search():
    text = site_files.opensearch("A & B with a name that is long", "Search <all>", "https://g.example/sub", "https://g.example/i.png", "en")
    tree = etree.fromstring(text.encode())
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert len(tree.findtext("o:ShortName", namespaces=names)) <= 16
    assert tree.findtext("o:Description", namespaces=names) == "Search <all>"
    assert tree.find("o:Url", names).get("template") == "https://g.example/sub/search/?q={searchTerms}"
    assert "<Image" not in site_files.opensearch("A", "B", "https://g.example", None, "en")


def fields(text):
    """Read security.txt by the letter of RFC 9116: lines of `Name: value`, known names, one Expires, a date of RFC 3339."""
    found = {}
    for line in text.removesuffix("\n").split("\n"):
        name, value = re.fullmatch(r"([A-Za-z-]+): (\S.*)", line).groups()
        assert name in {"Contact", "Expires", "Encryption", "Acknowledgments", "Policy", "Hiring", "Preferred-Languages", "Canonical"}
        found.setdefault(name, []).append(value)
    assert found["Contact"]
    (expires,) = found["Expires"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", expires)
    dt.datetime.fromisoformat(expires)
    assert len(found.get("Preferred-Languages", ())) <= 1
    return found


def test_whoever_finds_a_weakness_learns_whom_to_tell():
    given = security(
        {"expires": dt.date(2027, 12, 31), "contact": ["mailto:s@g.example", "https://g.example/s"], "preferred_languages": ["en", "de"]}
    )
    found = fields(site_files.security(given, "https://g.example/.well-known/security.txt"))
    assert found["Contact"] == ["mailto:s@g.example", "https://g.example/s"]
    assert found["Expires"] == ["2027-12-31T23:59:59Z"]
    assert found["Preferred-Languages"] == ["en, de"]
    assert found["Canonical"] == ["https://g.example/.well-known/security.txt"]
    assert security({}) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "mailto:s@g.example", {"contact": "s@g.example", "expires": "2027-12-31"}, {"contact": "mailto:s@g.example"},
        {"contact": "mailto:s@g.example", "expires": "soon"}, {"contact": "mailto:s@g.example", "expires": ["2027-12-31", "2028-12-31"]},
        {"contact": "mailto:s@g.example", "expires": "2027-12-31", "phone": "1"},
        {"contact": "mailto:s@g.example\nExpires: x", "expires": "2027-12-31"}, {"expires": "2027-12-31"},
    ],
)  # fmt: skip
def test_what_the_standard_does_not_allow_is_refused(wrong):
    with pytest.raises(ValueError, match=r"must be|needs"):
        security(wrong)


def test_what_there_is_to_read_stands_in_a_list():
    text = site_files.llms(
        "Guild\nhouse",
        "What it is",
        [("Pages", [("A [b]", "https://g.example/a/index.md", "One\nline"), ("C", "https://c/", "")]), ("News", [])],
    )
    assert text == (
        "# Guild house\n\n> What it is\n\n## Pages\n\n- [A \\[b\\]](https://g.example/a/index.md): One line\n- [C](https://c/)\n"
    )
