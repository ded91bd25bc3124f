"""What the frozen folder asks of the system: which libraries, and how new a C library.

Each library that is not carried has to stand in the table below; a new one stops the build, so that no package is made
that would not start elsewhere.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PACKAGES = {  # of Debian and Ubuntu
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb.so.1": "libxcb1",
    "libz.so.1": "zlib1g",
}
_OPTIONAL = {"libcups.so.2": "libcups2t64 | libcups2"}  # without it there is no printer to choose, and all else works
_OF_C = ("ld-linux", "libc.so", "libdl.so", "libm.so", "libpthread.so", "librt.so", "libutil.so")
_NEEDED = re.compile(r"NEEDED\s+(\S+)")
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")


class UnknownLibraryError(Exception):
    """The frozen folder needs a library that no package is known for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wants:
    """What has to be there for the program to start; names are those of libraries."""

    libraries: tuple[str, ...]
    optional: tuple[str, ...]
    glibc: tuple[int, int]


def find_wants(frozen: Path) -> Wants:
    """Look at every library and program of the folder; raises UnknownLibraryError."""
    carried = {path.name for path in frozen.rglob("*")}
    headers = [_read_headers(path) for path in elf_files(frozen)]
    needed = {name for header in headers for name in _NEEDED.findall(header)} - carried
    needed = {name for name in needed if not name.startswith(_OF_C)}
    if unknown := needed - _PACKAGES.keys() - _OPTIONAL.keys():
        raise UnknownLibraryError(f"no package is known for {', '.join(sorted(unknown))}")
    glibc = max((int(major), int(minor)) for header in headers for major, minor in _GLIBC.findall(header))
    return Wants(
        libraries=tuple(sorted(needed - _OPTIONAL.keys())),
        optional=tuple(sorted(needed & _OPTIONAL.keys())),
        glibc=glibc,
    )


def debian_packages(libraries: tuple[str, ...]) -> tuple[str, ...]:
    """The packages of Debian that hold these libraries."""
    table = _PACKAGES | _OPTIONAL
    return tuple(sorted({table[name] for name in libraries}))


def elf_files(folder: Path) -> Iterator[Path]:
    """The libraries and programs of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                if stream.read(4) == b"\x7fELF":
                    yield path


def _read_headers(path: Path) -> str:
    done = subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=True)
    return done.stdout
