"""What others change in a repository shows in its state, and nothing else does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from visioneditor.repository.repository import Repository
from visioneditor.repository.watching import RepositoryState, StateChange, changes, read_state, watched_paths

Open = Callable[[Path], Repository]
Git = Callable[..., str]
VISION = "reference/vision.rst"


@pytest.fixture
def repository(small: Path, open_at: Open) -> Repository:
    return open_at(small)


def test_looking_and_reading_change_nothing(repository: Repository) -> None:
    before = read_state(repository, [VISION])
    repository.refs()
    repository.read("main", VISION)
    assert not changes(before, read_state(repository, [VISION]))
    assert all(path.is_dir() for path in watched_paths(repository))


@pytest.mark.parametrize(
    ("arguments", "refs"),
    [
        (["branch", "new"], ("refs/heads/new",)),
        (["tag", "v1"], ("refs/tags/v1",)),
        (["notes", "add", "-m", "x"], ("refs/notes/commits",)),
        (["update-ref", "refs/changes/01/1/1", "HEAD"], ("refs/changes/01/1/1",)),
        (["commit", "-q", "--allow-empty", "-m", "x"], ("refs/heads/main",)),
    ],
)
def test_a_changed_ref_is_named(
    repository: Repository, small: Path, git: Git, arguments: list[str], refs: tuple[str, ...]
) -> None:
    before = read_state(repository)
    git(small, *arguments)
    change = changes(before, read_state(repository))
    assert change.refs == refs
    assert change.has_new_refs


def test_packing_checking_out_staging_and_saving_are_told_apart(repository: Repository, small: Path, git: Git) -> None:
    git(small, "branch", "side", "main~1")
    states = [read_state(repository, [VISION])]

    def change_after(*arguments: str) -> StateChange:
        if arguments:
            git(small, *arguments)
        states.append(read_state(repository, [VISION]))
        return changes(states[-2], states[-1])

    assert change_after("pack-refs", "--all").packed_refs
    moved = change_after("checkout", "-q", "side")
    assert (moved.head, moved.index, moved.files) == (True, True, (VISION,))
    (small / VISION).write_text("saved")
    assert change_after() == StateChange(files=(VISION,))
    assert change_after("add", VISION).index
    (small / VISION).unlink()
    assert change_after() == StateChange(files=(VISION,))


def test_a_file_that_was_not_looked_at_before_is_no_change() -> None:
    assert not changes(RepositoryState(), RepositoryState(files={"a": (1, 2, 3)}))
