"""A damaged file, a full disk, a folder that cannot be written: said in one sentence, nothing lost silently."""

import contextlib
import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.samples import NOON, REPOSITORY, draft
from visioneditor.errors import VisionEditorError
from visioneditor.store.store import Store

NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


def _fill(path: Path, drafts: int = 200) -> None:
    with Store(path) as store:
        for number in range(drafts):
            store.put_draft(REPOSITORY, draft(f"d{number}", f"words of {number} " * 20))
        store.put_vote(REPOSITORY, "42", "Code-Review", 1)
        store.put_text(REPOSITORY, "v.rst", "draft", "a" * 40, "A long text. " * 3000, updated=NOON)
        store.put_recent(Path("/somewhere"), NOON)
        store.put_account("https://review.example", "1003873")


def _spoil(path: Path, at: int, size: int) -> bytes:
    spoilt = bytearray(path.read_bytes())
    spoilt[at : at + size] = random.Random(7).randbytes(size)
    path.write_bytes(spoilt)
    return bytes(spoilt)


def test_a_file_whose_beginning_is_gone_is_kept_aside_and_its_rows_saved(path: Path) -> None:
    _fill(path)
    spoilt = _spoil(path, 0, 4096)
    with Store(path) as store:
        drafts = store.drafts_of(REPOSITORY, "42")
        assert len(drafts) == 200
        assert drafts[17] == draft("d17", "words of 17 " * 20)
        assert store.texts(REPOSITORY)[0].text == "A long text. " * 3000
        assert store.votes(REPOSITORY, "42") == {"Code-Review": 1}
        assert store.recents() == (Path("/somewhere"),)
        assert store.account("https://review.example") == "1003873"
        assert store.rescue is not None
        assert store.rescue.rows == 204
        assert store.rescue.kept.read_bytes() == spoilt


def test_only_the_rows_of_a_spoilt_page_are_lost(path: Path) -> None:
    _fill(path)
    pages = path.stat().st_size // 4096
    least = 200
    for number in range(1, pages, 3):
        copy = path.with_name(f"copy-{number}.sqlite")
        copy.write_bytes(path.read_bytes())
        _spoil(copy, number * 4096, 4096)
        with Store(copy) as store:
            least = min(least, len(store.drafts_of(REPOSITORY, "42")))
    assert least >= 185  # a page holds about a dozen


def test_a_file_cut_short_gives_what_is_left(path: Path) -> None:
    _fill(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with Store(path) as store:
        assert 0 < len(store.drafts_of(REPOSITORY, "42")) < 200
        store.put_draft(REPOSITORY, draft("new"))
    with Store(path) as store:
        assert store.draft(REPOSITORY, "new")
        assert store.rescue is None


def test_a_file_that_never_was_a_database_is_kept_aside(path: Path) -> None:
    path.write_bytes(b"no database at all\n" * 1000)
    with Store(path) as store:
        assert store.drafts_of(REPOSITORY) == ()
        assert store.rescue is not None
        assert store.rescue.rows == 0
        assert store.rescue.kept.read_bytes().startswith(b"no database")


def test_a_second_damage_does_not_overwrite_what_was_kept_of_the_first(path: Path) -> None:
    kept = []
    for text in (b"first", b"second"):
        path.write_bytes(text * 1000)
        with Store(path) as store:
            store.drafts_of(REPOSITORY)
            assert store.rescue
            kept.append(store.rescue.kept)
    assert [one.read_bytes()[:5] for one in kept] == [b"first", b"secon"]


def test_a_window_follows_when_another_one_has_put_a_sound_file_in_place(path: Path) -> None:
    with Store(path) as mine:
        mine.put_draft(REPOSITORY, draft("d1"))
        with Store(path.with_name("new.sqlite")) as other:
            other.put_draft(REPOSITORY, draft("d2"))
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        path.with_name("new.sqlite").replace(path)
        mine.put_draft(REPOSITORY, draft("d3"))
    with Store(path) as store:
        assert {one.id for one in store.drafts_of(REPOSITORY)} == {"d2", "d3"}


def test_a_full_disk_is_said_and_leaves_what_was_saved(path: Path) -> None:
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d1"))
        (pages,) = store.read("PRAGMA page_count")[0]
        store.read(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(VisionEditorError, match="no room left"):
            store.put_draft(REPOSITORY, draft("d2", "words " * 100_000))
        assert [one.id for one in store.drafts_of(REPOSITORY)] == ["d1"]
        store.read("PRAGMA max_page_count = 100000")
        store.put_draft(REPOSITORY, draft("d2", "words " * 100_000))
        assert [one.id for one in store.drafts_of(REPOSITORY)] == ["d1", "d2"]


def test_a_folder_that_cannot_be_made_is_said_on_writing_and_read_as_empty(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with Store(tmp_path / "file" / "store.sqlite") as store:
        assert store.drafts_of(REPOSITORY) == ()
        with pytest.raises(VisionEditorError, match="cannot be written") as raised:
            store.put_draft(REPOSITORY, draft("d1"))
        assert "VISIONEDITOR_DATA" in raised.value.hint


@contextlib.contextmanager
def usual_user(folder: Path) -> Iterator[None]:
    """Be somebody whom a closed folder keeps out: the superuser goes on as nobody, in a folder of nobody's own."""
    if os.geteuid() != 0:
        yield
        return
    for each in (folder, *folder.iterdir()):
        os.chown(each, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="there, a folder's mode does not keep its owner from writing")
def test_a_read_only_folder_still_shows_its_drafts() -> None:
    with tempfile.TemporaryDirectory() as name:  # not pytest's own: nobody else may enter that
        path = Path(name) / "store.sqlite"
        _fill(path, 3)
        path.chmod(0o400)
        with usual_user(path.parent):
            path.parent.chmod(0o500)
            with Store(path) as store:
                assert len(store.drafts_of(REPOSITORY)) == 3
                with pytest.raises(VisionEditorError, match="cannot be written"):
                    store.put_draft(REPOSITORY, draft("new"))
            path.parent.chmod(0o700)


def test_a_file_held_by_another_program_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visioneditor.store.connecting._BUSY_TIMEOUT_S", 0.1)
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d1"))
        holder = sqlite3.connect(path, isolation_level=None)
        try:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(VisionEditorError, match="another program"):
                store.put_draft(REPOSITORY, draft("d2"))
        finally:
            holder.close()
        store.put_draft(REPOSITORY, draft("d2"))
