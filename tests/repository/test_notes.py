"""Notes are read whatever their fan-out, and lines are only ever added."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository.conftest import ADA
from visioneditor.errors import VisionEditorError
from visioneditor.repository import notes, tree_writing
from visioneditor.repository.notes import append_notes, read_notes
from visioneditor.repository.repository import Repository

Open = Callable[[Path], Repository]
Git = Callable[..., str]
REF = "refs/notes/devtools/discuss"


def test_lines_are_added_and_never_changed(small: Path, open_at: Open, git: Git) -> None:
    repository = open_at(small)
    tip = repository.resolve("main")
    assert read_notes(repository, REF) == {}
    assert append_notes(repository, REF, tip, ["one", "two"], ADA) == 2
    assert append_notes(repository, REF, tip, ["two", "three", "three"], ADA) == 1
    assert append_notes(repository, REF, tip, ["one"], ADA) == 0
    assert read_notes(repository, REF) == {tip: b"one\ntwo\nthree\n"}
    assert git(small, "notes", "--ref=devtools/discuss", "show", "main") == "one\ntwo\nthree"
    assert git(small, "rev-list", "--count", REF) == "2"


def test_what_git_itself_wrote_stays_byte_for_byte(small: Path, open_at: Open, git: Git) -> None:
    git(small, "notes", "--ref=devtools/discuss", "add", "-m", "odd  line ", "main")
    git(small, "notes", "--ref=devtools/discuss", "append", "-m", "{}", "main")
    repository = open_at(small)
    tip = repository.resolve("main")
    before = read_notes(repository, REF)[tip]
    append_notes(repository, REF, tip, ["more"], ADA)
    assert read_notes(repository, REF)[tip] == before + b"more\n"


def test_trees_with_fan_out_are_read_and_written(small: Path, open_at: Open, git: Git) -> None:
    repository = open_at(small)
    tip, before = repository.resolve("main"), repository.resolve("main~1")
    blob = tree_writing.write_blob(repository, b"deep\n")
    tree = tree_writing.replace_file(
        repository, None, tree_writing.FileRow(path=f"{tip[:2]}/{tip[2:4]}/{tip[4:]}", blob=blob)
    )
    commit = tree_writing.write_commit(repository, tree=tree, parents=(), message="fan", author=ADA)
    git(small, "update-ref", REF, commit)
    append_notes(repository, REF, tip, ["more"], ADA)
    append_notes(repository, REF, before, ["other"], ADA)
    assert read_notes(repository, REF) == {tip: b"deep\nmore\n", before: b"other\n"}
    assert git(small, "notes", "--ref=devtools/discuss", "show", "main~1") == "other"


def test_another_writer_in_between_loses_nothing(small: Path, open_at: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = open_at(small)
    tip = repository.resolve("main")
    meddled: list[bool] = []

    def write_late(*arguments: object, **more: object) -> str:
        if not meddled:
            meddled.append(True)
            append_notes(repository, REF, tip, ["theirs"], ADA)
        return tree_writing.write_commit(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(notes, "write_commit", write_late)
    append_notes(repository, REF, tip, ["ours"], ADA)
    assert read_notes(repository, REF)[tip] == b"theirs\nours\n"


def test_a_ref_that_cannot_be_moved_is_told(small: Path, open_at: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = open_at(small)
    monkeypatch.setattr(notes, "move_ref", lambda *_: False)
    with pytest.raises(VisionEditorError) as caught:
        append_notes(repository, REF, repository.resolve("main"), ["x"], ADA)
    assert caught.value.message == "notes.busy"
