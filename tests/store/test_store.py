"""What the store promises: what it acknowledged is there, whatever happens to the program, the window or the file."""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store import samples
from tests.store.samples import NOON, REPOSITORY, draft
from visioneditor.errors import VisionEditorError
from visioneditor.store.model import Export
from visioneditor.store.schema import MIGRATIONS
from visioneditor.store.store import Store

ROOT = Path(__file__).parents[2]
WRITER = Path(samples.__file__)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "store.sqlite"


def test_no_file_is_made_before_the_first_use(path: Path) -> None:
    with Store(path):
        assert not path.parent.exists()


def test_a_draft_comes_back_as_it_was(path: Path) -> None:
    written = draft("d1", "Größe 𝔸 e\u0301\n漢字", parent="6899648c_a2d6fa6b", unresolved=False)
    whole = draft("d2", line=None, range=None, path="/PATCHSET_LEVEL", quote="")
    with Store(path) as store:
        store.put_draft(REPOSITORY, written)
        store.put_draft(REPOSITORY, whole)
    with Store(path) as store:
        assert store.drafts_of(REPOSITORY, "42") == (written, whole)
        assert store.draft(REPOSITORY, "d1") == written


@given(message=st.text(st.characters(exclude_categories=["Cs"])), unresolved=st.booleans())
def test_any_words_can_be_put_and_edited(path: Path, message: str, unresolved: bool) -> None:
    with Store(path) as store:
        id = f"x{os.urandom(8).hex()}"
        store.put_draft(REPOSITORY, draft(id, message))
        assert store.draft(REPOSITORY, id).message == message
        store.edit_draft(REPOSITORY, id, message=message[::-1], unresolved=unresolved)
        assert store.draft(REPOSITORY, id).message == message[::-1]
        assert store.draft(REPOSITORY, id).unresolved is unresolved


def test_drafts_are_told_apart_by_repository_and_change(path: Path) -> None:
    with Store(path) as store:
        store.put_draft("one", draft("d1"))
        store.put_draft("one", draft("d2", change_key="43"))
        store.put_draft("two", draft("d3"))
        assert [one.id for one in store.drafts_of("one", "42")] == ["d1"]
        assert [one.id for one in store.drafts_of("one", "42", "43")] == ["d1", "d2"]
        assert [one.id for one in store.drafts_of("one")] == ["d1", "d2"]
        assert store.drafted_keys("one") == ("42", "43")


def test_a_deleted_draft_can_be_taken_back(path: Path) -> None:
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d1"))
        store.delete_draft(REPOSITORY, "d1")
        assert store.drafts_of(REPOSITORY, "42") == ()
        with pytest.raises(VisionEditorError, match="no draft d1"):
            store.edit_draft(REPOSITORY, "d1", message="x", unresolved=True)
        store.restore_draft(REPOSITORY, "d1")
        assert store.drafts_of(REPOSITORY, "42") == (draft("d1"),)


def test_a_revision_stays_a_patch_set_after_its_draft_was_deleted(path: Path) -> None:
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d1", revision="b" * 40))
        store.put_draft(REPOSITORY, draft("d2", revision="a" * 40))
        store.delete_draft(REPOSITORY, "d1")
        assert store.drafted_revisions(REPOSITORY, "42") == ("b" * 40, "a" * 40)
        assert store.drafted_keys(REPOSITORY, "b" * 40) == ("42",)


def test_votes_and_cover_are_set_and_taken_back(path: Path) -> None:
    with Store(path) as store:
        store.put_vote(REPOSITORY, "42", "Rollcall-Vote", 1)
        store.put_vote(REPOSITORY, "42", "rollcall-vote", -1)
        store.put_vote(REPOSITORY, "42", "Code-Review", 0)
        store.put_cover(REPOSITORY, "42", "Reads well.")
        assert store.votes(REPOSITORY, "42") == {"Code-Review": 0, "rollcall-vote": -1}
        assert store.cover(REPOSITORY, "42") == "Reads well."
        store.put_vote(REPOSITORY, "42", "Code-Review", None)
        store.put_cover(REPOSITORY, "42", "")
        assert store.votes(REPOSITORY, "42") == {"rollcall-vote": -1}
        assert store.cover(REPOSITORY, "42") == ""


