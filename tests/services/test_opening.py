"""Workspaces open by path, else where one was last, else on the sample."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from visioneditor.errors import VisionEditorError
from visioneditor.services.drafting import save_draft
from visioneditor.services.opening import (
    clone_repository,
    forget_repository,
    open_workspace,
    recent_repositories,
    remember_repository,
    sample_repository,
)
from visioneditor.settings import data_folder

Git = Callable[..., str]
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def small(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "small"
    (folder / "inside").mkdir(parents=True)
    git(folder, "init", "-q")
    git(folder, "commit", "-q", "--allow-empty", "-m", "First")
    return folder


def test_opening_takes_a_lock_away_that_a_killed_commit_has_left(small: Path) -> None:
    folder, lock = small / ".git" / "visioneditor-index-dead", small / ".git" / "index.lock"
    folder.mkdir()
    (folder / "index").write_text("half of it")
    lock.hardlink_to(folder / "index")
    open_workspace(small).close()
    assert not lock.exists()
    assert not folder.exists()


def test_a_workspace_opens_from_anywhere_inside(small: Path) -> None:
    with closing(open_workspace(small / "inside")) as workspace:
        assert workspace.path == small
        assert workspace.repository.name == "small"


def test_opening_by_a_command_leaves_no_trace_in_the_list(small: Path) -> None:
    open_workspace(small).close()
    assert recent_repositories(data_folder()) == ()


def test_without_a_path_the_last_one_that_is_still_there_opens(small: Path, tmp_path: Path, git: Git) -> None:
    shutil.copytree(small, tmp_path / "gone")
    for folder, hour in ((small, 1), (tmp_path / "gone", 2)):
        with closing(open_workspace(folder)) as workspace:
            remember_repository(workspace, NOON.replace(hour=hour))
    assert [recent.path for recent in recent_repositories(data_folder())] == [tmp_path / "gone", small]
    assert recent_repositories(data_folder())[1].opened == NOON.replace(hour=1)
    shutil.rmtree(tmp_path / "gone")
    with closing(open_workspace()) as workspace:
        assert workspace.path == small
    forget_repository(data_folder(), small)
    assert len(recent_repositories(data_folder())) == 1


def test_recent_repositories_tell_what_is_drafted_there(small: Path, git: Git) -> None:
    with closing(open_workspace(small)) as workspace:
        remember_repository(workspace, NOON)
        for path, name in (("b.md", "draft"), ("a.md", "draft"), ("a.md", "other")):
            save_draft(workspace, path, "# Words\n", base_revision="HEAD", name=name)
    (recent,) = recent_repositories(data_folder())
    assert recent.drafts == ("a.md", "b.md")


def test_without_anything_the_sample_opens(git: Git) -> None:
    with closing(open_workspace()) as workspace:
        assert workspace.path.is_relative_to(data_folder())
        assert workspace.repository.read("HEAD", "README.md")
    before = git(workspace.path, "rev-parse", "HEAD")
    assert sample_repository(data_folder()) == workspace.path
    assert git(workspace.path, "rev-parse", "HEAD") == before


def test_a_clone_is_opened_where_it_was_put(small: Path, tmp_path: Path) -> None:
    assert clone_repository(str(small), tmp_path / "clone") == tmp_path / "clone"
    with closing(open_workspace(tmp_path / "clone")) as workspace:
        assert workspace.repository.resolve("HEAD")


def test_a_folder_that_is_no_repository_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(VisionEditorError) as caught:
        open_workspace(tmp_path)
    assert caught.value.message == "repository.not-found"
    assert caught.value.hint
