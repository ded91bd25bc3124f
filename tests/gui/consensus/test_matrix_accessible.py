"""A screen reader finds a table of cells, each in words, and what is told below it."""

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from tests.gui.consensus.made_matrices import small_matrix
from visioneditor.core.consensus.arranging import Arrangement, Only
from visioneditor.gui.consensus import matrix_accessible
from visioneditor.gui.consensus.matrix_view import MatrixView
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.look import Look

Name, Role = QAccessible.Text.Name, QAccessible.Role


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> MatrixView:
    matrix_accessible.install()
    view = MatrixView(look)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    view.show_matrix(ShownMatrix(small_matrix()))
    return view


def test_every_cell_is_reached_in_words(view: MatrixView) -> None:
    root = QAccessible.queryAccessibleInterface(view)
    assert root.role() == Role.Table
    children = [root.child(at) for at in range(root.childCount())]
    names = [child.text(Name) for child in children]
    assert names[:2] == ["nova, Self-service: from the parent section, partial", "nova, Control: gap, stale"]
    assert names[7] == "zun, A window for people: contributes, 1 unresolved thread"
    assert names[8] == "contributes: 1 on A window for people"
    assert names[-1] == "No answer yet, 1: heat"
    assert {child.role() for child in children[:8]} == {Role.Cell}
    assert {child.role() for child in children[8:]} == {Role.StaticText}
    assert children[0].text(QAccessible.Text.Description) == view.row_words(0)
    assert root.indexOfChild(children[3]) == 3


def test_cell_in_hand_has_the_focus(view: MatrixView) -> None:
    view.take_cell(1, 2)
    found = QAccessible.queryAccessibleInterface(view).focusChild()
    assert found is not None and found.text(Name) == "zun, Scaling without end: no answer"


def test_cell_at_a_point_is_found(view: MatrixView) -> None:
    root = QAccessible.queryAccessibleInterface(view)
    middle = root.child(5).rect().center()
    found = root.childAt(middle.x(), middle.y())
    assert found is not None and root.indexOfChild(found) == 5


def test_cells_that_are_gone_answer_nothing(view: MatrixView) -> None:
    root = QAccessible.queryAccessibleInterface(view)
    last = root.child(root.childCount() - 1)
    view.show_matrix(ShownMatrix(small_matrix(), Arrangement(only=Only.STALE)))
    assert not last.isValid() and last.text(Name) == ""
    view.show_matrix(None)
    assert root.childCount() == 0 and root.focusChild() is None