def test_the_newest_export_of_a_draft_is_remembered(path: Path) -> None:
    first = Export(item="d1", hash="1", original="1", content="a")
    second = Export(item="d1", hash="2", original="1", content="b")
    with Store(path) as store:
        store.put_exports(REPOSITORY, [first])
        store.put_exports(REPOSITORY, [second])
        assert store.exports(REPOSITORY) == {"d1": second}


def test_the_text_edited_last_comes_first(path: Path) -> None:
    with Store(path) as store:
        store.put_text(REPOSITORY, "v.rst", "draft", "a" * 40, "one\n", updated=NOON)
        store.put_text(REPOSITORY, "v.rst", "other", "a" * 40, "two\n", updated=NOON + timedelta(seconds=1))
        assert [one.name for one in store.texts(REPOSITORY, "v.rst")] == ["other", "draft"]
        store.put_text(REPOSITORY, "v.rst", "draft", "a" * 40, "three\n", updated=NOON + timedelta(seconds=2))
        assert [one.text for one in store.texts(REPOSITORY)] == ["three\n", "two\n"]
        store.delete_text(REPOSITORY, "v.rst", "draft")
        assert [one.name for one in store.texts(REPOSITORY)] == ["other"]


def test_recent_repositories_come_newest_first(path: Path) -> None:
    with Store(path) as store:
        store.put_recent(Path("/a"), NOON)
        store.put_recent(Path("/b"), NOON + timedelta(seconds=1))
        store.put_recent(Path("/a"), NOON + timedelta(seconds=2))
        assert store.recents() == (Path("/a"), Path("/b"))
        store.forget_recent(Path("/a"))
        assert store.recents(1) == (Path("/b"),)


def test_the_pair_compared_last_is_remembered_for_each_document(path: Path) -> None:
    with Store(path) as store:
        assert store.pair(REPOSITORY, "v.rst") is None
        store.put_pair(REPOSITORY, "v.rst", ("draft-1", "main"), NOON)
        store.put_pair(REPOSITORY, "v.rst", ("705/1", "705/2"), NOON)
        assert store.pair(REPOSITORY, "v.rst") == ("705/1", "705/2")
        assert store.pair("another", "v.rst") is store.pair(REPOSITORY, "w.rst") is None


def test_the_projects_chosen_last_are_remembered_for_each_document(path: Path) -> None:
    with Store(path) as store:
        assert not store.shown_projects(REPOSITORY, "v.rst")
        store.put_shown_projects(REPOSITORY, "v.rst", ("nova", "zun"))
        store.put_shown_projects(REPOSITORY, "v.rst", ("zun", "zun", "Quality Assurance"))
        assert store.shown_projects(REPOSITORY, "v.rst") == {"zun", "Quality Assurance"}
        assert not store.shown_projects(REPOSITORY, "w.rst") and not store.shown_projects("another", "v.rst")
        store.put_shown_projects(REPOSITORY, "v.rst", ())
        assert not store.shown_projects(REPOSITORY, "v.rst")


def test_who_one_is_on_a_server_is_remembered(path: Path) -> None:
    with Store(path) as store:
        assert store.account("https://review.example") is None
        store.put_account("https://review.example", "1003873")
        assert store.account("https://review.example") == "1003873"


