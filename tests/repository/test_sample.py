"""The sample repository is made on the spot, the same everywhere, with a history to learn on."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from visioneditor import resources
from visioneditor.exporters.review_appraise import NoteComment, note_hash
from visioneditor.repository.history import document_history
from visioneditor.repository.notes import read_notes
from visioneditor.repository.repository import Repository
from visioneditor.repository.sample import build_sample

Open = Callable[[Path], Repository]
Git = Callable[..., str]


def hash_note(note: Mapping[str, Any]) -> str:
    return note_hash(msgspec.convert(note, NoteComment))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    build_sample(resources.path("sample"), tmp_path / "sample", hash_note)
    return tmp_path / "sample"


def test_the_sample_has_the_same_ids_wherever_it_is_made(
    sample: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    build_sample(resources.path("sample"), tmp_path / "again", hash_note)
    assert git(sample, "for-each-ref") == git(tmp_path / "again", "for-each-ref")


def test_the_sample_is_sound_and_clean(sample: Path, git: Git) -> None:
    assert git(sample, "fsck", "--strict") == ""
    assert git(sample, "status", "--porcelain") == ""
    assert sorted(path.name for path in sample.parent.iterdir()) == ["sample"]


def test_the_sample_has_drafts_a_change_with_patch_sets_and_threads(sample: Path, open_at: Open) -> None:
    repository = open_at(sample)
    names = [ref.name for ref in repository.refs()]
    assert "refs/heads/main" in names
    assert any(name.startswith("refs/heads/draft/") for name in names)
    assert not any("visioneditor" in name for name in names)
    assert len(repository.patch_sets(1)) >= 2
    assert len(document_history(repository, "main", "reference/cloud-vision.rst")) >= 5
    comments = [json.loads(line) for note in read_notes(repository, "refs/notes/devtools/discuss").values()
                for line in note.decode().split("\n") if line]  # fmt: skip
    hashes = {hash_note(comment) for comment in comments}
    assert all(comment["parent"] in hashes for comment in comments if "parent" in comment)
    assert any("parent" in comment for comment in comments)


def test_what_the_samples_files_name_is_there(sample: Path, open_at: Open) -> None:
    repository = open_at(sample)
    for path in sample.rglob("*-reflections/*"):
        text = path.read_text("utf-8")
        assert "{commit:" not in text
        for revision in re.findall(r"written-against: ([0-9a-f]+)", text):
            assert repository.resolve(revision) == revision
    for note in read_notes(repository, "refs/notes/devtools/discuss").values():
        assert b"{commit:" not in note
        assert b"{note:" not in note


def test_a_half_removed_sample_is_made_again(sample: Path) -> None:
    (sample / ".git").rename(sample / "git-away")
    build_sample(resources.path("sample"), sample, hash_note)
    assert (sample / ".git").is_dir()
    assert not (sample / "git-away").exists()
