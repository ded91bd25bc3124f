"""With the cell in hand stands who speaks for its project, and how they were heard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.services.window_request import Mode


def test_who_speaks_for_the_project_in_hand_is_said(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION, revision="refs/changes/01/1/3", mode=Mode.CONSENSUS)
    desk = window.modes.consensus_desk()
    said = {}
    for row in desk.loaded.matrix.rows if desk.loaded is not None else ():
        assert desk.answers.cell is not None and desk.answers.cell.row == row
        said[row.project] = desk.speakers.line.text()
        QTest.keyClick(desk.page.matrix, Qt.Key.Key_Down)
        assert settle(window)
    assert said["Dunlin"] == "Led by Sigrid Aune: not heard on the change."
    assert said["Fulmar"] == said["plover"] == "Led by Joaquim Serra: has only commented on the change."
    assert desk.speakers.line.toolTip() == "Oksana Bilyk <oksana@skerry.example>"
    assert desk.speakers.line.isVisible()
    window.frame.commands.run("view.read")
    assert not desk.speakers.line.isVisible()


def test_where_nobody_spoke_of_a_change_nobody_is_called_silent(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION, mode=Mode.CONSENSUS)
    first = window.session.history[-1].revision
    window.session.go(revision=first)
    assert settle(window)
    assert "heard" not in window.modes.consensus_desk().speakers.line.text()
