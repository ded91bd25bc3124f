"""A checked-out branch is moved on with its files, or neither is."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from visioneditor.errors import VisionEditorError
from visioneditor.repository.forwarding import fast_forward
from visioneditor.repository.opening import open_repository
from visioneditor.repository.repository import Repository

MAIN = "refs/heads/main"


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Iterator[Repository]:
    """Two commits, of which the first is checked out."""
    folder = tmp_path / "work"
    git(tmp_path, "init", "-q", "-b", "main", str(folder))
    for words in ("Old.\n", "New.\n"):
        (folder / "vision.rst").write_text(words)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", words)
    git(folder, "branch", "ahead")
    git(folder, "reset", "-q", "--hard", "HEAD^")
    with closing(open_repository(folder, shadow_root=tmp_path / "shadows")) as opened:
        yield opened


def state(repository: Repository, git: Git) -> tuple[str, str, str]:
    """The branch's subject, the file, and what git would say of changes."""
    folder = repository.work_tree
    assert folder is not None
    words = (folder / "vision.rst").read_text()
    return git(folder, "log", "-1", "--format=%s", "main"), words, git(folder, "status", "--porcelain")


def test_files_and_index_follow_the_branch(repository: Repository, git: Git) -> None:
    fast_forward(repository, MAIN, repository.resolve("main"), repository.resolve("ahead"))
    assert state(repository, git) == ("New.", "New.\n", "")


def test_files_go_back_where_the_branch_cannot_be_moved(repository: Repository, git: Git) -> None:
    (repository.git_dir / f"{MAIN}.lock").touch()
    with pytest.raises(VisionEditorError, match="could not be written"):
        fast_forward(repository, MAIN, repository.resolve("main"), repository.resolve("ahead"))
    assert state(repository, git) == ("Old.", "Old.\n", "")


def test_nothing_is_moved_in_the_middle_of_a_merge(repository: Repository, git: Git) -> None:
    (repository.git_dir / "MERGE_HEAD").write_text(repository.resolve("ahead") + "\n")
    with pytest.raises(VisionEditorError, match="a merge"):
        fast_forward(repository, MAIN, repository.resolve("main"), repository.resolve("ahead"))
    (repository.git_dir / "MERGE_HEAD").unlink()
    assert state(repository, git) == ("Old.", "Old.\n", "")
