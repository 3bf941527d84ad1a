"""The languages of the interface: forms of plurals, dates, numbers, lists, and words in words."""

from __future__ import annotations

import datetime as dt

import pytest

from guildhouse.language import UnknownLanguageError, canonical, is_named, language, spoken
from guildhouse.model.words import Value, Weekday, Words, count, say, strung

DAY = dt.date(2026, 11, 16)
PEOPLE = ("%(number)s person", "%(number)s people")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 شخص"),
        (1, "شخص واحد"),
        (2, "شخصان"),
        (3, "3 أشخاص"),
        (10, "10 أشخاص"),
        (11, "11 شخصًا"),
        (99, "99 شخصًا"),
        (100, "100 شخص"),
        (103, "103 أشخاص"),
    ],
)
def test_arabic_has_six_forms(number: int, words: str) -> None:
    assert language("ar").say(count(*PEOPLE, number)) == words


@pytest.mark.parametrize(
    ("number", "english", "german"), [(0, "0 people", "0 Personen"), (1, "1 person", "1 Person"), (1250, "1,250 people", "1.250 Personen")]
)
def test_english_and_german_have_two(number: int, english: str, german: str) -> None:
    assert (language("en").say(count(*PEOPLE, number)), language("de").say(count(*PEOPLE, number))) == (english, german)


def test_scripts_are_given_every_form() -> None:
    assert language("en").counted(*PEOPLE) == {"one": "%s person", "other": "%s people"}
    assert list(language("ar").counted(*PEOPLE)) == ["few", "many", "one", "other", "two", "zero"]
    assert language("ar").counted(*PEOPLE)["many"] == "%s شخصًا"
    assert language("ja").counted(*PEOPLE) == {"other": "%s people"}


@pytest.mark.parametrize(
    ("tag", "day", "short_day", "short_date", "month", "weekday"),
    [
        ("en", "16 November 2026", "16 Nov", "16 Nov 2026", "November 2026", "Monday"),
        ("de", "16. November 2026", "16. Nov.", "16. Nov. 2026", "November 2026", "Montag"),
        ("ar", "16 نوفمبر 2026", "16 نوفمبر", "16 نوفمبر 2026", "نوفمبر 2026", "الاثنين"),
    ],
)
def test_dates(tag: str, day: str, short_day: str, short_date: str, month: str, weekday: str) -> None:
    spoken = language(tag)
    assert (spoken.day(DAY), spoken.short_day(DAY), spoken.month(DAY), spoken.weekday(DAY)) == (day, short_day, month, weekday)
    assert spoken.short_date(DAY) == short_date
    assert (spoken.say(DAY), spoken.say(Weekday(0))) == (day, weekday)


def test_numbers_and_lists() -> None:
    german = language("de")
    assert german.say(1250.5) == "1.250,5"
    assert german.say(("Ada", "Bo", say("others"))) == "Ada, Bo und anderen"
    assert language("en").say(("Ada", "Bo", "Cy")) == "Ada, Bo and Cy"
    assert language("ar").plain(("Ada", "Bo")) == "Ada وBo"


def test_words_stand_in_words() -> None:
    phrase = say("%(kind)s since %(date)s", kind=say("Guild"), date=DAY)
    assert language("en").say(phrase) == "Guild since 16 November 2026"
    assert language("de").say(phrase) == "Gilde seit dem 16. November 2026"
    assert language("de").say(say("%(members)s in %(teams)s").given(members=count("member", "members", 2), teams="X")) == "Mitglieder in X"


def test_a_place_that_is_called_number_is_no_count() -> None:
    assert language("en").say(say("Decision %(number)s", number="0006")) == "Decision 0006"


def test_what_is_strung_together_has_the_comma_of_the_language() -> None:
    words = strung((say("Guild"), "", "x"))
    assert (language("en").say(words), language("ar").plain(words)) == ("Guild, x", "رابطة، x")
    assert (strung(()), strung(("a",))) == ("", "a")


def test_one_english_word_for_two_things_has_a_meaning_of_its_own() -> None:
    """A file has versions, a community a history; both are History in English."""
    both = [say("History"), say("History", context="of a file")]
    assert [language("en").say(each) for each in both] == ["History", "History"]
    assert [language("de").say(each) for each in both] == ["Werdegang", "Versionen"]


@pytest.mark.parametrize(
    ("tag", "value", "said"),
    [
        ("ar", "Ada", "يعتني بها <Ada>"),
        ("ar", "5.3 MB (PDF)", "يعتني بها <5.3 MB (PDF)>"),
        ("ar", "أمل", "يعتني بها أمل"),
        ("ar", "2,300", "يعتني بها 2,300"),
        ("ar", '<a href="x">أمل</a> &amp; 2', 'يعتني بها <a href="x">أمل</a> &amp; 2'),
        ("ar", ("Ada", "Bo"), "يعتني بها <Ada> و<Bo>"),
        ("ar", say("Guild"), "يعتني بها رابطة"),
        ("en", "Ada", "Kept by Ada"),
        ("en", "Zoë Øster", "Kept by Zoë Øster"),
        ("en", "أمل 2", "Kept by <أمل 2>"),
        ("de", "אדה", "Gepflegt von <אדה>"),
    ],
)
def test_a_name_in_the_other_direction_does_not_mix_with_its_sentence(tag: str, value: Value, said: str) -> None:
    shown = language(tag).say(say("Kept by %(name)s", name=value))
    isolated = said if "<a " in said else said.replace("<", "\u2068").replace(">", "\u2069")
    assert shown == isolated
    assert language(tag).plain(say("Kept by %(name)s", name=value)) == shown.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("ZH-hans", "zh-Hans"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("ca-valencia", "ca-valencia"),
    ],
)
def test_tags_are_written_as_bcp_47_recommends(typed: str, written: str) -> None:
    assert (canonical(typed), language(typed).tag) == (written, written)


def test_languages_that_somebody_has_named() -> None:
    assert [is_named(tag) for tag in ("de-AT", "la", "eo", "xx", "zz-Hans")] == [True, True, True, False, False]


def test_words_are_no_text_without_a_language() -> None:
    with pytest.raises(TypeError, match="'All' must be said in a language"):
        str(say("All"))
    with pytest.raises(TypeError):
        f"{say('All')}"


def test_without_a_catalogue_words_are_english_and_dates_their_own() -> None:
    danish = language("da")
    assert (danish.is_spoken, danish.say(say("All meetings")), danish.day(DAY)) == (False, "All meetings", "16. november 2026")
    assert all(language(tag).is_spoken for tag in ("en", "de", "ar", "de-AT"))
    assert spoken() >= {"en", "de", "ar"}


def test_a_phrase_of_no_catalogue_stays_english() -> None:
    assert language("de").say(Words("Nobody ever said this")) == "Nobody ever said this"


def test_direction_and_names() -> None:
    assert [language(tag).direction for tag in ("en", "de", "ar", "he")] == ["ltr", "ltr", "rtl", "rtl"]
    assert (language("de").name_of("ar"), language("de").name_of("xx"), language("de").own_name()) == ("Arabisch", "xx", "Deutsch")


@pytest.mark.parametrize("tag", ["xx", "en-nowhere-at-all", ""])
def test_a_language_that_nobody_knows_is_refused(tag: str) -> None:
    with pytest.raises(UnknownLanguageError):
        language(tag)
