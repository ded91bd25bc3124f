"""The line above a comparison: all counts are to be read, however narrow it is."""

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from visioneditor.gui.comparing.counts_line import HEIGHT, CountsLine
from visioneditor.gui.look import Look

PARTS = (("2,387", "words added"), ("1,948", "removed"), ("9", "sections added"), ("4", "sections removed"))


@pytest.fixture
def line(look: Look, qtbot: QtBot) -> CountsLine:
    line = CountsLine(look)
    qtbot.addWidget(line)
    line.offer((QAction("Accept the change", line), QAction("Reject the change", line)))
    line.resize(1100, HEIGHT)
    line.show_counts(PARTS)
    line.show_position(0, 107)
    line.show()
    return line


def test_counts_that_do_not_fit_get_a_second_line(line: CountsLine) -> None:
    assert line.height() == HEIGHT
    line.resize(700, HEIGHT)
    assert line.text._lines == (PARTS[:2], PARTS[2:]) or line.text._lines == (PARTS[:3], PARTS[3:])
    assert line.height() > HEIGHT
    line.resize(1100, line.height())
    assert line.height() == HEIGHT


def test_nothing_shifts_when_a_change_is_taken_in_hand(line: CountsLine) -> None:
    places = []
    for here in (0, 7, 107):
        line.show_position(here, 107)
        line._layout.activate()
        assert line._offers[0].isVisible() is bool(here)
        places.append((line.text.width(), line.next.pos(), line._offers[0].pos()))
    assert len(set(map(str, places))) == 1


def test_what_has_no_room_in_two_lines_is_counted_and_told_by_the_tooltip(line: CountsLine) -> None:
    line.resize(500, HEIGHT)
    line.show_counts((*PARTS, ("3", "renamed"), ("2", "split"), ("4", "links changed")))
    assert len(line.text._lines) == 2
    shown = [part for written in line.text._lines for part in written]
    number, more = shown[-1]
    assert (number, more) == ("", f"and {7 - len(shown) + 1} more")
    assert "4 links changed" in line.text.toolTip()
