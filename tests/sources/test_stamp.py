"""What the program is made of, by which what an earlier build kept is known to be good."""

from guildhouse.sources.stamp import code


def test_lists_of_words_are_part_of_the_program():
    assert {path.suffix for path in code(("formats/search",))} == {".py", ".txt"}
