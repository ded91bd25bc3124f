"""Reads what programs and libraries of macOS say in their headers; works on every system."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FAT = b"\xca\xfe\xba\xbe"
_THIN = b"\xcf\xfa\xed\xfe"
_PROCESSORS = {0x0100_0007: "x86_64", 0x0100_000C: "arm64"}
_MOST_SLICES = 8  # a class file of Java begins as a universal binary does, and then claims far more
_LOADS = frozenset({0x0C, 0x1F, 0x8000_0018, 0x20})
_SIGNATURE, _OLD_MINIMUM, _MINIMUM = 0x1D, 0x24, 0x32


class Slice(NamedTuple):
    """A program or library for one kind of processor."""

    processor: str
    oldest_system: tuple[int, int] | None
    libraries: tuple[str, ...]
    is_signed: bool


def read_slices(file: Path) -> list[Slice]:
    """What a file has in it; nothing where it is no program or library."""
    with file.open("rb") as stream:
        if stream.read(4) not in {_FAT, _THIN}:
            return []
    content = file.read_bytes()
    return [_read_slice(content[start:]) for start in _starts(content)]


def _starts(content: bytes) -> Iterator[int]:
    if content[:4] == _THIN:
        yield 0
        return
    (count,) = struct.unpack_from(">I", content, 4)
    for index in range(count if count <= _MOST_SLICES else 0):
        (start,) = struct.unpack_from(">I", content, 8 + 20 * index + 8)
        if content[start : start + 4] == _THIN:
            yield start


def _read_slice(content: bytes) -> Slice:
    (processor,) = struct.unpack_from("<I", content, 4)
    oldest: tuple[int, int] | None = None
    libraries: list[str] = []
    is_signed = False
    for command, body in _commands(content):
        if command in {_MINIMUM, _OLD_MINIMUM}:
            (packed,) = struct.unpack_from("<I", body, 12 if command == _MINIMUM else 8)
            oldest = (packed >> 16, packed >> 8 & 0xFF)
        elif command in _LOADS:
            (start,) = struct.unpack_from("<I", body, 8)
            libraries.append(body[start:].partition(b"\0")[0].decode())
        elif command == _SIGNATURE:
            is_signed = True
    return Slice(_PROCESSORS.get(processor, hex(processor)), oldest, tuple(libraries), is_signed)


def _commands(content: bytes) -> Iterator[tuple[int, bytes]]:
    (count,) = struct.unpack_from("<I", content, 16)
    place = 32
    for _ in range(count):
        command, size = struct.unpack_from("<2I", content, place)
        yield command, content[place : place + size]
        place += size
