"""Drafts stay until they are seen on the server under one's own account: shown on the real history."""

import pytest

from visioneditor.core.review.model import Comment
from visioneditor.services.fetched_reviews import load_fetched_comments
from visioneditor.services.retiring import retire_all_seen, retire_seen
from visioneditor.services.reviewing import (
    add_comment,
    delete_comment,
    edit_comment,
    load_comments,
    resolve_change,
    restore_comment,
)
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings
from visioneditor.values import replace

CHANGE = "102431"


@pytest.fixture
def workspace(real: Workspace) -> Workspace:
    return real


def some_comment(workspace: Workspace) -> Comment:
    """A comment on words that answers nothing."""
    comments = load_fetched_comments(workspace, resolve_change(workspace, CHANGE))
    return next(one for one in comments if one.range and one.parent is None and one.account is not None)


def as_draft(workspace: Workspace, comment: Comment, **different: object) -> Comment:
    """The draft that was published as that comment."""
    arguments = {
        "path": comment.path,
        "patch_set": comment.patch_set,
        "range": comment.range,
        "side": comment.side,
        "message": comment.message,
        "unresolved": comment.unresolved,
        "now": comment.written,
    } | different
    return add_comment(workspace, resolve_change(workspace, CHANGE), **arguments)  # type: ignore[arg-type]


def being(workspace: Workspace, account: int | None) -> Workspace:
    """The workspace of whoever has that account."""
    return replace(workspace, settings=Settings(own_accounts=(str(account),)))


def drafts(workspace: Workspace) -> list[str | None]:
    change = resolve_change(workspace, CHANGE)
    return [one.id for one in load_comments(workspace, change, drafts_only=True)]


def test_a_draft_is_retired_once_it_is_seen_under_my_account(workspace: Workspace) -> None:
    comment = some_comment(workspace)
    draft = as_draft(workspace, comment)
    assert retire_all_seen(workspace) == ()
    assert retire_all_seen(being(workspace, (comment.account or 0) + 1)) == ()
    assert drafts(workspace) == [draft.id]
    assert [one.id for one in retire_all_seen(being(workspace, comment.account))] == [draft.id]
    assert drafts(workspace) == []
    assert retire_all_seen(being(workspace, comment.account)) == ()


def test_other_words_or_another_place_stay(workspace: Workspace) -> None:
    comment = some_comment(workspace)
    assert comment.range is not None
    other = as_draft(workspace, comment, message=comment.message + "!")
    line = as_draft(workspace, comment, range=None, line=comment.range.end_line)
    assert retire_all_seen(being(workspace, comment.account)) == ()
    assert drafts(workspace) == [other.id, line.id]


def test_an_answer_to_a_retired_draft_answers_the_published_comment(workspace: Workspace) -> None:
    comment, change = some_comment(workspace), resolve_change(workspace, CHANGE)
    draft = as_draft(workspace, comment)
    answer = add_comment(workspace, change, message="I still mean it", reply_to=draft.id)
    retire_seen(being(workspace, comment.account), change)
    (left,) = load_comments(workspace, change, drafts_only=True)
    assert (left.id, left.parent) == (answer.id, comment.uuid)


def test_a_draft_edited_or_deleted_meanwhile_is_left_alone(workspace: Workspace) -> None:
    comment, change = some_comment(workspace), resolve_change(workspace, CHANGE)
    draft, gone = as_draft(workspace, comment), as_draft(workspace, comment)
    edit_comment(workspace, change, draft.id or "", message="Other words")
    delete_comment(workspace, change, gone.id or "")
    seen = [(draft, "1"), (gone, "2")]
    assert workspace.store.retire_drafts(workspace.repository.key, seen) == ()
    assert drafts(workspace) == [draft.id]


def test_a_retired_draft_can_be_restored(workspace: Workspace) -> None:
    comment, change = some_comment(workspace), resolve_change(workspace, CHANGE)
    draft = as_draft(workspace, comment)
    retire_seen(being(workspace, comment.account), change)
    restore_comment(workspace, change, draft.id or "")
    assert drafts(workspace) == [draft.id]


def test_the_same_words_written_once_more_are_another_comment(workspace: Workspace) -> None:
    comment = some_comment(workspace)
    me, change = being(workspace, comment.account), resolve_change(workspace, CHANGE)
    first = as_draft(me, comment)
    assert [one.id for one in retire_seen(me, change)] == [first.id]
    again = as_draft(me, comment)
    assert retire_seen(me, change) == () and drafts(me) == [again.id]
