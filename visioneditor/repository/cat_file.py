"""Revisions resolved and objects read through long-lived `git cat-file --batch` processes.

This is what the first paint needs, so GitPython is not imported here. A process serves one reader at a time; the pool
starts another where two threads read at once, and keeps them for the next.
"""

import contextlib
import threading
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import NO_WINDOW, git_program, sealed_environment
from visioneditor.values import dataclass

if TYPE_CHECKING:
    import subprocess

LARGEST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class GitObject:
    """An object as git keeps it; `kind` is commit, tree, blob or tag."""

    oid: str
    kind: str
    data: bytes


def _end_process(process: "subprocess.Popen[bytes]") -> None:
    import subprocess

    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class CatFile:
    """One `git cat-file --batch`; not for two threads at once."""

    def __init__(self, overrides: Mapping[str, str], folder: Path, options: tuple[str, ...] = ()) -> None:
        import subprocess  # only who starts a git pays for it

        self._process = subprocess.Popen(
            [git_program(), *options, "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=sealed_environment(overrides),
            creationflags=NO_WINDOW,
        )
        self.close = weakref.finalize(self, _end_process, self._process)

    def read(self, name: str) -> GitObject | None:
        """The object of that name (anything git understands as one); None where there is none."""
        if not name or any(sign in name for sign in "\n\r\0"):
            return None
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
            process.stdin.flush()
            header = process.stdout.readline()
        except OSError as error:
            raise VisionEditorError("repository.damaged", reason="git stopped while reading it") from error
        if header.endswith(b" missing\n"):
            return None
        if header.endswith(b" ambiguous\n"):
            raise VisionEditorError("revision.ambiguous", revision=name.removesuffix("^{commit}"))
        return self._read_body(header.decode("ascii", "replace").split())

    def _read_body(self, header: list[str]) -> GitObject:
        assert self._process.stdout is not None
        if len(header) != 3 or not header[2].isdigit():
            raise VisionEditorError("repository.damaged", reason="git could not read one of its objects")
        oid, kind, size = header[0], header[1], int(header[2])
        if size > LARGEST_BYTES:
            raise VisionEditorError("blob.too-large", size=size)
        data = self._process.stdout.read(size + 1)[:-1]
        if len(data) != size:
            raise VisionEditorError("repository.damaged", reason="git stopped while reading it")
        return GitObject(oid=oid, kind=kind, data=data)


class CatFilePool:
    """The processes of one repository; `borrow` one, read, give it back. Any thread may."""

    def __init__(self, overrides: Mapping[str, str], folder: Path, options: tuple[str, ...] = ()) -> None:
        self._overrides = dict(overrides)
        self._folder = folder
        self._options = options
        self._idle: list[CatFile] = []
        self._lock = threading.Lock()
        self._is_closed = False

    @contextlib.contextmanager
    def borrow(self) -> Iterator[CatFile]:
        """A process that no other thread has; one that failed is not kept."""
        with self._lock:
            reader = self._idle.pop() if self._idle else None
        reader = reader or CatFile(self._overrides, self._folder, self._options)
        try:
            yield reader
        except BaseException:
            reader.close()
            raise
        with self._lock:
            is_kept = not self._is_closed
            if is_kept:
                self._idle.append(reader)
        if not is_kept:
            reader.close()

    def close(self) -> None:
        """End every idle process now, and those being used when they come back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for reader in idle:
            reader.close()
