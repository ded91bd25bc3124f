"""What every commit did to files."""

from collections.abc import Callable
from pathlib import Path

from tests.conftest import Git
from visioneditor.repository.past import load_past, read_blobs
from visioneditor.repository.repository import Repository

Open = Callable[..., Repository]


def test_each_commit_tells_its_files_before_and_after(tmp_path: Path, git: Git, open_at: Open) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a b.rst").write_text("One\n")
    (tmp_path / "link.rst").symlink_to("a b.rst")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First")
    (tmp_path / "a b.rst").write_text("Two\n")
    git(tmp_path, "commit", "-q", "-a", "-m", "Second")
    git(tmp_path, "rm", "-q", "a b.rst")
    git(tmp_path, "commit", "-q", "-m", "Third")
    repository = open_at(tmp_path)
    third, second, first = load_past(repository, git(tmp_path, "rev-parse", "HEAD").strip())
    assert [one.path for commit in (third, second, first) for one in commit.touches] == ["a b.rst"] * 3
    assert (first.touches[0].before, third.touches[0].after) == ("", "")
    assert (first.touches[0].after, second.touches[0].after) == (second.touches[0].before, third.touches[0].before)
    one, two = second.touches[0].before, second.touches[0].after
    assert dict(read_blobs(repository, (one, "0" * 39 + "1", two))) == {one: b"One\n", two: b"Two\n"}
