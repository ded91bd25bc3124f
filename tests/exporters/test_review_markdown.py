"""The pasteable review: comments under their words, signs in quoted text without meaning."""

from datetime import UTC, datetime, timedelta
from typing import Any

import markdown_it
import pytest

from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment, PatchSet, Range, Side
from visioneditor.exporters.review_markdown import escape, render_markdown

CHANGE = Change(
    key="refs/heads/clearer_goals",
    number=None,
    change_id=None,
    subject="Make *goals* clearer",
    branch="main",
    patch_sets=tuple(PatchSet(number=n, revision=str(n) * 40, parent=None) for n in (1, 2)),
    ref="refs/heads/clearer_goals",
)


def draft(id: str, message: str = "Why?", **fields: object) -> Comment:
    values: dict[str, Any] = {
        "uuid": None,
        "id": f"draft-{id}",
        "draft": True,
        "change_key": CHANGE.key,
        "patch_set": 2,
        "revision": "2" * 40,
        "path": "v.rst",
        "line": 9,
        "range": Range(start_line=8, start_character=0, end_line=9, end_character=4),
        "quote": "a *sharp*\n  goal",
        "author": "Dana",
        "written": datetime(2026, 9, 1, tzinfo=UTC) + timedelta(seconds=int(id)),
        "message": message,
    }
    return Comment(**(values | fields))


def test_a_review_reads_from_the_whole_to_the_words() -> None:
    drafts = [
        draft("1"),
        draft("2", "Because.", parent="draft-1"),
        draft("3", "Old words.", side=Side.PARENT, line=4, range=None, quote="was", patch_set=1),
        draft("4", "Nice as a whole.", path=PATCH_SET_PATH, line=None, range=None, quote=""),
    ]
    assert render_markdown(CHANGE, drafts, votes={"Rollcall-Vote": 1, "Code-Review": 0}, cover="Two things.\n") == (
        "# Review of “Make \\*goals\\* clearer”\n\n"
        "Branch clearer\\_goals, patch set 2 (2222222222)\n\n"
        "Two things.\n\n- Rollcall-Vote: **+1**\n- Code-Review: **0**\n\n"
        "## The whole\n\nNice as a whole.\n\n"
        "## v.rst (patch set 1)\n\n> was\n\n**Line 4 of the old text**\n\nOld words.\n\n"
        "## v.rst\n\n> a \\*sharp\\*\n> goal\n\n**Lines 8–9**\n\nWhy?\n\nBecause.\n"
    )


def test_what_a_reply_answers_is_quoted() -> None:
    above = draft("1", "Who?", author="Riko")
    known = Comment(**{name: getattr(above, name) for name in Comment.__slots__} | {"uuid": "6899648c_a2d6fa6b"})
    text = render_markdown(
        CHANGE, [draft("2", "We.", parent="6899648c_a2d6fa6b")], votes={}, cover="", published=[known]
    )
    assert "> Riko: Who?\n\n**Lines 8–9**\n\nWe.\n" in text


@pytest.mark.parametrize(
    "text", ["*a* _b_ `c` [d](e) <f> # g", "- item", "1. one", "===", "a | b ~~c~~ ![x](y)", "\\*", "---", "a &amp; b"]
)
def test_quoted_signs_mean_themselves(text: str) -> None:
    parser = markdown_it.MarkdownIt("commonmark").enable("strikethrough").enable("table")
    (_, inline, _) = parser.parse(escape(text))
    assert "".join(token.content for token in inline.children or []) == text
