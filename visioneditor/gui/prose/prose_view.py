"""Shows rows of prose: scrolls, paints, selects, follows links, opens folds.

It knows rows, not documents: what a row means, and what happens after a click, is left to the views that build rows.
Only what is on the screen is laid out; the rest is guessed and measured while nothing else is to be done.
"""

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStyle, QToolTip, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Plan, Shape, plan_columns
from visioneditor.gui.prose.laid import LaidMark
from visioneditor.gui.prose.overlays import MarkIndex, counts_of, laid_marks, selection_marks, thread_marks
from visioneditor.gui.prose.painting import Count, RowPainter
from visioneditor.gui.prose.pointing import Hit, hit_at, link_hit
from visioneditor.gui.prose.row_paint import RowLook, paint_row
from visioneditor.gui.prose.rows import (
    BlockWords,
    LinkHit,
    Mark,
    MarkKind,
    MergedWords,
    Place,
    Row,
    SelectedSpan,
    ThreadMark,
)
from visioneditor.gui.prose.selecting import (
    Caret,
    Selection,
    copied_text,
    first_caret,
    last_caret,
    moved_caret,
    pieces_of,
    selected_span,
    word_at,
)
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.prose.stage import Stage
from visioneditor.gui.prose.targets import Target, next_target
from visioneditor.gui.prose.typesetter import Typesetter

EYE = 0.25  # of the height: where the section under the eye is looked for
HEADING_AT = 0.18  # of the height: where a section's heading is put when it is gone to
MOTION_MS = 120
_IDLE_MS = 5.0
_STEP = 48
_SELECTING = {
    (Qt.Key.Key_Right, False): "next-character",
    (Qt.Key.Key_Left, False): "previous-character",
    (Qt.Key.Key_Right, True): "next-word",
    (Qt.Key.Key_Left, True): "previous-word",
    (Qt.Key.Key_End, False): "end",
    (Qt.Key.Key_Home, False): "start",
}


