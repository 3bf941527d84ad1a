"""What readers type, and what they are shown: small sites, real files of search, and the engine in a bare V8."""

import json
import re
from pathlib import Path

import pytest
import yaml

from guildhouse.formats.search import bundle, chunks, languages
from guildhouse.formats.search.acronyms import explained, synonyms
from guildhouse.formats.search.lunr_index import build, digest
from guildhouse.formats.search.record import Record, Section
from guildhouse.formats.search.stemmer import stem
from guildhouse.formats.search.writing import Setting, written
from search_browser import THEME, Browser, inflated

WORKER = tuple(f"search/worker/{name}.js" for name in ("analysis", "query", "ranking", "passages", "engine"))
SHEET = yaml.safe_load(Path(__file__).with_name("engine.yml").read_text("utf-8"))
CASES = [(sheet["site"], case) for sheet in SHEET for case in sheet["cases"]]
FORMS = {stem("authentication"): "authentication", stem("internationalization"): "internationalization"}
START = """
var turns = 0, engine, told = [], setTimeout = (call, _, value) => Promise.resolve().then(() => call(value));
function begin() { engine = new guildhouseSearch.Engine(source, async () => {}); }
async function ask(message) {
  told = [];
  await engine.answer(Object.assign({ id: ++turns, type: "search" }, message), (answer) => told.push(JSON.parse(JSON.stringify(answer))));
  return told;
}
begin();
"""


def _records(text):
    for page in text.split("= ")[1:]:
        head, _, body = page.partition("\n")
        title, url, facts = (part.strip() for part in (*head.split("|"), "")[:3])
        known = dict(fact.split("=") for fact in facts.split())
        first, *rest = re.split(r"^## ", body, flags=re.MULTILINE)
        sections = [Section("", "", " ".join(first.split()))]
        for part in rest:
            heading, _, below = part.partition("\n")
            sections.append(Section(heading.lower().replace(" ", "-"), heading, " ".join(below.split())))
        yield Record(
            url=url,
            kind=known.get("kind", "page"),
            title=title,
            lang=known.get("lang", "en"),
            community=known.get("community"),
            topics=tuple(filter(None, (known.get("topics"),))),
            people=tuple(filter(None, (known.get("people"),))),
            path=url.replace("/", " ").strip(),
            sections=tuple(sections),
            weight=float(known.get("weight", 1)),
        )


def files_of(text, tongues=("en",)):
    records = sorted(_records(text), key=lambda each: each.community or "")
    names = synonyms((pair for each in records for pair in explained(each)), "en")
    setting = Setting(analysis="1", languages=tongues, forms=FORMS, synonyms=names)
    return written(build(map(digest, records), [each.weight for each in records]), records, setting)


@pytest.fixture(scope="module")
def sites():
    made = {}
    for sheet in SHEET:
        tongues = tuple(sheet.get("languages", ("en",)))
        browser = Browser(*WORKER)
        for tongue in tongues:
            if script := languages.script(tongue, THEME / "vendor"):
                browser.racer.eval(script)
        browser.serve(inflated(files_of(sheet["pages"], tongues)))
        browser.racer.eval(START)
        made[sheet["site"]] = browser
    return made


def asked(browser, query, **message):
    return browser.run(f"ask({json.dumps({'query': query, **message})})")[-1]


@pytest.mark.parametrize(("site", "case"), CASES, ids=[f"{case['query']} {' '.join(map(str, case))}" for _, case in CASES])
def test_readers_find_what_they_look_for(sites, site, case):
    given = {name: case[name] for name in ("typing", "exact", "filters") if name in case}
    answer = asked(sites[site], str(case["query"]), **given)
    found = [result["url"] for result in answer["results"]]
    pages = [result["page"] for result in answer["results"]]
    if case.get("none"):
        assert found == []
    if "first" in case:
        assert [found, pages][all("#" not in url for url in case["first"])][: len(case["first"])] == case["first"]
    if "all" in case:
        assert sorted(found if any("#" in url for url in case["all"]) else pages) == sorted(case["all"])
    if "has" in case:
        assert set(case["has"]) <= {*found, *pages}
    if "corrected" in case:
        assert answer["corrected"] == case["corrected"]
    if "words" in case:
        assert answer["results"][0]["words"] == case["words"]
    if "kinds" in case:
        assert [result["kind"] for result in answer["results"]] == case["kinds"]
    for facet, counts in case.get("counts", {}).items():
        assert {key: count for key, _, count in answer["facets"][facet]} == counts
    assert answer["total"] == len(found)
    assert answer["partial"] is False


