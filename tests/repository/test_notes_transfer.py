"""Notes travel between repositories: whoever writes at the same time, every line arrives everywhere."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repository.conftest import ADA, Builder
from visioneditor.errors import VisionEditorError
from visioneditor.repository import cloning, notes_transfer, tree_writing
from visioneditor.repository.notes import append_notes, read_notes
from visioneditor.repository.notes_transfer import NotesRemote, merge_notes, pull_notes, push_notes
from visioneditor.repository.opening import open_repository
from visioneditor.repository.repository import Repository

REFS = ("refs/notes/devtools/reviews", "refs/notes/devtools/discuss")
REMOTE = NotesRemote(name="origin", folder="refs/notes/devtools/")
Open = Callable[[Path], Repository]


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def make_clones(builder: Builder, folder: Path, count: int) -> list[Path]:
    """A bare repository with three commits, and clones of it."""
    for number in range(3):
        builder.commit("main", {"vision.rst": f"Vision {number}\n"})
    bare = builder.write(folder / "bare.git", "--bare")
    clones = [folder / f"clone-{number}" for number in range(count)]
    for clone in clones:
        git(folder, "clone", "-q", str(bare), str(clone))
    return clones


def pull(repository: Repository) -> None:
    pull_notes(repository, REMOTE, REFS, ADA, progress=lambda *_: None, cancelled=lambda: False)


def push(repository: Repository) -> None:
    push_notes(repository, REMOTE, REFS, ADA, progress=lambda *_: None, cancelled=lambda: False)


def commits(repository: Repository) -> list[str]:
    return [repository.resolve(spec) for spec in ("main", "main~1", "main~2")]


def lines_of(repository: Repository, ref: str = REFS[1]) -> set[tuple[str, str]]:
    notes = read_notes(repository, ref)
    return {(commit, line) for commit, data in notes.items() for line in data.decode().split("\n") if line}


@pytest.fixture
def clones(builder: Builder, tmp_path: Path, open_at: Open) -> Sequence[Repository]:
    return [open_at(folder) for folder in make_clones(builder, tmp_path, 2)]


def test_a_remote_without_notes_gives_none_and_takes_ours(clones: Sequence[Repository]) -> None:
    one, other = clones
    pull(one)
    assert lines_of(one) == set()
    append_notes(one, REFS[1], commits(one)[0], ["ours"], ADA)
    push(one)
    pull(other)
    assert lines_of(other) == {(commits(one)[0], "ours")}


def test_what_both_wrote_on_one_commit_is_kept_and_the_refs_become_equal(clones: Sequence[Repository]) -> None:
    one, other = clones
    commit = commits(one)[0]
    append_notes(one, REFS[1], commit, ["b", "shared"], ADA)
    append_notes(other, REFS[1], commit, ["a", "shared"], ADA)
    push(one)
    push(other)
    pull(one)
    assert read_notes(one, REFS[1])[commit] == b"a\nb\nshared\n"
    tips = {repository.resolve(REFS[1]) for repository in clones}
    assert len(tips) == 1
    assert not git(one.git_dir, "for-each-ref", "refs/notes/visioneditor")


def test_merging_has_both_sides_as_parents_and_a_second_time_does_nothing(clones: Sequence[Repository]) -> None:
    one, other = clones
    for repository, line in ((one, "a"), (other, "b")):
        append_notes(repository, REFS[1], commits(one)[0], [line], ADA)
    push(one)
    theirs, ours = one.resolve(REFS[1]), other.resolve(REFS[1])
    pull(other)
    merged = other.commit(REFS[1])
    assert list(merged.parents) == [ours, theirs]
    pull(other)
    assert other.resolve(REFS[1]) == merged.oid


def test_notes_of_other_tools_stay_where_they_are(clones: Sequence[Repository]) -> None:
    one, other = clones
    ci = "refs/notes/devtools/ci"
    append_notes(one, ci, commits(one)[0], ["green"], ADA)
    append_notes(one, REFS[1], commits(one)[0], ["a"], ADA)
    push(one)
    assert ci not in git(one.git_dir, "ls-remote", "origin")
    assert other.find_commit(ci) is None


def test_trees_that_fan_out_are_merged_with_flat_ones(clones: Sequence[Repository]) -> None:
    one, other = clones
    blob = git(one.git_dir, "hash-object", "-w", "--stdin")
    names = (f"{number * 7919:08x}" * 5 for number in range(400))
    rows = "".join(f"M 100644 {blob} {name[:2]}/{name[2:]}\n" for name in names)
    stream = f"commit {REFS[1]}\ncommitter A <a@b> 1 +0000\ndata 1\nx\n{rows}".encode()
    subprocess.run(["git", "fast-import", "--quiet", "--force"], cwd=one.git_dir, input=stream, check=True)
    assert "/" in git(one.git_dir, "ls-tree", "-r", "--name-only", REFS[1])
    append_notes(one, REFS[1], commits(one)[0], ["deep"], ADA)
    append_notes(other, REFS[1], commits(one)[0], ["flat"], ADA)
    push(one)
    push(other)
    assert {line for _, line in lines_of(other)} == {"deep", "flat"}
    assert len(read_notes(other, REFS[1])) == 401


def test_who_was_slower_merges_and_pushes_again(clones: Sequence[Repository], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = clones
    commit = commits(one)[0]
    append_notes(one, REFS[1], commit, ["one"], ADA)
    append_notes(other, REFS[1], commit, ["other"], ADA)
    tries: list[str] = []

    def overtaken(*arguments: object, **more: object) -> None:
        tries.append("push")
        if len(tries) == 1:
            push(other)
        cloning.push(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(notes_transfer, "push", overtaken)
    push(one)
    assert len(tries) == 3  # the overtaken one, the faster one, and again
    assert lines_of(one) == {(commit, "one"), (commit, "other")}


def test_a_line_written_while_notes_are_merged_is_kept(
    clones: Sequence[Repository], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = clones
    commit = commits(one)[0]
    append_notes(one, REFS[1], commit, ["a"], ADA)
    push(one)
    append_notes(other, REFS[1], commit, ["b"], ADA)
    written: list[str] = []

    def write_late(*arguments: object, **more: object) -> str:
        if not written:
            written.append("c")
            append_notes(other, REFS[1], commit, ["c"], ADA)
        return tree_writing.write_commit(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(notes_transfer, "write_commit", write_late)
    pull(other)
    assert {line for _, line in lines_of(other)} == {"a", "b", "c"}


def test_a_ref_that_is_always_overtaken_is_told(clones: Sequence[Repository], monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = clones
    append_notes(one, REFS[1], commits(one)[0], ["a"], ADA)
    monkeypatch.setattr(notes_transfer, "move_ref", lambda *_: False)
    with pytest.raises(VisionEditorError) as caught:
        merge_notes(one, REFS[0], REFS[1], ADA)
    assert caught.value.message == "notes.busy"


def test_a_server_that_refuses_is_told_with_its_reason(clones: Sequence[Repository], tmp_path: Path) -> None:
    hook = tmp_path / "bare.git" / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    append_notes(clones[0], REFS[1], commits(clones[0])[0], ["a"], ADA)
    with pytest.raises(VisionEditorError) as caught:
        push(clones[0])
    assert (caught.value.message, caught.value.arguments["reason"]) == ("push.refused", "hook declined")


def test_many_who_push_at_once_lose_nothing(builder: Builder, tmp_path: Path, open_at: Open) -> None:
    repositories = [open_at(folder) for folder in make_clones(builder, tmp_path, 3)]
    commit = commits(repositories[0])[0]

    def write(repository: Repository, name: str) -> None:
        for number in range(3):
            append_notes(repository, REFS[1], commit, [f"{name}{number}"], ADA)
            push(repository)

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, repositories, "abc"))
    pull(repositories[0])
    assert {line for _, line in lines_of(repositories[0])} == {
        f"{name}{number}" for name in "abc" for number in range(3)
    }


STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(("write", "write", "pull", "push")), st.integers(0, 2)), max_size=9
)


@settings(max_examples=6)
@given(steps=STEPS)
def test_two_clones_that_exchange_in_any_order_lose_nothing(
    steps: Sequence[tuple[int, str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    repositories = [open_repository(one, shadow_root=folder / "shadows") for one in make_clones(Builder(), folder, 2)]
    known = commits(repositories[0])
    written: set[tuple[str, str]] = set()
    for number, (who, what, where) in enumerate(steps):
        if what == "write":
            append_notes(repositories[who], REFS[1], known[where], [f"line {number}"], ADA)
            written.add((known[where], f"line {number}"))
        else:
            {"pull": pull, "push": push}[what](repositories[who])
    for repository in (*repositories, repositories[0]):
        push(repository)
    assert [lines_of(repository) for repository in repositories] == [written, written]
    for repository in repositories:
        repository.close()
    shutil.rmtree(folder)
