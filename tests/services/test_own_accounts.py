"""Who I am on a server is said in the settings, told by the server, or learned from what I pushed."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Git
from visioneditor.core.review.model import Comment
from visioneditor.services.opening import open_workspace
from visioneditor.services.own_accounts import Me, own_accounts, who_am_i
from visioneditor.services.workspace import Workspace
from visioneditor.settings import Settings
from visioneditor.values import replace

GITREVIEW = "[gerrit]\nhost=review.example.org\nproject=community/governance.git\n"


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A clone whose change 7 was begun by Dana (1000001), and whose second patch set Ada (1000002) uploaded."""
    folder = tmp_path / "clone"
    git(tmp_path, "init", "-q", str(folder))
    (folder / ".gitreview").write_text(GITREVIEW)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Say where changes are reviewed")
    first = commit(git, folder, "Change 7", "Dana", "dana@example.org")
    second = commit(git, folder, "Change 7 again", "Ada Tester", "Ada@example.org")
    begun = meta(git, folder, 1000001, f"Create change\n\nPatch-set: 1\nCommit: {first}\n")
    tip = meta(git, folder, 1000002, f"Create patch set 2\n\nPatch-set: 2\nCommit: {second}\n", begun)
    for name, oid in {"1": first, "2": second, "meta": tip}.items():
        git(folder, "update-ref", f"refs/changes/07/7/{name}", oid)
    return folder


@pytest.fixture
def open_as(folder: Path) -> Iterator[Callable[..., Workspace]]:
    with closing(open_workspace(folder)) as opened:

        def with_settings(**settings: Any) -> Workspace:
            return replace(opened, settings=replace(Settings(), **settings))

        yield with_settings


def commit(git: Git, folder: Path, message: str, name: str, mail: str, *parents: str) -> str:
    tree = git(folder, "hash-object", "-w", "-t", "tree", "--stdin", input="")
    above = [part for parent in parents for part in ("-p", parent)]
    person = ("-c", f"user.name={name}", "-c", f"user.email={mail}")
    return git(folder, *person, "commit-tree", tree, *above, "-m", message)


def meta(git: Git, folder: Path, account: int, message: str, *parents: str) -> str:
    return commit(git, folder, message, f"Gerrit User {account}", f"{account}@server-id", *parents)


def comment(**values: Any) -> Comment:
    blank = Comment(
        uuid="1",
        change_key="7",
        patch_set=1,
        revision="0" * 40,
        path="vision.rst",
        author="",
        written=datetime(2026, 1, 5, tzinfo=UTC),
        message="Why?",
    )
    return replace(blank, **values)


def test_who_uploaded_what_i_committed_is_me(open_as: Callable[..., Workspace]) -> None:
    assert own_accounts(open_as()) == {1000002}
    assert own_accounts(open_as(identity_mail="dana@example.org")) == {1000001, 1000002}


def test_a_new_patch_set_of_mine_is_noticed(open_as: Callable[..., Workspace], folder: Path, git: Git) -> None:
    workspace = open_as()
    before = own_accounts(workspace)
    third = commit(git, folder, "Change 7 once more", "Ada Tester", "ada@example.org")
    tip = git(folder, "rev-parse", "refs/changes/07/7/meta")
    tip = meta(git, folder, 1000009, f"Create patch set 3\n\nPatch-set: 3\nCommit: {third}\n", tip)
    git(folder, "update-ref", "refs/changes/07/7/3", third)
    git(folder, "update-ref", "refs/changes/07/7/meta", tip)
    assert own_accounts(workspace) - before == {1000009}


@pytest.mark.parametrize("said", ["5", "account 5", "5@review.example.org", " 5 @ REVIEW.example.org "])
def test_the_settings_say_which_account_is_mine(open_as: Callable[..., Workspace], said: str) -> None:
    assert own_accounts(open_as(own_accounts=(said,))) == {5, 1000002}


@pytest.mark.parametrize("said", ["5@elsewhere.example.org", "five", "", "-5", "5 6"])
def test_an_account_of_another_server_is_not_mine_here(open_as: Callable[..., Workspace], said: str) -> None:
    assert own_accounts(open_as(own_accounts=(said,))) == {1000002}


def test_what_the_server_said_once_is_remembered(open_as: Callable[..., Workspace]) -> None:
    workspace = open_as()
    workspace.store.put_account("review.example.org", "42")
    workspace.store.put_account("elsewhere.example.org", "43")
    assert own_accounts(workspace) == {42, 1000002}


def test_drafts_are_mine_and_what_my_account_or_my_name_wrote(open_as: Callable[..., Workspace]) -> None:
    me = who_am_i(open_as())
    assert me == Me(accounts=frozenset({1000002}), names=frozenset({"ada tester", "ada@example.org"}))
    assert me.wrote(comment(draft=True, author="Whoever"))
    assert me.wrote(comment(account=1000002)) and not me.wrote(comment(account=1000001, author="Ada Tester"))
    assert me.wrote(comment(author="Ada@example.org")) and not me.wrote(comment(author="Dana"))