def test_what_is_out_of_date_sinks(sites):
    found = [result["page"] for result in asked(sites["words"], "authentication service")["results"]]
    assert found.index("/authentication/") < found.index("/old/")


@pytest.fixture
def apart(monkeypatch):
    """A site whose texts stand in pieces, each of which is a file."""
    monkeypatch.setattr(bundle, "MOST", 0)
    monkeypatch.setattr(chunks, "WHOLE", 0)
    browser = Browser(*WORKER)
    browser.serve(inflated(files_of(SHEET[0]["pages"])))
    browser.racer.eval(START)
    return browser


def test_titles_come_first_and_texts_after_them(apart):
    titles, texts = apart.run('(begin(), ask({ query: "migration" }))')
    assert titles["partial"]
    assert titles["results"][0]["title"] == [["Rolling back", False]]
    assert titles["results"][0]["excerpt"] == []
    assert not texts["partial"]
    assert texts["results"][0]["heading"] == [["Database changes", False]]
    assert texts["results"][0]["excerpt"][:2] == [["A ", False], ["migration", True]]


def test_of_questions_that_overlap_only_the_last_is_answered_with_texts(apart):
    first, second = apart.run("""{
        begin();
        const answers = [[], []];
        await Promise.all(["migration", "backup"].map((query, i) => engine.answer({ id: 100 + i, query }, (answer) => answers[i].push(answer))));
        return answers.map((each) => each.pop());
    }""")
    assert not first["partial"]
    assert first["results"][0]["excerpt"] == []
    assert second["results"][0]["excerpt"]


def test_no_text_is_fetched_that_is_not_shown(monkeypatch):
    monkeypatch.setattr(bundle, "MOST", 0)
    pages = "".join(f"= Page {number} | /p{number}/ |\nword {number}\n" for number in range(30))
    browser = Browser(*WORKER)
    browser.serve(inflated(files_of(pages)))
    browser.racer.eval(START)
    answer = asked(browser, "word", limit=5)
    assert answer["total"] == 30
    assert len(answer["results"]) == 5
    kinds = [name[0] for name in browser.run("asked")]
    assert kinds.count("d") == 5
    assert kinds.count("s") == kinds.count("v") == 0


@pytest.fixture
def stale(monkeypatch):
    """An engine that knows a manifest whose files are gone, because another edition has been published since."""
    monkeypatch.setattr(bundle, "MOST", 0)
    old, new = (files_of(f"= Title | /title/ |\n{word} and more") for word in ("spring", "autumn"))
    browser = Browser(*WORKER)
    browser.serve(inflated(old))
    browser.racer.eval(START)
    browser.run("engine.library().then(() => 0)")
    browser.serve(inflated(new))
    return browser


def test_after_a_publication_the_manifest_is_loaded_anew(stale):
    assert [result["url"] for result in asked(stale, "autumn")["results"]] == ["/title/"]
    assert stale.run("asked").count("manifest.json") == 1


def test_what_stays_missing_is_said_after_one_attempt(stale):
    stale.racer.eval("for (const name of Object.keys(files)) if (name !== 'manifest.json') delete files[name]; asked = [];")
    assert stale.run('ask({ query: "autumn" }).then(() => "found", (error) => error.reason)') == "outdated"
    assert stale.run("asked").count("manifest.json") == 1


