"""What became of words: the same ones, those that replaced them, their paragraph, section or document."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.review.porter import Placed, Ported, Porter

OLD = """\
# Vision

The cloud is for everyone who needs one. It must be a cloud for all.

## Goals

A vendor-independent API belongs to everyone; nobody may take it away from them.

* Users bring their own tools and keep them
* Operators choose what runs below and above
* Projects agree on how to talk to each other

## Limits

There are limits to growth. A goal is *not* a limit, and a limit is no goal.
"""


def porter(old: str, new: str, *, backwards: bool = False) -> Porter:
    return Porter(compare(parse(old, Markup.MARKDOWN), parse(new, Markup.MARKDOWN)), backwards=backwards)


def ported(new: str, words: str, *, old: str = OLD, occurrence: int = 0, backwards: bool = False) -> tuple[Placed, str]:
    """How words are placed, and what stands there."""
    source, target = (new, old) if backwards else (old, new)
    start = -1
    for _ in range(occurrence + 1):
        start = source.index(words, start + 1)
    found = porter(old, new, backwards=backwards).port(start, start + len(words))
    return found.placed, target[slice(*found.span)] if found.span else ""


def test_words_beside_an_edit_are_exact() -> None:
    new = OLD.replace("for everyone who needs one", "for all the people who need one")
    assert ported(new, "It must be") == (Placed.EXACT, "It must be")


def test_re_wrapped_words_are_exact() -> None:
    new = OLD.replace("A vendor-independent API belongs to", "A vendor-independent\nAPI belongs\nto")
    assert ported(new, "independent API belongs") == (Placed.EXACT, "independent\nAPI belongs")


@pytest.mark.parametrize("backwards", [False, True])
def test_words_of_a_moved_section_are_exact(backwards: bool) -> None:
    head, goals = OLD.split("## Goals\n")
    goals, limits = goals.split("## Limits\n")
    new = f"{head}## Limits\n{limits}\n## Goals\n{goals}"
    assert ported(new, "nobody may take it", backwards=backwards) == (Placed.EXACT, "nobody may take it")


def test_it_is_their_own_occurrence_that_is_followed() -> None:
    new = OLD.replace("It must be a cloud for all.", "It must be a cloud for all, a cloud that lasts.")
    found = porter(OLD, new).port(OLD.index("cloud for all"), OLD.index("cloud for all") + 5)
    assert found == Ported(placed=Placed.EXACT, span=(new.index("cloud for all"), new.index("cloud for all") + 5))


def test_an_equal_word_elsewhere_is_not_taken_for_one_that_went() -> None:
    placed, there = ported(OLD.replace("It must be a cloud for all.", "It must be one for all."), "cloud", occurrence=1)
    assert (placed, there) == (Placed.EDITED, "one")


def test_edited_words_are_what_replaced_them() -> None:
    assert ported(OLD.replace("vendor-independent API", "vendor-neutral interface"), "vendor-independent API") == (
        Placed.EDITED,
        "vendor-neutral interface",
    )


def test_words_with_others_put_between_are_edited() -> None:
    new = OLD.replace("limits to growth", "limits to all growth")
    assert ported(new, "limits to growth") == (Placed.EDITED, "limits to all growth")


def test_what_is_ported_there_is_ported_back() -> None:
    new = (
        OLD.replace("for all.", "for all of us.").replace("away from them", "away from anyone").replace("*not*", "not")
    )
    there, back = porter(OLD, new), porter(OLD, new, backwards=True)
    spans = [match.span() for match in re.finditer(r"\w+ \w+", OLD)]
    exact = {span: found.span for span in spans if (found := there.port(*span)).placed is Placed.EXACT and found.span}
    assert len(exact) > len(spans) * 0.8
    for span, found_span in exact.items():
        assert back.port(*found_span) == Ported(placed=Placed.EXACT, span=span)


def test_words_that_only_the_newer_text_has_are_not_found_in_the_older_one() -> None:
    new = OLD.replace("belongs to everyone", "belongs to the whole wide community")
    assert ported(new, "whole wide community", backwards=True)[0] is not Placed.EXACT


def test_words_that_went_leave_their_paragraph() -> None:
    new = OLD.replace("; nobody may take it away from them", "")
    placed, there = ported(new, "nobody may take it away")
    assert placed is Placed.BLOCK and there.startswith("A vendor-independent API")


def test_an_item_that_went_leaves_its_list() -> None:
    new = OLD.replace("* Operators choose what runs below and above\n", "")
    placed, there = ported(new, "Operators choose what runs")
    assert placed is Placed.BLOCK and there.startswith("* Users bring")


def test_a_paragraph_that_went_leaves_its_section() -> None:
    new = OLD.replace("There are limits to growth. A goal is *not* a limit, and a limit is no goal.", "Nothing more.")
    old = OLD + "\n## More\n\nOne paragraph with words of its own alone.\n\nAnother one stays as it was before now.\n"
    gone = old.replace("One paragraph with words of its own alone.\n\n", "")
    placed, there = ported(gone, "words of its own alone", old=old)
    assert placed is Placed.SECTION and there.startswith("## More")
    assert ported(new, "limits to growth")[0] is not Placed.EXACT


def test_a_section_that_went_leaves_the_document() -> None:
    new = OLD[: OLD.index("## Limits")]
    assert ported(new, "limits to growth") == (Placed.DOCUMENT, "")


def test_a_comment_on_nothing_but_blanks_finds_its_paragraph() -> None:
    at = OLD.index(" cloud is")
    assert porter(OLD, OLD.replace("everyone", "all")).port(at, at + 1).placed is Placed.BLOCK


WORDS = st.sampled_from(["cloud", "user", "api", "goal", "limit", "team", "open", "free"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=12), max_size=6)


def text_of(paragraphs: list[list[str]]) -> str:
    return "\n\n".join(" ".join(words) + "." for words in paragraphs) + "\n"


@given(PARAGRAPHS, PARAGRAPHS, st.integers(0, 400), st.integers(1, 40))
def test_every_place_is_answered_inside_the_other_text(
    old: list[list[str]], new: list[list[str]], start: int, length: int
) -> None:
    source, target = text_of(old), text_of(new)
    start = min(start, len(source))
    end = min(start + length, len(source))
    found = porter(source, target).port(start, end)
    if found.span is not None:
        assert 0 <= found.span[0] <= found.span[1] <= len(target)
    if found.placed is Placed.EXACT:
        assert found.span is not None
        assert target[slice(*found.span)].split() == source[start:end].split()


@given(PARAGRAPHS, st.integers(0, 400), st.integers(1, 40))
def test_in_the_same_text_every_word_stays_where_it_is(old: list[list[str]], start: int, length: int) -> None:
    text = text_of(old)
    start = min(start, len(text))
    end = min(start + length, len(text))
    found = porter(text, text).port(start, end)
    if text[start:end].strip():
        assert found.placed is Placed.EXACT and found.span is not None
        assert text[slice(*found.span)] == text[start:end].strip()
