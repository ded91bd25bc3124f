"""Every text that a repository's documents ever had: real prose, with whatever its authors did to it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from visioneditor.core.text import decode


def historical_documents(repository: Path) -> list[tuple[str, str]]:
    """Each path and blob that any commit has known as an RST document, in a fixed order."""
    log = _git(repository, "log", "--all", "-m", "--raw", "--no-abbrev", "--no-renames", "-z", "--format=")
    fields = iter(log.split(b"\0"))
    found: set[tuple[str, str]] = set()
    for field in fields:
        change = field.lstrip(b"\n")
        if not change.startswith(b":"):
            continue
        path = next(fields).decode()
        old_mode, new_mode, old, new, _ = change[1:].decode().split(" ")
        sides = ((old_mode, old), (new_mode, new))
        found.update((path, blob) for mode, blob in sides if mode.startswith("100") and path.endswith(".rst"))
    return sorted(found)


def texts_of(repository: Path, documents: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Path and text of each document."""
    names = "".join(f"{blob}\n" for _, blob in documents)
    data = _git(repository, "cat-file", "--batch", input=names.encode())
    at = 0
    for path, blob in documents:
        head_end = data.index(b"\n", at)
        size = int(data[at:head_end].split()[2])
        yield f"{blob[:10]} {path}", decode(data[head_end + 1 : head_end + 1 + size])
        at = head_end + 2 + size


def _git(repository: Path, *arguments: str, input: bytes | None = None) -> bytes:
    return subprocess.run(["git", *arguments], cwd=repository, input=input, check=True, capture_output=True).stdout
