"""The matrix: projects down, sections across. It is shown values, and announces which cell is in hand.

Only what is on the screen is looked at and painted, however many projects there are.
"""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from visioneditor.core.consensus.model import Answer, ProjectRow
from visioneditor.core.document.model import Section
from visioneditor.gui.consensus.matrix_measuring import measure
from visioneditor.gui.consensus.matrix_painting import Hand, MatrixPainter
from visioneditor.gui.consensus.matrix_plan import CELL_WIDTH, MatrixPlan, Spot
from visioneditor.gui.consensus.matrix_signs import Signs
from visioneditor.gui.consensus.matrix_words import cell_words, row_words
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import plain_tip
from visioneditor.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A project and a section, and what the one says about the other."""

    row: ProjectRow
    section: Section
    answer: Answer | None


class MatrixView(QAbstractScrollArea):
    """Announces `cell_changed` with the Cell in hand, and `cell_opened` when its text is wanted."""

    cell_changed = Signal(object)
    cell_opened = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._shown: ShownMatrix | None = None
        self._cell: Spot | None = None
        self._hovered: Spot | None = None
        self._signs = Signs()
        self._plan: MatrixPlan | None = None
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("What each project says about each section"))
        look.changed.connect(self._lay_out)

    # What is shown

    def show_matrix(self, shown: ShownMatrix | None, section: int | None = None) -> None:
        """Show a matrix; the cell in hand stays the one of that project and section where it is still there.

        Else it is the first one with something in it, of the section of that number where it has any.
        """
        held = self.cell()
        self._shown, self._hovered = shown, None
        self._cell = self._find(held.row.project, held.section.id) if held is not None else None
        if self._cell is None:
            self._cell = self._first_of(section) or self._first()
        self._lay_out()
        if self.cell() != held:
            self._announce()

    def shown(self) -> ShownMatrix | None:
        """What is shown."""
        return self._shown

    def plan(self) -> MatrixPlan | None:
        """Where everything stands."""
        return self._plan

    def cell(self) -> Cell | None:
        """The cell in hand."""
        if self._cell is None or self._shown is None or self._cell.row is None or self._cell.column is None:
            return None
        return self._cell_at(self._cell.row, self._cell.column)

    def spot(self) -> Spot | None:
        """Where the cell in hand stands."""
        return self._cell

    def _cell_at(self, row: int, column: int) -> Cell:
        assert self._shown is not None
        answer = self._shown.answer(row, column)
        return Cell(row=self._shown.rows[row], section=self._shown.sections[column], answer=answer)

    def _find(self, project: str, section: str) -> Spot | None:
        shown = self._shown
        if shown is None:
            return None
        row = next((at for at, each in enumerate(shown.rows) if each.project == project), None)
        column = next((at for at, each in enumerate(shown.sections) if each.id == section), None)
        return Spot(row=row, column=column) if row is not None and column is not None else None

    def _first_of(self, section: int | None) -> Spot | None:
        shown = self._shown
        columns = [at for at, each in enumerate(shown.sections) if each.number == section] if shown is not None else []
        if shown is None or not columns or not shown.rows:
            return None
        row = next((row for row in range(len(shown.rows)) if shown.takes(row, columns[0])), 0)
        return Spot(row=row, column=columns[0])

    def _first(self) -> Spot | None:
        if self._shown is None or not self._shown.rows or not self._shown.sections:
            return None
        return self._next_taken(Spot(row=0, column=-1), 1) or Spot(row=0, column=0)

    # The cell in hand

    def take_cell(self, row: int, column: int) -> None:
        """Take a cell in hand and bring it on the screen."""
        if self._shown is None or self._plan is None or not self._shown.rows or not self._shown.sections:
            return
        row = min(max(row, 0), len(self._shown.rows) - 1)
        column = min(max(column, 0), len(self._shown.sections) - 1)
        self._bring(row, column)
        spot = Spot(row=row, column=column)
        if spot != self._cell:
            self._cell = spot
            self._announce()
        self.viewport().update()

    def take_section(self, number: int) -> None:
        """Keep the project in hand, and go to that section of it."""
        sections = self._shown.sections if self._shown is not None else ()
        column = next((at for at, section in enumerate(sections) if section.number == number), None)
        if column is not None:
            row = self._cell.row if self._cell is not None else 0
            self.take_cell(row or 0, column)

    def take_project(self, project: str) -> bool:
        """Keep the section in hand, and go to that project's row; whether there is one."""
        rows = self._shown.rows if self._shown is not None else ()
        row = next((at for at, each in enumerate(rows) if each.project == project), None)
        if row is None:
            return False
        self.take_cell(row, (self._cell.column if self._cell is not None else 0) or 0)
        return True

    @Slot()
    def next_answer(self) -> None:
        """On to the next cell with something that is looked at."""
        self._step(1)

    @Slot()
    def previous_answer(self) -> None:
        """Back to the cell before with something that is looked at."""
        self._step(-1)

    def _step(self, by: int) -> None:
        spot = self._next_taken(self._cell, by) if self._cell is not None else None
        if spot is not None and spot.row is not None and spot.column is not None:
            self.take_cell(spot.row, spot.column)

    def _next_taken(self, spot: Spot, by: int) -> Spot | None:
        shown = self._shown
        if shown is None or spot.row is None or spot.column is None:
            return None
        columns = len(shown.sections)
        at = spot.row * columns + spot.column + by
        while 0 <= at < columns * len(shown.rows):
            row, column = divmod(at, columns)
            if shown.takes(row, column):
                return Spot(row=row, column=column)
            at += by
        return None

    def _announce(self) -> None:
        self.cell_changed.emit(self.cell())
        if QAccessible.isActive() and self._cell is not None and self._shown is not None:
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild((self._cell.row or 0) * len(self._shown.sections) + (self._cell.column or 0))
            QAccessible.updateAccessibility(event)

    def _bring(self, row: int, column: int) -> None:
        plan, width, height = self._plan, self.viewport().width(), self.viewport().height()
        if plan is None:
            return
        left, top = plan.column_left(column), plan.row_top(row)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if left < plan.name_width:
            across.setValue(across.value() + left - plan.name_width)
        elif left + CELL_WIDTH > width:
            across.setValue(across.value() + left + CELL_WIDTH - width)
        if top < plan.head_height:
            down.setValue(down.value() + top - plan.head_height)
        elif top + plan.row_height > height:
            down.setValue(down.value() + top + plan.row_height - height)

    # Shape

    @Slot()
    def _lay_out(self) -> None:
        shown = self._shown
        if shown is None:
            self._plan = None
        else:
            self._plan = measure(self.look, shown, self.viewport().size())
            self._set_bars(self._plan)
            self._follow()
        self.viewport().update()

    def _set_bars(self, plan: MatrixPlan) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        for bar, whole, page, step in (
            (self.horizontalScrollBar(), plan.width, width, CELL_WIDTH),
            (self.verticalScrollBar(), plan.height, height, plan.row_height),
        ):
            bar.setPageStep(page)
            bar.setSingleStep(step)
            bar.setRange(0, max(0, whole - page))

    def _follow(self) -> None:
        if self._plan is not None:
            across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            self._plan = replace(self._plan, across=across, down=down)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._follow()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    # Painting, pointing, keys

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._shown is None or self._plan is None:
            painter.fillRect(self.viewport().rect(), self.look.theme.colour("paper"))
            return
        hand = Hand(cell=self._cell, hovered=self._hovered, has_focus=self.hasFocus())
        MatrixPainter(self.look, self._signs, self._shown, self._plan, self.viewport().size()).paint(painter, hand)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self.words_at(event.pos())), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def words_at(self, point: QPoint) -> str:
        """What lies under a point, in words."""
        if self._shown is None or self._plan is None:
            return ""
        spot = self._plan.spot(point.x(), point.y())
        if spot.row is not None and spot.column is not None:
            return self.cell_words(spot.row, spot.column)
        if spot.row is not None:
            return self.row_words(spot.row)
        if spot.column is not None and point.y() < self._plan.head_height:
            return self._shown.sections[spot.column].title
        return ""

    def cell_words(self, row: int, column: int) -> str:
        """A project, a section and what the one says about the other, in words."""
        cell = self._cell_at(row, column)
        return cell_words(cell.row.project, cell.section.title, cell.answer)

    def row_words(self, row: int) -> str:
        """A project and what it has done, in words."""
        if self._shown is None:
            return ""
        said = row_words(self._shown.counts[row], len(self._shown.sections))
        return f"{self._shown.rows[row].project}: {said}"

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._hovered:
            self._hovered = spot
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._plan is not None:
            self._hover(self._plan.spot(event.position().x(), event.position().y()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._plan is None or event.button() != Qt.MouseButton.LeftButton:
            return
        spot, held = self._plan.spot(event.position().x(), event.position().y()), self._cell or Spot(row=0, column=0)
        if spot.row is None and (spot.column is None or event.position().y() >= self._plan.head_height):
            return
        row = spot.row if spot.row is not None else held.row
        column = spot.column if spot.column is not None else held.column
        self.take_cell(row or 0, column or 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open()

    def _open(self) -> None:
        if (cell := self.cell()) is not None:
            self.cell_opened.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._goes(event):
            super().keyPressEvent(event)

    def _goes(self, event: QKeyEvent) -> bool:
        """Whether a key is one of those that lead through the matrix."""
        if self._shown is None or self._cell is None or self._plan is None:
            return False
        row, column = self._cell.row or 0, self._cell.column or 0
        has_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        rows, columns = len(self._shown.rows) - 1, len(self._shown.sections) - 1
        page = max(1, (self.viewport().height() - self._plan.head_height) // self._plan.row_height - 1)
        places = {
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1, column),
            Qt.Key.Key_Down: (row + 1, column),
            Qt.Key.Key_PageUp: (row - page, column),
            Qt.Key.Key_PageDown: (row + page, column),
            Qt.Key.Key_Home: (0 if has_control else row, 0),
            Qt.Key.Key_End: (rows if has_control else row, columns),
        }
        key = Qt.Key(event.key())
        if key in places:
            self.take_cell(*places[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_N, Qt.Key.Key_P) and not event.modifiers():
            self._step(1 if key == Qt.Key.Key_N else -1)
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
