"""What was worked out is kept in files that anybody may take away or spoil."""

from pathlib import Path

import pytest

from visioneditor.store import cache
from visioneditor.store.cache import Cache


def test_a_value_is_found_by_its_key_alone(tmp_path: Path) -> None:
    Cache(tmp_path / "new" / "folder").put("a", b"one")
    found = Cache(tmp_path / "new" / "folder")
    assert found.get("a") == b"one"
    assert found.get("b") is None


def test_a_spoilt_file_is_none(tmp_path: Path) -> None:
    kept = Cache(tmp_path)
    kept.put("a", b"one" * 100)
    (file,) = tmp_path.glob("*/*")
    file.write_bytes(file.read_bytes()[:-4])
    assert kept.get("a") is None
    kept.put("a", b"two")
    assert kept.get("a") == b"two"


def test_a_folder_that_cannot_be_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Cache(tmp_path / "file")
    kept.put("a", b"one")
    assert kept.get("a") is None


def test_the_oldest_go_when_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_BYTES", 100)
    monkeypatch.setattr(cache, "_LOOK_EVERY", 1)
    kept = Cache(tmp_path)
    for number in range(20):
        kept.put(str(number), bytes(range(number, number + 20)))
    assert kept.get("0") is None
    assert kept.get("19") == bytes(range(19, 39))
    assert sum(file.stat().st_size for file in tmp_path.glob("*/*")) <= 100
