"""Words are found in source texts by words or expressions, each place with what would stand there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.drafting.replacing import Query, find_in_all, find_matches, prove_replacement
from visioneditor.core.drafting.text_change import TextChange, apply_changes
from visioneditor.errors import VisionEditorError

TEXT = "One cloud, many Clouds.\n\nA cloud\nservice; cloudy.\n"


def found(most: int = 100, **wanted: Any) -> list[str]:
    return [match.found for match in find_matches(TEXT, Query(**wanted), most)]


def test_words_are_found_whatever_their_capitals_and_line_ends() -> None:
    assert found(words="cloud") == ["cloud", "Cloud", "cloud", "cloud"]
    assert found(words="cloud", has_case=True, is_whole_words=True) == ["cloud", "cloud"]
    assert found(words="cloud service") == ["cloud\nservice"]
    assert found(words="a.c") == [] and found(words="cloud", most=2) == ["cloud", "Cloud"]


def test_each_place_has_its_line_and_what_stands_around() -> None:
    match = find_matches(TEXT, Query(words="service", new="thing"), 9)[0]
    assert (match.line, match.before, match.found, match.after, match.new) == (4, "", "service", "; cloudy.", "thing")


def test_expression_puts_its_groups_into_the_new_words() -> None:
    matches = find_matches(TEXT, Query(words=r"(\w+) (cloud)s?", new=r"\2 \1", is_expression=True), 9)
    assert [one.new for one in matches] == ["cloud One", "Cloud many", "cloud A"]
    assert not find_matches(TEXT, Query(words="x*", is_expression=True), 9)


@pytest.mark.parametrize("words", ["(", "[a", "*", "(?P<a", "a{2,1}"])
def test_what_is_no_expression_is_said_to_be_none(words: str) -> None:
    with pytest.raises(VisionEditorError, match="no regular expression"):
        find_matches(TEXT, Query(words=words, is_expression=True), 9)
    assert find_matches(TEXT, Query(words=words), 9) == [] or words == "*"


def test_replacement_with_a_group_that_is_not_there_is_refused() -> None:
    with pytest.raises(VisionEditorError, match="cannot stand"):
        prove_replacement(Query(words="a", new=r"\1", is_expression=True))
    prove_replacement(Query(words="(a)|b", new=r"\1", is_expression=True))
    prove_replacement(Query(words="a", new=r"\1"))


def test_documents_are_looked_through_until_enough_was_found() -> None:
    texts = [("a", "x x"), ("b", "y"), ("c", "x x x"), ("d", "x")]
    assert [(path, len(ones)) for path, ones in find_in_all(texts, Query(words="x"), 4)] == [("a", 2), ("c", 2)]


@given(st.text(alphabet="aAbß .\n", max_size=40), st.text(alphabet="abß", min_size=1, max_size=3))
def test_replacing_words_by_themselves_changes_nothing(text: str, words: str) -> None:
    matches = find_matches(text, Query(words=words, has_case=True), 100)
    changes = [TextChange(one.start, one.end, one.found) for one in matches]
    assert apply_changes(text, changes) == text and len(matches) == text.count(words)
