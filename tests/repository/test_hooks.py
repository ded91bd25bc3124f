"""A repository's hooks run on a commit as git runs them, where that is allowed; they may stop it and change it."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.repository.conftest import ADA, Builder
from visioneditor.errors import VisionEditorError
from visioneditor.repository.hooks import CommitHooks, are_hooks_allowed, find_hooks
from visioneditor.repository.repository import Repository
from visioneditor.repository.writing import commit_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hooks here are shell scripts")

Open = Callable[[Path], Repository]
PutHook = Callable[..., Path]
PATH = "reference/vision.rst"


@pytest.fixture
def folder(builder: Builder, tmp_path: Path) -> Path:
    builder.commit("main", {PATH: "old\n", "other.rst": "other\n"})
    return builder.write(tmp_path / "community", "--initial-branch=main")


@pytest.fixture
def bare(builder: Builder, folder: Path, tmp_path: Path, git: Git) -> Path:
    git(tmp_path, "clone", "-q", "--bare", str(folder), "bare.git")
    return tmp_path / "bare.git"


def put_hook(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    hook = folder / name
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)
    return hook


def commit(
    repository: Repository, *, data: bytes = b"new\n", branch: str = "main", cancelled: Callable[[], bool] | None = None
) -> str:
    hooks = CommitHooks(repository=repository, author=ADA, cancelled=cancelled or (lambda: False))
    tip = repository.find_commit(f"refs/heads/{branch}")
    return commit_files(
        repository,
        branch=branch,
        files={PATH: data},
        message="Reword\n",
        author=ADA,
        expected=tip.oid if tip else None,
        hooks=hooks,
    )


def test_hooks_are_found_where_git_looks_for_them(folder: Path, open_at: Open, git: Git, tmp_path: Path) -> None:
    repository = open_at(folder)
    assert find_hooks(repository) == ()
    put_hook(folder / ".git" / "hooks", "commit-msg", "")
    put_hook(folder / ".git" / "hooks", "pre-commit.sample", "")
    put_hook(folder / ".git" / "hooks", "pre-commit", "").chmod(0o644)
    assert find_hooks(repository) == ("commit-msg",)
    put_hook(tmp_path / "everywhere", "post-commit", "")
    git(tmp_path, "config", "--global", "core.hooksPath", str(tmp_path / "everywhere"))
    try:
        assert find_hooks(repository) == ("post-commit",)
    finally:
        git(tmp_path, "config", "--global", "--unset", "core.hooksPath")
    put_hook(folder / "tools", "pre-commit", "")
    git(folder, "config", "core.hooksPath", "tools")
    assert find_hooks(repository) == ("pre-commit",)


def test_a_linked_work_tree_has_the_hooks_of_its_repository(
    folder: Path, open_at: Open, git: Git, tmp_path: Path
) -> None:
    put_hook(folder / ".git" / "hooks", "commit-msg", "")
    git(folder, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    beside = open_at(tmp_path / "side")
    assert find_hooks(beside) == ("commit-msg",)
    assert are_hooks_allowed(beside, [str(tmp_path / "side")])
    assert are_hooks_allowed(beside, [str(folder / ".git")])


def test_a_repository_is_named_by_its_key_or_its_path(folder: Path, open_at: Open, tmp_path: Path) -> None:
    repository = open_at(folder)
    (tmp_path / "link").symlink_to(folder)
    for entry in (repository.key, str(folder), f"{folder}/", str(folder / ".git"), str(tmp_path / "link")):
        assert are_hooks_allowed(repository, ["/elsewhere", entry]), entry
    for entry in ("", ".", "community", str(tmp_path), str(folder / "reference"), "~", "~nobody-of-that-name/x"):
        assert not are_hooks_allowed(repository, [entry]), entry
    assert are_hooks_allowed(repository, [os.path.relpath(folder, Path.home())]) is False


@pytest.fixture(params=["work-tree", "bare"])
def either(request: pytest.FixtureRequest, folder: Path, bare: Path) -> Iterator[Path]:
    yield folder if request.param == "work-tree" else bare


def git_dir(folder: Path) -> Path:
    return folder / ".git" if (folder / ".git").is_dir() else folder


def test_a_hook_sees_the_commit_that_is_to_be(either: Path, open_at: Open, git: Git, tmp_path: Path) -> None:
    hooks = git_dir(either) / "hooks"
    put_hook(hooks, "pre-commit", f'(pwd -P; git diff --cached --name-only; git show :{PATH}) > "{tmp_path}/pre"')
    put_hook(hooks, "commit-msg", f'(cat "$1"; git var GIT_COMMITTER_IDENT; git show :{PATH}) > "{tmp_path}/msg"')
    put_hook(hooks, "post-commit", f'git log -1 --format=%s work > "{tmp_path}/post"')
    repository = open_at(either)
    git(either, "branch", "work")
    is_bare = repository.work_tree is None
    made = commit(repository, branch="work")
    assert (tmp_path / "pre").read_text() == f"{os.path.realpath(either)}\n{PATH}\nnew\n"
    said = (tmp_path / "msg").read_text()
    assert said.startswith("Reword\nAda Tester <ada@example.org> ") and said.endswith("\nnew\n")
    assert (tmp_path / "post").read_text() == "Reword\n"
    assert git(either, "rev-parse", "work") == made
    assert git(either, "show", "--name-only", "--format=", "work") == PATH
    assert not list(git_dir(either).glob("visioneditor-*"))
    if not is_bare:
        assert git(either, "status", "--porcelain") == ""


def test_a_failing_hook_stops_the_commit_and_says_why(either: Path, open_at: Open, git: Git) -> None:
    script = "echo Looking\necho '\x1b[31mLine 3 is too long.\x1b[0m' >&2\nexit 3"
    put_hook(git_dir(either) / "hooks", "pre-commit", script)
    put_hook(git_dir(either) / "hooks", "post-commit", "touch ran")
    before = git(either, "for-each-ref")
    git(either, "branch", "work")
    with pytest.raises(VisionEditorError) as raised:
        commit(open_at(either), branch="work")
    assert raised.value.summary == "The hook pre-commit stopped the commit: Line 3 is too long."
    assert "your text is kept" in raised.value.hint and "Looking" in raised.value.detail
    git(either, "branch", "-D", "work")
    assert git(either, "for-each-ref") == before
    assert not (either / "ran").exists()
    assert not list(git_dir(either).glob("visioneditor-*")) and not (git_dir(either) / "index.lock").exists()


@pytest.mark.parametrize(("script", "reason"), [("exit 1", "it did not say why"), ("kill -9 $$", ".*died of signal 9")])
def test_a_silent_hook_stops_it_too(folder: Path, open_at: Open, script: str, reason: str) -> None:
    put_hook(folder / ".git" / "hooks", "commit-msg", script)
    with pytest.raises(VisionEditorError, match=f"The hook commit-msg stopped the commit: {reason}"):
        commit(open_at(folder))


def test_a_hook_that_cannot_be_started_stops_it(folder: Path, open_at: Open) -> None:
    put_hook(folder / ".git" / "hooks", "pre-commit", "").write_text("#!/no/such/program\n")
    with pytest.raises(VisionEditorError, match=r"The hook pre-commit stopped the commit: .*(?:cannot run|No such)"):
        commit(open_at(folder))


def test_an_edited_message_is_kept(either: Path, open_at: Open, git: Git) -> None:
    """Gerrit's own hook writes a new file over the message's."""
    script = '(cat "$1"; echo; echo "Change-Id: I0123") > "$1.new" && mv "$1.new" "$1"'
    put_hook(git_dir(either) / "hooks", "commit-msg", script)
    git(either, "branch", "work")
    commit(open_at(either), branch="work")
    assert git(either, "log", "-1", "--format=%B", "work") == "Reword\n\nChange-Id: I0123\n"


def test_an_emptied_message_makes_no_commit(folder: Path, open_at: Open, git: Git) -> None:
    put_hook(folder / ".git" / "hooks", "commit-msg", 'echo > "$1"')
    before = git(folder, "rev-parse", "HEAD")
    with pytest.raises(VisionEditorError, match="needs a message"):
        commit(open_at(folder))
    assert git(folder, "rev-parse", "HEAD") == before


def test_a_tidied_document_is_committed_and_nothing_else_a_hook_adds(folder: Path, open_at: Open, git: Git) -> None:
    script = (
        f"blob=$(git show :{PATH} | sed 's/ *$//' | git hash-object -w --stdin)\n"
        f'git update-index --cacheinfo "100644,$blob,{PATH}" --add --cacheinfo "100644,$blob,extra.rst"'
    )
    put_hook(folder / ".git" / "hooks", "pre-commit", script)
    commit(open_at(folder), data=b"new   \n")
    assert git(folder, "show", "--name-only", "--format=", "HEAD") == PATH
    assert git(folder, "show", f"HEAD:{PATH}") == "new"
    assert git(folder, "diff", "--cached", "--name-only") == ""


def test_a_hook_that_undoes_all_leaves_nothing_to_commit(folder: Path, open_at: Open) -> None:
    put_hook(folder / ".git" / "hooks", "pre-commit", "git read-tree HEAD")
    with pytest.raises(VisionEditorError, match="there is nothing to commit"):
        commit(open_at(folder))


def test_a_failing_hook_after_the_commit_changes_nothing(folder: Path, open_at: Open, git: Git) -> None:
    put_hook(folder / ".git" / "hooks", "post-commit", "echo no >&2; exit 1")
    assert commit(open_at(folder)) == git(folder, "rev-parse", "HEAD")


def test_the_first_commit_of_all_runs_hooks_too(tmp_path: Path, open_at: Open, git: Git) -> None:
    git(tmp_path, "init", "-q", "fresh")
    put_hook(tmp_path / "fresh" / ".git" / "hooks", "pre-commit", f'git diff --cached --name-only > "{tmp_path}/saw"')
    commit(open_at(tmp_path / "fresh"))
    assert (tmp_path / "saw").read_text() == f"{PATH}\n"


def test_a_hook_that_takes_for_ever_is_ended_when_the_commit_is_cancelled(
    folder: Path, open_at: Open, git: Git, tmp_path: Path
) -> None:
    put_hook(folder / ".git" / "hooks", "pre-commit", f'touch "{tmp_path}/began"; sleep 50; touch "{tmp_path}/ended"')
    before = git(folder, "rev-parse", "HEAD")
    with pytest.raises(VisionEditorError, match="Cancelled while the hook pre-commit ran"):
        commit(open_at(folder), cancelled=(tmp_path / "began").exists)
    assert not (tmp_path / "ended").exists()
    assert git(folder, "rev-parse", "HEAD") == before


def test_what_a_hook_leaves_running_is_not_waited_for(folder: Path, open_at: Open, tmp_path: Path) -> None:
    put_hook(folder / ".git" / "hooks", "post-commit", f'(sleep 20; touch "{tmp_path}/ended") &')
    commit(open_at(folder))
    assert not (tmp_path / "ended").exists()
