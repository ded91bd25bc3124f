"""What the change's pane tells equals what a real Gerrit tells: which votes count, whose change it is, who is who."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.standing import VoteState
from visioneditor.services.change_overview import load_overview
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.services.own_accounts import own_accounts
from visioneditor.services.reviewing import resolve_change
from visioneditor.services.workspace import Workspace


@pytest.fixture
def workspace(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """Dana's clone, with every change that the fill made."""
    git(tmp_path, "init", "-q", "clone")
    git(tmp_path / "clone", "config", "user.name", "Dana Dune")
    git(tmp_path / "clone", "config", "user.email", "dana@example.org")
    with closing(open_workspace(tmp_path / "clone")) as opened:
        fetch_changes(opened, gerrit.filled.all, remote=gerrit.git_url())
        yield opened


def test_the_votes_that_stand_are_those_that_the_server_counts(gerrit: Gerrit, workspace: Workspace) -> None:
    lapsed = set()
    for number in gerrit.filled.all:
        overview = load_overview(workspace, resolve_change(workspace, str(number)))
        told = gerrit.rest("erik").get(f"{change_path(number)}/detail")
        assert (overview.owner and overview.owner.number, overview.status.value) == (
            told["owner"]["_account_id"],
            told["status"].lower(),
        )
        counted = {
            (label, vote["_account_id"], vote["value"])
            for label, row in told["labels"].items()
            for vote in row.get("all", ())
            if vote.get("value")
        }
        stand = {(row.label, vote.account.number, vote.value) for row in overview.votes for vote in row.standing}
        assert (number, stand) == (number, counted)
        lapsed |= {given.state for row in overview.votes for given in row.votes}
    assert VoteState.LAPSED in lapsed


def test_who_pushed_is_me_and_has_a_name_in_every_change(gerrit: Gerrit, workspace: Workspace) -> None:
    me = gerrit.rest("dana").get("/accounts/self")["_account_id"]
    assert own_accounts(workspace) == {me}
    for number in gerrit.filled.all:
        overview = load_overview(workspace, resolve_change(workspace, str(number)))
        assert overview.owner is not None and overview.is_own == (overview.owner.number == me)
        spoken = {message.author.shown for message in overview.messages if message.author.number == me}
        assert spoken <= {"Dana Dune"}
