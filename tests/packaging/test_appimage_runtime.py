"""What an AppImage begins with is the file that is named, or nothing."""

import hashlib
import os
from pathlib import Path

import pytest
from linux.appimage_runtime import WrongFileError, keep_checked


def test_the_right_file_is_kept_and_can_be_started(tmp_path: Path) -> None:
    place = tmp_path / "build" / "runtime"
    keep_checked(b"runtime", hashlib.sha256(b"runtime").hexdigest(), place)
    assert place.read_bytes() == b"runtime"
    assert os.access(place, os.X_OK)


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongFileError, match="and not"):
        keep_checked(b"something else", hashlib.sha256(b"runtime").hexdigest(), tmp_path / "runtime")
    assert not (tmp_path / "runtime").exists()
