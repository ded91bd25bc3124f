"""Checksums tell when a file is another one, in the form `sha256sum -c` reads."""

import hashlib
from argparse import Namespace
from pathlib import Path

import checksums


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.deb").write_bytes(b"one")
    (tmp_path / "a.whl").write_bytes(b"two")
    assert checksums.run(Namespace(folder=tmp_path, check=False)) == 0
    written = (tmp_path / checksums.NAME).read_text(encoding="utf-8")
    assert written.splitlines()[0] == f"{hashlib.sha256(b'two').hexdigest()}  a.whl"
    assert checksums.run(Namespace(folder=tmp_path, check=True)) == 0
    (tmp_path / "b.deb").write_bytes(b"another")
    assert checksums.run(Namespace(folder=tmp_path, check=True)) == 1
