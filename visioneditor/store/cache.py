"""What was worked out and can be worked out again: a file for each, in a folder that anybody may empty.

What cannot be read or written is as if it were not there. The oldest go when there is too much.
"""

import hashlib
import tempfile
import zlib
from pathlib import Path

_MOST_BYTES = 256 << 20
_LOOK_EVERY = 64  # files written, until it is looked at how many bytes there are


class Cache:
    """Values by what they were made of; the same key never stands for two values."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = 0

    def get(self, key: str) -> bytes | None:
        """What was put here under this key; None where it is not, or not whole."""
        try:
            return zlib.decompress(self._path(key).read_bytes())
        except (OSError, zlib.error):
            return None

    def put(self, key: str, data: bytes) -> None:
        """Keep a value."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                file.write(zlib.compress(data, 1))
            Path(file.name).replace(path)
            if self._written % _LOOK_EVERY == 0:
                self._make_room()
        except OSError:
            return
        self._written += 1

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self._folder / name[:2] / name[2:]

    def _make_room(self) -> None:
        files = [(found.stat(), found) for found in self._folder.glob("*/*")]
        total = sum(stat.st_size for stat, _ in files)
        for stat, path in sorted(files, key=lambda file: file[0].st_mtime):
            if total <= _MOST_BYTES:
                return
            path.unlink(missing_ok=True)
            total -= stat.st_size
