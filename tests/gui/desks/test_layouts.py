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
