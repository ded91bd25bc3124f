"""The painted half of a prose view: text with its marks, threads in the margin, selection and clicks by mouse."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.laid import LaidMark
from visioneditor.gui.prose.overlays import MarkIndex, counts_of, laid_marks, selection_marks, thread_marks
from visioneditor.gui.prose.painting import Count, RowPainter
from visioneditor.gui.prose.pointing import Hit, hit_at
from visioneditor.gui.prose.row_paint import RowLook, paint_row
from visioneditor.gui.prose.row_view import RowView
from visioneditor.gui.prose.rows import Mark, MarkKind, Row, SelectedSpan, ThreadMark
from visioneditor.gui.prose.selecting import (
    Caret,
    Selection,
    copied_text,
    first_caret,
    last_caret,
    pieces_of,
    select_word_at,
    selected_span,
    source_place,
    word_at,
)
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.prose.targets import Target
from visioneditor.gui.widgets.controls import plain_tip

if TYPE_CHECKING:
    from visioneditor.gui.prose.tints import Tints

_THREADS = (MarkKind.COMMENT, MarkKind.COMMENT_ON, MarkKind.COMMENT_DONE)


class MarkedView(RowView):
    """Rows, painted with what lies over them. Signals carry one value each; wishes end in `_requested`."""

    link_activated = Signal(object)  # LinkHit
    label_activated = Signal(str)  # a label's action
    row_toggled = Signal(str)  # a fold's key
    thread_activated = Signal(str)  # a thread's key
    comment_requested = Signal(object)  # SelectedSpan
    selection_changed = Signal()
    pointed = Signal(object)  # where words are tinted: text and offset under the pointer, or None

    def __init__(self, look: Look, shape: Shape = Shape.READ, parent: QWidget | None = None) -> None:
        super().__init__(look, shape, parent)
        self._threads: tuple[ThreadMark, ...] = ()
        self._thread_index = MarkIndex()
        self._found = MarkIndex()
        self._tints: Tints | None = None
        self._selection: Selection | None = None
        self._pressed: Hit | None = None
        self._is_dragging = False
        self._hand = QPointF()
        self._target: Target | None = None  # what the Tab key stopped at
        self._dragged = QTimer(self)
        self._dragged.setInterval(30)
        self._dragged.timeout.connect(self._on_dragged_on)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_rows(self, rows: Sequence[Row], *, shape: Shape | None = None, projects: int | None = None) -> None:
        self._selection = self._target = self._pressed = None
        super().set_rows(rows, shape=shape, projects=projects)
        self.selection_changed.emit()

    # threads, finds, selection

    def set_threads(self, threads: Sequence[ThreadMark]) -> None:
        """Wash the words of threads and count them in the margin."""
        self._threads = tuple(threads)
        self._thread_index = thread_marks(threads)
        self.viewport().update()
        self.view_moved.emit()

    def threads(self) -> tuple[ThreadMark, ...]:
        """The threads whose words are washed."""
        return self._threads

    def set_found(self, spans: Sequence[tuple[int, int, int]], here: int = -1) -> None:
        """Mark what was found: text, start and end of each; `here` is the one in hand."""
        kinds = (MarkKind.FOUND_HERE if at == here else MarkKind.FOUND for at in range(len(spans)))
        self._found = MarkIndex(
            (text, Mark(kind=kind, start=start, end=end)) for kind, (text, start, end) in zip(kinds, spans, strict=True)
        )
        self.viewport().update()

    def selected_span(self) -> SelectedSpan | None:
        """What is selected, exact in the file; None where nothing of a document is."""
        if self._selection is None or self._selection.is_empty:
            return None
        return selected_span(self._stage.rows, self._selection)

    def select_word(self) -> SelectedSpan | None:
        """What is selected; else select the word that was clicked, is under the pointer, or is the first one read."""
        if (span := self.selected_span()) is not None:
            return span
        for column, caret in self._carets_in_hand():
            found = select_word_at(self._stage.rows, column, caret)
            span = selected_span(self._stage.rows, found) if found is not None else None
            if span is not None:
                self._select(found)
                return span
        return None

    def _carets_in_hand(self) -> Iterator[tuple[int, Caret]]:
        if self._selection is not None:
            yield self._selection.column, self._selection.caret
        pointer = self.viewport().mapFromGlobal(QCursor.pos())
        hit = self.hit(QPointF(pointer)) if self.viewport().underMouse() else None
        if hit is not None and hit.caret is not None and hit.is_text:
            yield hit.column, hit.caret
        column = 0 if self._projects else len(self._plan.columns) - 1
        caret = first_caret(self._stage.rows, column, self.row_under_eye()) if self._stage.rows else None
        if caret is not None:
            yield column, caret

    def selected_start(self) -> tuple[int, int] | None:
        """Text and offset where the selection begins; what it holds need not be looked through for that."""
        one = self._selection
        return source_place(self._stage.rows, one.column, one.start) if one is not None and not one.is_empty else None

    def select_span(self, text: int, start: int, end: int) -> bool:
        """Select a stretch of a text where it is shown."""
        first, last = self._caret_of(text, start), self._caret_of(text, max(start, end - 1))
        if first is None or last is None or first[0] != last[0]:
            return False
        end_caret = Caret(last[1].row, last[1].piece, last[1].place + (1 if end > start else 0))
        self._select(Selection(column=first[0], anchor=first[1], caret=end_caret))
        return True

    def select_all(self) -> None:
        """Select the whole column that the selection, or else the newest text, is in."""
        column = self._selection.column if self._selection else len(self._plan.columns) - 1 if not self._projects else 0
        first, last = first_caret(self._stage.rows, column, 0), last_caret(self._stage.rows, column)
        if first is not None and last is not None:
            self._select(Selection(column=column, anchor=first, caret=last))

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select(None)

    def copy(self) -> None:
        """Put the selected words on the clipboard, as plain text."""
        if self._selection is not None and not self._selection.is_empty:
            QGuiApplication.clipboard().setText(copied_text(self._stage.rows, self._selection))

    def request_comment(self) -> bool:
        """Ask for a comment on what is selected; False where nothing is."""
        span = self.selected_span()
        if span is not None:
            self.comment_requested.emit(span)
        return span is not None

    def focused_row(self) -> int | None:
        """The row of what the Tab key stopped at; else the one that is read."""
        if not self._stage.rows:
            return None
        return self._target.row if self._target is not None else self.row_under_eye()

    def _select(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()
            self.selection_changed.emit()

    def set_tints(self, tints: "Tints | None") -> None:
        """Put colours under the words of a text, or take them away."""
        self._tints = tints
        self.viewport().update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        rows = RowPainter(painter, self.look, self.viewport().devicePixelRatioF())
        painter.setFont(self.look.fonts.program(-2, 600))
        rows.fill(QRectF(self.viewport().rect()), "paper")
        sideways = self.horizontalScrollBar().value()
        sticky = self._sticky_right()
        for column in self._plan.columns:
            if column.ground != "paper":
                left = max(column.left - sideways, sticky)
                rows.fill(QRectF(left, 0, self._plan.width - column.left, self.viewport().height()), column.ground)
                break
        for row, top in self._stage.visible():
            painter.save()
            painter.translate(0, top)
            paint_row(painter, rows, self._row_look(row, sideways))
            painter.restore()
        painter.end()

    def _row_look(self, row: int, sideways: int) -> RowLook:
        value, laid = self._stage.rows[row], self._stage.lay(row)
        overlays: dict[int, list[LaidMark]] = {}
        for column in self.columns_on_screen(len(laid.cells)):
            if (cell := laid.cells[column]) is None:
                continue
            overlays[column] = list(laid_marks(cell, (self._thread_index, self._found)))
            if self._selection is not None and self._selection.column == column:
                overlays[column] += selection_marks(cell, row, self._selection)
        is_title = value.is_heading or (value.fold is not None and value.fold.has_rule)  # not a fold of paragraphs
        is_read = is_title and self._section in (value.section, *value.sections)
        return RowLook(
            row=value,
            laid=laid,
            plan=self._plan,
            overlays=overlays,
            counts=[count for column in overlays for count in self.counts(row, column)],
            is_read=is_read and self._section is not None,
            sideways=sideways,
            width=self.viewport().width(),
            focus=self._focus_boxes(row) if self.hasFocus() else [],
            tints=self._tints,
        )

    def columns_on_screen(self, count: int) -> list[int]:
        """Which of a row's columns are to be seen: those that stay put, and what is not scrolled away of the others."""
        sideways, columns = self.horizontalScrollBar().value(), self._plan.columns[:count]
        sticky = self._sticky_right()
        left, right = sideways + sticky, sideways + self.viewport().width()
        return [at for at, one in enumerate(columns) if one.is_sticky or (one.right > left and one.left < right)]

    def _sticky_right(self) -> float:
        """Where the columns end that stay put while the others scroll sideways."""
        return max((column.right for column in self._plan.columns if column.is_sticky), default=0.0)

    def counts(self, row: int, column: int) -> list[Count]:
        """The thread counts in a cell's margin."""
        cell = self._stage.lay(row).cells[column]
        return counts_of(cell, self._plan.columns[column], self._threads) if cell is not None and self._threads else []

    def _focus_boxes(self, row: int) -> list[QRectF]:
        target = self._target
        if target is None or target.row != row:
            return []
        laid = self._stage.lay(row)
        if self._stage.rows[row].fold is not None:
            return [QRectF(0, 0, self.viewport().width(), laid.height)]
        cell = laid.cells[target.column]
        if cell is None:
            return []
        if target.run is not None and target.piece < len(cell.pieces):
            piece = cell.pieces[target.piece]
            ranges = piece.shown.ranges(target.text, target.run.start, target.run.end)
            return [box.adjusted(-2, -1, 2, 2) for stretch in ranges for box in piece.rectangles(*stretch)]
        return [label.box.adjusted(-3, 0, 3, 0) for label in cell.labels if label.label.action == target.action]

    # the mouse

    def _content_point(self, point: QPointF) -> QPointF:
        sticky = self._sticky_right()
        shift = self.horizontalScrollBar().value() if point.x() > sticky or not sticky else 0
        return QPointF(point.x() + shift, point.y())

    def hit(self, point: QPointF) -> Hit | None:
        """What is at a point of the viewport."""
        return hit_at(self._stage, self._content_point(point), self.counts)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._target = None
        self._pressed = hit = self.hit(event.position())
        self._is_dragging = False
        if hit is None or hit.caret is None:
            self._select(None)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selection is not None:
            self._extend_to(event.position())
        else:
            self._select(Selection(column=hit.column, anchor=hit.caret, caret=hit.caret))
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand = event.position()
        if event.buttons() & Qt.MouseButton.LeftButton and self._pressed is not None:
            self._is_dragging = True
            self._extend_to(event.position())
            outside = not 0 <= event.position().y() < self.viewport().height()
            self._dragged.start() if outside else self._dragged.stop()
            return
        hit = self.hit(event.position())
        if self._tints is not None:
            self.pointed.emit(self._source_at(hit))
        shape = Qt.CursorShape.ArrowCursor
        if hit is not None and hit.can_be_clicked:
            shape = Qt.CursorShape.PointingHandCursor
        elif hit is not None and hit.is_text:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged.stop()
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        selected = self._selection is not None and not self._selection.is_empty
        if self._is_dragging and selected:
            return
        self._activate(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self.hit(event.position())
        if hit is None or hit.caret is None or hit.can_be_clicked:
            self.mousePressEvent(event)
            return
        caret = hit.caret
        pieces = pieces_of(self._stage.rows[hit.row], hit.column)
        start, end = word_at(render_words(pieces[caret.piece].words).text, caret.place)
        anchor, end_caret = Caret(caret.row, caret.piece, start), Caret(caret.row, caret.piece, end)
        self._select(Selection(column=hit.column, anchor=anchor, caret=end_caret))

    def _extend_to(self, point: QPointF) -> None:
        """Carry the selection's free end to the text nearest to a point, in the column where it began."""
        if self._selection is None:
            return
        column = self._plan.columns[self._selection.column]
        content = self._content_point(point)
        y = max(0.0, min(content.y(), self.viewport().height() - 1.0))
        inside = QPointF(max(column.left + 1, min(content.x(), column.right - 1)), y)
        hit = hit_at(self._stage, inside, lambda _row, _column: ())
        caret = hit.caret if hit is not None else None
        if hit is None:
            caret = last_caret(self._stage.rows, self._selection.column)
        elif caret is None:
            caret = first_caret(self._stage.rows, self._selection.column, hit.row)
        if caret is not None:
            self._select(Selection(column=self._selection.column, anchor=self._selection.anchor, caret=caret))

    @Slot()
    def _on_dragged_on(self) -> None:
        """Scroll while the mouse is held above or below the text."""
        over = self._hand.y() if self._hand.y() < 0 else self._hand.y() - self.viewport().height()
        self.scroll_by(max(-60.0, min(60.0, over)))
        self._extend_to(self._hand)

    def _activate(self, hit: Hit) -> None:
        if hit.is_fold:
            self.row_toggled.emit(self._stage.rows[hit.row].key)
        elif hit.action:
            self.label_activated.emit(hit.action)
        elif hit.thread:
            self.thread_activated.emit(hit.thread)
        elif hit.link is not None:
            self.link_activated.emit(hit.link)
        elif hit.caret is not None:
            self._activate_thread(hit)

    def _activate_thread(self, hit: Hit) -> None:
        place = self._source_at(hit)
        found = self._thread_index.touching(*place, place[1]) if place is not None else []
        marks = [mark for mark in found if mark.kind in _THREADS]
        if marks:
            self.thread_activated.emit(marks[-1].note)

    def _source_at(self, hit: Hit | None) -> tuple[int, int] | None:
        """Which character of which text was hit."""
        cell = self._stage.lay(hit.row).cells[hit.column] if hit is not None and hit.is_text else None
        if hit is None or hit.caret is None or cell is None:
            return None
        shown = cell.pieces[hit.caret.piece].shown
        at = min(hit.caret.place, len(shown.offsets) - 1)
        return (shown.texts[at], shown.offsets[at]) if at >= 0 and shown.offsets[at] >= 0 else None

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self.hit(QPointF(event.pos()))
            place = self._source_at(hit)
            note = hit.note if hit is not None else ""
            note = note or (self._tints.tell(*place) if place is not None and self._tints is not None else "")
            QToolTip.showText(event.globalPos(), plain_tip(note), self.viewport())
            return True
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
