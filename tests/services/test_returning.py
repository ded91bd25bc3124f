"""A window that died is known by its note, one that lives or ended well is not."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from visioneditor.services.returning import (
    LeftPlace,
    PlaceNote,
    find_left,
    forget_left,
    names_no_place,
    returning_request,
)
from visioneditor.services.window_request import Mode, WindowRequest

PLACE = LeftPlace(
    repository="/home/ö/vision",
    mode=Mode.DRAFT,
    path="reference/vision.rst",
    revision="DRAFT:shorter",
    section="scope",
    line=136,
    column=17,
    noted=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
)
DYING = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from visioneditor.services.returning import LeftPlace, PlaceNote
from visioneditor.services.window_request import Mode

note = PlaceNote(Path(sys.argv[1]))
note.keep(LeftPlace(repository="/r", mode=Mode.READ, path="a.rst", noted=datetime.now(UTC)))
os._exit(9)
"""


def died(data: Path) -> None:
    """A process notes its place and dies."""
    done = subprocess.run([sys.executable, "-c", DYING, str(data)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 9


def test_a_place_is_found_again_once_its_window_died(tmp_path: Path) -> None:
    died(tmp_path)
    found = find_left(tmp_path, "/r")
    assert found is not None
    assert (found.mode, found.path, found.line) == (Mode.READ, "a.rst", 0)
    assert find_left(tmp_path, "/another") is None
    forget_left(tmp_path, "/r")
    assert find_left(tmp_path, "/r") is None


def test_a_window_that_lives_or_ended_well_leaves_nothing_to_come_back_to(tmp_path: Path) -> None:
    note = PlaceNote(tmp_path)
    note.keep(PLACE)
    assert find_left(tmp_path, PLACE.repository) is None
    note.close()
    note.keep(PLACE)
    assert find_left(tmp_path, PLACE.repository) is None
    assert list((tmp_path / "windows").iterdir()) == []


def test_all_of_a_place_is_kept_and_wished_for_again(tmp_path: Path) -> None:
    note = PlaceNote(tmp_path)
    note.keep(PLACE)
    note._stack.close()  # as the system does when the process dies
    assert find_left(tmp_path, PLACE.repository) == PLACE
    request = returning_request(WindowRequest(repository=tmp_path), PLACE)
    assert (request.document, request.mode, request.revision) == (PLACE.path, Mode.DRAFT, "DRAFT:shorter")
    note.close()


@pytest.mark.parametrize("text", ["", "a\nb", "\n" * 8, "/r\nflying\na.rst\n\n\n\n\n0\nnow", "\0" * 9000])
def test_a_note_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "windows").mkdir()
    (tmp_path / "windows" / "1-1.place").write_text(text)
    assert find_left(tmp_path, "/r") is None


def test_who_asks_for_a_place_gets_it() -> None:
    assert names_no_place(WindowRequest(repository=Path("r")))
    assert not names_no_place(WindowRequest(document="a.rst"))
    assert not names_no_place(WindowRequest(screenshot=Path("a.png")))
