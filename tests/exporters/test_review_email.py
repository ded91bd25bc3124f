"""The answer to a mailing list: who says what of which words, wrapped, and no word lost."""

from hypothesis import given
from hypothesis import strategies as st

from tests.exporters.own_reviews import CHANGE, PATH, draft, own_review
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Side
from visioneditor.exporters.comparison_text_cells import cells
from visioneditor.exporters.review_email import WIDTH, render_email, wrap_words
from visioneditor.exporters.review_shape import Passage
from visioneditor.values import replace


def test_a_mail_says_who_speaks_of_what() -> None:
    drafts = [
        draft(1, words="API"),
        draft(2, "Because.", parent="draft-1", unresolved=False),
        draft(3, "Old words.", words="everyone", side=Side.PARENT, patch_set=1, revision="1" * 40),
        draft(4, "Nice as a whole.", path=PATCH_SET_PATH),
    ]
    votes = {"Rollcall-Vote": 1, "Code-Review": 0}
    assert render_email(own_review(drafts, votes=votes, cover="Two things.\n")) == (
        "Subject: Re: Make *goals* clearer\n\n"
        "Review of branch clearer_goals, patch set 2 (2222222222),\nby Dana <dana@example.org>\n\n"
        "Rollcall-Vote: +1\nCode-Review: 0\n\n"
        "Two things.\n\n\n"
        "The change as a whole (patch set 2)\n===================================\n\nNice as a whole.\n\n\n"
        "v.rst (patch set 1)\n===================\n\n"
        "Line 4 of the text before the change, in “Vision”:\n\n"
        "> The *cloud* is for everyone who needs one.\n\nOn “everyone”:\n\nOld words.\n\n\n"
        "v.rst (patch set 2)\n===================\n\n"
        "Line 10, in “Design Goals”:\n\n> A vendor-independent\n> API for all of them,\n> and forever.\n\n"
        "On “API”:\n\nWhy?\n\nBecause.\n[resolved]\n"
    )


def test_what_an_answer_answers_is_quoted_with_its_author() -> None:
    above = replace(draft(1, "Who?\n\nReally?", words="API"), uuid="6899648c_a2d6fa6b", author="Riko", id=None)
    text = render_email(own_review([draft(2, "We.", words="API", parent="6899648c_a2d6fa6b")], published=[above]))
    assert "\n> and forever.\n\nOn “API”:\n\nOn 2026-09-01 Riko wrote:\n> Who?\n>\n> Really?\n\nWe.\n" in text


def test_whole_lines_are_quoted_and_the_part_is_named_where_it_is_one() -> None:
    text = render_email(own_review([draft(1, words="A vendor-independent\nAPI for all of them,\nand forever.")]))
    assert (
        "Lines 9–11, in “Design Goals”:\n\n> A vendor-independent\n> API for all of them,\n> and forever.\n\nWhy?"
        in text
    )
    assert "On “" not in text


def test_a_text_that_is_no_more_leaves_its_quote() -> None:
    gone = draft(1, words="API", path="gone.rst", quote="words that\nwere there")
    assert "Line 10:\n\n> words that\n> were there\n\nWhy?\n" in render_email(own_review([gone]))


def test_a_suggestion_is_told_in_words() -> None:
    message = "Say it.\n\n```suggestion\nAPI for **all**,\n```\n\nOr so."
    text = render_email(own_review([draft(1, message, words="API")]))
    assert "Say it.\n\nSuggested instead:\n\n    API for **all**,\n\nOr so.\n" in text


def test_the_address_and_a_long_subject_stand_at_the_top() -> None:
    review = own_review([draft(1)], address="https://review.example.org/c/governance/+/7")
    long = replace(review, change=replace(CHANGE, subject="Word " * 20, number=7))
    lines = render_email(long).split("\n")
    assert lines[:2] == [f"Subject: Re:{' Word' * 12}", f" {'Word ' * 8}".rstrip()]
    assert "Review of change 7, patch set 2 (2222222222)," in lines
    assert "https://review.example.org/c/governance/+/7" in lines


def test_the_commit_message_is_called_so() -> None:
    assert "The commit message (patch set 2)\n====" in render_email(own_review([draft(1, path=COMMIT_MESSAGE_PATH)]))


def test_the_middle_of_a_very_long_passage_is_left_out_and_said() -> None:
    long = draft(1, words="API", path="gone.rst", quote="\n".join(f"line {number}" for number in range(60)))
    text = render_email(own_review([long]))
    assert "> line 19\n> [… 32 lines]\n> line 52\n" in text


def test_lines_are_wrapped_as_what_they_are() -> None:
    long = "word " * 20
    assert wrap_words(f"> {long}")[1].startswith("> word")
    assert wrap_words(f"- {long}")[1].startswith("  word")
    assert wrap_words(f"> 12. {long}")[1].startswith(">     word")
    assert wrap_words("a\tb") == ["a\tb"]
    assert wrap_words("漢" * 50, "> ") == ["> " + "漢" * 35, "> " + "漢" * 15]


def test_a_word_that_is_too_long_stands_alone() -> None:
    address = "https://example.org/" + "x" * 80
    assert wrap_words(f"See {address} for more.") == ["See", address, "for more."]


def test_signs_that_break_or_steer_lines_are_left_out() -> None:
    assert wrap_words("a\u2028b\x1b[31m\r\nc") == ["a b [31m", "c"]


WORDS = st.lists(st.text("abc漢é.>-*1`😀\u0301", min_size=1, max_size=90), max_size=30)


@given(lines=st.lists(WORDS, max_size=4))
def test_no_word_is_lost_and_no_line_is_too_long(lines: list[list[str]]) -> None:
    words = "\n".join(" ".join(line) for line in lines)
    wrapped = wrap_words(words)
    kept = [sign for sign in "".join(wrapped) if not sign.isspace() and sign not in ">"]
    assert kept == [sign for sign in words if not sign.isspace() and sign not in ">"]
    for line in wrapped:
        own = line.lstrip("> ")
        assert cells(line) <= WIDTH or len(own.split()) <= 2


def test_every_word_of_every_comment_is_there_in_order() -> None:
    message = "Some words " * 30 + "\n\n* an item " + "of many words " * 9
    text = render_email(own_review([draft(1, message, words="API")]))
    own = [line for line in text.split("\n") if not line.startswith(">")]
    assert " ".join(message.split()) in " ".join(" ".join(own).split())
    assert PATH in text


def test_of_a_long_part_its_ends_are_named() -> None:
    words = "The *cloud* is for everyone who needs one.\n\nDesign Goals\n------------\n\nA vendor-independent"
    text = render_email(own_review([draft(1, words=words), draft(2, words="A vendor-independent\nAPI for all of")]))
    assert "On “A vendor-independent API for all of”:" in text
    assert "\n> Design Goals\n" in text
    long = "x " * 100
    passage = Passage(first=1, last=1, text=long + "end.", span=(0, len(long)))
    assert passage.words == "x x x x x … x x x"
