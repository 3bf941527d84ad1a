"""Files published as they are: their addresses, and which of them a browser would run."""

from __future__ import annotations

from io import BytesIO

import pytest

from guildhouse.sources.attachments import Shelf, ending, is_inert, shelf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("content/images/a.png", "/images/a.png"),
        ("content/pages/x/Plan 2.pdf", "/x/Plan%202.pdf"),
        ("content/images/ü 1.png", "/images/%C3%BC%201.png"),
        ("communities/ops/c%d.csv", "/communities/ops/c%25d.csv"),
        ("communities/ops/a%41#b?.csv", "/communities/ops/a%2541%23b%3F.csv"),
        ("communities/ops/report.html", "/communities/ops/report.html.txt"),
        ("communities/ops/Report.HTM", "/communities/ops/Report.HTM.txt"),
        ("communities/ops/run.js", "/communities/ops/run.js.txt"),
        ("communities/ops/site.html.bak", "/communities/ops/site.html.bak.txt"),
        ("communities/ops/feed.rss", "/communities/ops/feed.rss.txt"),
        ("communities/ops/Feed.Atom", "/communities/ops/Feed.Atom.txt"),
        ("communities/ops/shop.wsdl", "/communities/ops/shop.wsdl.txt"),
        ("communities/ops/area.mml", "/communities/ops/area.mml.txt"),
        ("content/_redirects", "/_redirects.txt"),
        ("communities/ops/Web.config", "/communities/ops/Web.config.txt"),
        ("communities/ops/app.config", "/communities/ops/app.config"),
        ("communities/ops/node.js.pdf", "/communities/ops/node.js.pdf"),
        ("communities/ops/site.html.zip", "/communities/ops/site.html.zip"),
        ("communities/site.html/plan", "/communities/site.html/plan"),
        ("communities/ops/LICENSE", "/communities/ops/LICENSE"),
        ("communities/ops/flow.drawio", "/communities/ops/flow.drawio"),
    ],
)
def test_address(path, url):
    assert Shelf(lambda _: BytesIO())[path].url == url


@pytest.mark.parametrize(
    ("name", "content", "is_active"),
    [
        ("LICENSE", b"<!DOCTYPE html><script>alert(1)</script>", True),
        ("notes.unknown", b"\n\t <ScRiPt>alert(1)</script>", True),
        ("notes.unknown", b"\xef\xbb\xbf<!--a--><script>alert(1)</script>", True),
        ("table.csv", b"<b onclick=alert(1)>name</b>,day", True),
        ("a.png", b"<html><script>alert(1)</script>", True),
        ("flow.drawio", b"<?xml version='1.0'?><script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>", True),
        ("flow.drawio", b"<?xml version='1.0'?><mxfile>", True),
        ("flow.drawio", b"<?xml version='1.0'?><mxfile><diagram>" + b"x" * 2000 + b"</diagram></mxfile>", False),
        ("flow.drawio", b"<mxfile><diagram/></mxfile>", False),
        ("notes.txt", b"<script>alert(1)</script>", False),
        ("notes.unknown", b"a <script>alert(1)</script>", False),
        ("notes.unknown", b"<body-part>arm</body-part>", False),
        ("notes.unknown", b"", False),
    ],
)
def test_a_file_that_a_browser_takes_for_a_page_when_no_server_names_its_type(name, content, is_active):
    assert Shelf(lambda _: BytesIO(content))[name].is_active is is_active


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<circle r='4'/><a href='https://example.org/'><text>on</text></a><a xlink:href='#x'/>",
        "<style>circle { fill: red }</style>",
        "<?editor note?>",
        "<image href='data:image/png;base64,AA=='/>",
        "<animate attributeName='r' from='1' to='2'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>Words</p></foreignObject>",
    ],
)
def test_inert_drawings(inside):
    assert is_inert(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<script href='e.js'/>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
        "<foreignObject><script xmlns='http://www.w3.org/1999/xhtml' src='e.js'/></foreignObject>",
        "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' srcdoc='x'/></foreignObject>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml' srcdoc='x'/></foreignObject>",
        "<circle r='4' onclick='alert(1)'/>",
        "<a href='javascript:alert(1)'/>",
        "<a xlink:href=' java&#10;script:alert(1)'/>",
        "<a href='data:text/html,x'/>",
        "<a href='vbscript:x'/>",
        "<a><animate attributeName='xlink:href' values='javascript:alert(1)'/></a>",
        "<a><set attributeName='onclick' to='alert(1)'/></a>",
        "<a href='javascript:alert(1)' x:href='#' xmlns:x='urn:x'/>",
        "<a href='javascript:alert(1)' HREF='#'/>",
        "<a><animate attributeName='href' x:attributeName='r' xmlns:x='urn:x' values='javascript:alert(1)'/></a>",
        "<circle>",
    ],
)
def test_drawings_that_run_something(inside):
    assert not is_inert(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "drawing",
    [
        b"",
        b"no drawing",
        b'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="e.xsl"?><svg/>',
        b'<!DOCTYPE svg [<!ENTITY run "<script>1</script>">]><svg xmlns="http://www.w3.org/2000/svg">&run;</svg>',
        b'<!DOCTYPE svg [<!ENTITY run "javascript:1">]><svg xmlns="http://www.w3.org/2000/svg"><a href="&run;"/></svg>',
        b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg/>',
        b'<!DOCTYPE svg [<!ENTITY % p SYSTEM "p.dtd"> %p; <!ATTLIST svg onload CDATA "alert(1)">]><svg/>',
        b'<!DOCTYPE svg [<!ENTITY % p "<!ATTLIST svg onload CDATA #IMPLIED>"> %p;]><svg/>',
        b"<?xml version='1.0' standalone='yes'?><!DOCTYPE svg [<!ENTITY % p '<!ATTLIST svg onload CDATA &#34;1&#34;>'> %p;]><svg/>",
        b'<!DOCTYPE svg [%p; <!ATTLIST svg onload CDATA "alert(1)">]><svg/>',
        b'<!DOCTYPE svg [<!ENTITY run SYSTEM "run.xml">]><svg>&run;</svg>',
        b'<?xml version="1.0" encoding="nobody-knows"?><svg/>',
        b'<?xml version="1.0" encoding="shift_jis"?><svg/>',
    ],
)
def test_drawings_with_a_prologue_that_runs_or_cannot_be_read(drawing):
    assert not is_inert(drawing)


def test_entities_that_name_things_are_no_harm():
    assert is_inert(b'<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">]><svg xmlns="&ns;"/>')


@pytest.mark.parametrize("subset", [b"", b'[<!ENTITY ns "http://www.w3.org/2000/svg">]'])
def test_the_public_type_of_drawings_is_no_harm(subset):
    public = b'PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"'
    assert is_inert(b"<!DOCTYPE svg " + public + subset + b'><svg xmlns="http://www.w3.org/2000/svg"/>')


def test_a_drawing_is_read_once(tmp_path):
    (tmp_path / "a.svg").write_text(SVG.format("<script/>"))
    files = shelf(tmp_path)
    assert files["a.svg"].is_active
    (tmp_path / "a.svg").unlink()
    assert files["a.svg"].url == "/a.svg.txt"


def test_endings_come_from_no_table_of_the_machine():
    assert (ending("a.pdf"), ending("a.tar.gz"), ending("a"), ending(".html")) == ("pdf", "tar", "", "html")
