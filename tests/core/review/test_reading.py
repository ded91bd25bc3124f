"""A section stays read while its words are the same; a comment is unread until one has looked."""

import hashlib
from datetime import UTC, datetime

from visioneditor.core.document.parsing import parse_path
from visioneditor.core.review.model import Comment
from visioneditor.core.review.reading import ReadSections, find_read, find_unread, section_words
from visioneditor.values import replace

TEXT = "Vision\n======\n\nFor everyone.\n\nGoals\n-----\n\nAn API for\nall *people*.\n\nMeans\n-----\n\nMoney.\n"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def words(text: str) -> dict[int, str]:
    return dict(section_words(parse_path("vision.rst", text)))


def said(uuid: str, hour: int) -> Comment:
    return Comment(
        uuid=uuid,
        change_key="7",
        patch_set=1,
        revision="0" * 40,
        path="vision.rst",
        author="Dana",
        written=NOON.replace(hour=hour),
        message="Why?",
    )


def test_wrapping_and_markup_leave_the_words_as_they_are() -> None:
    assert words(TEXT) == words(TEXT.replace("API for\nall *people*", "API\nfor all **people**"))


def test_an_edit_changes_the_words_of_its_own_section_alone() -> None:
    before, after = words(TEXT), words(TEXT.replace("Money", "Time"))
    assert [number for number in before if before[number] != after[number]] == [3]


def test_a_moved_section_is_still_read() -> None:
    marks = {words(TEXT)[2]: 4, words(TEXT)[3]: 3}
    moved = TEXT.replace("Vision\n======\n\nFor everyone.\n\n", "") + "\nVision\n------\n\nFor everyone.\n"
    assert find_read(parse_path("vision.rst", moved), marks) == ReadSections(
        read=frozenset({1, 2}), all=frozenset({1, 2, 3}), since=3
    )


def test_among_counts_only_the_sections_asked_for() -> None:
    found = ReadSections(read=frozenset({1, 2}), all=frozenset({1, 2, 3}), since=3)
    assert found.among([2, 3, 9]) == ReadSections(read=frozenset({2}), all=frozenset({2, 3}), since=3)


def test_others_comments_are_unread_from_the_last_look_on() -> None:
    comments = [said("early", 9), said("at noon", 12), said("late", 15), said("mine", 16)]
    comments.append(replace(said("draft", 17), uuid=None, id="draft-1", draft=True))
    assert find_unread(comments, NOON, lambda one: one.uuid == "mine" or one.draft) == {"late"}
    assert find_unread(comments, None, lambda one: one.uuid == "mine") == {"early", "at noon", "late"}


def test_the_words_of_a_long_paragraph_are_those_of_its_lines() -> None:
    sentence = "Clouds \u2028 are for\u00a0everyone. "
    told = [
        words(f"Goals\n=====\n\n{sentence * 9_000}\n"),
        words(f"Goals\n=====\n\n{(sentence.strip() + chr(10)) * 9_000}"),
    ]
    assert told[0] == told[1]
    said = " ".join(["Goals", *(sentence * 9_000).split()])
    assert told[0][1] == hashlib.sha256(said.encode()).hexdigest()
