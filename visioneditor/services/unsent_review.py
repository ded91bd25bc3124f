"""All that one reads of a review before it is published: what leaves, with its sections, votes, message and people.

What leaves is planned by `planning`; here is only what is shown beside it. It runs git: not for the UI thread.
"""

from collections.abc import Collection, Mapping

from visioneditor.core.review.anchors import place
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Account, Change, Comment
from visioneditor.core.review.publication import Publication
from visioneditor.core.review.publication_groups import group_by_patch_set
from visioneditor.errors import VisionEditorError
from visioneditor.services.change_address import change_address
from visioneditor.services.change_reviews import load_review_summary
from visioneditor.services.changes import find_patch_set
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.labels import Label, load_labels
from visioneditor.services.planning import plan_publication
from visioneditor.services.ported_texts import ported_texts
from visioneditor.services.reviewing import load_comments, load_cover, load_votes
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsentReview:
    """One's own review of a change before it leaves. `sections` are the titles of what comments stand in, by id."""

    publication: Publication
    labels: tuple[Label, ...] = ()
    votes: Mapping[str, int] = field(default_factory=dict)
    cover: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    owner: Account | None = None
    is_work_in_progress: bool = False
    address: str | None = None  # where the change is looked at in a browser

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of one's own."""
        one = self.publication
        return not (one.posts or one.blocked or one.unchosen or self.votes or self.cover)


def load_unsent_review(workspace: Workspace, change: Change, kept: Collection[str] = ()) -> UnsentReview:
    """The review as it stands now; `kept` are the ids of the comments that stay for later."""
    ids = {draft.id for draft in load_comments(workspace, change, drafts_only=True) if draft.id}
    publication = plan_publication(workspace, change, chosen=ids - set(kept) if kept else None)
    fetched = load_fetched_review(workspace.repository, change.number) if change.number is not None else None
    return UnsentReview(
        publication=publication,
        labels=load_labels(workspace.repository),
        votes=load_votes(workspace, change),
        cover=load_cover(workspace, change),
        sections=find_sections(workspace, publication),
        owner=fetched.owner if fetched else None,
        is_work_in_progress=load_review_summary(workspace, change).is_work_in_progress,
        address=change_address(workspace, change),
    )


def find_sections(workspace: Workspace, publication: Publication) -> Mapping[str, str]:
    """The titles of the sections that comments stand in, by the comment's id; those without one are not in it."""
    found = {
        one.planned.id: _section(workspace, publication.change, one.planned.drafts[0])
        for group in group_by_patch_set(publication)
        for one in group.comments
    }
    return {id: title for id, title in found.items() if title}


def _section(workspace: Workspace, change: Change, draft: Comment) -> str:
    if draft.line is None or draft.path in (PATCH_SET_PATH, COMMIT_MESSAGE_PATH):
        return ""
    try:
        text = comment_text(workspace, find_patch_set(change, draft.patch_set), draft.side, draft.path)
    except VisionEditorError:  # its patch set or file is gone; that is told as its problem
        return ""
    span = place(draft, text)
    section = ported_texts(workspace.repository).document(draft.path, text).section_at(span[0]) if span else None
    return section.title if section is not None else ""
