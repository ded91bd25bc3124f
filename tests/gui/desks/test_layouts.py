"""One column or two: by the width of the window, by choice, and what is said where there is no room for two."""

from pathlib import Path

import pytest

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

OLD = "Goals\n=====\n\nA cloud for all.\n\nScope\n-----\n\nWhat we do.\n"


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> Window:
    (tmp_path / "old.rst").write_text(OLD)
    (tmp_path / "new.rst").write_text(OLD.replace("all", "everybody"))
    return open_window(None, files=(tmp_path / "old.rst", tmp_path / "new.rst"), mode=Mode.COMPARE, size=(1440, 900))


def resize(window: Window, width: int) -> None:
    window.frame.resize(width, 700)
    assert settle(window)


def test_a_narrow_window_has_one_column_and_a_wide_one_two_again(window: Window) -> None:
    view, layouts = window.comparing.view, window.comparing.layouts
    assert not view.is_unified() and layouts.word == "beside"
    resize(window, 1000)
    assert view.is_unified() and layouts.word == "unified"
    resize(window, 1300)
    assert not view.is_unified() and layouts.word == "beside"


def test_two_columns_that_were_asked_for_stay_where_they_have_room(window: Window) -> None:
    view = window.comparing.view
    resize(window, 1000)
    window.frame.commands.run("compare.unified")
    assert not view.is_unified()
    resize(window, 900)
    assert view.is_unified()
    window.frame.commands.run("view.panel")
    assert settle(window)
    assert not view.is_unified()


def test_where_two_columns_have_no_room_it_is_said(window: Window) -> None:
    resize(window, 900)
    window.frame.commands.run("compare.unified")
    assert window.comparing.view.is_unified() and window.comparing.layouts.word == "unified"
    assert "no room here" in window.frame.messages.accessibleName()


LINE = " ".join(["word"] * 15) + " ends"  # of 79 characters
SOURCE = f"Goals\n=====\n\n{LINE}\n{LINE}\nand so on.\n"


@pytest.mark.parametrize("size", [(1440, 900), (1000, 700)])
def test_lines_of_79_columns_are_not_wrapped_in_source(
    open_window: OpenWindow, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert len(LINE) == 79
    (tmp_path / "old.rst").write_text(SOURCE)
    (tmp_path / "new.rst").write_text(SOURCE.replace("so on", "so forth"))
    files = (tmp_path / "old.rst", tmp_path / "new.rst")
    window = open_window(None, files=files, mode=Mode.COMPARE, size=size)
    panels, view = window.frame.panels, window.comparing.view
    assert panels.isVisible()
    window.frame.commands.run("compare.source")
    assert settle(window)
    assert view.is_unified() is (size[0] < 1100) and panels.isVisible() is view.is_unified()
    laid = view.prose.stage().lay(len(view.prose.rows()) - 1)
    pieces = [piece for cell in laid.cells if cell is not None for piece in cell.pieces]
    assert pieces and all(piece.layout.lineCount() == 3 for piece in pieces)
    window.frame.commands.run("compare.source")
    assert panels.isVisible()


def test_the_panel_can_be_brought_back_beside_source(window: Window) -> None:
    window.frame.commands.run("compare.source")
    assert not window.frame.panels.isVisible()
    window.frame.commands.run("view.panel")
    assert window.frame.panels.isVisible()
    window.frame.commands.run("compare.unified")
    assert window.frame.panels.isVisible()
