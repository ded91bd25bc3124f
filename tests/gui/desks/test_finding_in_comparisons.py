"""Finding in a comparison: rendered words, and in source also addresses and markup."""

from pathlib import Path

import pytest

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.prose.rows import NEW, OLD
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

OLD_TEXT = "Goals\n=====\n\nA cloud for `all <https://old.example.org/all>`__ of us.\n\nWe *all* run it.\n"
NEW_TEXT = OLD_TEXT.replace("old.example", "new.example").replace("of us", "of them")


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> Window:
    (tmp_path / "old.rst").write_text(OLD_TEXT)
    (tmp_path / "new.rst").write_text(NEW_TEXT)
    return open_window(None, files=(tmp_path / "old.rst", tmp_path / "new.rst"), mode=Mode.COMPARE, size=(1440, 900))


def search(window: Window, query: str) -> str:
    window.frame.commands.run("go.find")
    window.comparing.find_bar.field.setText(query)
    assert settle(window)
    return window.comparing.find_bar.count.text()


def test_addresses_and_markup_are_found_in_source_alone(window: Window) -> None:
    assert search(window, "example.org") == "Not found"
    window.frame.commands.run("compare.source")
    assert window.comparing.find_bar.count.text() == "1 of 2"
    assert search(window, "*all*") == "1 of 2"
    assert search(window, "new.example") == "1 of 1"
    window.frame.commands.run("compare.source")
    assert window.comparing.find_bar.count.text() == "Not found"


def test_what_was_found_stays_in_hand_in_another_layout(window: Window) -> None:
    assert search(window, "cloud") == "1 of 2"
    window.comparing.find_bar.next_requested.emit()
    assert window.comparing.find_bar.count.text() == "2 of 2"
    window.frame.commands.run("compare.source")
    assert window.comparing.find_bar.count.text() == "2 of 2"
    window.frame.commands.run("compare.unified")  # the older text's lines that changed are shown whole
    assert window.comparing.find_bar.count.text() == "2 of 2"
    window.frame.commands.run("compare.source")  # but of its rendered words only those that went
    assert window.comparing.find_bar.count.text() == "1 of 1"


def test_one_side_alone_is_searched_on_demand(window: Window) -> None:
    window.frame.commands.run("compare.source")
    search(window, "example.org")
    for side, text in (("old", OLD), ("new", NEW)):
        window.comparing.sides.choose(side)
        window.comparing.sides.chosen.emit(side)
        assert window.comparing.find_bar.count.text() == "1 of 1"
        assert {span[0] for span in window.desks.finding._spans} == {text}
