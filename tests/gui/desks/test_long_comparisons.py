"""A comparison of long texts: rows that are not there yet are made in the background, and what follows comes after."""

from pathlib import Path

import pytest

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui import worked_out
from visioneditor.gui.comparing import comparing_view
from visioneditor.gui.prose.rows import NEW, Row
from visioneditor.gui.window import Window

SECTION = "## Part {0}\n\nThe committee keeps promise {0} to all the people who asked for it, and says so.\n\n"
TEXT = "# Charter\n\n" + "".join(map(SECTION.format, range(30)))


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(worked_out, "LONG_BYTES", 1_000)
    (tmp_path / "old.md").write_text(TEXT)
    (tmp_path / "new.md").write_text(TEXT.replace("promise 7", "word 7"))
    window = open_window(None, files=(tmp_path / "old.md", tmp_path / "new.md"))
    monkeypatch.setattr(comparing_view, "comparison_rows", _refuse)
    return window


def _refuse(*_: object) -> None:
    raise AssertionError("the window's thread makes no rows of a long comparison")


def rows(window: Window) -> list[Row]:
    return list(window.comparing.view.prose.rows())


def test_source_is_shown_when_its_rows_are_there(window: Window) -> None:
    before, view = rows(window), window.comparing.view
    window.frame.commands.run("compare.source")
    assert view.is_source() and rows(window) == before
    assert settle(window)
    assert rows(window) != before and any(not row.cells or row.cells[-1] for row in rows(window))


def test_all_folds_open_and_close(window: Window) -> None:
    closed = rows(window)
    window.frame.commands.run("compare.unfold")
    assert settle(window)
    assert len(rows(window)) > len(closed) + 30
    window.frame.commands.run("compare.unfold")
    assert settle(window)
    assert rows(window) == closed


def test_only_what_was_asked_for_last_is_shown(window: Window) -> None:
    closed = rows(window)
    for _ in range(2):
        window.frame.commands.run("compare.unfold")
    assert settle(window)
    assert rows(window) == closed


def test_a_place_in_a_fold_is_shown_when_the_fold_is_open(window: Window) -> None:
    view, found = window.comparing.view, window.session.comparison
    assert found is not None
    at = found.new.document.text.index("promise 21")
    view.show_place(NEW, at, at + 7)
    assert settle(window)
    view.prose.arrive()
    row = view.prose.stage().row_of(NEW, at)
    assert row is not None and rows(window)[row].fold is None
    assert row in {number for number, _ in view.prose.stage().visible()}


def test_another_layout_is_there_at_once(window: Window) -> None:
    view = window.comparing.view
    was = view.is_unified()
    window.frame.commands.run("compare.unified")
    assert view.is_unified() is not was
    assert all(len(row.cells) == (2 if was else 1) for row in rows(window) if row.cells)
