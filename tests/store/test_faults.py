"""A damaged file, a full disk, a folder that cannot be written: said in one sentence, nothing lost silently."""

import contextlib
import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.samples import NOON, REPOSITORY, draft, waiting_item
from visioneditor.errors import VisionEditorError
from visioneditor.store.store import Store
from visioneditor.store.write_ahead import committed_bytes
from visioneditor.values import replace

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


def test_the_name_of_an_account_is_not_taken_for_a_cover_message(path: Path) -> None:
    with Store(path) as store:
        store.put_cover(REPOSITORY, "42", "Fine.")
        store.put_names(REPOSITORY, {1003873: "Dana"})
    _spoil(path, 0, 4096)
    with Store(path) as store:
        assert (store.cover(REPOSITORY, "42"), store.cover(REPOSITORY, "1003873")) == ("Fine.", "")


def test_what_a_draft_knew_of_its_file_and_which_projects_are_shown_are_taken_for_no_vote_and_no_cover(
    path: Path,
) -> None:
    with Store(path) as store:
        store.put_vote(REPOSITORY, "I" + "1" * 40, "Code-Review", 1)
        store.put_cover(REPOSITORY, "refs/heads/wording", "Fine.")
        store.put_known_file(REPOSITORY, "vision.rst", "draft", b"What it held.\n")
        store.put_known_file(REPOSITORY, "gone.rst", "draft", None)
        store.put_shown_projects(REPOSITORY, "vision.rst", ["nova"])
    _spoil(path, 0, 4096)
    with Store(path) as store:
        assert store.votes(REPOSITORY, "I" + "1" * 40) == {"Code-Review": 1}
        assert store.cover(REPOSITORY, "refs/heads/wording") == "Fine."
        assert store.votes(REPOSITORY, "vision.rst") == store.votes(REPOSITORY, "gone.rst") == {}
        assert store.cover(REPOSITORY, "vision.rst") == ""
        assert store.rescue is not None
        assert store.rescue.rows == 2


def test_who_an_account_was_said_to_be_is_saved_and_taken_for_no_vote(path: Path) -> None:
    with Store(path) as store:
        store.put_vote(REPOSITORY, "42", "Code-Review", 1)
        store.put_person(REPOSITORY, 1003873, "Dana Dune", NOON)
    _spoil(path, 0, 4096)
    with Store(path) as store:
        assert store.people(REPOSITORY) == {1003873: "Dana Dune"}
        assert store.votes(REPOSITORY, "42") == {"Code-Review": 1}
        assert store.votes(REPOSITORY, "1003873") == {}


def test_what_waits_to_be_sent_is_saved_out_of_a_damaged_file(path: Path) -> None:
    item = waiting_item("out-1", draft("d1", "words " * 2000))
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d1", "words " * 2000))
        store.put_outbox([item])
    _spoil(path, 0, 4096)
    with Store(path) as store:
        assert store.outbox() == (item,)
        assert store.rescue is not None


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
    path.write_bytes(whole[: len(whole) * 2 // 3])
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


@pytest.mark.skipif(sys.platform == "win32", reason="there, no file is replaced that is open")
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


def test_a_file_damaged_while_it_is_open_is_rescued_at_the_next_use(path: Path) -> None:
    _fill(path)
    with Store(path) as store:
        assert len(store.drafts_of(REPOSITORY, "42")) == 200
        spoilt = bytearray(path.read_bytes())
        for page in range(1, len(spoilt) // 4096, 4):
            spoilt[page * 4096 : (page + 1) * 4096] = random.Random(page).randbytes(4096)
        with path.open("r+b") as file:
            file.write(spoilt)
        store.read("PRAGMA shrink_memory")
        left = store.drafts_of(REPOSITORY, "42")
        assert 100 < len(left) < 200
        assert store.rescue is not None and store.rescue.kept.exists()
        store.put_draft(REPOSITORY, draft("new"))
    with Store(path) as store:
        assert len(store.drafts_of(REPOSITORY, "42")) == len(left) + 1


def test_a_write_that_finds_the_damage_goes_through_when_it_is_tried_again(path: Path) -> None:
    _fill(path)
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("before"))
        store.read("PRAGMA wal_checkpoint(TRUNCATE)")
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(random.Random(1).randbytes(path.stat().st_size - 4096 * 8))
        store.read("PRAGMA shrink_memory")
        with pytest.raises(VisionEditorError, match="damaged"):
            for number in range(500):
                store.put_draft(REPOSITORY, draft(f"e{number}"))
        store.put_draft(REPOSITORY, draft("after"))
        assert store.draft(REPOSITORY, "after")
        assert store.rescue is not None


def test_what_is_in_the_log_alone_is_read_where_nothing_can_be_written(path: Path) -> None:
    with Store(path) as writer:
        for number in range(3):
            writer.put_draft(REPOSITORY, draft(f"d{number}"))
        assert path.with_name(path.name + "-wal").stat().st_size > 0
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.deserialize(committed_bytes(path))
            assert [id for (id,) in copy.execute("SELECT id FROM drafts")] == ["d0", "d1", "d2"]


def test_a_transaction_that_was_not_ended_is_not_read(path: Path) -> None:
    with Store(path) as writer:
        writer.put_draft(REPOSITORY, draft("whole"))
        log = path.with_name(path.name + "-wal")
        before = log.stat().st_size
        writer.put_draft(REPOSITORY, draft("cut off", "words " * 5000))
        copy = path.with_name("copy.sqlite")
        copy.write_bytes(path.read_bytes())
        copy.with_name("copy.sqlite-wal").write_bytes(log.read_bytes()[: before + 3 * (4096 + 24)])
    with closing(sqlite3.connect(":memory:")) as read:
        read.deserialize(committed_bytes(copy))
        assert [id for (id,) in read.execute("SELECT id FROM drafts")] == ["whole"]


def test_what_one_has_read_does_not_come_back_as_a_vote_or_a_draft(path: Path) -> None:
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d1"))
        store.put_read(REPOSITORY, "42", "vision.rst", [f"hash {number}" for number in range(50)], 1)
        store.put_pair(REPOSITORY, "vision.rst", ("1", "2"), NOON)
    _spoil(path, 0, 4096)
    with Store(path) as store:
        assert [one.id for one in store.drafts_of(REPOSITORY)] == ["d1"]
        assert store.votes(REPOSITORY, "42") == {}
        assert store.rescue is not None and store.rescue.rows == 1


def test_a_draft_that_was_moved_is_rescued_where_it_stands_and_once(path: Path) -> None:
    _fill(path, 20)
    with Store(path) as store:
        there = replace(draft("d3", "words of 3 " * 20), patch_set=2, revision="b" * 40, line=9)
        store.move_drafts(REPOSITORY, [(draft("d3", "words of 3 " * 20), there)])
        store.delete_draft(REPOSITORY, "d4")
    _spoil(path, 0, 4096)
    with Store(path) as store:
        drafts = store.drafts_of(REPOSITORY)
        assert len(drafts) == 19
        assert store.draft(REPOSITORY, "d3") == there
        assert store.drafted_revisions(REPOSITORY, "42") == ("a" * 40, "b" * 40)
