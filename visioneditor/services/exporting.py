"""Hand out one's unsent review in the form that another program, or a person, takes.

The drafts stay drafts. The notes in the repository are another matter (`publishing`).
"""

from collections.abc import Callable, Iterable, Mapping

from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.review.model import PATCH_SET_PATH, Change, Comment, Side
from visioneditor.errors import VisionEditorError
from visioneditor.exporters.review_email import render_email
from visioneditor.exporters.review_html import render_review_html
from visioneditor.exporters.review_markdown import render_markdown
from visioneditor.exporters.review_shape import OwnReview, shape_review
from visioneditor.services.change_address import change_address
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.gerrit_export import GerritExport, build_gerrit_export
from visioneditor.services.print_order import ReviewPrintOrder
from visioneditor.services.published import load_published
from visioneditor.services.reporting import page_look, print_pdf
from visioneditor.services.reviewing import identity, load_comments, load_cover, load_votes
from visioneditor.services.workspace import Workspace

_GERRIT = ("gerrit", "ssh")
KINDS = (*_GERRIT, "email", "markdown", "html", "pdf")

_RENDERED: Mapping[str, Callable[[OwnReview], str]] = {
    "email": render_email,
    "markdown": render_markdown,
    "html": lambda review: render_review_html(review, page_look()),
}


def export_review(
    workspace: Workspace,
    change: Change,
    kind: str,
    *,
    wrapped: bool = False,
    cancel: Callable[[], bool] = lambda: False,
    progress: Callable[[float | None, str], None] = lambda share, text: None,
) -> bytes:
    """The unsent review as one of KINDS; raises "review.nothing" where there is none.

    `wrapped` says of Gerrit's JSON that it names change and patch set even where there is only one. Only a PDF takes
    so long that it may be cancelled; it is empty then.
    """
    if kind == "pdf":
        return print_pdf(ReviewPrintOrder(review=load_own_review(workspace, change)), cancel=cancel, progress=progress)
    if kind in _RENDERED:
        return _RENDERED[kind](load_own_review(workspace, change)).encode("utf-8", "replace")
    if kind not in _GERRIT:
        raise VisionEditorError("review.unknown-kind", kind=kind)
    return export_to_gerrit(workspace, change, wrapped=wrapped).data


def export_to_gerrit(workspace: Workspace, change: Change, *, wrapped: bool = False) -> GerritExport:
    """The unsent review as Gerrit's JSON, with what is otherwise in it than it was written."""
    drafts, votes, cover = _load_own(workspace, change)
    return build_gerrit_export(workspace, change, drafts, votes=votes, cover=cover, wrapped=wrapped)


def load_own_review(workspace: Workspace, change: Change) -> OwnReview:
    """The unsent review with the texts that it speaks of; raises "review.nothing" where there is none."""
    drafts, votes, cover = _load_own(workspace, change)
    person = identity(workspace)
    return shape_review(
        change,
        drafts,
        published=load_published(workspace, change),
        texts=_load_texts(workspace, change, drafts),
        votes=votes,
        cover=cover,
        author=f"{person.name} <{person.mail}>" if person else "",
        address=change_address(workspace, change) or "",
    )


def _load_own(workspace: Workspace, change: Change) -> tuple[tuple[Comment, ...], Mapping[str, int], str]:
    drafts = load_comments(workspace, change, drafts_only=True)
    votes, cover = load_votes(workspace, change), load_cover(workspace, change)
    if not drafts and not votes and not cover:
        raise VisionEditorError("review.nothing", change=change.key)
    return drafts, votes, cover


def _load_texts(
    workspace: Workspace, change: Change, drafts: Iterable[Comment]
) -> dict[tuple[int, Side, str], Document]:
    """The texts that comments stand in, each read once; those that are no more are left out."""
    numbered = {one.number: one for one in change.patch_sets}
    places = {(one.patch_set, one.side, one.path) for one in drafts if one.line and one.path != PATCH_SET_PATH}
    texts = {}
    for number, side, path in places:
        if number in numbered:
            try:
                text = comment_text(workspace, numbered[number], side, path)
            except VisionEditorError:
                continue
            texts[number, side, path] = parse_path(path, text)
    return texts
