"""Work in a process of its own: what computes for seconds beside a window would have to share its interpreter with it.

The work is a generator function of a module, its arguments and answers are values. What it needed for itself goes with
its process; the answers come one by one, and what an earlier one holds is not sent again.
"""

import contextlib
import gc
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from visioneditor.repository.process import NO_WINDOW

_PATIENCE_S = 0.1  # between two looks whether it was cancelled


class AsideError(Exception):
    """The other process did not come to its end; what it was to do can still be done here."""


def work_aside(
    work: Callable[..., Iterator[Any]], *arguments: object, cancel: Callable[[], bool] = lambda: False
) -> Iterator[Any]:
    """The answers of `work`, as they come; raises AsideError where they do not all come, or are not waited for."""
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
            creationflags=NO_WINDOW,
        )
    except OSError as error:
        raise AsideError from error
    assert process.stdin is not None and process.stdout is not None
    watcher = Watcher(process, cancel)
    try:
        with contextlib.suppress(OSError):  # it may have ended already: its exit status says so
            process.stdin.write(pickle.dumps((work, arguments), pickle.HIGHEST_PROTOCOL))
            process.stdin.close()
        answers = pickle.Unpickler(_Told(process.stdout))
        with contextlib.suppress(EOFError):
            while True:
                yield answers.load()
        if process.wait():
            raise AsideError
    except pickle.UnpicklingError as error:  # it was ended in the midst of an answer
        raise AsideError from error
    finally:
        watcher.stop()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                stream.close()


def without_display(around: Mapping[str, str] = os.environ, platform: str = sys.platform) -> dict[str, str]:
    """The environment of a process in which Qt shows no window, and needs none to be possible.

    On Windows one always is, and Qt finds the system's fonts only by the means that show it.
    """
    return {**around} if platform == "win32" else {**around, "QT_QPA_PLATFORM": "offscreen"}


class _Told:
    """What the other process tells, read through Python, so that the window's thread is let in now and then."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        return self._stream.read(size)

    def readinto(self, room: bytearray) -> int:
        return self._stream.readinto(room)  # type: ignore[attr-defined, no-any-return]  # a buffered reader's

    def readline(self) -> bytes:
        return self._stream.readline()


class Watcher:
    """Ends a process as soon as nobody waits for it any more, also while it says nothing."""

    def __init__(self, process: "subprocess.Popen[bytes]", cancel: Callable[[], bool]) -> None:
        self._process, self._cancel, self._over = process, cancel, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(_PATIENCE_S):
            if self._cancel():
                self._process.kill()
                return

    def stop(self) -> None:
        """It has ended."""
        self._over.set()
        self._thread.join()


def main() -> int:
    """In the other process: read what is to be done, do it, answer."""
    gc.disable()  # it makes much, and leaves soon
    answers = pickle.Pickler(sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    work, arguments = pickle.load(sys.stdin.buffer)  # our own process wrote it
    for answer in work(*arguments):
        answers.dump(answer)
        sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
