"""A draft becomes the next patch set of the change that it was begun on: its Change-Id, parent and author stay."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.services.review_world import IDS
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import Signature
from visioneditor.services.drafting import DraftedFile, commit_draft, list_drafts, save_draft
from visioneditor.services.next_patch_set import NextPatchSet, draft_next_patch_set, find_next_patch_set
from visioneditor.services.opening import open_workspace
from visioneditor.services.workspace import Workspace

ME = Signature(name="Me Myself", mail="me@example.org")
MESSAGE = f"Name the users\n\nWhy.\n\nChange-Id: {IDS[7]}\n"
Open = Callable[[], Workspace]


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A clone on its own branch `work`, whose only commit is patch set 1 of change 7."""
    server, clone = tmp_path / "server", tmp_path / "clone"
    server.mkdir()
    git(server, "init", "-q")
    (server / "vision.rst").write_text("A vision.\n")
    (server / "other.rst").write_text("Other.\n")
    git(server, "add", "-A")
    git(server, "commit", "-q", "-m", "Begin")
    git(tmp_path, "clone", "-q", str(server), str(clone))
    git(clone, "checkout", "-q", "-b", "work")
    (clone / "vision.rst").write_text("A vision of users.\n")
    git(clone, "commit", "-q", "-a", "-m", MESSAGE)
    git(clone, "update-ref", "refs/changes/07/7/1", "work")
    return clone


@pytest.fixture
def opened(folder: Path) -> Iterator[Open]:
    workspaces: list[Workspace] = []

    def open_it() -> Workspace:
        workspaces.append(open_workspace(folder))
        return workspaces[-1]

    yield open_it
    for workspace in workspaces:
        with closing(workspace):
            pass


def amend(workspace: Workspace, patch_set: NextPatchSet, text: str, base: str) -> str:
    return commit_draft(
        workspace,
        [DraftedFile(path="vision.rst", text=text, base_revision=base)],
        branch=patch_set.branch,
        message=patch_set.message,
        author=ME,
        change_id=True,
        amends=patch_set.commit,
    )


def found(workspace: Workspace, revision: str = "work") -> NextPatchSet:
    patch_set = find_next_patch_set(workspace, workspace.repository.resolve(revision))
    assert patch_set is not None
    return patch_set


def test_the_branch_s_newest_commit_is_replaced(folder: Path, opened: Open, git: Git) -> None:
    workspace = opened()
    patch_set = found(workspace)
    assert (patch_set.number, patch_set.begun_on, patch_set.newest, patch_set.branch) == (7, 1, 1, "work")
    (folder / "staged.rst").write_text("Staged.\n")
    git(folder, "add", "staged.rst")
    amend(workspace, patch_set, "A vision of all users.\n", patch_set.commit)
    assert git(folder, "rev-list", "--count", "origin/main..work") == "1"
    assert git(folder, "log", "-1", "--format=%B%an %cn", "work") == f"{MESSAGE}Ada Tester Me Myself"
    assert (folder / "vision.rst").read_text() == "A vision of all users.\n"
    assert git(folder, "status", "--porcelain") == "A  staged.rst"


def test_a_change_that_was_opened_goes_to_a_branch_of_its_own(folder: Path, opened: Open, git: Git) -> None:
    git(folder, "checkout", "-q", "main")
    git(folder, "branch", "-q", "-D", "work")
    workspace = opened()
    patch_set = found(workspace, "refs/changes/07/7/1")
    assert patch_set.branch == "review/7"
    first = amend(workspace, patch_set, "A vision of all users.\n", patch_set.commit)
    assert git(folder, "rev-parse", "review/7~1") == git(folder, "rev-parse", "main")
    again = found(workspace, "refs/changes/07/7/1")
    assert (again.commit, again.branch) == (first, "review/7")
    assert (folder / "vision.rst").read_text() == "A vision.\n"


def test_a_newer_patch_set_is_told_of(folder: Path, opened: Open, git: Git) -> None:
    git(folder, "commit", "-q", "--amend", "--allow-empty", "-m", MESSAGE.replace("Why", "Why not"))
    git(folder, "update-ref", "refs/changes/07/7/2", "work")
    git(folder, "checkout", "-q", "main")
    workspace = opened()
    assert not found(workspace, "refs/changes/07/7/2").is_behind
    assert found(workspace, "refs/changes/07/7/1").is_behind


def test_what_a_remote_branch_has_is_nobody_s_to_replace(folder: Path, opened: Open, git: Git) -> None:
    git(folder, "push", "-q", "origin", "work:taken")
    assert find_next_patch_set(opened(), git(folder, "rev-parse", "work")) is None


def test_a_commit_without_a_change_id_is_none(folder: Path, opened: Open, git: Git) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", "Just so")
    assert find_next_patch_set(opened(), git(folder, "rev-parse", "main")) is None


def test_a_branch_that_went_on_meanwhile_is_left_alone(folder: Path, opened: Open, git: Git) -> None:
    workspace = opened()
    patch_set = found(workspace)
    git(folder, "commit", "-q", "--allow-empty", "-m", "Quicker")
    with pytest.raises(VisionEditorError) as refused:
        amend(workspace, patch_set, "A vision of all users.\n", patch_set.commit)
    assert refused.value.message == "branch.moved"
    assert git(folder, "log", "-1", "--format=%s", "work") == "Quicker"


def test_a_change_is_drafted_under_its_own_name_beside_other_drafts(opened: Open, folder: Path, git: Git) -> None:
    workspace = opened()
    save_draft(workspace, "vision.rst", "Quite another idea.\n", base_revision="HEAD^")
    draft = draft_next_patch_set(workspace, "vision.rst", "7/1")
    assert (draft.name, draft.text) == ("change-7", "A vision of users.\n")
    found = find_next_patch_set(workspace, draft.base_revision)
    assert found is not None and found.commit == git(folder, "rev-parse", "work")
    save_draft(workspace, "vision.rst", "A vision of all users.\n", base_revision=draft.base_revision, name="change-7")
    assert draft_next_patch_set(workspace, "vision.rst", "7/1").text == "A vision of all users.\n"
    assert {draft.text for draft in list_drafts(workspace)} == {"Quite another idea.\n", "A vision of all users.\n"}


def test_a_document_that_the_patch_set_has_not_is_not_drafted(opened: Open) -> None:
    with pytest.raises(VisionEditorError, match=r"nowhere\.rst") as error:
        draft_next_patch_set(opened(), "nowhere.rst", "7/1")
    assert error.value.message == "document.unknown"
