"""One document is committed or saved and nothing else is touched, whatever stands in the way."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository.conftest import ADA, Builder
from visioneditor.errors import VisionEditorError
from visioneditor.repository.repository import Repository
from visioneditor.repository.working_files import write_working_file
from visioneditor.repository.writing import check_head, commit_files

Open = Callable[[Path], Repository]
Git = Callable[..., str]
VISION = "reference/vision.rst"


def commit(
    repository: Repository,
    branch: str,
    expected: str | None,
    data: bytes = b"new\n",
    path: str = VISION,
    allow_default: bool = False,
) -> str:
    return commit_files(
        repository,
        branch=branch,
        files={path: data},
        message="Reword\n",
        author=ADA,
        expected=expected,
        allow_default=allow_default,
    )


def refused(message: str, repository: Repository, *arguments: object, **more: object) -> None:
    before = {ref.name: ref.commit for ref in repository.refs()}
    with pytest.raises(VisionEditorError) as caught:
        commit(repository, *arguments, **more)  # type: ignore[arg-type]
    assert caught.value.message == message
    assert caught.value.summary
    assert {ref.name: ref.commit for ref in repository.refs()} == before


@pytest.fixture
def bare(builder: Builder, tmp_path: Path) -> Path:
    builder.commit("main", {VISION: "old\n", "other.rst": "other\n", "link.rst": f"-> {VISION}"})
    builder.commit("draft", {VISION: "draft\n"}, parents=(1,))
    return builder.write(tmp_path / "bare.git", "--bare", "--initial-branch=main")


def test_a_bare_repository_gets_a_commit_on_a_named_branch(bare: Path, open_at: Open, git: Git) -> None:
    repository = open_at(bare)
    tip = repository.resolve("draft")
    made = commit(repository, "draft", tip)
    assert git(bare, "rev-parse", "draft", "draft~1").split() == [made, tip]
    assert git(bare, "diff", "--name-only", "draft~1", "draft") == VISION
    assert git(bare, "show", f"draft:{VISION}") == "new"
    assert git(bare, "log", "-1", "--format=%an %ae %cn %s", "draft") == "Ada Tester ada@example.org Ada Tester Reword"
    assert git(bare, "fsck", "--strict") == ""


def test_a_new_branch_begins_where_one_says_or_at_the_default(bare: Path, open_at: Open, git: Git) -> None:
    repository = open_at(bare)
    commit(repository, "fresh", None)
    assert git(bare, "rev-parse", "fresh~1") == git(bare, "rev-parse", "main")
    commit_files(repository, branch="x/y", files={VISION: b"1"}, message="m", author=ADA, expected=None, start="draft")
    assert git(bare, "rev-parse", "x/y~1") == git(bare, "rev-parse", "draft")


def test_the_default_branch_is_written_only_when_that_is_said(bare: Path, open_at: Open) -> None:
    repository = open_at(bare)
    tip = repository.resolve("main")
    refused("branch.is-default", repository, "main", tip)
    assert repository.resolve("main") == tip
    assert commit(repository, "main", tip, allow_default=True) == repository.resolve("main")


def test_what_cannot_be_committed_says_why(bare: Path, open_at: Open) -> None:
    repository = open_at(bare)
    tip = repository.resolve("draft")
    refused("branch.moved", repository, "draft", repository.resolve("main"))
    refused("branch.moved", repository, "gone", tip)
    refused("branch.exists", repository, "draft", None)
    refused("commit.unchanged", repository, "draft", tip, b"draft\n")
    for name in ("a..b", "-f", "HEAD", "a b", ""):
        refused("branch.bad-name", repository, name, None)
    for path in ("../out.rst", "a/../b", ".git/config", "/etc/x", "", "a//b", "a/.GIT/x", "a\0b"):
        refused("path.bad", repository, "draft", tip, b"x", path)


def test_a_link_is_written_where_it_leads_and_never_out(small: Path, open_at: Open, git: Git) -> None:
    repository = open_at(small)
    tip = repository.resolve("main")
    refused("path.leads-out", repository, "main", tip, b"x", "out.rst")
    refused("path.leads-out", repository, "main", tip, b"x", "out.rst/below.rst")
    commit(repository, "main", tip, path="doc/reference/vision.rst")
    assert git(small, "diff", "--name-only", "main~1", "main") == VISION


def test_a_file_in_a_new_folder_is_committed(bare: Path, open_at: Open, git: Git) -> None:
    repository = open_at(bare)
    commit(repository, "draft", repository.resolve("draft"), path="new/deep/ö.rst")
    assert git(bare, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "draft").split() == [
        "link.rst", "new/deep/ö.rst", "other.rst", VISION,
    ]  # fmt: skip


def test_the_first_commit_of_an_empty_repository(tmp_path: Path, open_at: Open, git: Git) -> None:
    folder = Builder().write(tmp_path / "empty")
    repository = open_at(folder)
    made = commit(repository, "main", None)
    assert git(folder, "rev-parse", "HEAD") == made
    assert git(folder, "ls-files") == VISION


def test_staged_work_of_others_stays_as_it_was(small: Path, open_at: Open, git: Git) -> None:
    (small / "staged.rst").write_text("staged\n")
    git(small, "add", "staged.rst")
    git(small, "rm", "-q", "--cached", "out.rst")
    (small / VISION).write_text("new\n")
    repository = open_at(small)
    commit(repository, "main", repository.resolve("main"))
    assert git(small, "diff", "--name-only", "HEAD~1", "HEAD") == VISION
    assert git(small, "status", "--porcelain").split("\n") == ["D  out.rst", "A  staged.rst", "?? out.rst"]
    assert not (small / ".git" / "index.lock").exists()
    assert git(small, "reflog", "-1", "--format=%gs", "HEAD") == "commit: Reword"


def test_a_files_mode_is_kept(small: Path, open_at: Open, git: Git) -> None:
    git(small, "update-index", "--chmod=+x", VISION)
    git(small, "commit", "-q", "-m", "mode")
    repository = open_at(small)
    commit(repository, "main", repository.resolve("main"))
    assert git(small, "ls-tree", "HEAD", VISION).startswith("100755")
    assert git(small, "ls-files", "-s", VISION).startswith("100755")


def test_no_hook_runs(small: Path, open_at: Open) -> None:
    for name in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        hook = small / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {small}/ran-{name}\nexit 1\n")
        hook.chmod(0o755)
    repository = open_at(small)
    commit(repository, "main", repository.resolve("main"))
    assert not list(small.glob("ran-*"))


def test_a_commit_waits_for_what_is_under_way(small: Path, open_at: Open, git: Git) -> None:
    repository = open_at(small)
    tip = repository.resolve("main")
    (small / ".git" / "MERGE_HEAD").write_text(tip + "\n")
    refused("repository.busy", repository, "main", tip)
    (small / ".git" / "MERGE_HEAD").unlink()
    (small / ".git" / "index.lock").write_text("")
    refused("repository.locked", repository, "main", tip)
    (small / ".git" / "index.lock").unlink()
    git(small, "checkout", "-q", "--detach")
    with pytest.raises(VisionEditorError, match="No branch is checked out"):
        check_head(repository)


def test_a_conflict_in_the_document_is_not_written_over(small: Path, open_at: Open, git: Git) -> None:
    blob = git(small, "rev-parse", f"HEAD:{VISION}")
    rows = "".join(f"100644 {blob} {stage}\t{VISION}\n" for stage in (1, 2, 3))
    git(small, "rm", "-q", "--cached", VISION)
    git(small, "update-index", "--index-info", input=rows)
    repository = open_at(small)
    refused("repository.busy", repository, "main", repository.resolve("main"))
    assert len(git(small, "ls-files", "-u").split("\n")) == 3


def test_a_branch_checked_out_elsewhere_is_left_alone(small: Path, open_at: Open, git: Git) -> None:
    git(small, "worktree", "add", "-q", "-b", "side", str(small.parent / "linked"))
    repository = open_at(small)
    refused("branch.checked-out", repository, "side", repository.resolve("side"))


def test_saving_replaces_the_file_in_one_step_and_keeps_its_mode(small: Path, open_at: Open) -> None:
    repository = open_at(small)
    (small / VISION).chmod(0o750)
    write_working_file(repository, "doc/reference/vision.rst", b"saved\n", expected=(small / VISION).read_bytes())
    assert (small / VISION).read_bytes() == b"saved\n"
    assert stat.S_IMODE((small / VISION).stat().st_mode) == 0o750
    assert (small / "doc" / "reference").is_symlink()
    assert [path.name for path in (small / "reference").iterdir()] == ["vision.rst"]
    write_working_file(repository, "new/folder/a.rst", b"a\n")
    assert (small / "new/folder/a.rst").read_bytes() == b"a\n"


def test_saving_never_leads_out_nor_over_anothers_change(small: Path, open_at: Open) -> None:
    repository = open_at(small)
    (small / "up").symlink_to(small.parent)
    for path in ("out.rst", "up/x.rst", "../x.rst", ".git/config", ".git/hooks/post-commit"):
        with pytest.raises(VisionEditorError, match="leads out"):
            write_working_file(repository, path, b"x")
    with pytest.raises(VisionEditorError, match="another program"):
        write_working_file(repository, VISION, b"mine\n", expected=b"what I read\n")
    with pytest.raises(VisionEditorError):
        write_working_file(repository, "reference", b"x")
    assert not (small.parent.parent / "secret.rst").exists()
    assert not (small.parent / "x.rst").exists()


def test_a_repository_without_a_work_tree_has_no_working_file(bare: Path, open_at: Open) -> None:
    with pytest.raises(VisionEditorError):
        write_working_file(open_at(bare), VISION, b"x")