def test_an_excerpt_is_cut_at_words_around_the_densest_place(sites):
    browser = Browser(*WORKER)
    filler = "nothing of interest stands here " * 20
    browser.serve(inflated(files_of(f"= Long | /long/ |\nlantern {filler} the lantern of the harbour {filler}")))
    browser.racer.eval(START)
    pieces = asked(browser, "harbour lantern")["results"][0]["excerpt"]
    text = "".join(piece for piece, _ in pieces)
    assert [piece for piece, marked in pieces if marked] == ["lantern", "harbour"]
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert len(text) < 300
    assert re.fullmatch(r"[a-z ]+", text[2:-2])


@pytest.fixture
def opened():
    def opened(pages, tongues=("en",), lang=None):
        browser = Browser(*WORKER)
        for tongue in tongues:
            if script := languages.script(tongue, THEME / "vendor"):
                browser.racer.eval(script)
        browser.serve(inflated(files_of(pages, tongues)))
        browser.racer.eval(START)
        if lang:
            browser.racer.eval(f"engine = new guildhouseSearch.Engine(source, async () => {{}}, '{lang}')")
        return browser

    return opened


def _pages(answer):
    return [result["page"] for result in answer["results"]]


def _text(result):
    return "".join(piece for piece, _ in result["excerpt"])


@pytest.mark.parametrize("before", ["", "a"])
def test_an_excerpt_ends_between_characters(opened, before):
    browser = opened(f"= Signs | /signs/ |\nlantern {before}{chr(0x1F600) * 400}")
    browser.run('ask({ query: "lantern" }).then(() => 0)')
    assert browser.run("told.pop().results[0].excerpt.every(([piece]) => !/\\p{Cs}/u.test(piece))")


def test_half_a_sign_is_no_address():
    browser = Browser()
    browser.racer.eval("""
        var window = { guildhouse: { search: { words: {}, known: () => ({ communities: {} }), address: () => ({ href: "/a/", hash: "" }),
            make: (name, traits, ...parts) => ({ name, traits, parts }) } } }, document = { fragmentDirective: {}, documentElement: { lang: "en" } };
    """)
    browser.racer.eval((THEME / "search/dialog/4-results.js").read_text("utf-8"))
    rows = """["\\ud83d", "x"].map((end) => window.guildhouse.search.results({ facets: {}, results: [
        { url: "/a/", kind: "page", title: [["A", false]], excerpt: [["lantern", true], [" light " + end, false]] }] }, true)[0].parts[1].traits.href)"""
    assert browser.run(rows) == ["/a/", "/a/#:~:text=lantern,-light%20x"]


@pytest.mark.parametrize("query", ["costs ~50 users", "users~30", "+users~30", "~2 users", "users ~", "users~"])
def test_a_tilde_is_of_a_word_and_a_slip_or_two(opened, query):
    browser = opened("= Users | /users/ |\nIt costs little.")
    edits = f"guildhouseSearch.understood({json.dumps(query)}, ['body'], ['en']).clauses"
    assert not any(each.get("editDistance") for each in browser.run(edits) or [])
    assert _pages(asked(browser, query)) == ["/users/"]
    assert browser.run("guildhouseSearch.understood('user~2', ['body'], ['en']).clauses")[0]["editDistance"] == 2


def test_a_pasted_text_is_not_looked_for_whole(opened):
    browser = opened("= Users | /users/ |\nIt costs little.")
    of = "(text => [(query => [query.text.length, query.words.length])(guildhouseSearch.understood(text, ['body'], ['en']))][0])"
    assert browser.run(f"{of}('word' + [...Array(10000).keys()].join(' word'))")[0] <= 300
    assert browser.run(f"{of}([...Array(90).keys()].join(' '))")[1] == 32
    assert browser.run(f"{of}('x'.repeat(9000))")[0] == 150
    assert len(browser.run("guildhouseSearch.understood('+' + [...Array(50).keys()].join(' +a'), ['body'], ['en']).clauses")) == 32
    assert _pages(asked(browser, "users " * 10000)) == ["/users/"]


