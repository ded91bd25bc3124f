"""Words are followed through the comparison, both ways; what is not there is not guessed."""

import re

import pytest

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.review.porting import port_span

OLD = """\
Vision
======

The cloud is for everyone who needs one. It must be a cloud for all.

Goals
-----

A vendor-independent API belongs to everyone; nobody may take it away from them.

Limits
------

There are limits to growth. A goal is *not* a limit, and a limit is no goal.
"""


def ported(old: str, new: str, words: str, *, occurrence: int = 0, backwards: bool = False) -> str | None:
    """The words found on the other side, marked there, so that their place is seen."""
    source, target = (new, old) if backwards else (old, new)
    start = -1
    for _ in range(occurrence + 1):
        start = source.index(words, start + 1)
    comparison = compare(parse(old, Markup.RST), parse(new, Markup.RST))
    span = port_span(comparison, start, start + len(words), backwards=backwards)
    return None if span is None else f"{target[: span[0]][-6:]}[{target[slice(*span)]}]"


@pytest.mark.parametrize("backwards", [False, True])
def test_porting_to_the_same_text_changes_nothing(backwards: bool) -> None:
    comparison = compare(parse(OLD, Markup.RST), parse(OLD, Markup.RST))
    start = OLD.index("vendor")
    assert port_span(comparison, start, start + 10, backwards=backwards) == (start, start + 10)


def test_words_beside_an_edit_are_followed() -> None:
    new = OLD.replace("for everyone who needs one", "for all the people who need one")
    found = ported(OLD, new, "It must be")
    assert found is not None
    assert found.endswith("[It must be]")


def test_re_wrapped_words_are_followed() -> None:
    new = OLD.replace("A vendor-independent API belongs to", "A vendor-independent\nAPI belongs\nto")
    found = ported(OLD, new, "vendor-independent API")
    assert found is not None
    assert found.endswith("[vendor-independent\nAPI]")


def test_words_of_a_moved_section_are_followed() -> None:
    head, rest = OLD.split("Goals\n", 1)
    goals, limits = ("Goals\n" + rest).split("Limits\n", 1)
    new = head + "Limits\n" + limits + "\n" + goals
    found = ported(OLD, new, "vendor-independent API")
    assert found is not None
    assert found.endswith("[vendor-independent API]")


def test_it_is_their_own_occurrence_that_is_followed() -> None:
    new = OLD.replace("The cloud is for everyone who needs one. ", "One more sentence about a cloud stands here now. ")
    found = ported(OLD, new, "cloud", occurrence=1)
    assert found is not None
    comparison = compare(parse(OLD, Markup.RST), parse(new, Markup.RST))
    start = OLD.index("cloud for all")
    assert port_span(comparison, start, start + 5) == (new.index("cloud for all"), new.index("cloud for all") + 5)


def test_words_that_are_not_there_are_not_found() -> None:
    new = OLD.replace("belongs to everyone", "belongs to the whole wide community")
    assert ported(OLD, new, "whole wide community", backwards=True) is None
    assert ported(OLD, new, "to everyone") is None
    added = OLD + "\nEntirely new words stand in this paragraph.\n"
    assert ported(OLD, added, "Entirely new words", backwards=True) is None


def test_words_with_others_put_between_them_are_found() -> None:
    new = OLD.replace("API belongs to", "API now surely belongs to")
    found = ported(OLD, new, "API belongs")
    assert found is not None
    assert found.endswith("[API now surely belongs]")


def test_words_whose_markup_changed_are_found() -> None:
    new = OLD.replace("*not*", "**not**")
    found = ported(OLD, new, "not", backwards=False)
    assert found is not None
    assert found.endswith("[not]")


def test_a_selection_over_several_paragraphs_is_followed_where_all_its_words_are_there() -> None:
    words = OLD[OLD.index("nobody may") : OLD.index(" to growth")]
    found = ported(OLD, OLD.replace("no goal.", "no goal at all."), words)
    assert found is not None
    assert found.endswith(f"[{words}]")
    assert ported(OLD, OLD.replace("There are limits", "Everywhere there are limits"), words) is None


def test_what_is_ported_there_is_ported_back() -> None:
    new = (
        OLD.replace("for all.", "for all of us.").replace("away from them", "away from anyone").replace("*not*", "not")
    )
    comparison = compare(parse(OLD, Markup.RST), parse(new, Markup.RST))
    spans = [match.span() for match in re.finditer(r"\w+ \w+", OLD)]
    there = {span: port_span(comparison, *span) for span in spans}
    assert sum(span is not None for span in there.values()) > len(spans) * 0.8
    for span, found in there.items():
        assert found is None or port_span(comparison, *found, backwards=True) == span


def test_white_space_is_no_words() -> None:
    comparison = compare(parse(OLD, Markup.RST), parse(OLD + "\nx\n", Markup.RST))
    assert port_span(comparison, OLD.index("\n\nGoals"), OLD.index("Goals")) is None
