"""Python's search for cyclic garbage put off while a comparison is made.

A comparison makes many values, none of which hold each other in cycles: what is made is gone when nobody holds it, and
walking all of it again and again finds nothing, at a cost that grows faster than the text.
"""

import gc
from threading import Lock
from types import TracebackType


class Uncollected:
    """A block in which nothing is collected; several threads may be in it, the last one out lets it be collected."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._was_collecting = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._was_collecting = gc.isenabled()
                gc.disable()
            self._inside += 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and self._was_collecting:
                gc.enable()
