"""What may have been meant, from the dictionaries that come with the program."""

from functools import cache

import pytest

from tests.core.spelling.test_dictionary import dictionary
from visioneditor import resources
from visioneditor.core.spelling.dictionary import Dictionary, parse_dictionary
from visioneditor.core.spelling.suggesting import suggest


@cache
def english(name: str = "en_US") -> Dictionary:
    return parse_dictionary(*(resources.read(f"dictionaries/{name}.{end}") for end in ("aff", "dic")))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("accomodates", "accommodates"),
        ("teh", "the"),
        ("recieve", "receive"),
        ("seperate", "separate"),
        ("definately", "definitely"),
        ("Wich", "Which"),
        ("occured", "occurred"),
        ("enviroment", "environment"),
        ("interoperabilty", "interoperability"),
        ("wokring", "working"),
        ("Buisness", "Business"),
        ("maintainence", "maintenance"),
        ("ALREDY", "ALREADY"),
        ("thebook", "the book"),
        ("english", "English"),
    ],
)
def test_likeliest_word_comes_first(wrong: str, right: str) -> None:
    assert suggest(english(), wrong)[0] == right


def test_all_that_is_suggested_is_known() -> None:
    for wrong in ("adress", "beleive", "compatability", "existance"):
        assert all(english().knows(piece) for word in suggest(english(), wrong) for piece in word.split())


def test_there_are_few_and_different_ones() -> None:
    found = suggest(english(), "cas")
    assert len(found) == len(set(found)) == 5


def test_words_one_does_not_want_are_not_suggested() -> None:
    assert suggest(dictionary("TRY abcu\nNOSUGGEST !", "cab/!", "cub"), "cb") == ("cub",)


@pytest.mark.parametrize("word", ["", "x", "q" * 80, "Übermaß-Größe-straße", "日本語"])
def test_odd_words_have_an_answer(word: str) -> None:
    assert isinstance(suggest(english(), word), tuple)


def test_hostile_dictionary_is_given_up() -> None:
    rules = "TRY abcdefghijklmnopqrstuvwxyz\nCOMPOUNDFLAG c\nCOMPOUNDMIN 1\n"
    assert isinstance(suggest(dictionary(rules, *("a" * n + "/c" for n in range(1, 30))), "a" * 25 + "b"), tuple)


@pytest.mark.parametrize(("word", "known_by"), [("colour", "en_GB"), ("color", "en_US")])
def test_each_country_has_its_spelling(word: str, known_by: str) -> None:
    assert [name for name in ("en_GB", "en_US") if english(name).knows(word)] == [known_by]
