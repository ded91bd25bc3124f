"""Which words of a document are spelled, and what is said of them."""

from functools import cache

import pytest

from tests.core.spelling.test_suggesting import english
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.findings import FindingKind
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.core.spelling.checking import find_spelling
from visioneditor.core.spelling.countries import Countries
from visioneditor.core.spelling.prose_words import prose_words
from visioneditor.core.spelling.speller import Speller


@cache
def speller(*own: str) -> Speller:
    return Speller((english("en_US"), english("en_GB")), own)


@cache
def countries() -> Countries:
    return Countries(english("en_US"), english("en_GB"))


def prose(text: str, markup: Markup = Markup.RST) -> list[str]:
    return [word.text for word in prose_words(parse(text, markup))]


def unknown(text: str, *own: str) -> list[str]:
    return [text[one.start : one.end] for one in find_spelling(parse(text, Markup.RST), speller(*own))]


@pytest.mark.parametrize(
    "text",
    [
        "``literal``",
        ":ref:`labelname`",
        ":doc:`../guide/index`",
        ":command:`nova-manage`",
        "`title_reference`",
        "https://example.org/some/page",
        "www.example.org",
        "somebody@example.org",
        "doc/source/index",
        "setup.cfg",
        "snake_case",
        "API",
        "APIs",
        "OpenStack",
        "py27",
        "#channel",
        "--option",
        "$HOME",
        "call()",
        "name=value",
        "|replaced|",
        ".. comment that is not read",
        ".. _label: target",
        ".. code-block:: python\n\n   import something",
        "::\n\n   literal block",
        ".. toctree::\n   :maxdepth: 2\n\n   chapter",
        ".. image:: picture.png\n   :width: wide",
    ],
)
def test_what_programs_read_is_not_spelled(text: str) -> None:
    found = prose(f"before {text} after" if not text.startswith((".. ", "::")) else f"before\n\n{text}\n\nafter")
    assert [word for word in found if word not in ("before", "after")] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*some* **strong** words", ["some", "strong", "words"]),
        ("see :doc:`the guide <guide/index>`", ["see", "the", "guide"]),
        ("`its page <https://example.org>`_", ["its", "page"]),
        ("don't re-use users' words", ["don't", "re-use", "users", "words"]),
        ("and/or", ["and", "or"]),
        ("``Nova``s has", ["has"]),
        (".. note:: Mind this.", ["Mind", "this"]),
        (":Author: Someone", ["Someone"]),
        ("Title\n=====\n\n* item\n", ["Title", "item"]),
        ("e.g. this", ["this"]),
    ],
)
def test_prose_is_spelled(text: str, words: list[str]) -> None:
    assert [word for word in prose(text) if len(word) > 1] == words


def test_markdown_code_is_not_spelled() -> None:
    text = "# Head\n\nSome `code` and [words](page.md).\n\n```python\nimport thing\n```\n"
    assert prose(text, Markup.MARKDOWN) == ["Head", "Some", "and", "words"]


def test_places_are_those_of_the_text() -> None:
    text = "Größe 🙂 of\n   *words*, here"
    assert all(text[word.start : word.end] == word.text for word in prose_words(parse(text, Markup.RST)))


def test_both_countries_spelling_is_right() -> None:
    assert unknown("colour color maximise maximize") == []


def test_own_words_are_known_as_they_are_written() -> None:
    text = "Zuul's zuul Ansible ansible Ansible's"
    assert unknown(text, "zuul", "Ansible") == ["ansible"]


def test_capitalised_word_that_comes_again_and_again_is_a_name() -> None:
    assert unknown("Qwertz is. Qwertz was. Qwertz's will.") == []
    assert unknown("Qwertz is. Qwertz was.") == ["Qwertz", "Qwertz"]
    assert unknown("a qwertz, a qwertz, a qwertz") == ["qwertz"] * 3


def test_hyphenated_word_is_known_by_its_pieces() -> None:
    assert unknown("non-technical well-known multi-cloud qwertz-like a-b-qwertz") == ["qwertz-like"]


def test_prefixed_word_is_known_by_what_follows() -> None:
    assert unknown("to deprovision multiformat interdependencies") == []
    assert unknown("to deprovison ununited recieve") == ["deprovison", "recieve"]


def test_letters_of_other_scripts_are_passed_over() -> None:
    assert unknown("see 東京 and Ελλάδα") == []


def test_finding_says_the_word_and_its_fix_mends_it() -> None:
    text = "It accomodates us.\n\nAnd it accomodates you."
    document = parse(text, Markup.RST)
    first, second = find_spelling(document, speller())
    assert (first.kind, first.line, second.line) == (FindingKind.SPELLING, 1, 3)
    assert first.message == second.message == "“accomodates” is not in the dictionary, 2 times"
    assert first.fixes[0].label == "Use “accommodates”"
    assert apply_changes(text, second.fixes[0].changes) == text[:23] + text[23:].replace("accom", "accomm")
    assert apply_changes(text, first.fixes[-1].changes) == text.replace("accom", "accomm")


def test_ignored_word_is_not_told() -> None:
    assert find_spelling(parse("It accomodates us.", Markup.RST), speller(), ignored=["accomodates"]) == ()


def test_two_ways_of_spelling_are_told_at_the_rarer_one() -> None:
    text = "We maximise and organise.\n\nThey utilize it."
    (finding,) = find_spelling(parse(text, Markup.RST), speller(), countries=countries())
    assert finding.message == "“utilize” here, “maximise” in line 1: two ways of spelling"
    assert apply_changes(text, finding.fixes[0].changes) == text.replace("utilize", "utilise")


def test_one_way_of_spelling_is_silent() -> None:
    for text in ("The colour of what we organize.", "Colours we organise.", "Colors we organize."):
        assert find_spelling(parse(text, Markup.RST), speller(), countries=countries()) == ()
