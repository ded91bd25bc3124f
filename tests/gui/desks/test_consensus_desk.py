"""Consensus mode: reached, filled, kept with what is open."""

from pathlib import Path

from PySide6.QtWidgets import QToolButton

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.consensus.consensus_page import ConsensusPage
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


def page_of(window: Window) -> ConsensusPage:
    page = window.frame.modes.currentWidget()
    assert isinstance(page, ConsensusPage)
    return page


def open_consensus(open_window: OpenWindow, sample: Path) -> Window:
    return open_window(sample, document=VISION, mode=Mode.CONSENSUS)


def test_consensus_is_started_with(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    assert window.session.place.mode is Mode.CONSENSUS
    matrix = window.modes.consensus_desk().loaded
    assert matrix is not None and "Petrel" in [row.project for row in matrix.matrix.rows]
    assert page_of(window).counted.text() == "6 of 9 projects have answered"


def test_consensus_is_the_fourth_mode_of_the_header(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    buttons = window.frame.header.modes.findChildren(QToolButton)
    assert [button.text() for button in buttons] == ["Read", "Draft", "Compare", "Consensus"]
    buttons[-1].click()
    assert settle(window)
    assert page_of(window).counted.text()
    window.frame.commands.run("view.read")
    assert window.frame.header.modes.word == "read"
    window.frame.commands.run("view.consensus")
    assert window.frame.header.modes.word == "consensus"


def test_document_that_nobody_answers_says_so_and_what_to_do(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    other = next(entry.path for entry in window.session.entries if entry.path != VISION)
    window.session.go(path=other, section="")
    assert settle(window)
    empty = page_of(window).empty
    assert empty.isVisible() and empty.sentence.text() and empty.action.isVisible()
    assert "Gannet" in empty.missing.text()


def test_another_revision_has_its_own_answers(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    first = window.session.history[-1].revision
    window.session.go(revision=first)
    assert settle(window)
    loaded = window.modes.consensus_desk().loaded
    assert loaded is not None and loaded.revision == first and loaded.matrix.rows == ()


def test_closing_the_repository_leaves_no_matrix(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    desk = window.modes.consensus_desk()
    window.frame.commands.run("repository.close")
    assert settle(window)
    assert desk.loaded is None
