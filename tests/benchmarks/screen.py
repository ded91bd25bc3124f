"""A screen without a monitor, and looking at what is painted on it.

Xvfb keeps its picture in a file that can be mapped into memory, so looking costs next to nothing and takes nothing from
the program that is being measured.
"""

import mmap
import os
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

WIDTH, HEIGHT = 1440, 900

# Where both windows have their text, and how densely it is looked at.
_LEFT, _RIGHT, _TOP, _BOTTOM, _STEP = 300, 1000, 150, 850, 4

_XWD_HEADER_SIZE, _XWD_BYTES_PER_LINE, _XWD_COLORS = 0, 12, 19
_XWD_COLOR_BYTES = 12

_ENOUGH_ALIKE = 0.98  # of the pixels looked at; leaves room for a cursor that blinks
_LEAST_INK = 0.01
_SETTLED_S = 1.2
_PATIENCE_S = 60.0


class NothingPaintedError(Exception):
    """The window never came to rest, or came to rest empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A running X server."""

    display: str
    picture: mmap.mmap

    def sample(self) -> bytes:
        """The pixels looked at, four bytes each."""
        size, line, colors = (self._header(field) for field in (_XWD_HEADER_SIZE, _XWD_BYTES_PER_LINE, _XWD_COLORS))
        begin = size + colors * _XWD_COLOR_BYTES
        rows = (begin + row * line for row in range(_TOP, _BOTTOM, _STEP))
        return b"".join(self.picture[row + _LEFT * 4 : row + _RIGHT * 4] for row in rows)

    def _header(self, field: int) -> int:
        return int.from_bytes(self.picture[field * 4 : field * 4 + 4], "big")


@contextmanager
def open_screen(width: int = WIDTH, height: int = HEIGHT) -> Iterator[Screen]:
    """Start an X server on a free display, and end it."""
    with tempfile.TemporaryDirectory(prefix="screen-") as folder:
        reading, writing = os.pipe()
        size = f"{width}x{height}x24"
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-fbdir", folder, "-nolisten", "tcp"]
        server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        try:
            with os.fdopen(reading) as answer:
                display = f":{answer.readline().strip()}"
            with (Path(folder) / "Xvfb_screen0").open("rb") as file:
                yield Screen(display=display, picture=mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        finally:
            server.terminate()
            server.wait()


def time_until_painted(screen: Screen, begun: float) -> float:
    """Seconds from `begun` until the screen first looked as it looks when it has come to rest."""
    seen = [(begun, screen.sample())]
    while perf_counter() - seen[-1][0] < _SETTLED_S or not _has_ink(seen[-1][1]):
        if perf_counter() - begun > _PATIENCE_S:
            raise NothingPaintedError
        now = screen.sample()
        if now != seen[-1][1]:
            seen.append((perf_counter(), now))
        sleep(0.004)
    final = seen[-1][1]
    return next(when for when, picture in seen if _share_alike(picture, final) >= _ENOUGH_ALIKE) - begun


def wait_until_blank(screen: Screen) -> None:
    """Return when no window is left on the screen."""
    begun = perf_counter()
    while _has_ink(screen.sample()):
        if perf_counter() - begun > _PATIENCE_S:
            raise NothingPaintedError
        sleep(0.02)


def _has_ink(picture: bytes) -> bool:
    pixels = memoryview(picture).cast("I")
    (_, commonest), *_ = Counter(pixels).most_common(1)
    return commonest < len(pixels) * (1 - _LEAST_INK)


def _share_alike(one: bytes, other: bytes) -> float:
    ours, theirs = memoryview(one).cast("I"), memoryview(other).cast("I")
    return sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(ours)
