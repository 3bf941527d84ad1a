"""Files of search that do not come: what breaks off, and what hangs."""

import pytest

from search_browser import Browser

WEB = """
var window = self, navigator = self.navigator = { onLine: true }, scripts = [], late = [], stopped = 0, fetch = () => new Promise(() => {});
function AbortController() { this.abort = () => stopped++; }
var setTimeout = (call, after) => late.push([call, after]), clearTimeout = (number) => { late[number - 1] = null; };
var document = { createElement: () => ({ remove() {} }), head: { append: (script) => scripts.push(script) } };
var reason = (promise) => promise.then(() => "found", (error) => error.reason), load = () => guildhouseSearch.scripted("/", (text) => text).get("manifest.json");
"""


@pytest.fixture
def web():
    browser = Browser()
    browser.racer.eval(WEB)
    return browser


def test_a_script_that_breaks_off_has_failed(web):
    assert web.run("(() => { const answer = reason(load()); scripts[0].onload(); return answer; })()") == "failed"
    whole = (
        "(() => { const answer = reason(load()); guildhouseSearch.take('manifest.json', 'YQ=='); scripts[1].onload(); return answer; })()"
    )
    assert web.run(whole) == "found"
    assert web.run("late.filter(Boolean).length") == 0


@pytest.mark.parametrize("get", ["load()", "guildhouseSearch.fetched('/').get('t-1')"])
@pytest.mark.parametrize(("online", "reason"), [("true", "failed"), ("false", "offline")])
def test_what_hangs_is_given_up_after_a_while(web, get, online, reason):
    web.racer.eval(f"navigator.onLine = {online};")
    assert web.run(f"(() => {{ const answer = reason({get}); late[0][0](); return answer; }})()") == reason
    assert web.run("late[0] ? late[0][1] : 20000") == 20000
    assert web.run("stopped") == get.count("fetched")
