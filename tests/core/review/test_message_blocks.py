"""What a comment says is read as it was meant; nothing in it is hidden, and nothing leads where one does not see it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.review.message_blocks import (
    SUGGESTION,
    BlockKind,
    MessageBlock,
    RunStyle,
    parse_message,
    quote_message,
)


def told(message: str) -> list[tuple[str, str]]:
    """Each part's marker or rails, and its words."""
    return [(">" * one.quoted + "  " * one.indent + one.marker, one.text) for one in parse_message(message)]


def addresses(message: str) -> list[str]:
    return [run.address for one in parse_message(message) for run in one.runs if run.address]


def words(message: str) -> str:
    return "\n".join(one.text for one in parse_message(message))


def test_plain_words_are_paragraphs_with_their_line_breaks() -> None:
    assert told("One line\nand another\n\nA paragraph") == [("", "One line\nand another"), ("", "A paragraph")]
    assert told("One *line*\nand another") == [("", "One line\nand another")]


def test_lists_keep_their_markers_and_levels() -> None:
    assert told("Two things:\n\n* one\n* two\n  1. first\n  2. second\n\n     more") == [
        ("", "Two things:"),
        ("  •", "one"),
        ("  •", "two"),
        ("    1.", "first"),
        ("    2.", "second"),
        ("    ", "more"),
    ]


def test_an_answer_right_below_a_quote_is_no_part_of_it() -> None:
    assert told("> Why so?\n> And when?\nBecause.\n> And who?\nMe") == [
        (">", "Why so?\nAnd when?"),
        ("", "Because."),
        (">", "And who?"),
        ("", "Me"),
    ]


def test_a_quote_sign_in_code_is_code() -> None:
    (block,) = parse_message("```\n> a\nb\n```")
    assert (block.kind, block.text) == (BlockKind.CODE, "> a\nb")


def test_emphasis_code_and_headings_are_told_apart() -> None:
    heading, text = parse_message("## Why\n\nA *slanted*, **strong**, ~~struck~~ `word`")
    assert (heading.kind, heading.text) == (BlockKind.HEADING, "Why")
    styles = {run.text: run.style for run in text.runs}
    assert styles["slanted"] is RunStyle.EMPHASIS and styles["strong"] is RunStyle.STRONG
    assert styles["struck"] is RunStyle.STRUCK and styles["word"] is RunStyle.CODE


def test_a_suggestion_is_known_by_its_fence() -> None:
    text, block = parse_message("Rather:\n```suggestion\nThe *TC* decides.\n```")
    assert text.text == "Rather:"
    assert (block.kind, block.language, block.text) == (BlockKind.CODE, SUGGESTION, "The *TC* decides.")


@pytest.mark.parametrize(
    "message",
    [
        "<b>bold</b> <img src='http://evil.example/x.png'> <script>alert(1)</script>",
        "<div onclick='x'>\n\nwords</div>",
        "<!-- hidden -->",
    ],
)
def test_tags_stay_the_letters_that_they_are(message: str) -> None:
    assert words(message).replace("\n", "") == message.replace("\n", "")


def test_a_links_address_stands_behind_its_words() -> None:
    assert words("See [the vision](https://example.org/v).") == "See the vision (https://example.org/v)."
    assert addresses("See [the vision](https://example.org/v).") == ["https://example.org/v"]


def test_words_that_look_like_another_address_hide_nothing() -> None:
    (block,) = parse_message("[https://good.example](https://evil.example)")
    assert block.text == "https://good.example (https://evil.example)"
    assert [run.text for run in block.runs if run.address] == ["https://evil.example"]


def test_an_address_alone_is_shown_once_and_without_the_sentences_end() -> None:
    message = "It is at https://example.org/a_(b), (https://example.org/c) and <https://example.org/d>."
    assert words(message) == "It is at https://example.org/a_(b), (https://example.org/c) and https://example.org/d."
    assert addresses(message) == ["https://example.org/a_(b)", "https://example.org/c", "https://example.org/d"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x"])
def test_only_addresses_of_pages_and_mail_can_be_opened(address: str) -> None:
    message = f"[words]({address}) <{address}>"
    assert addresses(message) == []
    assert words(message).count(address) == 2


def test_an_image_is_its_address() -> None:
    assert words("![a cat](https://example.org/cat.png)") == "a cat (https://example.org/cat.png)"


def test_a_links_title_and_a_definition_are_not_hidden() -> None:
    assert words('[a](https://example.org "and more")') == "a (https://example.org and more)"
    assert words("[a]: https://example.org 'and more'") == "[a]: https://example.org 'and more'"


def test_signs_that_turn_what_follows_are_made_visible() -> None:
    assert (
        words("https://example.org/\u202egnp.exe \u2066x\x1b[31m")
        == "https://example.org/\ufffdgnp.exe \ufffdx\ufffd[31m"
    )


def test_a_letter_of_another_alphabet_in_an_address_is_shown_as_what_it_is() -> None:
    assert addresses("[apple](https://\u0430pple.example)") == ["https://xn--pple-43d.example"]


def test_very_long_words_are_shown_as_they_were_written() -> None:
    message = "*a* " * 60_000
    assert [one.text for one in parse_message(message)] == [message]


def test_deep_nesting_ends() -> None:
    for message in ("> " * 500 + "x", "[" * 2000 + "x", "- " * 60 + "x", "> " * 18 + "x\n\n- [y](z)"):
        assert "x" in words(message)


def test_what_is_answered_is_quoted_without_its_own_quotes() -> None:
    assert quote_message("> Why?\n\nBecause.\n\nReally.\n") == "> Because.\n>\n> Really.\n\n"


MARKUP = st.text(alphabet="ab \n*_`>#[]()<!-~1.+\\:/\"'", max_size=80)


@given(MARKUP)
def test_no_letter_is_taken_away(message: str) -> None:
    blocks = parse_message(message)
    shown = "".join(re.sub("[^ab]", "", one.text + one.language) for one in blocks)
    assert sorted(shown) == sorted(re.sub("[^ab]", "", message))


@given(MARKUP)
def test_whatever_leads_anywhere_is_shown(message: str) -> None:
    for block in parse_message(message):
        assert isinstance(block, MessageBlock)
        assert all(not run.address or run.text.startswith(run.address) for run in block.runs)
