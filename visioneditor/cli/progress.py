"""How long work gets on, on a terminal: one line of standard error that is written over and wiped away at the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_WIDEST = 78
_WIPE = "\r\x1b[K"


@contextmanager
def shown_progress() -> Iterator[Callable[[float | None, str], None]]:
    """A function to tell progress to; nobody is told where standard error is no terminal."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield lambda share, text: None
        return

    def show(share: float | None, text: str) -> None:
        done = "" if share is None else f"{share:4.0%} "
        plain = "".join(sign if sign.isprintable() else " " for sign in text)
        stream.write(f"{_WIPE}{(done + plain)[:_WIDEST]}")
        stream.flush()

    try:
        yield show
    finally:
        stream.write(_WIPE)
        stream.flush()
