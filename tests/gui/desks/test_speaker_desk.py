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


def test_the_change_spoken_of_is_the_one_whose_vote_is_shown(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION, mode=Mode.CONSENSUS)
    desk = window.modes.consensus_desk()
    change = desk.speakers.change
    assert change is not None and change.number == 1 and change is window.desks.tally.vote
    window.frame.commands.run("consensus.ask")
    assert settle(window)
    dialog = desk.handing_on.dialog
    assert dialog is not None and "On “Give failures a name and an end”" in dialog.form.subtitle.text()
    dialog.reject()
