"""Suggestions: kept as Gerrit keeps them, shown word by word, taken into drafts that have gone on since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.review.suggestion_applying import apply_suggestion
from visioneditor.core.review.suggestions import (
    Block,
    PartKind,
    find_suggestions,
    join_message,
    preview,
    split_message,
    suggest,
    words_beside,
)

TEXT = """Vision
======

The cloud is for everyone who needs one, and
everyone may run it.

Goals
-----

A vendor-independent
API for all.
"""


def rst(text: str) -> Document:
    return parse(text, Markup.RST)


def applied(suggested: str, draft: str, lines: tuple[int, int] = (4, 4)) -> str | None:
    """The draft with a suggestion for some lines of the text; None where it is left."""
    found = apply_suggestion(rst(TEXT), lines, suggested, rst(draft))
    assert not found.is_left or found.text == draft
    return None if found.is_left else found.text


# In the words


def test_a_suggestion_is_a_fenced_block_of_whole_lines() -> None:
    message = "Shorter:\n\n```suggestion\nThe cloud is\n  for all.\n```\n\nAnd below, too."
    (block,) = find_suggestions(message)
    assert block.text == "The cloud is\n  for all."
    assert message[block.start : block.end].startswith("```suggestion\n")
    assert words_beside(message) == "Shorter:\n\nAnd below, too."


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("```suggestion\n```", [""]),
        ("```suggestion\n\n```", [""]),
        ("```suggestion\nfor all", ["for all"]),
        ("````suggestion\n```\ncode\n```\n````", ["```\ncode\n```"]),
        ("```suggestion\none\n```\n```suggestion\ntwo\n```", ["one", "two"]),
        ("```python\nsuggestion\n```", []),
        ("a ```suggestion\none\n```", []),
        ("```suggestions\none\n```", []),
    ],
)
def test_what_is_a_suggestion(message: str, expected: list[str]) -> None:
    assert [block.text for block in find_suggestions(message)] == expected


def test_words_and_suggestion_are_written_apart() -> None:
    message = join_message("Shorter?", "The cloud is for all.")
    assert message == "Shorter?\n\n```suggestion\nThe cloud is for all.\n```"
    assert split_message(message) == ("Shorter?", "The cloud is for all.")
    assert join_message("", "for all") == "```suggestion\nfor all\n```"
    assert join_message("No change", None) == "No change"


def test_what_follows_a_suggestion_is_not_torn_from_its_place() -> None:
    for message in ("```suggestion\na\n```\nSo there.", "```suggestion\na\n```\n\n```suggestion\nb\n```"):
        assert split_message(message) == (message, None)


@given(st.text(alphabet="a`\n ~é😀"), st.text(alphabet="ab`\n é😀"))
def test_any_lines_come_back_as_they_were_suggested(said: str, suggested: str) -> None:
    said = said.replace("`", "")
    message = join_message(said, suggested)
    assert find_suggestions(message) == (Block(message.index("`"), len(message), suggested),)
    assert split_message(message) == (said.strip("\n") if said.strip() else "", suggested) or said != said.strip()


# As it is read


def marked(old: str, new: str) -> str:
    signs = {PartKind.KEPT: "{}", PartKind.REMOVED: "[-{}-]", PartKind.ADDED: "{{+{}+}}"}
    return "".join(signs[part.kind].format(part.text) for part in preview(old, new))


def test_preview_marks_the_words_that_differ() -> None:
    assert marked("Anybody may run the cloud that they need", "Everybody may run the cloud that they want") == (
        "[-Anybody-]{+Everybody+} may run the cloud that they [-need-]{+want+}"
    )


def test_preview_tells_signs_but_no_line_breaks() -> None:
    assert marked("the option o=STAR is\nthere", "the option ``o=STAR``\nis there") == (
        "the option {+``+}o=STAR{+``+}\nis there"
    )


def test_words_that_go_keep_their_distance_to_those_that_stay() -> None:
    assert marked("New Contributors", "Contributors") == "[-New -]Contributors"
    assert marked("Contributors so far", "Contributors") == "Contributors[- so far-]"
    assert marked("one two", "one\ntwo") == "one\ntwo"


def test_preview_of_lines_that_go_or_stay() -> None:
    assert marked("all of it", "") == "[-all of it-]"
    assert marked("all of it", "all of it") == "all of it"


# In the text


def test_whole_lines_are_replaced_whatever_was_selected() -> None:
    assert suggest(TEXT, (4, 5), "The cloud is for all.") == TEXT.replace(
        "The cloud is for everyone who needs one, and\neveryone may run it.", "The cloud is for all."
    )


def test_lines_that_are_to_go_take_one_blank_line_with_them() -> None:
    assert suggest(TEXT, (4, 5), "") == TEXT.replace(
        "The cloud is for everyone who needs one, and\neveryone may run it.\n\n", ""
    )
    assert suggest(TEXT, (5, 5), "") == TEXT.replace("everyone may run it.\n", "")


WANTED = "The cloud is for all people who need one, and"
LINE = "The cloud is for everyone who needs one, and"


def test_an_unchanged_draft_becomes_what_was_suggested() -> None:
    assert applied(WANTED, TEXT) == TEXT.replace(LINE, WANTED)


def test_lines_are_followed_to_where_they_now_stand() -> None:
    draft = "Preface\n=======\n\nNew words here.\n\n" + TEXT.replace("API for all", "API for everybody")
    assert applied(WANTED, draft) == draft.replace(LINE, WANTED)


def test_only_the_words_that_differ_change_in_a_paragraph_wrapped_anew() -> None:
    draft = TEXT.replace("for everyone who needs one, and\neveryone", "for everyone who\nneeds one, and everyone")
    wanted = TEXT.replace(LINE + "\neveryone", "The cloud is for all people who need one, and everyone")
    found = applied(WANTED, draft)
    assert found is not None
    assert found.split() == wanted.split()


def test_the_drafts_own_words_stay() -> None:
    draft = TEXT.replace("everyone may run it", "anybody may run and mend it").replace("cloud is", "open cloud is")
    found = applied(WANTED, draft)
    assert found == draft.replace("everyone who needs", "all people who need")


def test_a_draft_that_says_so_already_stays() -> None:
    draft = TEXT.replace(LINE, WANTED)
    assert applied(WANTED, draft) == draft
    assert applied(WANTED, draft.replace("API", "interface")) == draft.replace("API", "interface")


def test_what_is_done_in_part_is_done_in_full() -> None:
    draft = TEXT.replace("The cloud", "Our cloud").replace("run it", "run this")
    assert applied("Our cloud is for everyone who needs it, and", draft) == draft.replace("one, and", "it, and")


def test_a_draft_with_other_words_there_is_left_as_it_is() -> None:
    assert applied(WANTED, TEXT.replace("everyone who needs", "whoever wants")) is None
    assert applied(WANTED, TEXT.replace(LINE + "\neveryone may run it.\n\n", "")) is None


def test_nothing_is_put_in_twice() -> None:
    added = LINE + " soon"
    draft = TEXT.replace(LINE, LINE + " quite soon")
    assert applied(added, draft) is None
    more = "everyone may run it.\n\nNobody owns it."
    done = TEXT.replace("everyone may run it.", more + "\n\nAnd so on.")
    assert applied(more, done, (5, 5)) == done


def test_equal_words_elsewhere_are_not_touched() -> None:
    text = TEXT + "\nEnd\n---\n\n" + LINE + "\n"
    found = apply_suggestion(rst(text), (4, 4), WANTED, rst(text.replace("API", "interface")))
    assert found.text == text.replace("API", "interface").replace(LINE, WANTED, 1)
