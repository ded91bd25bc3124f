"""Revisions are resolved, files listed and read; links are followed inside and never out."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository.conftest import Builder
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import RefKind, TreeEntry
from visioneditor.repository.objects import find_trailer, follow_links, parse_commit
from visioneditor.repository.refs import changes_touching, named_patch_set
from visioneditor.repository.repository import Repository

Open = Callable[[Path], Repository]
Git = Callable[..., str]


def test_revisions_are_resolved_by_any_name_git_knows(small: Path, open_at: Open, git: Git) -> None:
    repository, tip = open_at(small), git(small, "rev-parse", "main")
    git(small, "tag", "-a", "-m", "first", "v1", "main~1")
    for name in ("main", "HEAD", "refs/heads/main", tip, tip[:9], "main~0"):
        assert repository.resolve(name) == tip
    assert repository.resolve("v1") == git(small, "rev-parse", "main~1")


@pytest.mark.parametrize("name", ["nothing", "", "main:reference", "--all", "main\nmain", "a b", "é\udce9"])
def test_an_unknown_revision_is_said_to_be_unknown(small: Path, open_at: Open, name: str) -> None:
    with pytest.raises(VisionEditorError) as caught:
        open_at(small).resolve(name)
    assert caught.value.message == "revision.unknown"


def test_files_are_listed_without_submodules(small: Path, open_at: Open, git: Git) -> None:
    tip = git(small, "rev-parse", "HEAD")
    git(small, "update-index", "--add", "--cacheinfo", f"160000,{tip},module")
    git(small, "commit", "-q", "-m", "With a submodule")
    entries = open_at(small).entries("HEAD")
    assert [entry.path for entry in entries] == ["doc/reference", "out.rst", "reference/vision.rst"]
    assert [entry.mode for entry in entries] == ["120000", "120000", "100644"]


def test_one_file_is_read_without_listing_all(small: Path, open_at: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visioneditor.repository.repository.list_files", None)
    assert open_at(small).read("main", "reference/vision.rst") == b"Vision\n======\n\nText.\n"
    assert open_at(small).real_path("main", "reference/vision.rst") == "reference/vision.rst"


def test_links_are_followed_inside_the_revision_only(small: Path, open_at: Open) -> None:
    repository = open_at(small)
    assert repository.read("main", "doc/reference/vision.rst") == b"Vision\n======\n\nText.\n"
    assert repository.real_path("main", "doc/reference/vision.rst") == "reference/vision.rst"
    assert repository.read("main", "out.rst") is None
    assert repository.read("main", "reference") is None
    assert repository.read("main", "nothing") is None


def test_names_that_git_would_not_check_out_are_left_out(small: Path, open_at: Open, git: Git) -> None:
    blob = git(small, "rev-parse", "main:reference/vision.rst")
    rows = b"".join(
        b"100644 " + name + b"\0" + bytes.fromhex(blob) for name in (b"..", b".git", b"a/../b", b"b\nc", b"d\xe9")
    )
    (small / "tree").write_bytes(rows)
    tree = git(small, "hash-object", "-t", "tree", "-w", "--literally", "tree")
    commit = git(small, "commit-tree", "-m", "odd", tree)
    assert [entry.path for entry in open_at(small).entries(commit)] == ["b\nc", "d\\xe9"]
    assert [open_at(small).read(commit, name) for name in ("..", ".git", "a/../b")] == [None] * 3
    assert open_at(small).read(commit, "d\\xe9")


@pytest.mark.parametrize("leaf", ["main:reference", "empty"])
def test_a_tree_that_names_itself_a_thousandfold_is_refused(small: Path, open_at: Open, git: Git, leaf: str) -> None:
    tree = git(small, "mktree", input="") if leaf == "empty" else git(small, "rev-parse", leaf)
    for _ in range(8):
        tree = git(small, "mktree", input="".join(f"040000 tree {tree}\tf{number}\n" for number in range(10)))
    commit = git(small, "commit-tree", "-m", "bomb", tree)
    with pytest.raises(VisionEditorError) as caught:
        open_at(small).entries(commit)
    assert caught.value.message == "revision.too-large"


def test_working_files_are_read_inside_the_work_tree_only(small: Path, open_at: Open) -> None:
    repository = open_at(small)
    (small.parent / "secret.rst").write_text("secret")
    (small / "leads-out.rst").symlink_to(small.parent / "secret.rst")
    (small / "folder-out").symlink_to(small.parent)
    assert repository.worktree_bytes("doc/reference/vision.rst") == b"Vision\n======\n\nText.\n"
    outside = ["leads-out.rst", "folder-out/secret.rst", "../secret.rst", str(small.parent / "secret.rst")]
    for path in (*outside, ".git/config", "reference", "", "a\0b", "nothing"):
        assert repository.worktree_bytes(path) is None


def test_refs_say_what_they_are(small: Path, open_at: Open, git: Git) -> None:
    git(small, "tag", "-a", "-m", "Tagged", "v1", "main~1")
    for ref in ("refs/changes/05/705/1", "refs/changes/05/705/2", "refs/remotes/origin/main"):
        git(small, "update-ref", ref, "main")
    git(small, "notes", "add", "-m", "note")
    refs = {ref.name: ref for ref in open_at(small).refs()}
    assert refs["refs/heads/main"].kind is RefKind.BRANCH
    assert refs["refs/heads/main"].subject == "Commit 2"
    assert refs["refs/tags/v1"].commit == git(small, "rev-parse", "main~1")
    assert refs["refs/tags/v1"].author == "Ada Tester"
    assert refs["refs/remotes/origin/main"].short == "origin/main"
    assert refs["refs/notes/commits"].kind is RefKind.NOTES
    assert list(open_at(small).patch_sets(705)) == [1, 2]
    assert open_at(small).patch_sets(7) == {}


@pytest.fixture
def changes(small: Path, git: Git) -> Path:
    """With two changes: 705 touches the vision in its first patch set only, 12 does not."""
    git(small, "checkout", "-q", "--detach", "main")
    for ref, path in (("05/705/1", "reference/vision.rst"), ("05/705/2", "b.rst"), ("12/12/1", "c.rst")):
        git(small, "checkout", "-q", "--detach", "main")
        (small / path).write_text("Other words.\n")
        git(small, "add", path)
        git(small, "commit", "-q", "-m", path)
        git(small, "update-ref", f"refs/changes/{ref}", "HEAD")
    git(small, "update-ref", "refs/changes/05/705/meta", "main")
    return small


def test_patch_sets_have_short_names_that_yield_to_git_s_own(changes: Path, open_at: Open, git: Git) -> None:
    repository = open_at(changes)
    assert repository.resolve("705/2") == git(changes, "rev-parse", "refs/changes/05/705/2")
    assert repository.resolve("705/2^") == git(changes, "rev-parse", "main")
    for name in ("705/3", "705", "705/", "0705/2", "705/2/1"):
        assert repository.find_commit(name) is None, name
    git(changes, "branch", "705/2", "main~1")
    assert repository.resolve("705/2") == git(changes, "rev-parse", "main~1")


def test_patch_sets_are_listed_with_their_base_and_without_the_change_s_notes(
    changes: Path, open_at: Open, git: Git
) -> None:
    refs = {ref.short: ref for ref in open_at(changes).refs() if ref.name.startswith("refs/changes/")}
    assert refs["05/705/1"].parent == git(changes, "rev-parse", "main")
    assert {name for name, ref in refs.items() if ref.kind is RefKind.PATCH_SET} == {"05/705/1", "05/705/2", "12/12/1"}


def test_a_change_touched_a_document_where_one_patch_set_did(changes: Path, open_at: Open, git: Git) -> None:
    repository = open_at(changes)
    sets = [ref for ref in repository.refs() if ref.kind is RefKind.PATCH_SET]
    assert changes_touching(repository.plumbing, sets, ["reference/vision.rst"]) == {705}
    assert changes_touching(repository.plumbing, sets, ["nothing.rst", "c.rst"]) == {12}
    assert changes_touching(repository.plumbing, sets, []) == frozenset()
    for name in ("705/2", "refs/changes/05/705/2"):
        assert named_patch_set(name) == (705, 2)
    for name in ("705/2^", "main", "refs/changes/05/705/meta", "refs/heads/705/2"):
        assert named_patch_set(name) is None


def test_the_main_line_is_origins_head_before_all(small: Path, open_at: Open, git: Git) -> None:
    git(small, "branch", "trunk", "main~1")
    assert open_at(small).main_line() == "refs/heads/main"
    git(small, "update-ref", "refs/remotes/origin/trunk", "trunk")
    git(small, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    assert open_at(small).main_line() == "refs/remotes/origin/trunk"


def test_a_bare_repositorys_head_may_name_a_branch_that_is_not_there(
    builder: Builder, tmp_path: Path, open_at: Open
) -> None:
    builder.commit("trunk", {"a.rst": "one\n"})
    repository = open_at(builder.write(tmp_path / "odd.git", "--bare", "--initial-branch=main"))
    assert repository.default_revision() == "refs/heads/trunk"


def test_a_detached_head_is_where_one_reads(small: Path, open_at: Open, git: Git) -> None:
    git(small, "checkout", "-q", "--detach", "main~1")
    repository = open_at(small)
    assert repository.head_branch() is None
    assert repository.resolve(repository.default_revision()) == git(small, "rev-parse", "main~1")


def test_new_commits_are_seen_without_opening_again(small: Path, open_at: Open, git: Git) -> None:
    repository = open_at(small)
    repository.resolve("main")
    git(small, "commit", "-q", "--allow-empty", "-m", "Later")
    assert repository.resolve("main") == git(small, "rev-parse", "main")
    git(small, "repack", "-q", "-a", "-d")
    assert repository.read("main", "reference/vision.rst")


def test_threads_read_at_once(small: Path, open_at: Open) -> None:
    repository = open_at(small)
    blob = next(entry.blob for entry in repository.entries("main") if entry.path == "reference/vision.rst")
    answers: list[bytes] = []

    def read_often() -> None:
        answers.extend(repository.blob(blob) for _ in range(50))

    threads = [threading.Thread(target=read_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [b"Vision\n======\n\nText.\n"] * 200


def test_a_damaged_object_is_told_in_a_sentence(small: Path, open_at: Open) -> None:
    with pytest.raises(VisionEditorError) as caught:
        open_at(small).blob("0" * 40)
    assert caught.value.message == "repository.damaged"


_FILES = {
    "a/b.rst": TreeEntry(path="a/b.rst", mode="100644", blob=""),
    "round": TreeEntry(path="round", mode="120000", blob="round"),
    "up": TreeEntry(path="up", mode="120000", blob="../.."),
    "root": TreeEntry(path="root", mode="120000", blob="/etc"),
    "to": TreeEntry(path="to", mode="120000", blob="./a/../a"),
}


@given(st.lists(st.sampled_from(["a", "b.rst", "round", "up", "root", "to", "..", ".", ""]), max_size=8))
def test_following_links_never_leads_out(names: list[str]) -> None:
    found = follow_links("/".join(names), _FILES, str.encode)
    links = {path for path, entry in _FILES.items() if entry.mode == "120000"}
    assert found is None or (".." not in found.split("/") and found not in links)


def test_a_link_in_the_middle_is_followed() -> None:
    assert follow_links("to/b.rst", _FILES, str.encode) == "a/b.rst"


def test_a_commit_in_another_encoding_is_read_as_it_says() -> None:
    data = b"tree 1\nauthor A <a> 5 +0200\ncommitter B <b> 99999999999999999 +0000\nencoding latin-1\n\nGr\xfc\xdfe\n"
    commit = parse_commit("x", data)
    assert commit.message == "Grüße\n"
    assert commit.authored.timestamp() == 5
    assert commit.committed.year == 1970


def test_the_last_trailer_counts() -> None:
    assert find_trailer("Subject\n\nChange-Id: I1\n\nchange-id: I2\n", "Change-Id") == "I2"
    assert find_trailer("Subject\n", "Change-Id") is None
