"""Numbers and sorted words in few bytes, held by an independent reading of what is specified."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from guildhouse.formats.search.varints import octets, stream, varints
from guildhouse.formats.search.words import separators, utf16, words, written

WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6), unique=True).map(
    lambda found: sorted(found, key=utf16)
)


class Plain:
    """Reads the format in the plainest way."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def numbers(self, count: int) -> list[int]:
        return [self.number() for _ in range(count)]

    def words(self) -> list[str]:
        count = self.number()
        kept, added = self.numbers(count), self.numbers(count)
        length = self.number()
        text = self.data[self.at : self.at + length].decode().encode("utf-16-le")
        self.at += length
        found, word, at = [], b"", 0
        for keep, add in zip(kept, added, strict=True):
            word = word[: 2 * keep] + text[2 * at : 2 * (at + add)]
            at += add
            found.append(word.decode("utf-16-le"))
        return found


@given(st.lists(st.integers(0, 2**31 - 1) | st.integers(0, 300)))
def test_numbers_come_back_and_each_can_be_cut_out(values):
    written_numbers = stream(np.array(values, dtype=np.int64))
    assert Plain(written_numbers.data.tobytes()).numbers(len(values)) == values
    assert [Plain(written_numbers.cut(i, i + 1)).number() for i in range(len(values))] == values
    assert written_numbers.data.tobytes() == varints(*values)


@given(st.lists(st.integers(0, 255)))
def test_low_bytes_are_bytes(values):
    assert octets(np.array(values, dtype=np.int32)).cut(0, len(values)) == bytes(values)


@given(WORDS)
def test_words_come_back(some):
    assert Plain(written(some)).words() == some


@given(WORDS, st.data())
def test_pieces_of_words_come_back(some, data):
    start = data.draw(st.integers(0, len(some)))
    end = data.draw(st.integers(start, len(some)))
    assert Plain(words(some).piece(start, end)).words() == some[start:end]


@given(WORDS.filter(bool), st.data())
def test_separators_stand_between_their_pieces_and_are_short(some, data):
    cuts = [0, *sorted(data.draw(st.sets(st.integers(1, len(some) - 1))) if len(some) > 1 else [])]
    found = separators(some, cuts)
    assert found[0] == ""
    for cut, separator in list(zip(cuts, found, strict=True))[1:]:
        assert utf16(some[cut - 1]) < utf16(separator) <= utf16(some[cut])
        assert utf16(separator[:-1]) <= utf16(some[cut - 1])
