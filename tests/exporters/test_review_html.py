"""The page of a review: what somebody wrote is text, words are marked where they stand, nothing is fetched."""

import re
from html.parser import HTMLParser

import pytest

from tests.exporters.own_reviews import CHANGE, draft, own_review
from visioneditor.core.review.model import PATCH_SET_PATH, Side
from visioneditor.exporters.comparison_html import Look
from visioneditor.exporters.comparison_html_style import TOKENS
from visioneditor.exporters.review_html import render_review_html
from visioneditor.exporters.review_shape import OwnReview
from visioneditor.values import replace

LOOK = Look(**{name: dict.fromkeys(TOKENS, "#123456") for name in ("light", "dark", "contrast")})
_EMPTY = ("meta", "br", "hr")


class _Checker(HTMLParser):
    """Fails where tags do not fit; keeps the words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def page(review: OwnReview) -> str:
    """The page, its tags checked."""
    html = render_review_html(review, LOOK)
    checker = _Checker()
    checker.feed(html)
    assert not checker.open
    return html


def test_a_page_tells_who_speaks_of_what_where() -> None:
    above = replace(draft(1, "Who?", words="API"), uuid="6899648c_a2d6fa6b", author="Riko", id=None)
    drafts = [
        draft(2, "We.", words="API", parent="6899648c_a2d6fa6b", unresolved=False),
        draft(3, "Old words.", words="everyone", side=Side.PARENT, patch_set=1, revision="1" * 40),
        draft(4, "Nice.", path=PATCH_SET_PATH),
    ]
    review = own_review(drafts, votes={"Rollcall-Vote": 1}, cover="Two *things*.", published=[above])
    html = page(replace(review, address="https://review.example.org/c/governance/+/7"))
    for part in (
        'Review of <a href="https://review.example.org/c/governance/+/7" rel="noreferrer">branch clearer_goals</a>,',
        "by Dana &lt;dana@example.org&gt;",
        "<li>Rollcall-Vote <b>+1</b></li>",
        "Two <em>things</em>.",
        '<a href="#f3">v.rst</a><span>patch set 2 · 1 comment</span>',
        "<b>Line 4 of the text before the change</b> · Vision",
        "A vendor-independent\n<mark>API</mark> for all of them,",
        "Riko wrote on 2026-09-01:",
        "✓ resolved",
    ):
        assert part in html


def test_what_is_written_stays_text() -> None:
    evil = "<script>alert(1)</script> [x](javascript:alert) ![i](https://evil.example/i.png)"
    html = page(own_review([draft(1, evil, words="API")], cover=evil))
    assert "<script" not in html
    assert "<img" not in html
    assert not re.search(r'href="(?!https?:|mailto:|#)', html)
    assert "default-src 'none'" in html


def test_a_suggestion_is_shown_word_by_word() -> None:
    html = page(own_review([draft(1, "```suggestion\nAPI for some of them,\n```", words="API")]))
    assert '<div class="suggested" dir="auto">API for <del>all</del><ins>some</ins> of them,</div>' in html


def test_a_suggestion_for_lines_that_are_not_there_is_shown_alone() -> None:
    html = page(own_review([draft(1, "```suggestion\nOther <b>\n```", path="gone.rst")]))
    assert '<div class="suggested" dir="auto">Other &lt;b&gt;</div>' in html


@pytest.mark.parametrize(
    ("message", "part"),
    [
        ("> they said", '<blockquote><p dir="auto">they said</p>\n</blockquote>'),
        ("1. one", '<span class="marker">1.</span>'),
        ("```\na  b\n```", "<pre>a  b</pre>"),
        ("# Title", '<p dir="auto" class="strong">Title</p>'),
        ("see https://example.org/x.", '<a href="https://example.org/x" rel="noreferrer">https://example.org/x</a>.'),
        ("a\n\n---\n\nb", "<hr>"),
    ],
)
def test_messages_read_as_they_do_in_the_window(message: str, part: str) -> None:
    assert part in page(own_review([draft(1, message)]))


def test_a_review_without_comments_has_no_contents() -> None:
    html = page(own_review([], votes={"Code-Review": -1}))
    assert "<nav" not in html
    assert f"<title>Review of “{CHANGE.subject}”</title>" in html
