"""English word stems exactly as lunr.js 2.3.9 finds them, slips of that program included; lunr.py's own stemmer differs from it."""

from __future__ import annotations

import re

_STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
_STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_STEP_4 = ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism", "ate", "iti", "ous", "ive", "ize"]

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_HAS_VOWEL = re.compile(f"(?:{_CONSONANTS})?[aeiouy]").match
_ONE_MEASURE_OR_MORE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}").match
_ONE_MEASURE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?").fullmatch
_TWO_MEASURES_OR_MORE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}").match
_SHORT = re.compile(f"{_CONSONANTS}[aeiouy][^aeiouwxy]").fullmatch
_DOUBLED = re.compile(r"([^aeiouylsz])\1\Z").search


_ENDS_IN_ES = re.compile(".+(?:ss|i)es").fullmatch
_ENDS_IN_S = re.compile(".+[^s]s").fullmatch
_ENDS_IN_Y = re.compile(".+[^aeiou]y").fullmatch
_ENDS_IN_ION = re.compile(".+[st]ion").fullmatch


def _ending(endings: list[str]) -> re.Pattern[str]:
    """Find a word's ending: of several that fit the longest, as `^(.+?)(a|b)$` finds it in lunr.js; something has to stand before it."""
    return re.compile(f"(.+?)({'|'.join(endings)})")


_ENDS_2 = _ending(list(_STEP_2)).fullmatch
_ENDS_3 = _ending(list(_STEP_3)).fullmatch
_ENDS_4 = _ending(_STEP_4).fullmatch


_SHORTEST = 3


def stem(word: str) -> str:
    """Give the stem of a word in small letters; one of fewer than three letters is its own."""
    if len(word) < _SHORTEST:
        return word
    # A y at the start is a consonant: as a capital it is no vowel to any pattern.
    start = word[0]
    if start == "y":
        return "y" + _stemmed("Y" + word[1:])[1:]
    return _stemmed(word)


def _stemmed(word: str) -> str:
    word = _without_past(_without_plural(word))
    if _ENDS_IN_Y(word):
        word = word[:-1] + "i"
    if found := _ENDS_2(word):
        word = found[1] + _STEP_2[found[2]] if _ONE_MEASURE_OR_MORE(found[1]) else word
    if found := _ENDS_3(word):
        word = found[1] + _STEP_3[found[2]] if _ONE_MEASURE_OR_MORE(found[1]) else word
    return _without_e(_without_suffix(word))


def _without_plural(word: str) -> str:
    if word[-1] != "s":
        return word
    return word[:-2] if _ENDS_IN_ES(word) else word[:-1] if _ENDS_IN_S(word) else word


def _without_past(word: str) -> str:
    if word.endswith("eed") and word != "eed":
        return word[:-1] if _ONE_MEASURE_OR_MORE(word[:-3]) else word
    stem = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else ""
    if not stem or not _HAS_VOWEL(stem):
        return word
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if _DOUBLED(stem):
        return stem[:-1]
    return stem + "e" if _SHORT(stem) else stem


def _without_suffix(word: str) -> str:
    if found := _ENDS_4(word):
        return found[1] if _TWO_MEASURES_OR_MORE(found[1]) else word
    if _ENDS_IN_ION(word) and _TWO_MEASURES_OR_MORE(word[:-3]):
        return word[:-3]
    return word


def _without_e(word: str) -> str:
    if word[-1] == "e" and len(word) > 1:
        stem = word[:-1]
        if _TWO_MEASURES_OR_MORE(stem) or (_ONE_MEASURE(stem) and not _SHORT(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _TWO_MEASURES_OR_MORE(word) else word