def test_a_long_section_that_says_one_thing_is_looked_at_once(opened):
    browser = opened(f"= Long | /long/ |\n{'lantern ' * 150_000} harbour lantern")
    answer = asked(browser, "lantern harbour")
    assert "lantern" in _text(answer["results"][0])
    assert _pages(asked(browser, '"harbour lantern"')) == ["/long/"]
    looked = """(() => {
        let seen = 0;
        const passages = new guildhouseSearch.Passages([{ weight: 1, meanings: [{ boost: 1, terms: ["lantern"], rare: [1] }] }]), found = [];
        for (let i = 0; i < 200000; i++) found.push({ get start() { seen++; return i * 8; }, get end() { seen++; return i * 8 + 7; }, word: 0 });
        passages.excerpt({ section: { text: "lantern ".repeat(200000) }, found });
        return seen;
    })()"""
    assert browser.run(looked) < 200_000 * 10
    only = "new guildhouseSearch.Passages([{ weight: 1, meanings: [{ boost: 1, terms: ['lantern'], rare: [1] }] }])"
    assert browser.run(f"{only}.scored({{ text: 'x '.repeat(30000) + ' lantern', heading: '' }}, 'en', '').found.length") == 0


BOTH = """
= Hat shop | /hats/ |
They sell hats. The war of the hat makers.
= Service levels | /levels/ |
Every Service Level Objective (SLO) of the hat shop.
= Man pages | /man/ |
Manuals of commands.
= Hutladen | /hutladen/ | lang=de
Der Mann hat die Hüte, denn das war sein Wille. Die Bruecke will er.
= Kleinanzeigen | /anzeigen/ | lang=de
Man verkauft alles, auch Levels.
"""


@pytest.mark.parametrize("lang", [None, "en", "en-GB", "fr"])
def test_a_page_in_another_language_takes_no_words_away(opened, lang):
    browser = opened(BOTH, ("en", "de"), lang)
    assert _pages(asked(browser, "hat shop"))[0] == "/hats/"
    words = f"guildhouseSearch.queried('war man hat', ['en', 'de'], guildhouseSearch.spoken(['en', 'de'], {json.dumps(lang or '')}))"
    assert [word["text"] for word in browser.run(words)] == ["war", "man", "hat"]
    assert _pages(asked(browser, '"war of the hat"')) == ["/hats/"]
    assert _pages(asked(browser, '"hat makers"')) == ["/hats/"]
    assert _pages(asked(browser, '"die Hüte"')) == ["/hutladen/"]
    assert _pages(asked(browser, "man pages"))[0] == "/man/"


def test_stop_words_of_the_readers_own_language_are_left_out(opened):
    words = "guildhouseSearch.queried('die Hüte', ['en', 'de'], 'de').map(word => word.text)"
    assert opened(BOTH, ("en", "de"), "de").run(words) == ["Hüte"]


def test_a_stop_word_of_one_language_is_no_slip_in_another(opened):
    browser = opened(BOTH + "= Wide | /wide/ |\nWilt withe.\n", ("en", "de"), "de")
    assert asked(browser, "with Hüte")["corrected"] is None


def test_names_and_long_forms_are_compared_in_the_language_of_each(opened):
    plain = "".join(f"= Alpha services {number} | /s{number}/ |\nServices levels services levels services levels.\n" for number in range(3))
    browser = opened(BOTH + plain, ("en", "de"))
    assert _pages(asked(browser, "service levels"))[0] == "/levels/"
    page = "{ document: { title: 'Service levels', lang: 'en', url: '/a/' }, best: { score: 0 }, score: 1 }"
    assert browser.run(f"guildhouseSearch.reordered([{page}], 10, [0, 0, 0], 'services level')")[0]["score"] == 3
    meanings = """(async () => {
        const library = await engine.library(), asked = guildhouseSearch.understood("services level objectives", library.fields, library.languages);
        const words = new guildhouseSearch.Words(library, asked);
        await words.widen(false, false);
        return asked.words[0].meanings.map(({ terms }) => terms.join());
    })()"""
    assert "slo" in browser.run(meanings)


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("+on-call", ["/apart/", "/hyphen/", "/one/"]),
        ("+on-call rota", ["/apart/", "/hyphen/", "/one/"]),
        ("+rota -on-call", ["/apart/", "/rota/"]),
        ("+the +rota", ["/apart/", "/hyphen/", "/one/", "/rota/"]),
        ("+load-balancer", ["/both/"]),
        ("title:load-balancer +balancer", ["/both/"]),
    ],
)
@pytest.mark.parametrize("tongues", [("en",), ("en", "de")])
def test_a_required_compound_is_its_parts_or_the_whole(opened, query, pages, tongues):
    browser = opened(
        """
= Hyphen | /hyphen/ |
Who is on-call by the rota.
= Apart | /apart/ |
The rota of a call.
= One | /one/ |
The oncall rota.
= Rota | /rota/ |
The rota.
= Load of a balancer | /both/ |
Severity.
= Load | /load/ |
Loads.
""",
        tongues,
        "en",
    )
    assert sorted(_pages(asked(browser, query))) == pages
    assert _pages(asked(browser, "+severity")) == ["/both/"]


