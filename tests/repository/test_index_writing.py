"""A commit that is killed at any moment leaves an index that fits its branch, and no lock."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository.conftest import ADA
from visioneditor.repository.index_writing import changed_index, clear_left_overs
from visioneditor.repository.repository import Repository
from visioneditor.repository.tree_writing import FileRow
from visioneditor.repository.writing import commit_files

Open = Callable[[Path], Repository]
Git = Callable[..., str]
VISION = "reference/vision.rst"

# Commits and is stopped by SIGKILL, as the environment says, right before or after the n-th call of a function.
DYING = """
import os, signal, sys
from pathlib import Path
from visioneditor.repository import index_writing, writing
from visioneditor.repository.model import Signature
from visioneditor.repository.opening import open_repository

def dying(function, is_after):
    def call(*arguments, **named):
        found = function(*arguments, **named) if is_after else None
        os.kill(os.getpid(), signal.SIGKILL)
    return call

module = {"index": index_writing, "writing": writing, "path": Path}[sys.argv[1]]
setattr(module, sys.argv[2], dying(getattr(module, sys.argv[2]), sys.argv[3] == "after"))
repository = open_repository(Path(sys.argv[4]), shadow_root=Path(sys.argv[5]))
writing.commit_files(
    repository, branch="main", files={"reference/vision.rst": b"killed\\n"}, message="Killed",
    author=Signature(name="Ada", mail="ada@example.org"), expected=repository.resolve("main"),
)
"""


def kill_at(small: Path, module: str, function: str, moment: str) -> None:
    arguments = [module, function, moment, str(small), str(small.parent / "dying")]
    done = subprocess.run([sys.executable, "-c", DYING, *arguments], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
@pytest.mark.parametrize(
    ("module", "function", "moment", "stands"),
    [
        ("index", "_take", "before", False),
        ("index", "_take", "after", False),
        ("index", "put_into_index", "after", False),
        ("writing", "_move_branch", "before", False),
        ("writing", "_move_branch", "after", True),
        ("path", "unlink", "after", True),
    ],
)
def test_a_commit_killed_at_any_moment_is_taken_back_or_ended(
    module: str, function: str, moment: str, stands: bool, small: Path, open_at: Open, git: Git
) -> None:
    (small / "staged.rst").write_text("staged\n")
    git(small, "add", "staged.rst")
    before = git(small, "rev-parse", "main")
    (small / VISION).write_text("killed\n")
    kill_at(small, module, function, moment)
    repository = open_at(small)
    clear_left_overs(repository)
    assert [path.name for path in (small / ".git").glob("visioneditor-*")] == []
    assert not (small / ".git" / "index.lock").exists()
    assert (git(small, "rev-parse", "main") != before) == stands
    changed = [] if stands else [f" M {VISION}"]
    assert git(small, "status", "--porcelain").split("\n") == [*changed, "A  staged.rst"]
    assert git(small, "fsck", "--strict", "--no-dangling") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
@pytest.mark.parametrize(
    ("module", "function", "moment", "stands"),
    [
        ("writing", "_move_branch", "before", False),
        ("writing", "_move_branch", "after", True),
        ("index", "follow", "before", True),
        ("index", "follow", "after", True),
        ("path", "unlink", "after", True),
    ],
)
def test_a_working_file_goes_on_with_a_commit_that_was_killed_at_any_moment(
    module: str, function: str, moment: str, stands: bool, small: Path, open_at: Open, git: Git
) -> None:
    before = (small / VISION).read_bytes()
    kill_at(small, module, function, moment)
    clear_left_overs(open_at(small))
    assert (small / VISION).read_bytes() == (b"killed\n" if stands else before)
    assert git(small, "status", "--porcelain") == ""


def test_a_working_file_that_somebody_wrote_since_a_kill_stays(small: Path, open_at: Open, git: Git) -> None:
    kill_at(small, "writing", "_move_branch", "after")
    (small / VISION).write_text("written since\n")
    clear_left_overs(open_at(small))
    assert (small / VISION).read_text() == "written since\n"
    assert git(small, "status", "--porcelain") == f" M {VISION}"


def test_the_lock_of_another_git_is_left_where_it_is(small: Path, open_at: Open) -> None:
    lock = small / ".git" / "index.lock"
    lock.write_text("theirs")
    folder = small / ".git" / "visioneditor-index-dead"
    folder.mkdir()
    (folder / "index").write_text("ours")
    clear_left_overs(open_at(small))
    assert lock.read_text() == "theirs"
    assert not folder.exists()


def test_a_program_that_is_at_work_is_left_alone(small: Path, open_at: Open, git: Git) -> None:
    repository = open_at(small)
    row = FileRow(path=VISION, blob=git(small, "rev-parse", f"main:{VISION}"))
    with changed_index(repository, [row], [row], "refs/heads/main", repository.resolve("main")):
        clear_left_overs(repository)
        assert (small / ".git" / "index.lock").exists()
    assert not (small / ".git" / "index.lock").exists()


@pytest.mark.parametrize("age_s", [0, 60])
def test_the_lock_of_a_ref_is_taken_away_once_it_is_old(age_s: int, small: Path, open_at: Open) -> None:
    lock, folder = small / ".git" / "refs" / "heads" / "main.lock", small / ".git" / "visioneditor-index-dead"
    folder.mkdir()
    (folder / "commit").write_text(f"refs/heads/main\n{'0' * 40}\n")
    lock.touch()
    os.utime(lock, (time.time() - age_s,) * 2)
    repository = open_at(small)
    clear_left_overs(repository)
    assert lock.exists() == folder.exists() == (age_s == 0)
    tip = repository.resolve("main")
    made = commit_files(
        repository, branch="main", files={VISION: b"new\n"}, message="After it", author=ADA, expected=tip
    )
    assert repository.resolve("main") == made