def test_each_thread_has_its_own_way_in(path: Path) -> None:
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d0"))
        writers = [
            threading.Thread(target=store.put_draft, args=(REPOSITORY, draft(f"d{number}"))) for number in range(1, 9)
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        assert len(store.drafts_of(REPOSITORY, "42")) == 9


def test_two_windows_see_each_others_drafts_and_overwrite_none(path: Path) -> None:
    with Store(path) as mine, Store(path) as theirs:
        mine.put_draft(REPOSITORY, draft("d1", "mine"))
        seen = mine.state()
        theirs.put_draft(REPOSITORY, draft("d2", "theirs"))
        assert mine.state() != seen
        assert [one.message for one in mine.drafts_of(REPOSITORY, "42")] == ["mine", "theirs"]
        theirs.edit_draft(REPOSITORY, "d1", message="theirs now", unresolved=True, seen="mine")
        with pytest.raises(VisionEditorError, match="another window"):
            mine.edit_draft(REPOSITORY, "d1", message="mine again", unresolved=True, seen="mine")
        assert mine.draft(REPOSITORY, "d1").message == "theirs now"


def test_two_windows_do_not_save_over_each_others_text(path: Path) -> None:
    with Store(path) as mine, Store(path) as theirs:
        first = mine.put_text(REPOSITORY, "v.rst", "draft", "a" * 40, "one", updated=NOON, seen=0)
        theirs.put_text(REPOSITORY, "v.rst", "draft", "a" * 40, "two", updated=NOON, seen=first.version)
        with pytest.raises(VisionEditorError, match="another window"):
            mine.put_text(REPOSITORY, "v.rst", "draft", "a" * 40, "three", updated=NOON, seen=first.version)
        assert mine.texts(REPOSITORY)[0].text == "two"


def test_two_programs_writing_at_once_lose_nothing(path: Path) -> None:
    programs = [_start_writer(path, f"w{number}") for number in range(2)]
    assert [program.wait(60) for program in programs] == [0, 0]
    with Store(path) as store:
        assert len(store.drafts_of(REPOSITORY, "42")) == 100


def _start_writer(path: Path, name: str = "", **options: Any) -> "subprocess.Popen[str]":
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, WRITER, path, name], env=environment, text=True, **options)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_everything_acknowledged_is_there_after_kill_9(
    path: Path, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    moments = random.Random() if in_soak else random.Random(20260901)
    kills, steps = 200 if in_soak else 20, 0
    for _ in range(kills):
        path.unlink(missing_ok=True)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        done = _run_and_kill(path, moments.uniform(0.002, 0.12))
        _assert_everything_there(path, done)
        steps += len(done)
    record_property("soak", f"all of {steps} acknowledged steps are there after {kills} kills")


def _run_and_kill(path: Path, after_s: float) -> list[list[str]]:
    """The steps that the program said were done before it was killed, that long after the first of them."""
    program = _start_writer(path, stdout=subprocess.PIPE)
    assert program.stdout
    first = program.stdout.readline()
    time.sleep(after_s)
    program.kill()
    rest = program.stdout.read()
    program.stdout.close()
    program.wait()
    return [line.split() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def _assert_everything_there(path: Path, done: list[list[str]]) -> None:
    last: dict[str, str] = {id: step for step, id in done if step != "text"}
    texts = [int(number) for step, number in done if step == "text"]
    with Store(path) as store:
        there = {one.id: one.message for one in store.drafts_of(REPOSITORY, "42")}
        # The step after the last acknowledged one may have been taken as well, or not.
        *_, (latest, _) = last.items()
        for id, step in last.items():
            if id == latest and step != "delete":
                assert id not in there or there[id].endswith(id)
                assert id in there or int(id[1:]) % 3 == 0
            elif step == "delete":
                assert id not in there
            else:
                assert there[id] == f"later words of {id}"
        if texts:
            assert int(store.texts(REPOSITORY)[0].text.split()[1]) in (texts[-1], texts[-1] + 1)
        assert store.rescue is None


def test_a_file_of_a_newer_program_is_left_alone(path: Path) -> None:
    with Store(path) as store:
        store.put_draft(REPOSITORY, draft("d1"))
        with store.writing() as connection:
            connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with Store(path) as store, pytest.raises(VisionEditorError, match="newer"):
        store.drafts_of(REPOSITORY, "42")
    assert path.read_bytes() == before
