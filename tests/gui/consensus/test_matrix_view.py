"""The matrix is walked through by keys and pointer, says in words what it shows, and paints no more than is seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.consensus.made_matrices import large_matrix, small_matrix
from visioneditor.core.consensus.arranging import Arrangement, Only, Order
from visioneditor.core.consensus.model import Matrix, Standing
from visioneditor.gui.consensus.matrix_plan import CELL_WIDTH
from visioneditor.gui.consensus.matrix_view import Cell, MatrixView
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.look import Look

Build = Callable[..., MatrixView]


@pytest.fixture
def build(look: Look, qtbot: QtBot) -> Build:
    def make(matrix: Matrix, wanted: Arrangement | None = None, size: tuple[int, int] = (800, 600)) -> MatrixView:
        view = MatrixView(look)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        view.show_matrix(ShownMatrix(matrix, wanted))
        return view

    return make


@pytest.fixture
def view(build: Build) -> MatrixView:
    return build(small_matrix())


def told(view: MatrixView) -> str:
    cell = view.cell()
    return f"{cell.row.project}/{cell.section.id}" if cell is not None else ""


def middle(view: MatrixView, row: int, column: int) -> QPoint:
    plan = view.plan()
    assert plan is not None
    return QPoint(plan.column_left(column) + CELL_WIDTH // 2, plan.row_top(row) + plan.row_height // 2)


def test_first_answer_is_in_hand(view: MatrixView) -> None:
    assert told(view) == "nova/self-service"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([Qt.Key.Key_Right], "nova/control"),
        ([Qt.Key.Key_Down], "zun/self-service"),
        ([Qt.Key.Key_Left, Qt.Key.Key_Up], "nova/self-service"),
        ([Qt.Key.Key_End], "nova/a-window-for-people"),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], "nova/self-service"),
        ([Qt.Key.Key_PageDown], "zun/self-service"),
        ([Qt.Key.Key_N], "nova/control"),
        ([Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N], "zun/a-window-for-people"),
        ([Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N], "zun/a-window-for-people"),
        ([Qt.Key.Key_N, Qt.Key.Key_P], "nova/self-service"),
    ],
)
def test_keys_lead_through_it(view: MatrixView, keys: list[Qt.Key], place: str) -> None:
    for key in keys:
        QTest.keyClick(view, key)
    assert told(view) == place


def test_control_with_home_and_end_leads_to_the_corners(view: MatrixView) -> None:
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert told(view) == "zun/a-window-for-people"
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert told(view) == "nova/self-service"


def test_enter_opens_the_text(view: MatrixView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.cell_opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert isinstance(opened.args[0], Cell) and opened.args[0] == view.cell()


def test_click_takes_a_cell_a_row_or_a_section(view: MatrixView) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 1, 3))
    assert told(view) == "zun/a-window-for-people"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, middle(view, 0, 0).y()))
    assert told(view) == "nova/a-window-for-people"
    plan = view.plan()
    assert plan is not None
    foot = QPoint(middle(view, 0, 1).x() + 2, plan.head_height - 3)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=foot)
    assert told(view) == "nova/control"


def test_click_beside_the_cells_takes_none(view: MatrixView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.cell_changed):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 590))


def test_words_say_what_is_shown(view: MatrixView) -> None:
    assert view.words_at(middle(view, 0, 0)) == "nova, Self-service: from the parent section, partial"
    assert view.words_at(middle(view, 0, 1)) == "nova, Control: gap, stale"
    assert view.words_at(middle(view, 0, 2)) == "nova, Scaling without end: no stance given"
    assert view.words_at(middle(view, 0, 3)) == "nova, A window for people: no answer"
    assert view.words_at(middle(view, 1, 3)) == "zun, A window for people: contributes, 1 unresolved thread"
    said = "nova: 2 of 4 sections answered, 1 from the parent section, 1 stale"
    assert view.words_at(QPoint(40, middle(view, 0, 0).y())) == said
    assert view.words_at(QPoint(5, 5)) == ""


def test_cell_in_hand_stays_in_hand_when_rows_change_places(view: MatrixView, qtbot: QtBot) -> None:
    view.take_cell(1, 3)
    with qtbot.assertNotEmitted(view.cell_changed):
        view.show_matrix(ShownMatrix(small_matrix(), Arrangement(order=Order.THREADS)))
    assert told(view) == "zun/a-window-for-people"
    view.show_matrix(ShownMatrix(small_matrix(), Arrangement(only=Only.STALE)))
    assert told(view) == "nova/control"


def test_only_what_is_looked_at_is_stepped_to(build: Build) -> None:
    view = build(small_matrix(), Arrangement(only=Only.MISSING))
    assert told(view) == "heat/self-service"
    view.take_cell(1, 0)
    view.next_answer()
    assert told(view) == "nova/a-window-for-people"


def test_section_is_gone_to_in_the_row_in_hand(view: MatrixView) -> None:
    view.take_cell(1, 0)
    section = view.shown()
    assert section is not None
    view.take_section(section.sections[2].number)
    assert told(view) == "zun/scaling-without-end"
    view.take_section(999)
    assert told(view) == "zun/scaling-without-end"


def test_cell_in_hand_is_brought_on_the_screen(build: Build) -> None:
    view = build(large_matrix(), size=(500, 400))
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    plan = view.plan()
    assert plan is not None
    assert plan.across > 0 and plan.down > 0
    assert view.viewport().rect().contains(middle(view, 99, 39))
    QTest.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.viewport().rect().contains(middle(view, 0, 0))
    assert middle(view, 0, 0).y() > plan.head_height and middle(view, 0, 0).x() > plan.name_width


def test_only_what_is_on_the_screen_is_painted(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[tuple[int, int]] = set()
    sign = ShownMatrix.sign

    def note(self: ShownMatrix, row: int, column: int) -> object:
        asked.add((row, column))
        return sign(self, row, column)

    monkeypatch.setattr(ShownMatrix, "sign", note)
    view = build(large_matrix(), size=(500, 400))
    view.grab()
    plan = view.plan()
    assert plan is not None
    on_screen = len(plan.seen_rows(400)) * len(plan.seen_columns(500))
    assert 0 < len(asked) <= on_screen + 1 < 100


def test_what_is_wished_for_and_not_there_leaves_no_row(build: Build) -> None:
    view = build(small_matrix(), Arrangement(only=Only.STALE, order=Order.NAME))
    assert [row.project for row in (view.shown() or pytest.fail("none")).rows] == ["nova"]
    empty = build(large_matrix(2, 2), Arrangement(only=Only.THREADS))
    assert empty.cell() is None
    QTest.keyClick(empty, Qt.Key.Key_Down)
    assert empty.cell() is None and not empty.grab().isNull()


def test_missing_answers_that_are_looked_for_have_a_sign_of_their_own() -> None:
    for wanted in (Arrangement(only=Only.MISSING), Arrangement(standing=Standing.NONE)):
        shown = ShownMatrix(small_matrix(), wanted)
        (nova,) = [at for at, row in enumerate(shown.rows) if row.project == "nova"]
        assert [shown.sign(nova, column).is_wanted for column in range(4)] == [False, False, False, True]
    assert not ShownMatrix(small_matrix()).sign(0, 3).is_wanted
