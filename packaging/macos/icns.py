"""Puts pictures of the icon into one .icns file, as macOS wants them."""

import struct
from collections.abc import Mapping

_KINDS = {  # size in pixels: the names under which macOS looks for it, plain and for dense screens
    16: ("icp4",),
    32: ("icp5", "ic11"),
    64: ("ic12",),
    128: ("ic07",),
    256: ("ic08", "ic13"),
    512: ("ic09", "ic14"),
    1024: ("ic10",),
}
SIZES = tuple(_KINDS)


def build_icns(pictures: Mapping[int, bytes]) -> bytes:
    """The file's bytes, of PNGs by their size in pixels."""
    entries = b"".join(_entry(kind, pictures[size]) for size, kinds in _KINDS.items() for kind in kinds)
    return _entry("icns", entries)


def _entry(kind: str, content: bytes) -> bytes:
    return kind.encode("ascii") + struct.pack(">I", len(content) + 8) + content
