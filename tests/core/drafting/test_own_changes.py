"""What a draft changed: marked at its lines, gone through one by one, and taken back alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.own_changes import LineKind, OwnChanges, find_own_changes
from visioneditor.core.drafting.text_change import apply_changes

BASE = """\
A vision
========

What we want to be true in some years is
written down here for all who ask.

Scope
-----

It covers the services that are released together, and
no others at all.

A paragraph nobody would miss very much today.

Goals
-----

Users can move from one cloud to another without
changing what they have written before.
"""


def found(draft: str, base: str = BASE) -> OwnChanges:
    return find_own_changes(parse(base, Markup.RST), parse(draft, Markup.RST))


def marked(draft: str, base: str = BASE) -> list[tuple[int, int, str]]:
    return [(mark.first_line, mark.last_line, mark.kind.value) for mark in found(draft, base).marks]


def test_a_draft_that_says_what_its_base_says_has_no_marks() -> None:
    assert marked(BASE) == []


def test_an_edited_word_marks_its_line_and_no_other_of_the_paragraph() -> None:
    assert marked(BASE.replace("no others at all", "no others")) == [(11, 11, "edited")]


def test_a_new_paragraph_is_marked_from_its_first_to_its_last_line() -> None:
    draft = BASE.replace("Goals\n", "Some quite new words stand here\nin two lines.\n\nGoals\n")
    assert marked(draft) == [(15, 16, "added")]


def test_new_paragraphs_that_came_together_are_one_mark() -> None:
    draft = BASE.replace("Goals\n", "Some quite new words stand here.\n\nAnd others follow at once.\n\nGoals\n")
    assert marked(draft) == [(15, 17, "added")]


def test_what_went_is_marked_at_the_line_behind_which_it_stood() -> None:
    assert marked(BASE.replace("A paragraph nobody would miss very much today.\n\n", "")) == [(11, 11, "removed")]


def test_what_went_from_the_very_beginning_is_marked_at_the_first_line() -> None:
    base = ".. A comment about whose words nobody cares.\n\nWords that stay here as they are.\n"
    assert marked("Words that stay here as they are.\n", base) == [(1, 1, "removed")]


def test_lines_wrapped_anew_are_no_change() -> None:
    assert marked(BASE.replace("together, and\nno others", "together,\nand no others")) == []


def test_a_moved_section_is_marked_as_a_whole_and_the_edit_within_it_too() -> None:
    at = BASE.index("Scope\n"), BASE.index("Goals\n")
    head, scope, goals = BASE[: at[0]], BASE[at[0] : at[1]], BASE[at[1] :]
    draft = head + goals.replace("without", "with joy,") + "\n" + scope
    assert marked(draft) == [(7, 11, "moved"), (10, 10, "edited")]


def test_a_new_document_has_no_marks_for_all_of_it_is_new() -> None:
    own = found(BASE, "")
    assert own.marks == ()
    assert own.words_added > 40


def test_words_are_counted() -> None:
    own = found(BASE.replace("no others at all", "not one other"))
    assert (own.words_added, own.words_removed) == (3, 4)


def test_going_on_stops_at_each_change_and_begins_again_behind_the_last() -> None:
    own = found(BASE.replace("some years", "ten years").replace("at all", "ever").replace("cloud to", "place to"))
    stops, line = [], 1
    for _ in range(4):
        mark = own.mark_beyond(line, 1)
        assert mark is not None
        line = mark.first_line
        stops.append(line)
    assert stops == [4, 11, 18, 4]
    back = own.mark_beyond(4, -1)
    assert back is not None and back.first_line == 18


def test_without_a_change_there_is_nowhere_to_go_on_to() -> None:
    assert found(BASE).mark_beyond(3, 1) is None


def test_one_change_is_taken_back_and_the_others_stay() -> None:
    one = BASE.replace("some years", "ten years")
    both = one.replace("no others at all", "no others")
    own = found(both)
    mark = own.mark_at(11)
    assert mark is not None
    change = own.take_back(own.changes[mark.change])
    assert change is not None
    assert apply_changes(both, [change]) == one


@pytest.mark.parametrize(
    "draft",
    [
        BASE.replace("A paragraph nobody would miss very much today.\n\n", ""),
        BASE.replace("Goals\n", "Some quite new words stand here\nin two lines.\n\nGoals\n"),
        BASE.replace("Goals\n-----", "Aims\n----"),
    ],
)
def test_the_only_change_taken_back_gives_the_base(draft: str) -> None:
    own = found(draft)
    (mark,) = {mark.change: mark for mark in own.marks}.values()
    change = own.take_back(own.changes[mark.change])
    assert change is not None
    assert apply_changes(draft, [change]) == BASE


def test_blocks_that_changed_say_how() -> None:
    draft = BASE.replace("Goals\n", "Some quite new words stand here.\n\nGoals\n").replace("at all", "ever")
    own = found(draft)
    said = {draft[start:].split("\n")[0]: kind for start, kind in own.kinds_by_block.items()}
    assert said == {
        "It covers the services that are released together, and": LineKind.EDITED,
        "Some quite new words stand here.": LineKind.ADDED,
    }


@given(st.lists(st.sampled_from([*BASE.split("\n\n"), "New words here", "Other words\nin lines"]), max_size=8))
def test_marks_lie_in_the_text_and_each_change_has_one(parts: list[str]) -> None:
    draft = "\n\n".join(parts) + "\n"
    own, lines = found(draft), draft.count("\n") + 1
    assert all(1 <= mark.first_line <= mark.last_line <= lines for mark in own.marks)
    assert {mark.change for mark in own.marks} == set(range(len(own.changes)))