class ProseView(QAbstractScrollArea):
    """Rows of laid-out prose. Signals carry one value each; wishes end in `_requested`."""

    section_changed = Signal(int)  # number of the section under the eye
    link_activated = Signal(object)  # LinkHit
    label_activated = Signal(str)  # a label's action
    row_toggled = Signal(str)  # a fold's key
    thread_activated = Signal(str)  # a thread's key
    comment_requested = Signal(object)  # SelectedSpan
    selection_changed = Signal()
    view_moved = Signal()  # the place, the heights or the columns are others now

    def __init__(self, look: Look, shape: Shape = Shape.READ, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.motion_ms = MOTION_MS
        self._shape = shape
        self._projects = 0
        self._plan = plan_columns(shape, 800)
        self._stage = Stage(Typesetter(look, self._plan))
        self._section: int | None = None
        self._is_section_held = False  # gone to on purpose: stays until the text is moved by hand
        self._threads: tuple[ThreadMark, ...] = ()
        self._thread_index = MarkIndex()
        self._found = MarkIndex()
        self._selection: Selection | None = None
        self._pressed: Hit | None = None
        self._is_dragging = False
        self._hand = QPointF()
        self._target: Target | None = None
        self._is_syncing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_moved)
        self.horizontalScrollBar().valueChanged.connect(self._on_sideways)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._on_idle)
        self._dragged = QTimer(self)
        self._dragged.setInterval(30)
        self._dragged.timeout.connect(self._on_dragged_on)
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._on_motion)
        self._moved_px = 0.0
        look.changed.connect(self.refresh_look)

    # what is shown

    def set_rows(self, rows: Sequence[Row], *, shape: Shape | None = None, projects: int | None = None) -> None:
        """Show other rows; what was read stays at its height where it is still there."""
        place = self.place()
        self._selection = self._target = self._pressed = None
        self._shape = shape or self._shape
        self._projects = self._projects if projects is None else projects
        self._show(rows)
        if place is not None:
            self._stage.restore(place)
        self._after_move()
        self.selection_changed.emit()

    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._stage.rows

    def plan(self) -> Plan:
        """Where the columns stand now."""
        return self._plan

    def stage(self) -> Stage:
        """The rows as laid out; for what belongs to this view: strips, headers, accessible texts."""
        return self._stage

    @Slot()
    def refresh_look(self) -> None:
        """Lay everything out anew in the fonts and colours of the moment."""
        place = self.place()
        self._show(self._stage.rows)
        if place is not None:
            self._stage.restore(place)
        self._after_move()

    def _show(self, rows: Sequence[Row]) -> None:
        width = self.viewport().width()
        self._plan = plan_columns(self._shape, width, scale=self.look.fonts.scale, projects=self._projects)
        self._stage.show(rows, Typesetter(self.look, self._plan))
        self._stage.scroll.page = self.viewport().height()
        self._stage.scroll.tail = min(160.0, self.viewport().height() * 0.25)
        self.horizontalScrollBar().setPageStep(width)
        self.horizontalScrollBar().setRange(0, max(0, round(self._plan.width - width)))
        self._idle.start()

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

    def _select(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()
            self.selection_changed.emit()

    def _caret_of(self, text: int, offset: int) -> tuple[int, Caret] | None:
        row = self._stage.row_of(text, offset)
        if row is None:
            return None
        for column in range(len(self._stage.rows[row].cells)):
            for at, piece in enumerate(pieces_of(self._stage.rows[row], column)):
                shown = render_words(piece.words)
                extent = shown.extent(text)
                place = shown.place_of(text, offset)
                if extent is not None and place is not None and extent[0] <= offset <= extent[1]:
                    return column, Caret(row, at, place)
        return None

    # going to places

    def scroll_to_section(self, number: int) -> None:
        """Bring a section's heading near the eye; it is the section under the eye until the text is moved."""
        row = self._stage.row_of_section(number)
        if row is not None:
            self._go(row, self._stage.scroll.page * HEADING_AT)
            self._hold_section(number)

    def scroll_to_offset(self, text: int, offset: int, *, y: float | None = None) -> bool:
        """Bring an offset of a text on the screen; at the height `y`, else only as far as is needed."""
        row = self._stage.row_of(text, offset)
        if row is None:
            return False
        caret = self._caret_of(text, offset)
        laid = self._stage.lay(row)
        within = 0.0
        if caret is not None and (cell := laid.cells[caret[0]]) is not None:
            within = cell.pieces[caret[1].piece].caret(caret[1].place).top()
        if y is None:
            top = dict(self._stage.visible()).get(row)
            if top is not None and 0 <= top + within <= self._stage.scroll.page - 2 * _STEP:
                return True
        self._go(row, self._stage.scroll.page / 3 if y is None else y, within)
        return True

    def scroll_to_row(self, row: int) -> None:
        """Bring a row near the eye."""
        if 0 <= row < len(self._stage.rows):
            self._go(row, self._stage.scroll.page * HEADING_AT)
            section = self._stage.rows[row].section
            if section is not None:
                self._hold_section(section)

    def scroll_to_fraction(self, fraction: float) -> None:
        """Put the middle of the screen at a part, 0 to 1, of the whole height."""
        scroll = self._stage.scroll
        scroll.to(fraction * scroll.heights.total - scroll.page / 2)
        self._moved_by_hand()

    def _go(self, row: int, y: float, within: float = 0.0) -> None:
        """Scroll to a row, in a short motion where it is near and motion is wanted."""
        scroll = self._stage.scroll
        before = scroll.value
        scroll.to_row(row, y, within)
        distance = scroll.value - before
        self._after_move()
        if self._wants_motion() and 2 < abs(distance) < 2 * scroll.page:
            scroll.by(-distance)
            self._moved_px = 0.0
            self._motion.stop()
            self._motion.setDuration(self.motion_ms)
            self._motion.setStartValue(0.0)
            self._motion.setEndValue(float(distance))
            self._motion.start()

    def _wants_motion(self) -> bool:
        asked = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self)
        return self.motion_ms > 0 and asked > 0 and self.isVisible()

    @Slot(object)
    def _on_motion(self, moved: float) -> None:
        self._stage.scroll.by(moved - self._moved_px)
        self._moved_px = moved
        self._after_move()

    def place(self) -> Place | None:
        """What is at the eye, and how high it stands; for `restore_place` here or in another view."""
        return self._stage.place(self._eye())

    def restore_place(self, place: Place) -> None:
        """Bring what a place names to the height it had."""
        self._stage.restore(place)
        if place.section is not None:
            self._hold_section(place.section)
        self._after_move()

    def section_under_eye(self) -> int | None:
        """Number of the section that is read."""
        return self._section

    def row_under_eye(self) -> int:
        """The row that is read."""
        eye = self._eye()
        row = self._stage.scroll.row
        for at, y in self._stage.visible():
            if y <= eye:
                row = at
        return row

    def _eye(self) -> float:
        """A quarter down; nearer to the rims where there is no more text to bring there."""
        scroll = self._stage.scroll
        usual = scroll.page * EYE
        rest = scroll.maximum - scroll.value
        if rest < scroll.page - usual:
            usual = max(usual, (scroll.page - scroll.tail) * (1 - rest / scroll.page) * 0.6)
        return min(usual, scroll.value + 60)

    def _hold_section(self, number: int) -> None:
        self._is_section_held = True
        self._announce_section(number)

    def _announce_section(self, number: int | None) -> None:
        if number is not None and number != self._section:
            self._section = number
            self.viewport().update()
            self.section_changed.emit(number)

    # scrolling

    def scroll_by(self, pixels: float) -> None:
        """Move exactly so many pixels down, as far as there is text."""
        self._motion.stop()
        self._stage.scroll.by(pixels)
        self._moved_by_hand()

    def _moved_by_hand(self) -> None:
        self._is_section_held = False
        self._after_move()

    def _after_move(self) -> None:
        self._stage.visible()
        scroll, bar = self._stage.scroll, self.verticalScrollBar()
        self._is_syncing = True
        bar.setPageStep(max(1, round(scroll.page)))
        bar.setSingleStep(_STEP)
        bar.setRange(0, round(scroll.maximum))
        bar.setValue(round(scroll.value))
        self._is_syncing = False
        if not self._is_section_held and self._stage.rows:
            self._announce_section(self._read_section())
        self.viewport().update()
        self.view_moved.emit()
        if not self._stage.is_measured:
            self._idle.start()

    def _read_section(self) -> int | None:
        row = self.row_under_eye()
        while row > 0 and self._stage.rows[row].section is None:
            row -= 1
        return self._stage.rows[row].section

    @Slot(int)
    def _on_bar_moved(self, value: int) -> None:
        if not self._is_syncing:
            self._motion.stop()
            self._stage.scroll.to(float(value))
            self._moved_by_hand()

    @Slot(int)
    def _on_sideways(self, _value: int) -> None:
        self.viewport().update()
        self.view_moved.emit()

    @Slot()
    def _on_idle(self) -> None:
        """Measure rows for a few milliseconds; what is on the screen stays where it is."""
        until = time.monotonic() + _IDLE_MS / 1000
        for row in list(self._stage.unmeasured(64)):
            self._stage.measure_quietly(row)
            if time.monotonic() > until:
                break
        if self._stage.is_measured:
            self._idle.stop()
            self._after_move()

    def settle(self) -> None:
        """Measure every row and end every motion now; for pictures and print."""
        self._motion.setCurrentTime(self._motion.duration())
        self._motion.stop()
        for row in range(len(self._stage.rows)):
            self._stage.measure_quietly(row)
        self._after_move()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width_changed = event.size().width() != event.oldSize().width()
        if width_changed:
            place = self.place() if event.oldSize().width() > 0 else None
            self._show(self._stage.rows)
            if place is not None:
                self._stage.restore(place)
        self._stage.scroll.page = self.viewport().height()
        self._stage.scroll.by(0)
        self._after_move()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() * (_STEP * 3 / 120)
        sideways = pixels.x() if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier else pixels.y()
        if abs(sideways) > abs(pixels.y()) or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - sideways)
        else:
            self.scroll_by(-pixels.y())
        event.accept()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        rows = RowPainter(painter, self.look, self.viewport().devicePixelRatioF())
        painter.setFont(self.look.fonts.program(-2, 600))
        rows.fill(QRectF(self.viewport().rect()), "paper")
        sideways = self.horizontalScrollBar().value()
        for column in self._plan.columns:
            if column.ground != "paper":
                left = column.left - sideways
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
        overlays: list[list[LaidMark]] = []
        for column, cell in enumerate(laid.cells):
            if cell is None:
                overlays.append([])
                continue
            marks = list(laid_marks(cell, (self._thread_index, self._found)))
            if self._selection is not None and self._selection.column == column:
                marks += selection_marks(cell, row, self._selection)
            overlays.append(marks)
        is_read = value.section == self._section and (value.is_heading or value.fold is not None)
        return RowLook(
            row=value,
            laid=laid,
            plan=self._plan,
            overlays=overlays,
            counts=[count for column in range(len(laid.cells)) for count in self.counts(row, column)],
            is_read=is_read and self._section is not None,
            sideways=sideways,
            width=self.viewport().width(),
            focus=self._focus_boxes(row) if self.hasFocus() else [],
        )

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
        sticky = max((column.right for column in self._plan.columns if column.is_sticky), default=0.0)
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
        assert hit.caret is not None
        cell = self._stage.lay(hit.row).cells[hit.column]
        if cell is None or not hit.is_text:
            return
        shown = cell.pieces[hit.caret.piece].shown
        at = min(hit.caret.place, len(shown.offsets) - 1)
        if at >= 0 and shown.offsets[at] >= 0:
            marks = self._thread_index.touching(shown.texts[at], shown.offsets[at], shown.offsets[at])
            if marks:
                self.thread_activated.emit(marks[-1].note)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self.hit(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), hit.note if hit is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        has_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self._extend_by_key(key, has_control):
            return
        if has_control and key == Qt.Key.Key_C:
            self.copy()
        elif has_control and key == Qt.Key.Key_A:
            self.select_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._target is not None:
            self._activate_target(self._target)
        elif key == Qt.Key.Key_Escape and self._selection is not None and not self._selection.is_empty:
            self.clear_selection()
        elif not self._scroll_by_key(key, modifiers):
            super().keyPressEvent(event)
            event.ignore()

    def _scroll_by_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        page = self._stage.scroll.page - _STEP
        back = modifiers & Qt.KeyboardModifier.ShiftModifier
        steps = {
            Qt.Key.Key_Down: float(_STEP),
            Qt.Key.Key_Up: float(-_STEP),
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Space: -page if back else page,
        }
        if key in steps:
            self.scroll_by(steps[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._stage.scroll.to(0.0 if key == Qt.Key.Key_Home else self._stage.scroll.maximum)
            self._moved_by_hand()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.horizontalScrollBar().maximum():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (_STEP if key == Qt.Key.Key_Right else -_STEP))
        else:
            return False
        return True

    def _extend_by_key(self, key: Qt.Key, has_control: bool) -> bool:
        selection = self._selection or self._selection_at_eye()
        if selection is None:
            return False
        if (key, has_control) in _SELECTING:
            step = _SELECTING[key, has_control]
            caret = moved_caret(self._stage.rows, selection.column, selection.caret, step)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            caret = self._caret_line(selection, 1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        self._select(Selection(column=selection.column, anchor=selection.anchor, caret=caret))
        self._show_caret(caret, selection.column)
        return True

    def _selection_at_eye(self) -> Selection | None:
        column = 0 if self._projects else len(self._plan.columns) - 1
        caret = first_caret(self._stage.rows, column, self.row_under_eye())
        return Selection(column=column, anchor=caret, caret=caret) if caret is not None else None

    def _caret_line(self, selection: Selection, step: int) -> Caret:
        """The place a line below or above a selection's free end."""
        caret, column = selection.caret, selection.column
        cell = self._stage.lay(caret.row).cells[column]
        if cell is None:
            return caret
        piece = cell.pieces[caret.piece]
        box = piece.caret(caret.place)
        beyond = box.center().y() + step * piece.line_height
        if piece.box.top() <= beyond <= piece.box.bottom():
            return Caret(caret.row, caret.piece, piece.character_at(QPointF(box.left(), beyond)))
        edge = moved_caret(self._stage.rows, column, caret, "end" if step > 0 else "start")
        return moved_caret(self._stage.rows, column, edge, "next-character" if step > 0 else "previous-character")

    def _show_caret(self, caret: Caret, column: int) -> None:
        """Scroll no further than is needed to see a caret."""
        cell = self._stage.lay(caret.row).cells[column]
        if cell is None:
            return
        box = cell.pieces[caret.piece].caret(caret.place)
        tops = dict(self._stage.visible())
        page = self._stage.scroll.page
        if caret.row not in tops:
            self._go(caret.row, page / 2, box.top())
        elif tops[caret.row] + box.top() < 0:
            self.scroll_by(tops[caret.row] + box.top() - 8)
        elif tops[caret.row] + box.bottom() > page:
            self.scroll_by(tops[caret.row] + box.bottom() - page + 8)

    # stops of the Tab key

    def focusNextPrevChild(self, forward: bool) -> bool:
        if not self.hasFocus():
            return super().focusNextPrevChild(forward)
        target = next_target(self._stage.rows, self._target, self._stage.scroll.row, 1 if forward else -1)
        if target is None:
            self._target = None
            self.viewport().update()
            return super().focusNextPrevChild(forward)
        self._target = target
        if target.row not in {row for row, y in self._stage.visible() if 0 <= y < self._stage.scroll.page - _STEP}:
            self._go(target.row, self._stage.scroll.page / 3)
        self.viewport().update()
        return True

    def _activate_target(self, target: Target) -> None:
        row = self._stage.rows[target.row]
        if row.fold is not None:
            self.row_toggled.emit(row.key)
        elif target.action:
            self.label_activated.emit(target.action)
        elif target.run is not None:
            hit = self._link_of(target)
            if hit is not None:
                self.link_activated.emit(hit)

    def _link_of(self, target: Target) -> LinkHit | None:
        words = pieces_of(self._stage.rows[target.row], target.column)[target.piece].words
        if isinstance(words, MergedWords):
            words = words.new
        return link_hit(words, target.run) if isinstance(words, BlockWords) and target.run is not None else None

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
