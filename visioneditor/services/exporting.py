"""Hand out one's unsent review in the form that another program takes: JSON for Gerrit, Markdown.

The drafts stay drafts.
"""

from visioneditor.core.review.model import Change
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.review_markdown import render_markdown
from visioneditor.gerrit.protocol import build_reviews, render_reviews
from visioneditor.services.gerrit_places import places_at_gerrit
from visioneditor.services.published import load_published
from visioneditor.services.reviewing import load_comments, load_cover, load_votes
from visioneditor.services.workspace import Workspace


def export_review(workspace: Workspace, change: Change, kind: str, *, wrapped: bool = False) -> bytes:
    """The unsent review as `gerrit`, `ssh` or `markdown`; raises "review.nothing" where there is none.

    `wrapped` says of Gerrit's JSON that it names change and patch set even where there is only one.
    """
    drafts = load_comments(workspace, change, drafts_only=True)
    votes, cover = load_votes(workspace, change), load_cover(workspace, change)
    if not drafts and not votes and not cover:
        raise VisionEditorError("review.nothing", change=change.key)
    published = load_published(workspace, change)
    if kind == "markdown":
        return render_markdown(change, drafts, votes=votes, cover=cover, published=published).encode()
    if kind in ("gerrit", "ssh"):
        placed = places_at_gerrit(workspace, change, drafts)
        reviews = build_reviews(change, placed, published=published, votes=votes, cover=cover)
        return render_reviews(reviews, wrapped=wrapped)
    raise VisionEditorError("review.unknown-kind", kind=kind)
