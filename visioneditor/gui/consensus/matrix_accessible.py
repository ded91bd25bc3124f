"""What assistive technology sees of the matrix: a table whose children are its cells, row by row, each in words; then
the numbers below it, and who has not answered.

The interfaces are made when they are asked for: a large matrix has thousands of cells, and most are never heard.
"""

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from visioneditor.gui.consensus.matrix_plan import CELL_WIDTH
from visioneditor.gui.consensus.matrix_view import MatrixView
from visioneditor.gui.consensus.matrix_words import missing_words, total_words
from visioneditor.gui.prose.accessible import AccessibleLeaf

_Text = QAccessible.Text
_Role = QAccessible.Role
_alive: dict[int, "AccessibleMatrix"] = {}


class AccessibleCell(AccessibleLeaf):
    """A cell, or a line below the table."""

    def __init__(self, table: "AccessibleMatrix", number: int) -> None:
        super().__init__()
        self._table = table
        self._number = number

    def isValid(self) -> bool:
        return self._number < self._table.childCount()

    def parent(self) -> QAccessibleInterface:
        return self._table

    def role(self) -> QAccessible.Role:
        return _Role.Cell if self._table.place(self._number) is not None else _Role.StaticText

    def state(self) -> QAccessible.State:
        return self._table.state_of(self._number)

    def rect(self) -> QRect:
        return self._table.rect_of(self._number)

    def text(self, kind: QAccessible.Text) -> str:
        if kind == _Text.Name:
            return self._table.words_of(self._number)
        return self._table.row_words_of(self._number) if kind == _Text.Description else ""


class AccessibleMatrix(QAccessibleWidget):
    """The matrix as a table."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view, _Role.Table)
        self._view = view
        self._children: dict[int, AccessibleCell] = {}
        self._ids: list[int] = []

    def drop_children(self) -> None:
        """Take the cells' interfaces out of Qt's cache, which else would outlive them."""
        for known in self._ids:
            QAccessible.deleteAccessibleInterface(known)
        self._ids.clear()
        self._children.clear()

    def is_alive(self) -> bool:
        """Whether its view still exists."""
        return isValid(self._view)

    def _size(self) -> tuple[int, int]:
        shown = self._view.shown() if isValid(self._view) else None
        return (len(shown.rows), len(shown.sections)) if shown is not None else (0, 0)

    def place(self, number: int) -> tuple[int, int] | None:
        """Row and column of a cell; None for a line below the table."""
        rows, columns = self._size()
        return divmod(number, columns) if number < rows * columns else None

    def childCount(self) -> int:
        shown = self._view.shown() if isValid(self._view) else None
        if shown is None:
            return 0
        return len(shown.rows) * len(shown.sections) + len(shown.totals) + bool(shown.matrix.missing)

    def _line(self, at: int) -> str:
        """A line below the table, in words; empty where there is none."""
        shown = self._view.shown() if isValid(self._view) else None
        if shown is None or at > len(shown.totals):
            return ""
        if at == len(shown.totals):
            return missing_words(shown.matrix.missing) if shown.matrix.missing else ""
        kind, numbers = shown.totals[at]
        titles = [section.title for section in shown.sections]
        return total_words(kind, dict(zip(titles, numbers, strict=True)))

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._children:
            child = AccessibleCell(self, index)
            self._ids.append(QAccessible.registerAccessibleInterface(child))
            self._children[index] = child
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((number for number, known in self._children.items() if known is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        plan, point = self._view.plan(), self._view.viewport().mapFromGlobal(QPoint(x, y))
        if plan is None:
            return None
        spot = plan.spot(point.x(), point.y())
        if spot.row is None or spot.column is None:
            return None
        return self.child(spot.row * plan.columns + spot.column)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        spot = self._view.spot() if isValid(self._view) else None
        if spot is None or spot.row is None or spot.column is None:
            return None
        return self.child(spot.row * self._size()[1] + spot.column)

    def words_of(self, number: int) -> str:
        """A cell or a line in words."""
        place = self.place(number)
        if place is not None:
            return self._view.cell_words(*place)
        rows, columns = self._size()
        return self._line(number - rows * columns)

    def row_words_of(self, number: int) -> str:
        """What the project of a cell has done."""
        place = self.place(number)
        return self._view.row_words(place[0]) if place is not None else ""

    def state_of(self, number: int) -> QAccessible.State:
        """Which cells are off the screen, which one is in hand."""
        state, place, plan, spot = QAccessible.State(), self.place(number), self._view.plan(), self._view.spot()
        if place is None or plan is None:
            return state
        viewport = self._view.viewport()
        is_seen = place[0] in plan.seen_rows(viewport.height()) and place[1] in plan.seen_columns(viewport.width())
        is_in_hand = spot is not None and (spot.row, spot.column) == place
        setattr(state, "offscreen", not is_seen)  # noqa: B010 - not in Qt's stubs
        setattr(state, "focusable", True)  # noqa: B010
        setattr(state, "focused", is_in_hand and self._view.hasFocus())  # noqa: B010
        setattr(state, "selected", is_in_hand)  # noqa: B010
        return state

    def rect_of(self, number: int) -> QRect:
        """Where a cell stands on the screen; a line below the table, where that ends."""
        plan, place, viewport = self._view.plan(), self.place(number), self._view.viewport()
        if plan is None:
            return QRect()
        if place is not None:
            box = QRect(plan.column_left(place[1]), plan.row_top(place[0]), CELL_WIDTH, plan.row_height)
        else:
            at = number - plan.rows * plan.columns
            box = QRect(0, plan.total_top(at), viewport.width(), plan.total_height)
        return QRect(viewport.mapToGlobal(box.topLeft()), box.size())


def _interface_of(_key: str, subject: QObject | None) -> QAccessibleInterface | None:
    """Qt's question for the interface of an object of ours."""
    if not isinstance(subject, MatrixView):
        return None
    for number in [number for number, known in _alive.items() if not (isValid(known) and known.is_alive())]:
        _alive.pop(number).drop_children()
    known = _alive.get(id(subject))
    if known is None or known.object() is not subject:
        known = _alive[id(subject)] = AccessibleMatrix(subject)
    return known


_installed: list[object] = []


def install() -> None:
    """Tell Qt how a matrix is read; once, before the first is shown."""
    if not _installed:
        _installed.append(_interface_of)
        QAccessible.installFactory(_interface_of)