@pytest.mark.parametrize("query", ["lantern", '"lantern light"'])
def test_one_missing_text_is_one_row_without_text(opened, monkeypatch, query):
    monkeypatch.setattr(bundle, "MOST", 0)
    long = "Another lantern light. " + "It is dark. " * 300
    browser = opened(f"= Lantern light | /here/ |\nA lantern light.\n= Lantern light | /gone/ |\n{long}")
    name = browser.run("Object.keys(files).find((name) => name.startsWith('f-'))")
    browser.racer.eval(f"var lost = files['{name}']; delete files['{name}'];")
    rows = {result["page"]: _text(result) for result in asked(browser, query)["results"]}
    assert rows == {"/here/": "A lantern light.", "/gone/": ""}
    assert browser.run("asked").count("manifest.json") == 2
    asked(browser, query)
    assert browser.run("asked").count("manifest.json") == 2
    browser.racer.eval(f"files['{name}'] = lost;")
    assert {_text(result)[:22] for result in asked(browser, query)["results"]} == {"A lantern light.", "Another lantern light."}


SLIPS = "".join(
    f"""
= Page {number} | /p{number}/ |
The incident at Halifax: accessibility of passwords in something for wiki teams, soon. Stop the ticks. Severity. Rotas.
"""
    for number in range(4)
)


@pytest.mark.parametrize("query", ["incedent", "Hallifax", "acessibility", "SEV1", "rtoas", "SEV1 incident"])
@pytest.mark.parametrize("typing", [True, False])
def test_what_enter_finds_is_found_while_typing(opened, query, typing):
    assert asked(opened(SLIPS), query, typing=typing)["total"] == 4


@pytest.mark.parametrize("typing", [True, False])
def test_what_is_meant_exactly_is_not_corrected_while_typing(opened, typing):
    assert asked(opened(SLIPS), "incedent", typing=typing, exact=True)["total"] == 0


@pytest.mark.parametrize("query", ["thank", "wifi", "tram", "sick", "top", "stoop"])
def test_short_words_that_are_words_are_not_corrected(opened, query):
    answer = asked(opened(SLIPS + "= Stoop | /stoop/ |\nA stoop.\n"), query)
    assert (answer["corrected"], answer["suggestions"]) == (None, [])


@pytest.mark.parametrize(("query", "form"), [("pasword manager", "password manager"), ("paswords", "passwords"), ("rtoas", "rota")])
def test_corrections_are_shown_as_they_are_written(opened, query, form):
    browser = opened(SLIPS)
    browser.racer.eval("""engine.library().then((library) => { const spellings = library.spellings;
        library.spellings = async (letter) => (await spellings.call(library, letter)).map((each) => each.term === "password" ? Object.assign({}, each, { form: "passwords" }) : each); });""")
    assert asked(browser, query)["corrected"] == form


def test_nothing_is_suggested_where_much_is_found(opened):
    browser = opened(SLIPS + "= Incedent | /typo/ |\nAn incedent.\n")
    assert asked(browser, "incedent")["suggestions"] == ["incid"]
    assert asked(browser, "incedent severity")["suggestions"] == ["incid severity"]
    browser = opened(SLIPS + SLIPS.replace("/p", "/q") + "= Incedent | /typo/ |\nAn incedent.\n")
    assert asked(browser, "incedent severity")["suggestions"] == []


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
