"""Consensus mode: reached, filled, kept with what is open."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.consensus.arranging import Only
from visioneditor.gui.consensus.answer_pane import AnswerPane
from visioneditor.gui.consensus.consensus_page import ConsensusPage
from visioneditor.gui.consensus.matrix_view import MatrixView
from visioneditor.gui.widgets.outline import Outline
from visioneditor.gui.window import Window
from visioneditor.services.commenting import add_comment_at, reading_target
from visioneditor.services.drafting import save_draft
from visioneditor.services.reading import load_document
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


def test_keys_go_to_the_table_of_a_window_that_is_opened_on_it(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    assert window.frame.focusWidget() is page_of(window).matrix


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
    assert empty.isVisible() and empty.sentence.text() and all(way.isVisible() for way in empty.ways)
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


def matrix_of(window: Window) -> MatrixView:
    return page_of(window).matrix


def take(window: Window, project: str, section: str) -> None:
    """Click a cell, as it were."""
    shown = matrix_of(window).shown()
    assert shown is not None
    rows, columns = [row.project for row in shown.rows], [each.id for each in shown.sections]
    matrix_of(window).take_cell(rows.index(project), columns.index(section))
    assert settle(window)


def pane_of(window: Window) -> AnswerPane:
    return window.modes.consensus_desk().answers.pane


def test_section_that_was_asked_for_is_in_hand(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION, mode=Mode.CONSENSUS, section="one-application-many-clouds")
    cell = matrix_of(window).cell()
    assert cell is not None and (cell.row.project, cell.section.id) == ("Eider", "one-application-many-clouds")
    assert window.session.section is not None and window.session.section.id == cell.section.id


def test_panel_shows_what_stands_in_a_cell(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Eider", "one-application-many-clouds")
    panel, pane = window.frame.panel, pane_of(window)
    assert (panel.title.text(), panel.subtitle.text()) == ("Eider", "on One Application, Many Clouds")
    (card,) = pane.cards
    assert card.text.text() and "Since then 30 words were added" in card.origin.text()
    assert not panel.projects.isVisible() and panel.threads.isVisible()
    assert window.session.section is not None and window.session.section.id == "one-application-many-clouds"
    assert pane.write.text() == "Change this answer …"
    take(window, "Petrel", "self-service")
    assert panel.subtitle.accessibleName() == "on Self-Service, from the parent section" and pane.cards
    take(window, "plover", "self-service")
    assert pane.nothing.text() == "plover has not answered this section." and pane.nothing.isVisible()
    assert not pane.cards and not pane.whole.isVisible()
    assert pane.write.text() == "Write an answer …"


def test_outline_leads_to_the_column(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Tern", "self-service")
    document = window.session.document
    assert document is not None
    for id, project in (("durable-by-default", "Tern"), ("purpose", "")):
        section = document.section(id)
        assert section is not None
        window.session.go_to_section(section)
        assert settle(window)
        cell = window.modes.consensus_desk().answers.cell
        assert (cell.row.project if cell is not None else "") == project
    assert window.frame.panel.title.text() == "Purpose" and window.frame.panel.projects.isVisible()
    assert not pane_of(window).isVisible()


def test_panel_is_the_sections_again_in_other_modes(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Tern", "clouds-of-every-age")
    window.frame.commands.run("view.read")
    assert settle(window)
    assert window.frame.panel.title.text() == "Clouds of Every Age"
    assert window.frame.panel.projects.isVisible() and not pane_of(window).isVisible()
    assert window.reading.view.prose.section_under_eye() == window.session.section_number


def test_ways_lead_on_from_a_cell(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Eider", "one-application-many-clouds")
    pane_of(window).cards[0].since.click()
    assert settle(window)
    place = window.session.place
    assert (place.mode, place.section) == (Mode.COMPARE, "one-application-many-clouds")
    window.frame.commands.run("view.consensus")
    assert settle(window)
    pane_of(window).beside.click()
    assert settle(window)
    assert window.frame.header.modes.word == "read" and window.reading.view.is_beside()
    window.frame.commands.run("view.consensus")
    assert settle(window)
    pane_of(window).whole.click()
    assert settle(window)
    assert window.session.place.path.endswith("eider.rst")
    assert window.session.section is not None and window.session.section.title == "One Application, Many Clouds"


def test_enter_shows_the_words_whole_where_they_can_be_read(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    window.frame.commands.run("view.panel")
    assert not window.frame.panel.isVisible()
    take(window, "Dunlin", "self-service")
    QTest.keyClick(matrix_of(window), Qt.Key.Key_Return)
    assert settle(window)
    assert window.frame.panel.isVisible()
    assert " …" not in pane_of(window).cards[0].text.text()


def test_commands_lead_through_what_is_looked_at(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    run = window.frame.commands.run
    run("consensus.stale")
    assert page_of(window).counted.text() == "3 projects: stale"
    run("consensus.next")
    cell = matrix_of(window).cell()
    assert cell is not None and cell.answer is not None and cell.answer.is_stale
    run("consensus.missing")
    shown = matrix_of(window).shown()
    assert shown is not None and "Gannet" in [row.project for row in shown.rows]
    run("consensus.missing")
    run("consensus.threads")
    run("consensus.previous")
    assert page_of(window).counted.text().endswith("unresolved threads")


def test_unresolved_threads_are_counted_as_they_come(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Tern", "self-service")
    before = window.modes.consensus_desk().loaded
    window.frame.commands.run("review.comment")
    assert settle(window)
    focused = window.frame.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "Who?")
    QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settle(window)
    after, section = window.modes.consensus_desk().loaded, window.session.section
    assert before is not None and after is not None and section is not None
    assert after.matrix.open_threads.get(section.number, 0) == before.matrix.open_threads.get(section.number, 0) + 1


def test_letters_lead_through_the_table_as_elsewhere_through_changes(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    window.frame.commands.run("view.compare")
    assert settle(window)
    window.frame.commands.run("view.consensus")
    assert settle(window)
    take(window, "Eider", "self-service")
    for key, section in ((Qt.Key.Key_N, "control-by-applications"), (Qt.Key.Key_P, "self-service")):
        QTest.keyClick(matrix_of(window), key)
        cell = matrix_of(window).cell()
        assert cell is not None and cell.section.id == section


def test_outline_marks_what_nobody_answers(
    open_window: OpenWindow, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[int, str] = {}
    monkeypatch.setattr(Outline, "show_mark", lambda _, number, mark: told.update({number: mark.words}))
    window = open_consensus(open_window, sample)
    assert not any("nobody answers" in words for words in told.values())
    alone = next(each.revision for each in window.session.history if "small clouds" in each.subject)  # Eider's then
    window.session.go(revision=alone)
    assert settle(window)
    document = window.session.document
    assert document is not None
    silent = {section.id for section in document.sections if "nobody answers" in told[section.number]}
    assert {"failures-in-plain-view", "clouds-of-every-age"} <= silent and "self-service" not in silent
    window.session.go(path="README.md", section="")
    assert settle(window)
    other = window.session.document
    assert other is not None and other is not document
    assert not any("nobody answers" in told[section.number] for section in other.sections)


def test_answer_that_is_only_drafted_is_opened_as_a_draft(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    workspace, loaded = window.session.workspace, window.session.loaded
    assert workspace is not None and loaded is not None
    path, text = (
        "reference/cloud-vision-reflections/gannet.rst",
        "Gannet\n======\n\nSelf-Service\n------------\n\nSoon.\n",
    )
    save_draft(workspace, path, text, base_revision=loaded.revision, name="reflections")
    window.session.load_annotations()
    window.frame.commands.run("view.consensus")
    assert settle(window)
    take(window, "Gannet", "self-service")
    pane_of(window).whole.click()
    assert settle(window)
    place = window.session.place
    assert (place.path, place.revision, place.mode) == (path, "DRAFT:reflections", Mode.READ)
    assert window.session.section is not None and window.session.section.title == "Self-Service"


def test_project_is_found_by_its_name(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Eider", "clouds-of-every-age")
    finder = window.modes.consensus_desk().finder

    def find(words: str) -> str:
        window.frame.commands.run("go.find")
        assert finder.picker.isVisible()
        QTest.keyClicks(finder.picker.field, words)
        QTest.keyClick(finder.picker.field, Qt.Key.Key_Return)
        assert settle(window)
        cell = matrix_of(window).cell()
        return f"{cell.row.project}/{cell.section.id}" if cell is not None else ""

    assert find("tern") == "Tern/clouds-of-every-age"
    assert find("whim") == "Whimbrel/clouds-of-every-age"
    assert page_of(window).arrangement.wanted.only is Only.MISSING
    window.frame.commands.run("consensus.stale")
    assert find("dunlin").startswith("Dunlin/")


def test_everything_in_the_panel_has_the_height_that_it_needs(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Dunlin", "self-service")
    pane = pane_of(window)
    pane.people.setText("A sentence about those who speak for it that is just a little longer than the links are.")
    assert settle(window)
    links = [link for link in pane.findChildren(QPushButton) if link.isVisible()]
    assert pane.cards[0].more in links
    assert all(link.height() >= link.sizeHint().height() for link in links)


def test_threads_on_a_projects_words_come_with_what_is_fetched(open_window: OpenWindow, sample: Path) -> None:
    window = open_consensus(open_window, sample)
    take(window, "Tern", "self-service")
    answer = pane_of(window).cards[0]
    assert answer.text.text()
    workspace, path = window.session.workspace, "reference/cloud-vision-reflections/tern.md"
    assert workspace is not None
    shown = load_document(workspace, None, path)
    section = shown.document.section("self-service")
    assert section is not None
    words = next(block for block in shown.document.blocks_of(section)[1:] if block.runs)
    target = reading_target(workspace, shown.revision, path)
    span = words.start, words.start + 8
    add_comment_at(workspace, target, shown=shown, start=span[0], end=span[1], message="Which?")
    window.desks.change_list.fetched.emit(None)
    assert settle(window)
    cell = matrix_of(window).cell()
    assert cell is not None and cell.row.project == "Tern"
    assert cell.answer is not None and cell.answer.open_threads == 1
