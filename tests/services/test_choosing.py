"""What a document can be compared at, and the pair that was chosen last as long as it is there."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.services.choosing import find_last_pair, load_revisions, remember_pair
from visioneditor.services.drafting import discard_draft, save_draft
from visioneditor.services.opening import open_workspace
from visioneditor.services.tracing import load_history
from visioneditor.services.workspace import Workspace

PATH = "new name.rst"
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, git: Git) -> Path:
    """A document under a new name; change 705 edits it under the old one, change 12 another document."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q")

    def commit(path: str, text: str) -> None:
        (folder / path).write_text(text)
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", f"Write {path}")

    commit("old.rst", "Vision\n======\n\nA cloud for everybody who wants one.\n")
    for ref, path in (("05/705/1", "old.rst"), ("12/12/1", "other.rst")):
        git(folder, "checkout", "-q", "--detach", "main")
        commit(path, "Other words.\n")
        git(folder, "update-ref", f"refs/changes/{ref}", "HEAD")
    git(folder, "checkout", "-q", "main")
    git(folder, "mv", "old.rst", PATH)
    git(folder, "commit", "-q", "-m", "Rename")
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    with closing(open_workspace(folder)) as opened:
        yield opened


def test_changes_that_touched_the_document_are_known_under_its_former_names_too(workspace: Workspace) -> None:
    history = load_history(workspace, None, PATH)
    found = load_revisions(workspace, PATH, history=history)
    assert (set(found.touching), found.has_worktree, list(found.drafts)) == ({705}, True, [])
    assert {ref.short for ref in found.refs} == {"main", "05/705/1", "12/12/1"}


def test_drafts_are_among_them(workspace: Workspace) -> None:
    save_draft(workspace, PATH, "Mine.\n", base_revision="HEAD")
    assert list(load_revisions(workspace, PATH).drafts) == ["draft"]


def test_the_last_pair_is_remembered_as_long_as_both_are_there(
    workspace: Workspace, folder: Path, git: Git, tmp_path: Path
) -> None:
    assert find_last_pair(workspace, PATH) is None
    remember_pair(workspace, PATH, ("705/1^", "705/1"), NOON)
    assert find_last_pair(workspace, PATH) == ("705/1^", "705/1")
    assert find_last_pair(workspace, "other.rst") is None
    git(folder, "update-ref", "-d", "refs/changes/05/705/1")
    assert find_last_pair(workspace, PATH) is None
    file = tmp_path / "mine.rst"
    file.write_text("Mine.\n")
    remember_pair(workspace, PATH, (f"FILE:{file}", "WORKTREE"), NOON)
    assert find_last_pair(workspace, PATH) == (f"FILE:{file}", "WORKTREE")
    file.unlink()
    assert find_last_pair(workspace, PATH) is None


def test_a_pair_with_a_draft_goes_with_the_draft(workspace: Workspace) -> None:
    save_draft(workspace, PATH, "Mine.\n", base_revision="HEAD")
    remember_pair(workspace, PATH, ("main", "DRAFT:draft"), NOON)
    assert find_last_pair(workspace, PATH) == ("main", "DRAFT:draft")
    discard_draft(workspace, PATH)
    assert find_last_pair(workspace, PATH) is None
