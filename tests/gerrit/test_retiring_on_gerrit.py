"""Drafts written here, posted to a real Gerrit and fetched again are known and retired; the others stay."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gerrit.server.filling import TEXT, VISION
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH
from visioneditor.services.exporting import export_review
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.retiring import retire_seen
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings
from visioneditor.values import replace


@pytest.fixture
def workspace(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """Erik's clone; he has said which account is his."""
    git(tmp_path, "clone", "-q", gerrit.git_url(), "clone")
    account = gerrit.rest("erik").get("/accounts/self")["_account_id"]
    with closing(open_workspace(tmp_path / "clone")) as opened:
        yield replace(opened, settings=Settings(own_accounts=(str(account),)))


def test_what_was_posted_is_retired_and_what_was_not_stays(
    gerrit: Gerrit, workspace: Workspace, contribute: Contribute
) -> None:
    dana = contribute("dana")
    dana.commit("Retire", {VISION: TEXT.replace("Users help", "Every user helps")})
    number = dana.push("refs/for/master")
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    said = [
        add_comment(
            workspace, change, path=VISION, quote="nobody has to ask anybody 🚀", message="Really?\n\n  Größe "
        ),
        add_comment(workspace, change, path=VISION, line=5, message="A sentence", unresolved=False),
        add_comment(workspace, change, path=VISION, message="All of it"),
        add_comment(workspace, change, path=COMMIT_MESSAGE_PATH, line=7, message="The subject"),
        add_comment(workspace, change, path=PATCH_SET_PATH, message="As a whole"),
    ]
    review = json.loads(export_review(workspace, change, "gerrit"))
    later = add_comment(workspace, change, path=VISION, line=5, message="A sentence more")
    assert retire_seen(workspace, change) == ()
    gerrit.rest("erik").post(f"{change_path(number)}/revisions/1/review", review)
    fetch_changes(workspace, [number], remote=gerrit.git_url())
    change = resolve_change(workspace, str(number))
    assert {one.id for one in retire_seen(workspace, change)} == {one.id for one in said}
    assert [one.id for one in load_comments(workspace, change, drafts_only=True)] == [later.id]
    assert len(load_comments(workspace, change)) == len(said) + 1
