"""A real Gerrit says who people are: to nobody in particular, and to somebody whose password git's helper keeps."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gerrit.server.daemon import Daemon
from tests.gerrit.server.filling import ACCOUNTS
from tests.gerrit.server.shared import Gerrit
from visioneditor.errors import VisionEditorError
from visioneditor.gerrit.client import GerritClient
from visioneditor.services.accounts import AccountInfo
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.online_people import Learned, learn_after_fetch, learn_people
from visioneditor.services.opening import open_workspace
from visioneditor.services.own_accounts import own_accounts
from visioneditor.services.workspace import Workspace


@pytest.fixture
def workspace(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[Workspace]:
    """A clone of somebody who has no account, which knows the server by its remote."""
    git(tmp_path, "clone", "-q", "-o", "gerrit", gerrit.git_url(), "clone")
    with closing(open_workspace(tmp_path / "clone")) as opened:
        yield opened


def keep_password(gerrit: Gerrit, folder: Path, user: str, monkeypatch: pytest.MonkeyPatch, password: str = "") -> Path:
    account, kept = ACCOUNTS[user], folder / "kept"
    place = gerrit.url.removeprefix("http://").replace(":", "%3a")
    kept.write_text(f"http://{account.user}:{password or account.password}@{place}\n")
    (folder / "gitconfig").write_text(f"[credential]\n\thelper = store --file={kept}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
    return kept


def test_everybody_in_a_fetched_change_is_called_as_the_server_calls_them(gerrit: Gerrit, workspace: Workspace) -> None:
    fetched = fetch_changes(workspace, gerrit.filled.all)
    learned = learn_after_fetch(workspace, fetched)
    assert isinstance(learned, Learned) and learned.named > 0 and learned.account is None
    names = {account.name for account in ACCOUNTS.values()}
    for number in gerrit.filled.all:
        review = load_fetched_review(workspace.repository, number)
        assert review is not None
        people = [review.owner, *(account for account, _ in review.reviewers if account.number is not None)]
        assert {account.shown for account in people} <= names
        assert {comment.author for comment in review.comments if comment.account is not None} <= names


def test_who_i_am_is_told_to_the_owner_of_a_password(
    gerrit: Gerrit, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch_changes(workspace, [gerrit.filled.argued])
    assert own_accounts(workspace) == frozenset()
    keep_password(gerrit, tmp_path, "erik", monkeypatch)
    number = gerrit.rest("erik").get("/accounts/self")["_account_id"]
    assert learn_people(workspace).account == number
    assert own_accounts(workspace) == {number}


def test_a_wrong_password_is_forgotten_and_said(
    gerrit: Gerrit, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch_changes(workspace, [gerrit.filled.argued])
    kept = keep_password(gerrit, tmp_path, "erik", monkeypatch, password="wrong")
    with pytest.raises(VisionEditorError) as caught:
        learn_people(workspace)
    assert caught.value.message == "server.wrong-password" and kept.read_text() == ""


def test_what_nobody_may_see_and_what_is_not_there_are_told_apart(gerrit: Gerrit) -> None:
    with closing(GerritClient(gerrit.url)) as client:
        for path, message in (("/accounts/self", "server.wants-account"), ("/changes/4711", "server.said-no")):
            with pytest.raises(VisionEditorError) as caught:
                client.get(path, AccountInfo)
            assert caught.value.message == message
        assert client.get("/config/server/version", str) == gerrit.rest().get("/config/server/version")


def test_a_killed_server_cannot_be_reached(own_gerrit: Daemon) -> None:
    with closing(GerritClient(own_gerrit.url)) as client:
        assert client.get("/config/server/version", str)
        own_gerrit.kill()
        with pytest.raises(VisionEditorError) as caught:
            client.get("/config/server/version", str)
        assert caught.value.message in ("server.unreachable", "server.cut-off")
