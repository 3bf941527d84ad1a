"""Which words a question has, what they may mean besides, and what is shown where they stand."""

import json

import pytest

from guildhouse.formats.search import bundle
from search_browser import THEME, Browser
from search_engine import asked, opened


def _pages(answer):
    return [result["page"] for result in answer["results"]]


def _text(result):
    return "".join(piece for piece, _ in result["excerpt"])


@pytest.mark.parametrize("before", ["", "a"])
def test_an_excerpt_ends_between_characters(before):
    browser = opened(f"= Signs | /signs/ |\nlantern {before}{chr(0x1F600) * 400}")
    browser.run('ask({ query: "lantern" }).then(() => 0)')
    assert browser.run("told.pop().results[0].excerpt.every(([piece]) => !/\\p{Cs}/u.test(piece))")


def test_half_a_sign_is_no_address():
    browser = Browser()
    browser.racer.eval("""
        var window = { guildhouse: { search: { words: {}, community: () => null, address: () => ({ href: "/a/", hash: "" }),
            make: (name, traits, ...parts) => ({ name, traits, parts }) } } }, document = { fragmentDirective: {}, documentElement: { lang: "en" } };
    """)
    browser.racer.eval((THEME / "search/dialog/4-results.js").read_text("utf-8"))
    rows = """["\\ud83d", "x"].map((end) => window.guildhouse.search.results({ facets: {}, results: [
        { url: "/a/", kind: "page", title: [["A", false]], excerpt: [["lantern", true], [" light " + end, false]] }] }, true)[0].parts[1].traits.href)"""
    assert browser.run(rows) == ["/a/", "/a/#:~:text=lantern,-light%20x"]


@pytest.mark.parametrize("query", ["costs ~50 users", "users~30", "+users~30", "~2 users", "users ~", "users~"])
def test_a_tilde_is_of_a_word_and_a_slip_or_two(query):
    browser = opened("= Users | /users/ |\nIt costs little.")
    edits = f"guildhouseSearch.understood({json.dumps(query)}, ['body'], ['en']).clauses"
    assert not any(each.get("editDistance") for each in browser.run(edits) or [])
    assert _pages(asked(browser, query)) == ["/users/"]
    assert browser.run("guildhouseSearch.understood('user~2', ['body'], ['en']).clauses")[0]["editDistance"] == 2


def test_a_pasted_text_is_not_looked_for_whole():
    browser = opened("= Users | /users/ |\nIt costs little.")
    of = "(text => [(query => [query.text.length, query.words.length])(guildhouseSearch.understood(text, ['body'], ['en']))][0])"
    assert browser.run(f"{of}('word' + [...Array(10000).keys()].join(' word'))")[0] <= 300
    assert browser.run(f"{of}([...Array(90).keys()].join(' '))")[1] == 32
    assert browser.run(f"{of}('x'.repeat(9000))")[0] == 150
    assert len(browser.run("guildhouseSearch.understood('+' + [...Array(50).keys()].join(' +a'), ['body'], ['en']).clauses")) == 32
    assert _pages(asked(browser, "users " * 10000)) == ["/users/"]


def test_a_long_section_that_says_one_thing_is_looked_at_once():
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
def test_a_page_in_another_language_takes_no_words_away(lang):
    browser = opened(BOTH, ("en", "de"), lang)
    assert _pages(asked(browser, "hat shop"))[0] == "/hats/"
    words = f"guildhouseSearch.queried('war man hat', ['en', 'de'], guildhouseSearch.spoken(['en', 'de'], {json.dumps(lang or '')}))"
    assert [word["text"] for word in browser.run(words)] == ["war", "man", "hat"]
    assert _pages(asked(browser, '"war of the hat"')) == ["/hats/"]
    assert _pages(asked(browser, '"hat makers"')) == ["/hats/"]
    assert _pages(asked(browser, '"die Hüte"')) == ["/hutladen/"]
    assert _pages(asked(browser, "man pages"))[0] == "/man/"


def test_stop_words_of_the_readers_own_language_are_left_out():
    words = "guildhouseSearch.queried('die Hüte', ['en', 'de'], 'de').map(word => word.text)"
    assert opened(BOTH, ("en", "de"), "de").run(words) == ["Hüte"]


def test_a_stop_word_of_one_language_is_no_slip_in_another():
    browser = opened(BOTH + "= Wide | /wide/ |\nWilt withe.\n", ("en", "de"), "de")
    assert asked(browser, "with Hüte")["corrected"] is None


def test_names_and_long_forms_are_compared_in_the_language_of_each():
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
def test_a_required_compound_is_its_parts_or_the_whole(query, pages, tongues):
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
def test_one_missing_text_is_one_row_without_text(monkeypatch, query):
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
def test_what_enter_finds_is_found_while_typing(query, typing):
    assert asked(opened(SLIPS), query, typing=typing)["total"] == 4


@pytest.mark.parametrize("typing", [True, False])
def test_what_is_meant_exactly_is_not_corrected_while_typing(typing):
    assert asked(opened(SLIPS), "incedent", typing=typing, exact=True)["total"] == 0


@pytest.mark.parametrize("query", ["thank", "wifi", "tram", "sick", "top", "stoop"])
def test_short_words_that_are_words_are_not_corrected(query):
    answer = asked(opened(SLIPS + "= Stoop | /stoop/ |\nA stoop.\n"), query)
    assert (answer["corrected"], answer["suggestions"]) == (None, [])


@pytest.mark.parametrize(("query", "form"), [("pasword manager", "password manager"), ("paswords", "passwords"), ("rtoas", "rota")])
def test_corrections_are_shown_as_they_are_written(query, form):
    browser = opened(SLIPS)
    browser.racer.eval("""engine.library().then((library) => { const spellings = library.spellings;
        library.spellings = async (letter) => (await spellings.call(library, letter)).map((each) => each.term === "password" ? Object.assign({}, each, { form: "passwords" }) : each); });""")
    assert asked(browser, query)["corrected"] == form


def test_nothing_is_suggested_where_much_is_found():
    browser = opened(SLIPS + "= Incedent | /typo/ |\nAn incedent.\n")
    assert asked(browser, "incedent")["suggestions"] == ["incid"]
    assert asked(browser, "incedent severity")["suggestions"] == ["incid severity"]
    browser = opened(SLIPS + SLIPS.replace("/p", "/q") + "= Incedent | /typo/ |\nAn incedent.\n")
    assert asked(browser, "incedent severity")["suggestions"] == []
