"""Repositories of every shape open; what cannot be opened says why and what to do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository.conftest import ADA, Builder
from visioneditor.errors import VisionEditorError
from visioneditor.repository import process
from visioneditor.repository.locating import is_safe
from visioneditor.repository.repository import Repository
from visioneditor.repository.shadow import leads_to
from visioneditor.repository.writing import commit_files

Open = Callable[[Path], Repository]
Git = Callable[..., str]


def test_anything_inside_a_work_tree_opens_it(small: Path, open_at: Open) -> None:
    for inside in (small, small / "reference", small / "reference" / "vision.rst", small / ".git", small / ".git/refs"):
        repository = open_at(inside)
        assert repository.work_tree == small
        assert repository.name == "small"
        assert repository.default_revision() == "refs/heads/main"


def test_a_bare_repository_of_head_objects_and_refs_alone_opens(
    builder: Builder, tmp_path: Path, open_at: Open
) -> None:
    builder.commit("main", {"a.rst": "one\n"})
    folder = builder.write(tmp_path / "bare.git", "--bare", "--initial-branch=main")
    for path in [path for path in folder.iterdir() if path.name not in {"HEAD", "objects", "refs"}]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    repository = open_at(folder)
    assert repository.work_tree is None
    assert repository.name == "bare"
    assert repository.read("HEAD", "a.rst") == b"one\n"


def test_packed_refs_alone_are_enough(small: Path, open_at: Open, git: Git) -> None:
    git(small, "pack-refs", "--all", "--prune")
    git(small, "gc", "-q")
    repository = open_at(small)
    assert repository.resolve("main") == git(small, "rev-parse", "main")


def test_a_linked_worktree_has_its_own_head_and_shares_the_key(small: Path, open_at: Open, git: Git) -> None:
    git(small, "worktree", "add", "-q", "-b", "side", str(small.parent / "linked"), "main~1")
    linked, main = open_at(small.parent / "linked"), open_at(small)
    assert linked.head_branch() == "refs/heads/side"
    assert linked.resolve(linked.default_revision()) == git(small, "rev-parse", "main~1")
    assert linked.key == main.key
    assert linked.worktree_bytes("reference/vision.rst") == b"Vision\n======\n"


def test_objects_borrowed_from_another_repository_are_found(small: Path, open_at: Open, git: Git) -> None:
    git(small.parent, "clone", "-q", "--shared", "--bare", str(small), "borrower.git")
    assert open_at(small.parent / "borrower.git").read("main", "reference/vision.rst")


def test_a_sha256_repository_opens(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    builder.commit("main", {"folder/a.rst": "one\n"})
    repository = open_at(builder.write(tmp_path / "long", "--object-format=sha256"))
    assert len(repository.resolve("main")) == 64
    assert [entry.path for entry in repository.entries("main")] == ["folder/a.rst"]


def test_a_shallow_clone_opens(small: Path, open_at: Open, git: Git) -> None:
    git(small.parent, "clone", "-q", "--depth=1", f"file://{small}", "shallow")
    repository = open_at(small.parent / "shallow")
    assert repository.find_commit("main~1") is None
    assert repository.read("main", "reference/vision.rst")


def test_an_empty_repository_opens_and_says_that_it_has_no_revision(tmp_path: Path, open_at: Open) -> None:
    repository = open_at(Builder().write(tmp_path / "empty"))
    assert repository.is_empty
    assert repository.refs() == ()
    with pytest.raises(VisionEditorError, match="has no revision yet"):
        repository.default_revision()


@pytest.mark.parametrize("name", ["plain", "plain/file", "nowhere"])
def test_what_is_no_repository_is_said_to_be_none(tmp_path: Path, open_at: Open, name: str) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "file").write_text("x")
    with pytest.raises(VisionEditorError) as caught:
        open_at(tmp_path / name)
    assert caught.value.message in ("repository.not-found", "repository.no-such-folder")


def test_without_git_the_sentence_says_where_to_get_it(
    small: Path, open_at: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(VisionEditorError, match="git was not found") as caught:
        open_at(small)
    assert "https://git-scm.com" in caught.value.hint
    assert process.git_version() is None


def test_git_in_a_relative_folder_of_the_path_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    assert process.find_git() is None


def test_git_is_found_on_windows_where_its_installer_puts_it(tmp_path: Path) -> None:
    around = {"ProgramFiles": str(tmp_path / "Program Files"), "LOCALAPPDATA": str(tmp_path / "Local")}
    found = tuple(Path(folder) for folder in process.usual_folders(around, "win32"))
    assert found == (tmp_path / "Program Files" / "Git" / "cmd", tmp_path / "Local" / "Programs" / "Git" / "cmd")
    assert list(process.usual_folders(around, "linux")) == []


def test_a_link_is_known_again_as_windows_tells_of_it(tmp_path: Path) -> None:
    link = tmp_path / "refs"
    link.symlink_to("\\\\?\\" + str(tmp_path / "there"))
    assert leads_to(link, tmp_path / "there")
    assert not leads_to(link, tmp_path / "elsewhere")


def test_git_tells_its_version() -> None:
    version = process.git_version()
    assert version is not None
    assert version >= process.OLDEST_GIT


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner of that kind here")
def test_a_repository_of_another_user_is_refused_unless_called_safe(
    small: Path, open_at: Open, git: Git, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stranger = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: stranger)
    with pytest.raises(VisionEditorError) as caught:
        open_at(small)
    assert caught.value.message == "repository.foreign-owner"
    assert f"git config --global --add safe.directory {small}" in caught.value.hint
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    git(tmp_path, "config", "--global", "--add", "safe.directory", str(small))
    assert open_at(small).resolve("main")


@pytest.mark.parametrize(
    ("listed", "safe"),
    [((), False), (("*",), True), (("*", ""), False), (("/a/b",), True), (("/a/*",), True), (("/a",), False)],
)
def test_safe_directory_is_read_as_git_reads_it(listed: tuple[str, ...], safe: bool) -> None:
    assert is_safe(Path("/a/b"), listed) is safe


def test_a_repository_of_a_later_format_is_refused(small: Path, open_at: Open, git: Git) -> None:
    git(small, "config", "core.repositoryFormatVersion", "1")
    git(small, "config", "extensions.somethingNew", "true")
    with pytest.raises(VisionEditorError) as caught:
        open_at(small)
    assert caught.value.message == "repository.too-new"


def test_identity_is_the_repositorys_own_else_the_users(small: Path, open_at: Open, git: Git) -> None:
    assert open_at(small).identity() == ADA
    git(small, "config", "user.name", "Bea")
    found = open_at(small).identity()
    assert found is not None
    assert (found.name, found.mail) == ("Bea", ADA.mail)


def test_gitreview_and_remotes_are_told(builder: Builder, tmp_path: Path, open_at: Open, git: Git) -> None:
    text = "[gerrit]\nhost=review.example.org\nport=29418\nproject=community/governance.git\n"
    builder.commit("main", {".gitreview": text})
    folder = builder.write(tmp_path / "reviewed")
    git(folder, "remote", "add", "origin", "https://example.org/governance")
    repository = open_at(folder)
    told = repository.gitreview("main")
    assert told is not None
    assert (told.host, told.port, told.project) == ("review.example.org", 29418, "community/governance")
    assert repository.remotes() == {"origin": "https://example.org/governance"}


def test_where_no_symbolic_links_can_be_made_overrides_keep_the_repository_quiet(
    small: Path, open_at: Open, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("core.fsmonitor", "core.sshCommand", "diff.external", "credential.helper"):
        git(small, "config", key, f"touch {small}/ran")

    def refuse(*_: object, **__: object) -> None:
        raise OSError("links are for administrators")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    repository = open_at(small)
    assert repository.git_options
    assert repository.read("main", "reference/vision.rst")
    assert repository.plumbing.line("config", "core.fsmonitor") == "false"
    assert repository.plumbing.line("config", "core.sshCommand") == "ssh"
    commit_files(
        repository,
        branch="main",
        files={"a.rst": b"a\n"},
        message="m",
        author=ADA,
        expected=repository.resolve("main"),
    )
    assert repository.resolve("main") == git(small, "rev-parse", "HEAD")
    assert not (small / "ran").exists()


def test_the_shadow_follows_a_repository_that_was_made_anew(small: Path, open_at: Open, git: Git) -> None:
    before = open_at(small)
    shutil.rmtree(small / ".git")
    git(small, "init", "-q", "--object-format=sha256", "-b", "other")
    git(small, "commit", "-q", "--allow-empty", "-m", "New")
    after = open_at(small)
    assert after.key == before.key
    assert after.default_revision() == "refs/heads/other"
    assert len(after.resolve("HEAD")) == 64


def test_first_paint_needs_no_gitpython(small: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from visioneditor.repository.opening import open_repository\n"
        "repository = open_repository(Path(sys.argv[1]), shadow_root=Path(sys.argv[2]))\n"
        "assert repository.read(repository.resolve(repository.default_revision()), 'reference/vision.rst')\n"
        "repository.head_branch(), repository.main_line(), repository.worktree_bytes('reference/vision.rst')\n"
        "repository.close(); assert 'git' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(small), str(tmp_path / "s")], check=True, cwd=Path.cwd())
