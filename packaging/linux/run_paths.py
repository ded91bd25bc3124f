"""Where the frozen folder's libraries look for others: beside themselves, never where the machine that built them does.

A Python that was built with a library path of its own says it in each of its modules. It is overwritten in place, as
`chrpath` does it: the new path is no longer than the old one.
"""

import os
import re
import subprocess
from pathlib import Path

from linux.libraries import elf_files

_RUN_PATH = re.compile(r"^\s*(?:RUNPATH|RPATH)\s+(\S+)$", re.MULTILINE)


class LongRunPathError(Exception):
    """The path cannot be overwritten: the new one is longer."""


def mend_run_paths(internal: Path) -> None:
    """Let each library of the folder look in the folder itself."""
    for file in elf_files(internal):
        old = read_run_path(file)
        if old and not old.startswith("$ORIGIN"):
            way = os.path.relpath(internal, file.parent)
            file.write_bytes(replace_run_path(file.read_bytes(), old, "$ORIGIN" if way == "." else f"$ORIGIN/{way}"))


def read_run_path(file: Path) -> str:
    """Where it looks for libraries, empty where nothing is said."""
    done = subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=True)
    found = _RUN_PATH.search(done.stdout)
    return found[1] if found else ""


def replace_run_path(content: bytes, old: str, new: str) -> bytes:
    """The library's bytes with another path of the same length, filled up; raises LongRunPathError."""
    if len(new) > len(old):
        raise LongRunPathError(f"{new} is longer than {old}")
    return content.replace(f"\0{old}\0".encode(), f"\0{new}".encode() + b"\0" * (len(old) - len(new) + 1))
