"""The border to the terminal: what is said on it is UTF-8, whatever the locale; what comes from it is put right.

A program without a console (the window's script on Windows) has no streams at all.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import TextIO


def speak_utf8() -> None:
    """Let the standard streams speak UTF-8, whatever the locale says."""
    _reconfigure(sys.stdout, "backslashreplace")
    _reconfigure(sys.stderr, "backslashreplace")
    _reconfigure(sys.stdin, "replace")


def say(*lines: str) -> None:
    """Say lines on standard error, blank ones left out."""
    text = "".join(f"{line}\n" for line in lines if line)
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            sys.stderr.write(encode_text(text).decode("utf-8"))
            sys.stderr.flush()


def write_output(content: bytes) -> None:
    """Write bytes to standard output."""
    if sys.stdout is None:
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def flush_output() -> None:
    """Write what is still held back."""
    if sys.stdout is not None:
        sys.stdout.flush()


def drop_output() -> None:
    """Leave nothing for the interpreter to flush into the broken pipe when it ends."""
    if sys.stdout is not None:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def encode_text(text: str) -> bytes:
    """UTF-8; bytes that the locale could not make sense of become themselves again, or visible escapes."""
    with contextlib.suppress(UnicodeError):
        restored = text.encode("utf-8", "surrogateescape")
        restored.decode("utf-8")
        return restored
    return text.encode("utf-8", "backslashreplace")


def read_argument(argument: str) -> str:
    """An argument as it was typed: where the locale could not make sense of its bytes they are UTF-8."""
    return encode_text(argument).decode("utf-8") if _is_escaped(argument) else argument


def local_path(argument: str) -> Path:
    """The file that an argument names; its name goes to the system in the locale's own encoding."""
    try:
        os.fsencode(argument)
    except UnicodeEncodeError:
        return Path(os.fsdecode(argument.encode("utf-8", "replace")))
    return Path(argument)


def _is_escaped(text: str) -> bool:
    return any("\udc80" <= letter <= "\udcff" for letter in text)


def _reconfigure(stream: TextIO | None, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)  # missing where a test put something else in place
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=errors)
