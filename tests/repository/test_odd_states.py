"""Whatever state a repository is in, a commit is made rightly or refused in one sentence, and all else stays."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.repository.conftest import ADA, Builder
from visioneditor.errors import VisionEditorError
from visioneditor.repository.opening import open_repository
from visioneditor.repository.repository import Repository
from visioneditor.repository.writing import commit_files

Open = Callable[[Path], Repository]
Git = Callable[..., str]
VISION = "reference/vision.rst"
NOBODY = 65534


def commit(repository: Repository, branch: str = "main", path: str = VISION, data: bytes | None = b"new\n") -> str:
    tip = repository.find_commit(f"refs/heads/{branch}")
    return commit_files(
        repository,
        branch=branch,
        files={path: data},
        message="Reword\n",
        author=ADA,
        expected=tip.oid if tip else None,
        allow_default=True,
    )


def refused(repository: Repository, branch: str = "main", path: str = VISION) -> VisionEditorError:
    """Why a commit was refused; nothing may have changed by it."""
    before = picture(repository)
    with pytest.raises(VisionEditorError) as caught:
        commit(repository, branch, path)
    assert picture(repository) == before
    assert caught.value.summary.endswith(".")
    return caught.value


def picture(repository: Repository) -> object:
    """Refs, the index's bytes, what lies in git's folder and in the work tree."""
    folders = [repository.git_dir, *([repository.work_tree] if repository.work_tree else [])]
    names = [sorted(path.name for path in folder.iterdir()) for folder in folders]
    ours = [[name for name in each if name != "visioneditor.lock"] for each in names]
    index = repository.git_dir / "index"
    refs = {ref.name: ref.commit for ref in repository.refs()}
    return refs, index.read_bytes() if index.exists() else b"", ours


def test_a_rebase_needs_its_branch_where_it_was_begun_and_everywhere_else(small: Path, open_at: Open, git: Git) -> None:
    git(small, "branch", "side", "main~1")
    git(small, "checkout", "-q", "-b", "work")
    git(small, "checkout", "-q", "--detach")
    (small / ".git" / "rebase-merge").mkdir()
    (small / ".git" / "rebase-merge" / "head-name").write_text("refs/heads/work\n")
    repository = open_at(small)
    assert refused(repository, "work").message == "branch.held"
    assert "a rebase" in refused(repository, "work").summary
    commit(repository, "side")  # which nothing needs
    assert git(small, "status", "--porcelain") == ""
    git(small, "worktree", "add", "-q", str(small.parent / "linked"), "main")
    assert refused(open_at(small.parent / "linked"), "work").message == "branch.held"


def test_a_real_rebase_that_stopped_goes_on_after_a_commit_elsewhere(small: Path, open_at: Open, git: Git) -> None:
    git(small, "checkout", "-q", "-b", "work", "main~1")
    (small / VISION).write_text("Other\n")
    git(small, "commit", "-q", "-a", "-m", "Other")
    with pytest.raises(subprocess.CalledProcessError):
        git(small, "rebase", "-q", "main")
    repository = open_at(small)
    assert refused(repository, "work").message == "branch.held"
    made = commit(repository, "fresh")
    (small / VISION).write_text("Settled\n")
    git(small, "add", VISION)
    git(small, "-c", "core.editor=true", "rebase", "--continue")
    assert git(small, "rev-parse", "fresh", "work~1").split() == [made, git(small, "rev-parse", "main")]


@pytest.mark.parametrize("verb", ["merge", "cherry-pick"])
def test_a_merge_or_cherry_pick_that_stopped_is_ended_first(verb: str, small: Path, open_at: Open, git: Git) -> None:
    git(small, "checkout", "-q", "-b", "side", "main~1")
    (small / VISION).write_text("Other\n")
    git(small, "commit", "-q", "-a", "-m", "Other")
    git(small, "checkout", "-q", "main")
    with pytest.raises(subprocess.CalledProcessError):
        git(small, verb, "side")
    repository = open_at(small)
    assert f"a {verb}" in refused(repository).summary
    assert len(git(small, "ls-files", "-u").split("\n")) == 3
    git(small, verb, "--abort")
    assert commit(repository) == git(small, "rev-parse", "HEAD")


def test_a_bisection_comes_back_to_its_branch(small: Path, open_at: Open, git: Git) -> None:
    git(small, "bisect", "start")
    repository = open_at(small)
    (small / VISION).write_text("new\n")
    commit(repository)  # nothing is bisected yet, and the branch is checked out
    git(small, "bisect", "bad", "HEAD")
    git(small, "bisect", "good", "HEAD~2")
    assert "a bisection" in refused(repository).summary
    commit(repository, "fresh")
    git(small, "bisect", "reset")
    assert git(small, "status", "--porcelain", "--untracked-files=no") == ""


def test_a_commit_away_from_a_detached_head_leaves_it_alone(small: Path, open_at: Open, git: Git) -> None:
    git(small, "checkout", "-q", "--detach", "HEAD~1")
    before = git(small, "rev-parse", "HEAD")
    made = commit(open_at(small), "fresh")
    assert git(small, "rev-parse", "HEAD", "fresh").split() == [before, made]
    assert git(small, "status", "--porcelain") == ""


def test_a_branch_checked_out_in_another_work_tree_is_left_alone_from_either_side(
    small: Path, open_at: Open, git: Git
) -> None:
    linked = small.parent / "linked"
    git(small, "worktree", "add", "-q", "-b", "side", str(linked))
    there, here = open_at(linked), open_at(small)
    assert str(small) in refused(there, "main").summary
    assert str(linked) in refused(here, "side").summary
    made = commit(there, "side")
    assert git(linked, "rev-parse", "HEAD") == made
    assert git(linked, "status", "--porcelain") == ""
    assert git(small, "status", "--porcelain") == ""


def test_what_is_staged_and_stands_nowhere_else_is_not_lost(small: Path, open_at: Open, git: Git) -> None:
    (small / VISION).write_text("staged\n")
    git(small, "add", VISION)
    (small / VISION).write_text("written on\n")
    repository = open_at(small)
    assert refused(repository).message == "path.staged"
    assert git(small, "show", f":{VISION}") == "staged"
    (small / VISION).write_text("staged\n")
    commit(repository)
    assert git(small, "status", "--porcelain") == f" M {VISION}"
    assert (small / VISION).read_text() == "staged\n"


def test_a_file_that_is_only_announced_to_git_is_committed(small: Path, open_at: Open, git: Git) -> None:
    (small / "goals.rst").write_text("new\n")
    git(small, "add", "-N", "goals.rst")
    commit(open_at(small), path="goals.rst")
    assert git(small, "status", "--porcelain") == ""


def test_the_index_of_another_git_at_work_is_not_touched(small: Path, open_at: Open) -> None:
    lock = small / ".git" / "index.lock"
    lock.write_text("half of it")
    error = refused(open_at(small))
    assert (error.message, lock.read_text()) == ("repository.locked", "half of it")
    assert str(lock) in error.summary


def test_a_ref_locked_by_another_git_is_not_called_moved(small: Path, open_at: Open) -> None:
    lock = small / ".git" / "refs" / "heads" / "main.lock"
    lock.write_text("")
    assert refused(open_at(small)).message == "repository.locked"
    assert lock.exists()


@pytest.mark.parametrize("is_cone", [True, False])
def test_in_a_sparse_checkout_what_is_not_on_disk_stays_so(
    is_cone: bool, builder: Builder, tmp_path: Path, open_at: Open, git: Git
) -> None:
    builder.commit("main", {VISION: "Vision\n", "far/a/b.rst": "B\n", "far/c.rst": "C\n", "near/d.rst": "D\n"})
    small = builder.write(tmp_path / "small")
    git(small, "sparse-checkout", "set", *(["--cone", "--sparse-index"] if is_cone else ["--no-cone"]), "near")
    repository = open_at(small)
    commit(repository, path="far/c.rst")
    commit(repository, path="near/d.rst")
    assert git(small, "status", "--porcelain") == ""
    assert git(small, "ls-files", "-t").split("\n") == ["S far/a/b.rst", "S far/c.rst", "H near/d.rst", f"S {VISION}"]
    assert not (small / "far").exists()


def test_flags_of_a_row_are_kept(small: Path, open_at: Open, git: Git) -> None:
    git(small, "update-index", "--assume-unchanged", VISION)
    commit(open_at(small))
    assert git(small, "ls-files", "-v", VISION) == f"h {VISION}"


def test_a_split_index_is_written_whole(small: Path, open_at: Open, git: Git) -> None:
    git(small, "update-index", "--split-index")
    (small / VISION).write_text("new\n")
    commit(open_at(small))
    assert git(small, "status", "--porcelain", "--untracked-files=no") == ""
    assert git(small, "fsck", "--strict") == ""


def test_an_index_that_is_a_link_stays_one(small: Path, open_at: Open, git: Git) -> None:
    index = small / ".git" / "index"
    index.rename(small / ".git" / "elsewhere")
    index.symlink_to("elsewhere")
    (small / VISION).write_text("new\n")
    commit(open_at(small))
    assert index.is_symlink()
    assert git(small, "status", "--porcelain") == ""


def test_a_packed_branch_is_moved(small: Path, open_at: Open, git: Git) -> None:
    git(small, "pack-refs", "--all", "--prune")
    packed = (small / ".git" / "packed-refs").read_bytes()
    made = commit(open_at(small))
    assert git(small, "rev-parse", "HEAD") == made
    assert (small / ".git" / "packed-refs").read_bytes() == packed


def test_a_branch_cannot_be_a_folder_of_branches(small: Path, open_at: Open) -> None:
    repository = open_at(small)
    assert "There is a branch main" in refused(repository, "main/side").summary
    commit(repository, "team/nova")
    assert "There is a branch team/nova" in refused(repository, "team").summary


def test_a_branch_without_a_commit_begins_with_nothing_when_it_is_checked_out(
    small: Path, open_at: Open, git: Git
) -> None:
    git(small, "checkout", "-q", "--orphan", "anew")
    made = commit(open_at(small), "anew", path="goals.rst")
    assert git(small, "rev-list", "anew") == made
    assert git(small, "ls-tree", "-r", "--name-only", "anew") == "goals.rst"
    assert "A  out.rst" in git(small, "status", "--porcelain")  # what was staged is


def test_no_document_is_put_over_a_folder_or_another_repository(small: Path, open_at: Open, git: Git) -> None:
    git(small, "update-index", "--add", "--cacheinfo", f"160000,{git(small, 'rev-parse', 'HEAD')},sub")
    git(small, "commit", "-q", "-m", "sub")
    repository = open_at(small)
    for path, message in (
        ("reference", "path.is-folder"),
        ("sub", "path.is-folder"),
        ("sub/vision.rst", "path.leads-out"),
        (f"{VISION}/below.rst", "path.leads-out"),
    ):
        assert refused(repository, path=path).message == message
    assert "160000" in git(small, "ls-tree", "HEAD", "sub")


def test_a_document_moves_in_one_commit_and_into_a_folder_of_its_own_name(small: Path, open_at: Open, git: Git) -> None:
    repository = open_at(small)
    old = (small / VISION).read_bytes()
    files: dict[str, bytes | None] = {"aims/vision.rst": old, VISION: None}
    tip = repository.resolve("main")
    commit_files(repository, branch="main", files=files, message="Move", author=ADA, expected=tip)
    assert git(small, "show", "-M", "--format=", "--name-status").split() == ["R100", VISION, "aims/vision.rst"]
    assert git(small, "ls-files").split() == ["aims/vision.rst", "doc/reference", "out.rst"]
    with pytest.raises(VisionEditorError, match="nothing to commit"):
        commit(repository, path="gone.rst", data=None)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A repository that belongs to a user whom closed folders keep out: the superuser goes on as nobody."""
    with tempfile.TemporaryDirectory() as place:  # not pytest's own: nobody else may enter that
        builder = Builder()
        builder.commit("main", {VISION: "old\n"})
        folder = builder.write(Path(place) / "closed")
        for name in ("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"):  # the sealed ones are closed to nobody
            monkeypatch.setenv(name, os.devnull)
        if is_root := os.geteuid() == 0:
            for each in (Path(place), folder, *folder.rglob("*")):
                os.chown(each, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            for each in (folder / ".git", folder / ".git" / "objects", folder / ".git" / "refs" / "heads"):
                each.chmod(0o755)
            if is_root:
                os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="there, a folder's mode does not keep its owner from writing")
@pytest.mark.parametrize("inside", ["", "objects", "refs/heads"])
def test_a_folder_that_cannot_be_written_is_told(inside: str, closed: Path) -> None:
    with tempfile.TemporaryDirectory() as shadows:
        repository = open_repository(closed, shadow_root=Path(shadows))
        place = closed / ".git" / inside
        for each in (place, *([path for path in place.iterdir() if path.is_dir()] if inside == "objects" else [])):
            each.chmod(0o555)
        try:
            error = refused(repository)
            said = f"{error.summary} {error.detail}".lower()
            assert "permission" in said
        finally:
            repository.close()
