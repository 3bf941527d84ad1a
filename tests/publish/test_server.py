from __future__ import annotations

import contextlib
import http.client
import socket
import threading

import pytest

from guildhouse.publish.server import HOST, open_server


@pytest.fixture
def ask(tmp_path):
    """Serve `tmp_path/output` and ask for addresses; answers (status, headers, body)."""
    server = open_server(tmp_path / "output", 8700, [("X-Policy", "strict")])
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

    def get(path, method="GET", **headers):
        connection = http.client.HTTPConnection(HOST, server.server_port, timeout=5)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, body

    get.port = server.server_port
    yield get
    server.shutdown()
    server.server_close()


@pytest.fixture
def output(tmp_path):
    folder = tmp_path / "output"
    (folder / "x").mkdir(parents=True)
    (folder / "empty").mkdir()
    (folder / "x" / "index.html").write_text("the page")
    (folder / "404.html").write_text("our own miss")
    (tmp_path / "secret").write_text("secret")
    return folder


def test_pages_are_served_fresh_with_the_sites_headers(output, ask) -> None:
    status, headers, body = ask("/x/")
    assert (status, body) == (200, "the page")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Policy"] == "strict"


def test_a_folder_without_slash_leads_to_its_page(output, ask) -> None:
    status, headers, _ = ask("/x")
    assert (status, headers["Location"]) == (301, "/x/")


@pytest.mark.parametrize("path", ["/nothing", "/empty/", "/../secret", "/%2e%2e/secret", "/x/..%2f..%2fsecret", "//etc/passwd"])
def test_what_is_not_published_is_the_sites_own_miss(output, ask, path) -> None:
    assert ask(path)[::2] == (404, "our own miss")


def test_the_miss_finds_its_files_at_any_depth(output, ask) -> None:
    (output / "404.html").write_text(
        '<a href="./">Home</a> <img src="x.png"> <a href="#b" data-href="x"> <a href="/y"> <a href="https://z/">'
    )
    shown = '<a href="/">Home</a> <img src="/x.png"> <a href="#b" data-href="x"> <a href="/y"> <a href="https://z/">'
    assert ask("/deep/er/nothing/")[2] == shown


@pytest.mark.parametrize("line", [b"GET /%00 HTTP/1.0", b"GET /a%00.html HTTP/1.1", b"GET http://[ HTTP/1.0", b"HEAD /%00/x HTTP/1.1"])
def test_an_address_that_no_file_can_have_is_refused(output, ask, line, capfd) -> None:
    with socket.create_connection((HOST, ask.port), timeout=5) as connection:
        connection.sendall(line + b"\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(1000), b""))
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert capfd.readouterr().err == ""


def test_a_crowd_of_connections_is_let_in(tmp_path) -> None:
    server = open_server(tmp_path, 8700)
    with server, contextlib.ExitStack() as opened:  # nobody takes them yet
        for _ in range(60):
            opened.enter_context(socket.create_connection((HOST, server.server_port), timeout=0.5))


def test_a_site_without_a_page_for_misses_answers_plainly(output, ask) -> None:
    (output / "404.html").unlink()
    assert ask("/nothing")[0] == 404


def test_before_the_first_build_it_says_so(ask) -> None:
    status, _, body = ask("/")
    assert status == 503
    assert "No site yet" in body


def test_head_has_no_body(output, ask) -> None:
    assert ask("/nothing", "HEAD")[::2] == (404, "")
    assert ask("/x/", "HEAD")[::2] == (200, "")


def test_other_methods_are_refused(output, ask) -> None:
    assert ask("/x/", "POST")[0] == 501


def test_a_date_from_a_browsers_cache_hides_no_build(output, ask) -> None:
    assert ask("/x/", **{"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"})[0] == 200


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("a.ics", "text/calendar; charset=utf-8"),
        ("feed.atom", "application/atom+xml"),
        ("s.svg", "image/svg+xml"),
        ("f.woff2", "font/woff2"),
    ],
)
def test_files_have_their_type(output, ask, name, type_) -> None:
    (output / name).write_text("")
    assert ask(f"/{name}")[1]["Content-Type"] == type_


def test_a_port_that_is_taken_is_passed_over(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with open_server(tmp_path, port) as server:
            assert server.server_port > port
            assert server.server_address[0] == "127.0.0.1"


def test_a_port_beyond_all_ports_is_wrong(tmp_path) -> None:
    with pytest.raises(OverflowError):
        open_server(tmp_path, 70_000)
