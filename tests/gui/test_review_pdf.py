"""A review on paper: every comment is on some page, and no heading stands alone."""

import re
from pathlib import Path

from tests.exporters.own_reviews import draft, own_review
from visioneditor.gui.look import Look
from visioneditor.gui.review_pdf import write_review_pdf


def test_a_long_review_has_pages_with_links_and_a_title(look: Look, tmp_path: Path) -> None:
    drafts = [draft(number, f"Why {number}? " + "Because. " * 60, words="API") for number in range(30)]
    drafts.append(draft(99, "See https://example.org/plan\n\n1. so\n2. and so", unresolved=False))
    told: list[float] = []
    write_review_pdf(look, own_review(drafts, votes={"Code-Review": 1}), tmp_path / "review.pdf", progress=told.append)
    data = (tmp_path / "review.pdf").read_bytes()
    count = re.search(rb"/Count (\d+)", data)
    assert count is not None and int(count[1]) > 2
    assert re.findall(rb"/URI \((.*?)\)", data) == [b"https://example.org/plan"]
    assert "Review of “Make *goals* clearer”".encode("utf-16-be") in data
    assert told == sorted(told) and told[-1] == 1


def test_a_review_without_comments_is_one_page(look: Look, tmp_path: Path) -> None:
    write_review_pdf(look, own_review([], cover="> They\n\n```\nx\n```"), tmp_path / "review.pdf")
    assert re.search(rb"/Count 1\b", (tmp_path / "review.pdf").read_bytes())
