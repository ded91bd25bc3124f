"""Looking at processes: what memory a program and its children hold, making a start cold, a home without anything."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def memory_mb(pid: int) -> float:
    """Memory of a process and all its children, pages they share with others counted in part (PSS)."""
    return sum(_own_memory_kb(process) for process in _family(pid)) / 1024


def _own_memory_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just left
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def forget_files(folders: Iterable[Path]) -> None:
    """Ask the system to drop the folders' files from memory, so that the next start reads them from the disk.

    Pages that another process uses at this moment stay.
    """
    if not hasattr(os, "posix_fadvise"):
        return
    os.sync()
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                _forget_file(file)


def _forget_file(file: Path) -> None:
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:
        return
    try:
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)


def program_folders() -> tuple[Path, ...]:
    """Where the files lie that a start reads: the environment's packages and Python's own library."""
    return Path(sys.prefix), Path(os.__file__).parent


def make_home(home: Path) -> dict[str, str]:
    """An environment whose home, data and settings lie in a new folder, where the program itself looks for them."""
    (home / "run").mkdir(parents=True, mode=0o700)
    elsewhere = {"VISIONEDITOR_DATA", "VISIONEDITOR_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME"}
    return {name: value for name, value in os.environ.items() if name not in elsewhere} | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
    }
