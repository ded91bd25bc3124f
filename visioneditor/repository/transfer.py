"""A git command that speaks with a server: its progress followed, cancelled with everything it started.

Git answers on standard error, progress lines ended by a carriage return. What it says when it fails is put into one
of our sentences where it is known.
"""

import os
import queue
import re
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import NO_WINDOW, end_group, git_program, sealed_environment

Progress = Callable[[float | None, str], None]
Cancelled = Callable[[], bool]

# Git's stages and their shares of the whole, as far as one can tell beforehand.
_STAGES = {
    "Receiving objects": (0.05, 0.80),
    "Resolving deltas": (0.80, 0.95),
    "Updating files": (0.95, 1.0),
    "Checking out files": (0.95, 1.0),
}
_PROGRESS = re.compile(r"(?:remote: )?([A-Z][A-Za-z ]+):\s+(\d+)% ")
_FAILURES = (
    (re.compile(r"Unable to create '([^']+\.lock)': File exists"), "repository.locked"),
    (re.compile(r"could not read (?:Username|Password) for '([^']*)'"), "server.wants-password"),
    (re.compile(r"Authentication failed for '([^']*)'"), "server.wants-password"),
    (re.compile(r"unable to access '([^']*)': The requested URL returned error: 403"), "server.refused"),
    (re.compile(r"(?:Host key verification failed)()"), "server.unknown-host"),
    (re.compile(r"Permission denied \(([^)]*)\)"), "server.refused-key"),
    (re.compile(r"Could not resolve host(?:name)?:? ([^\s:;]+)"), "server.unreachable"),
    (re.compile(r"unable to look up (\S+)"), "server.unreachable"),
    (re.compile(r"(?:Failed to connect to|unable to connect to|connect to host) ([^\s:]+)"), "server.unreachable"),
    (re.compile(r"transport '([^']+)' not allowed"), "address.refused-transport"),
    (re.compile(r"repository '([^']*)' (?:not found|does not exist)"), "server.no-repository"),
    (re.compile(r"'([^']*)' does not appear to be a git repository"), "server.no-repository"),
)


def transfer(
    arguments: Sequence[str],
    *,
    overrides: Mapping[str, str],
    folder: Path,
    progress: Progress,
    cancelled: Cancelled,
) -> tuple[str, ...]:
    """Run a git command to its end; the last of what it said. Raises "transfer.cancelled", or what went wrong."""
    process = subprocess.Popen(
        [git_program(), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=sealed_environment(overrides),
        creationflags=NO_WINDOW,
        start_new_session=True,  # a group to end as a whole, and no terminal to ask on
    )
    assert process.stderr is not None
    said: queue.Queue[str | None] = queue.Queue()
    reader = threading.Thread(target=_read_lines, args=(process.stderr, said), daemon=True)
    reader.start()
    try:
        lines = _follow(said, progress, cancelled)
        status = process.wait()
    finally:
        if process.poll() is None:
            end_group(process)
        reader.join()
        process.stderr.close()
    if status:
        raise _failure(lines)
    return tuple(lines)


def _read_lines(stream: IO[bytes], said: "queue.Queue[str | None]") -> None:
    rest = b""
    while piece := os.read(stream.fileno(), 4096):
        *lines, rest = re.split(rb"[\r\n]", rest + piece)
        for line in lines:
            said.put(line.decode("utf-8", "replace"))
    said.put(rest.decode("utf-8", "replace"))
    said.put(None)


def _follow(said: "queue.Queue[str | None]", progress: Progress, cancelled: Cancelled) -> list[str]:
    """Tell how it gets on until git is silent; what it said besides."""
    lines: list[str] = []
    while True:
        if cancelled():
            raise VisionEditorError("transfer.cancelled")
        try:
            line = said.get(timeout=0.1)
        except queue.Empty:
            continue
        if line is None:
            return lines
        found = parse_progress(line)
        if found:
            progress(*found)
        elif line.strip():
            lines.append(line)
            del lines[:-200]


def parse_progress(line: str) -> tuple[float | None, str] | None:
    """The share done of the whole and git's own words for a line of progress; None for any other line."""
    found = _PROGRESS.match(line)
    if not found:
        return None
    text = line.removeprefix("remote: ").strip()
    if found[1] not in _STAGES:
        return None, text
    start, end = _STAGES[found[1]]
    return start + (end - start) * min(int(found[2]), 100) / 100, text


def _failure(lines: Sequence[str]) -> VisionEditorError:
    text = "\n".join(lines)
    for pattern, message in _FAILURES:
        found = pattern.search(text)
        if found:
            return VisionEditorError(message, detail=text, place=found[1].rstrip("/") or "it", lock=found[1])
    fatal = [line.split(":", 1)[1].strip() for line in lines if line.startswith(("fatal:", "error:"))]
    reason = (fatal or list(lines) or ["git did not say why"])[0].rstrip(".")
    return VisionEditorError("transfer.failed", detail=text, reason=reason)
