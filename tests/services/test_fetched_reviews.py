"""The review data of 234 real changes, read from git alone: all of it, as it stands there."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from visioneditor.core.review.anchors import span_of
from visioneditor.core.review.model import Status
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.reviewing import list_reviewed_changes, load_comments, resolve_change
from visioneditor.services.workspace import Workspace


@pytest.fixture
def workspace(real: Workspace) -> Workspace:
    return real


def blobs_of_notes(git: Callable[..., str], repository: Path) -> Iterator[tuple[int, list[dict[str, object]]]]:
    """What `git` and `json` alone find: each change's number with the comments of one of its notes."""
    for ref in git(repository, "for-each-ref", "--format=%(refname)", "refs/changes").split():
        if ref.endswith("/meta"):
            for row in git(repository, "ls-tree", "-r", ref).splitlines():
                found = json.loads(git(repository, "cat-file", "blob", row.split()[2]))
                yield int(ref.split("/")[3]), found.get("comments", [])


def test_every_comment_of_every_change_is_shown_with_its_words(
    workspace: Workspace, reviews: Path, git: Callable[..., str]
) -> None:
    due = Counter(number for number, comments in blobs_of_notes(git, reviews) for _ in comments)
    changes = list_reviewed_changes(workspace)
    shown = {change.number: load_comments(workspace, change) for change in changes}
    assert {number: len(comments) for number, comments in shown.items()} == due and due.total() == 3393
    assert all(comment.quote for comments in shown.values() for comment in comments if comment.range)


def test_a_comment_quotes_what_stands_in_its_range(workspace: Workspace) -> None:
    change = resolve_change(workspace, "102431")
    numbered = {one.number: one for one in change.patch_sets}
    ranged = [comment for comment in load_comments(workspace, change) if comment.range]
    assert ranged
    for comment in ranged:
        assert comment.range is not None
        text = comment_text(workspace, numbered[comment.patch_set], comment.side, comment.path)
        assert comment.quote == text[slice(*span_of(text, comment.range))]


def test_uploads_are_the_refs_and_states_those_of_the_history(workspace: Workspace) -> None:
    statuses: Counter[Status] = Counter()
    for change in list_reviewed_changes(workspace):
        assert change.number is not None
        review = load_fetched_review(workspace.repository, change.number)
        assert review is not None
        statuses[review.status] += 1
        refs = workspace.repository.patch_sets(change.number)
        assert {upload.number: upload.revision for upload in review.uploads} == refs
        assert [one.uploaded for one in change.patch_sets] == [upload.uploaded for upload in review.uploads]
    assert statuses == {Status.MERGED: 218, Status.ABANDONED: 14, Status.NEW: 2}


def test_uploaders_have_the_names_of_their_commits_and_others_their_number(workspace: Workspace) -> None:
    review = load_fetched_review(workspace.repository, 102431)
    assert review is not None
    authors = {comment.author for comment in review.comments}
    assert "David Pursehouse" in authors
    assert all(author.startswith("account ") for author in authors - {"David Pursehouse", review.owner.shown})


def test_a_change_without_review_data_is_its_patch_sets(
    workspace: Workspace, reviews: Path, git: Callable[..., str]
) -> None:
    git(reviews, "update-ref", "-d", "refs/changes/31/102431/meta")
    change = resolve_change(workspace, "102431")
    assert load_fetched_review(workspace.repository, 102431) is None
    assert change.patch_sets and load_comments(workspace, change) == ()
