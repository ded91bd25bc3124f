"""The pasteable review: comments under their words, signs in quoted text without meaning."""

import markdown_it
import pytest

from tests.exporters.own_reviews import draft, own_review
from visioneditor.core.review.model import PATCH_SET_PATH, Side
from visioneditor.exporters.review_markdown import escape, render_markdown
from visioneditor.values import replace


def test_a_review_reads_from_the_whole_to_the_words() -> None:
    drafts = [
        draft(1, words="A vendor-independent\nAPI for all of them,\nand forever."),
        draft(2, "Because.", parent="draft-1"),
        draft(3, "Old words.", words="everyone", side=Side.PARENT, patch_set=1, revision="1" * 40, unresolved=False),
        draft(4, "Nice as a whole.", path=PATCH_SET_PATH),
    ]
    votes = {"Rollcall-Vote": 1, "Code-Review": 0}
    assert render_markdown(own_review(drafts, votes=votes, cover="Two things.\n")) == (
        "# Review of “Make \\*goals\\* clearer”\n\n"
        "Of branch clearer\\_goals, patch set 2 (2222222222), by Dana \\<dana@example.org\\>.\n\n"
        "- Rollcall-Vote: **+1**\n- Code-Review: **0**\n\nTwo things.\n\n"
        "## The change as a whole (patch set 2)\n\nNice as a whole.\n\n"
        "## v.rst (patch set 1)\n\n**Line 4 of the text before the change**, in “Vision”\n\n"
        "> The \\*cloud\\* is for everyone who needs one.\n\nOn “everyone”:\n\nOld words.\n\n*resolved*\n\n"
        "## v.rst (patch set 2)\n\n**Lines 9–11**, in “Design Goals”\n\n"
        "> A vendor-independent\n> API for all of them,\n> and forever.\n\nWhy?\n\nBecause.\n"
    )


def test_what_a_reply_answers_is_quoted() -> None:
    above = replace(draft(1, "Who?", words="API"), uuid="6899648c_a2d6fa6b", author="Riko", id=None)
    text = render_markdown(own_review([draft(2, "We.", words="API", parent="6899648c_a2d6fa6b")], published=[above]))
    assert "On “API”:\n\nOn 2026-09-01 Riko wrote:\n\n> Who?\n\nWe.\n" in text


def test_the_change_is_a_link_where_it_has_an_address() -> None:
    text = render_markdown(own_review([draft(1)], address="https://review.example.org/c/governance/+/7"))
    assert "Of [branch clearer\\_goals](https://review.example.org/c/governance/+/7), patch set 2" in text


def test_the_end_of_a_very_long_passage_is_left_out() -> None:
    long = draft(1, words="API", path="gone.rst", quote="\n".join(f"line {number}" for number in range(60)))
    assert "> line 28\n> …\n\nWhy?" in render_markdown(own_review([long]))


@pytest.mark.parametrize(
    "text", ["*a* _b_ `c` [d](e) <f> # g", "- item", "1. one", "===", "a | b ~~c~~ ![x](y)", "\\*", "---", "a &amp; b"]
)
def test_quoted_signs_mean_themselves(text: str) -> None:
    parser = markdown_it.MarkdownIt("commonmark").enable("strikethrough").enable("table")
    (_, inline, _) = parser.parse(escape(text))
    assert "".join(token.content for token in inline.children or []) == text
