"""Small real repositories with fixed dates and ids, made in one go by git's fast-import."""

import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from visioneditor.repository.model import Signature
from visioneditor.repository.opening import open_repository
from visioneditor.repository.repository import Repository

ADA = Signature(name="Ada Tester", mail="ada@example.org")
FIRST_SECOND = 1_767_225_600


@dataclass(slots=True)
class Builder:
    """Puts commits into a stream; `mark` of each is its number, counted from 1."""

    stream: list[bytes] = field(default_factory=list)
    count: int = 0

    def commit(
        self,
        branch: str,
        files: Mapping[str, str | bytes | None],
        *,
        message: str = "",
        parents: tuple[int, ...] = (),
        author: str = "Ada Tester <ada@example.org>",
    ) -> int:
        """Lay files over the first parent's tree; None removes one, a text that begins with `-> ` is a link."""
        self.count += 1
        stamp = f"{FIRST_SECOND + 3600 * self.count} +0000"
        text = (message or f"Commit {self.count}").encode()
        lines = [f"commit refs/heads/{branch}", f"mark :{self.count}", f"author {author} {stamp}"]
        lines += [f"committer {author} {stamp}", f"data {len(text)}"]
        self.stream += ["\n".join(lines).encode() + b"\n", text, b"\n"]
        for word, parent in zip(("from", *["merge"] * len(parents)), parents, strict=False):
            self.stream.append(f"{word} :{parent}\n".encode())
        for path, content in files.items():
            self._write_file(path, content)
        return self.count

    def _write_file(self, path: str, content: str | bytes | None) -> None:
        if content is None:
            self.stream.append(f"D {path}\n".encode())
            return
        data = content.encode() if isinstance(content, str) else content
        mode = "100644"
        if data.startswith(b"-> "):
            data, mode = data[3:], "120000"
        self.stream.append(f"M {mode} inline {path}\ndata {len(data)}\n".encode() + data + b"\n")

    def ref(self, name: str, mark: int) -> None:
        """A ref at a commit."""
        self.stream.append(f"reset {name}\nfrom :{mark}\n\n".encode())

    def write(self, folder: Path, *options: str) -> Path:
        """Make the repository; bare where `--bare` is among the options of `git init`."""
        folder.mkdir(parents=True, exist_ok=True)
        for arguments in (["init", "-q", *options], ["fast-import", "--quiet", "--date-format=raw"]):
            done = subprocess.run(
                ["git", *arguments], cwd=folder, input=b"".join(self.stream), capture_output=True, check=False
            )
            assert done.returncode == 0, done.stderr
        if "--bare" not in options and self.count:
            subprocess.run(["git", "reset", "-q", "--hard"], cwd=folder, check=True)
        return folder


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Callable[[Path], Repository]]:
    """Opens repositories and closes them after the test."""
    opened: list[Repository] = []

    def open_one(path: Path) -> Repository:
        repository = open_repository(path, shadow_root=tmp_path / "shadows")
        opened.append(repository)
        return repository

    yield open_one
    for repository in opened:
        repository.close()


@pytest.fixture
def builder() -> Builder:
    """An empty stream of commits."""
    return Builder()


@pytest.fixture
def small(builder: Builder, tmp_path: Path) -> Path:
    """A work tree with two commits on main: a vision, a folder linked to, a link that leads out."""
    builder.commit("main", {"reference/vision.rst": "Vision\n======\n", "doc/reference": "-> ../reference"})
    builder.commit("main", {"reference/vision.rst": "Vision\n======\n\nText.\n", "out.rst": "-> ../../secret.rst"})
    return builder.write(tmp_path / "small")
