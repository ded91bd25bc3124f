"""The three-way view by keys and clicks: places are decided, undone, written anew, and the result is saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from visioneditor.__main__ import main
from visioneditor.core.drafting.decisions import Taken
from visioneditor.gui.look import Look
from visioneditor.gui.merging.merge_rows import row_key
from visioneditor.gui.merging.merge_window import MergeWindow
from visioneditor.gui.prose.rows import LabelLine
from visioneditor.gui.screenshot import settle
from visioneditor.services.merging import MergeFiles

BASE = "Aim\n===\n\nIt is small. It is good.\n\nMeans\n=====\n\nWork. Rest.\n\nEnd\n===\n\nThat is all.\n"
OURS = BASE.replace("small", "very small").replace("Work", "Hard work")
THEIRS = BASE.replace("small", "rather small").replace("Work", "Much work").replace("all", "all of it")


@pytest.fixture
def files(tmp_path: Path) -> MergeFiles:
    paths = [tmp_path / name for name in ("base.rst", "ours.rst", "theirs.rst", "vision.rst")]
    for path, text in zip(paths, (BASE, OURS, THEIRS, "<<<<<<<\n"), strict=True):
        path.write_text(text)
    return MergeFiles(**dict(zip(("base", "ours", "theirs", "result"), paths, strict=True)))


@pytest.fixture
def window(look: Look, qtbot: QtBot, files: MergeFiles) -> Iterator[MergeWindow]:
    window = MergeWindow(look, files)
    window.start()
    assert settle(window)
    yield window
    window.status = 0
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def press(window: MergeWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.page.view, key)


def open_places(window: MergeWindow) -> int:
    decisions = window.page.decisions
    assert decisions is not None
    return len(decisions.open_places)


def labels(window: MergeWindow) -> list[str]:
    """What can be clicked at the place in hand."""
    place = window.page.in_hand
    assert place is not None
    row = next(row for row in window.page.view.rows() if row.key == row_key(place))
    lines = [piece for cell in row.cells if cell for piece in cell.pieces if isinstance(piece, LabelLine)]
    return [label.action for line in lines for label in line.labels if label.action]


def test_keys_decide_one_place_after_the_other_and_save(window: MergeWindow, files: MergeFiles) -> None:
    assert window.page.state.text() == "2 of 3 places to decide"
    assert not window.page.save.isEnabled()
    press(window, Qt.Key.Key_2)
    assert open_places(window) == 1
    press(window, Qt.Key.Key_3)
    assert window.page.state.text() == "all 3 places decided"
    window.page.save.click()
    assert window.status == 0
    assert not window.isVisible()
    assert files.result.read_text() == THEIRS.replace("Much work", "Hard work")


def test_a_click_takes_a_side_and_undo_gives_it_back(window: MergeWindow) -> None:
    theirs = next(action for action in labels(window) if action.startswith("theirs"))
    window.page.view.label_activated.emit(theirs)
    assert open_places(window) == 1
    window.page.undo.click()
    assert open_places(window) == 2
    assert not window.page.undo.isEnabled()


def test_what_is_written_for_a_place_stands_there(window: MergeWindow, files: MergeFiles) -> None:
    place, page = window.page.in_hand, window.page
    assert place is not None
    page.own.setPlainText("It is of a size.")
    decisions = page.decisions
    assert decisions is not None
    assert decisions.taken(place) is Taken.OWN
    page.go_next()
    press(window, Qt.Key.Key_4)
    page.save.click()
    text = files.result.read_text()
    assert "It is of a size. It is good." in text
    assert "Hard work. Much work. Rest." in text


def test_next_and_previous_go_round_what_is_open(window: MergeWindow) -> None:
    first = window.page.in_hand
    press(window, Qt.Key.Key_N)
    second = window.page.in_hand
    assert first != second
    press(window, Qt.Key.Key_N)
    assert window.page.in_hand == first
    press(window, Qt.Key.Key_P)
    assert window.page.in_hand == second


def test_nothing_is_saved_while_a_place_is_open(window: MergeWindow, files: MergeFiles) -> None:
    window.save()
    assert window.isVisible()
    assert (window.status, files.result.read_text()) == (1, "<<<<<<<\n")


def test_who_leaves_before_all_is_decided_finds_the_decisions_again(
    window: MergeWindow, look: Look, files: MergeFiles
) -> None:
    press(window, Qt.Key.Key_2)
    window.page.own.setPlainText("Hardly any work.")
    window.close()
    again = MergeWindow(look, files)
    again.start()
    assert settle(again)
    assert again.page.state.text() == "all 3 places decided"
    assert "here again" in again.messages.accessibleName()
    again.save()
    assert (window.status, again.status) == (1, 0)
    assert files.result.read_text() == THEIRS.replace("Much work", "Hardly any work")
    again.deleteLater()


def test_another_file_of_that_name_is_merged_from_the_beginning(
    window: MergeWindow, look: Look, files: MergeFiles
) -> None:
    press(window, Qt.Key.Key_2)
    window.close()
    files.theirs.write_text(THEIRS.replace("rather small", "hardly small"))
    again = MergeWindow(look, files)
    again.start()
    assert settle(again)
    assert open_places(again) == 2
    again.close()
    again.deleteLater()


def test_files_that_cannot_be_merged_are_told_of_in_the_window(look: Look, files: MergeFiles) -> None:
    files.theirs.unlink()
    window = MergeWindow(look, files)
    window.start()
    assert settle(window)
    assert "cannot be read" in window.messages.accessibleName()
    assert not window.page.save.isEnabled()
    window.close()
    window.deleteLater()


def test_words_that_stay_are_folded_and_can_be_opened(window: MergeWindow) -> None:
    before = len(window.page.view.rows())
    kept = next(row.key for row in window.page.view.rows() if row.key.startswith("kept:"))
    window.page.view.row_toggled.emit(kept)
    assert len(window.page.view.rows()) == before + 1


def test_everything_has_a_name(window: MergeWindow) -> None:
    for part in (window.page.view, window.page.own, window.page.save, window.page.next, window.page.previous):
        spoken = QAccessible.queryAccessibleInterface(part)
        assert spoken is not None
        assert spoken.text(QAccessible.Text.Name)


def test_a_missing_side_is_said_before_a_window_opens(
    look: Look, files: MergeFiles, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files.ours.unlink()
    names = [str(path) for path in (files.base, files.ours, files.theirs, files.result)]
    assert main(["--merge", *names, "--screenshot", str(tmp_path / "shot.png")]) == 1
    assert "ours.rst cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "shot.png").exists()


def test_what_is_read_stays_at_its_height_when_rows_change(look: Look, tmp_path: Path) -> None:
    words = ("small", "very small", "rather small", "")
    parts = [tmp_path / name for name in ("base.rst", "ours.rst", "theirs.rst", "result.rst")]
    for path, word in zip(parts, words, strict=True):
        path.write_text("".join(f"Part {n}\n=======\n\nIt is {word} in {n}. It stays.\n\n" for n in range(100, 160)))
    window = MergeWindow(look, MergeFiles(base=parts[0], ours=parts[1], theirs=parts[2], result=parts[3]))
    window.start()
    assert settle(window)
    page = window.page
    page.go_to_section("Part 140")
    at, y = page.view.stage().visible()[0]
    kept = next(row.key for row in page.view.rows() if row.key.startswith("kept:"))
    page.view.row_toggled.emit(kept)
    assert page.view.stage().visible()[0] == (at + 1, y)
    window.close()
    window.deleteLater()
