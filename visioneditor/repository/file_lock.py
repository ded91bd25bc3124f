"""One at a time, over all programs of a machine: a lock on a file, which the system drops when its holder dies."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOK_EVERY_S = 0.05


@contextmanager
def file_lock(path: Path, *, wait_s: float = 0.0, cancelled: Callable[[], bool] = lambda: False) -> Iterator[bool]:
    """Hold the lock while the block runs, if it can be had in that time; whether it is held."""
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        yield _wait(descriptor, time.monotonic() + wait_s, cancelled)
    finally:
        os.close(descriptor)  # which gives the lock back


def _wait(descriptor: int, ends: float, cancelled: Callable[[], bool]) -> bool:
    while not _take(descriptor):
        if cancelled() or time.monotonic() >= ends:
            return False
        time.sleep(_LOOK_EVERY_S)
    return True


def _take(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
