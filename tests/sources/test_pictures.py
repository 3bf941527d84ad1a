"""How large pictures are, as browsers show them."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.sources.attachments import Shelf
from guildhouse.sources.pictures import HEAD, LARGEST, drawing_size, raster_size


def png(width, height):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + b"\0\0\0\0"


def jpeg(width, height, orientation=1):
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x112, 3, 1, orientation, 0, 0)
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"\1\x11\0\2\x11\1\3\x11\1"
    parts = ((0xE1, exif), (0xC0, frame))
    return b"\xff\xd8" + b"".join(struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data for mark, data in parts) + b"\xff\xd9"


def gif(width, height):
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0)


def webp(width, height):
    return (
        b"RIFF"
        + struct.pack("<I", 22)
        + b"WEBPVP8X"
        + struct.pack("<II", 10, 0)
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )


def box(name, data):
    return struct.pack(">I4s", len(data) + 8, name) + data


def avif(width, height):
    properties = box(b"ipco", box(b"ispe", struct.pack(">III", 0, width, height)))
    owners = box(b"ipma", struct.pack(">IIHBB", 0, 1, 1, 1, 0x81))
    item = box(b"pitm", struct.pack(">IH", 0, 1))
    meta = box(b"meta", b"\0\0\0\0" + item + box(b"iprp", properties + owners))
    return box(b"ftyp", b"avif\0\0\0\0avifmif1") + meta


@pytest.mark.parametrize("make", [png, jpeg, gif, webp, avif])
def test_every_format_of_the_web(make):
    assert raster_size(BytesIO(make(640, 480))) == (640, 480)


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40)), (99, (40, 30))])
def test_a_photograph_is_turned_as_it_says(orientation, size):
    assert raster_size(BytesIO(jpeg(40, 30, orientation))) == size


@pytest.mark.parametrize("content", [b"", b"no picture", png(0, 4), png(4, LARGEST + 1), gif(65_535, 1), jpeg(4, 4)[:20], webp(4, 4)[:14]])
def test_what_has_no_size(content):
    assert raster_size(BytesIO(content)) is None


@given(st.sampled_from([png, jpeg, gif, webp, avif]), st.data())
def test_broken_pictures_are_no_harm(make, data):
    content = bytearray(make(64, 48))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    size = raster_size(BytesIO(bytes(content[: data.draw(st.integers(0, len(content)))])))
    assert size is None or all(0 < side <= LARGEST for side in size)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="480"', (640, 480)),
        ('width="64.4px" height=" 48 "', (64, 48)),
        ('width="1in" height="2.54cm"', (96, 96)),
        ('width="25.4mm" height="101.6q"', (96, 96)),
        ('width="72pt" height="6pc"', (96, 96)),
        ('viewBox="0 0 320 200"', (320, 200)),
        ('viewBox="-5,-5 , 320.4,200"', (320, 200)),
        ('width="100%" height="100%" viewBox="0 0 320 200"', (320, 200)),
        ('width="160" viewBox="0 0 320 200"', (160, 100)),
        ('height="50em" width="160" viewBox="0 0 320 200"', (160, 100)),
        ('height="100" viewBox="0 0 320 200"', (160, 100)),
        ('width="160"', None),
        ('width="0" height="0" viewBox="0 0 0 0"', None),
        ('width="-1" height="4"', None),
        ('width="999999999" height="4"', None),
        ('viewBox="0 0 320"', None),
        ('viewBox="a b c d"', None),
        ('stroke-width="640" data-height="480"', None),
        ("", None),
    ],
)
def test_drawings(attributes, size):
    assert (
        drawing_size(
            f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect width="7" height="7"/></svg>'.encode()
        )
        == size
    )


@pytest.mark.parametrize(
    "drawing", [b"", b"no", b"<svg width='1' height='1'", b'<?xml version="1.0" encoding="nobody-knows"?><svg width="1" height="1"/>']
)
def test_what_is_no_drawing(drawing):
    assert drawing_size(drawing) is None


@pytest.mark.parametrize(
    ("path", "content", "size"),
    [
        ("a.PNG", png(3, 4), (3, 4)),
        ("a.jpeg", jpeg(3, 4, 6), (4, 3)),
        ("a.webp", webp(3, 4), (3, 4)),
        ("a.avif", avif(3, 4), (3, 4)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="3" height="4"/>', (3, 4)),
        ("a.svg", b'<svg width="3" height="4" onload="x"/>', None),
        ("a.html", png(3, 4), None),
        ("a.pdf", png(3, 4), None),
    ],
)
def test_the_shelf_measures_pictures_once(path, content, size):
    content = {path: BytesIO(content)}
    files = Shelf(content.pop)
    assert files[path].size == size
    content.clear()
    assert files[path].size == size


def test_only_the_beginning_of_a_picture_is_read():
    segments = b"\xff\xd8" + b"\xff\xe1\xff\xff".ljust(0x10001, b"\0") * 100
    file = BytesIO(segments)
    assert raster_size(file) is None
    assert file.tell() == HEAD < len(segments)
