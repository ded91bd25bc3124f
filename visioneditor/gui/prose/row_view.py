"""The scrolled half of a prose view: rows, laid out as they are needed, the place on the screen, the section read.

Painting, selecting and clicking are left to what is built on it.
"""

import time
from collections.abc import Sequence

from PySide6.QtCore import QAbstractAnimation, Qt, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Plan, Shape, plan_columns
from visioneditor.gui.prose.rows import Place, Row
from visioneditor.gui.prose.selecting import Caret, pieces_of
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.prose.stage import Stage
from visioneditor.gui.prose.typesetter import Typesetter

EYE = 0.25  # of the height: where the section under the eye is looked for
HEADING_AT = 0.18  # of the height: where a section's heading is put when it is gone to
MOTION_MS = 120
STEP = 48  # pixels of an arrow key
_IDLE_MS = 5.0


class RowView(QAbstractScrollArea):
    """Rows that scroll. Only what is on the screen is laid out; the rest is guessed, and measured when idle."""

    section_changed = Signal(int)  # number of the section under the eye
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
        self._is_syncing = False
        self._moved_px = 0.0
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._on_motion)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._on_idle)
        self.setViewport(QWidget())  # one of Qt's making would let PySide look up every kind of widget to wrap it
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_moved)
        self.horizontalScrollBar().valueChanged.connect(self._on_sideways)
        look.changed.connect(self.refresh_look)

    # what is shown

    def set_rows(self, rows: Sequence[Row], *, shape: Shape | None = None, projects: int | None = None) -> None:
        """Show other rows; what was read stays at its height where it is still there."""
        self.arrive()
        place = self.place() if self._stage.scroll.value > 0 else None  # what begins at the top begins there again
        self._shape = shape or self._shape
        self._projects = self._projects if projects is None else projects
        self._show(rows, keeps_heights=True)
        if place is not None:
            self._stage.restore(place)
        self._after_move()

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
        self._show_again()
        self._after_move()

    def _show(self, rows: Sequence[Row], *, keeps_heights: bool = False) -> None:
        """Where the columns are others now, no height is kept; nor where the look may be."""
        width, before = self.viewport().width(), self._plan
        self._plan = plan_columns(self._shape, width, scale=self.look.fonts.scale, projects=self._projects)
        is_same = keeps_heights and self._plan == before
        self._stage.show(rows, Typesetter(self.look, self._plan), keeps_heights=is_same)
        self._stage.scroll.page = self.viewport().height()
        self._stage.scroll.tail = min(160.0, self.viewport().height() * 0.25)
        self.horizontalScrollBar().setPageStep(width)
        self.horizontalScrollBar().setRange(0, max(0, round(self._plan.width - width)))
        self._idle.start()

    def _show_again(self) -> None:
        """Lay the same rows out anew; what is read stays at its height."""
        self.arrive()
        read = self._stage.row_at(self._eye())
        self._show(self._stage.rows)
        if read is not None:
            self._stage.scroll.to_row(*read)

    def _caret_of(self, text: int, offset: int) -> tuple[int, Caret] | None:
        row = self._stage.row_of(text, offset)
        if row is None:
            return None
        value = self._stage.rows[row]
        for column in range(len(value.cells)) if value.shaping is None else value.shaping:
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
            if top is not None and 0 <= top + within <= self._stage.scroll.page - 2 * STEP:
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
        self._motion.stop()  # it led elsewhere
        scroll = self._stage.scroll
        before = scroll.value
        scroll.to_row(row, y, within)
        distance = scroll.value - before
        self._after_move()
        if self._wants_motion() and 2 < abs(distance) < 2 * scroll.page:
            row, above = scroll.row, scroll.above
            scroll.by(-distance)
            distance = scroll.heights.top(row) + above - scroll.value  # by now no height between is guessed
            self._moved_px = 0.0
            self._motion.setDuration(self.motion_ms)
            self._motion.setStartValue(0.0)
            self._motion.setEndValue(float(distance))
            self._motion.start()

    def _wants_motion(self) -> bool:
        if self.motion_ms <= 0 or not self.isVisible():
            return False
        from PySide6.QtWidgets import QStyle  # its many constants are made with it: not before the first paint

        return self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0

    def arrive(self) -> None:
        """Be at once where a motion under way leads: what is kept then is what was gone to."""
        if self._motion.state() == QAbstractAnimation.State.Running:
            self._motion.setCurrentTime(self._motion.totalDuration())

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
        return min(usual, scroll.value + 24)

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
        bar.setSingleStep(STEP)
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
            self._show_again()
        self._stage.scroll.page = self.viewport().height()
        self._stage.scroll.by(0)
        self._after_move()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() * (STEP * 3 / 120)
        sideways = pixels.x() if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier else pixels.y()
        if abs(sideways) > abs(pixels.y()) or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - sideways)
        else:
            self.scroll_by(-pixels.y())
        event.accept()
