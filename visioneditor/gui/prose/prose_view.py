"""Shows rows of prose: scrolls, paints, selects, follows links, opens folds; all of it by keyboard, too.

It knows rows, not documents: what a row means, and what happens after a click, is left to the views that build rows.
"""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.prose import accessible
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.marked_view import MarkedView
from visioneditor.gui.prose.pointing import Hit, link_hit
from visioneditor.gui.prose.row_view import STEP
from visioneditor.gui.prose.rows import BlockWords, LinkHit, MergedWords
from visioneditor.gui.prose.selecting import Caret, Selection, first_caret, moved_caret, pieces_of
from visioneditor.gui.prose.targets import Target, next_target

_SELECTING = {
    (Qt.Key.Key_Right, False): "next-character",
    (Qt.Key.Key_Left, False): "previous-character",
    (Qt.Key.Key_Right, True): "next-word",
    (Qt.Key.Key_Left, True): "previous-word",
    (Qt.Key.Key_End, False): "end",
    (Qt.Key.Key_Home, False): "start",
}


class ProseView(MarkedView):
    """Rows of laid-out prose, for reading, comparing and preview."""

    menu_requested = Signal(object)  # QPoint, on the screen

    def __init__(self, look: Look, shape: Shape = Shape.READ, parent: QWidget | None = None) -> None:
        super().__init__(look, shape, parent)
        accessible.install()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selected words, or with the word that is clicked."""
        hit = self.hit(QPointF(event.pos())) if event.reason() is QContextMenuEvent.Reason.Mouse else None
        if hit is not None and hit.caret is not None and not self._is_selected(hit):
            self._select(Selection(column=hit.column, anchor=hit.caret, caret=hit.caret))
        self.menu_requested.emit(event.globalPos())

    def _is_selected(self, hit: Hit) -> bool:
        selection = self._selection
        if selection is None or hit.caret is None or selection.column != hit.column:
            return False
        return selection.start <= hit.caret <= selection.end

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
        page = self._stage.scroll.page - STEP
        back = modifiers & Qt.KeyboardModifier.ShiftModifier
        steps = {
            Qt.Key.Key_Down: float(STEP),
            Qt.Key.Key_Up: float(-STEP),
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
            bar.setValue(bar.value() + (STEP if key == Qt.Key.Key_Right else -STEP))
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
        seen = self.columns_on_screen(len(self._plan.columns))
        target = next_target(self._stage.rows, self._target, self._stage.scroll.row, 1 if forward else -1, seen)
        if target is None:
            self._target = None
            self.viewport().update()
            return super().focusNextPrevChild(forward)
        self._target = target
        if target.row not in {row for row, y in self._stage.visible() if 0 <= y < self._stage.scroll.page - STEP}:
            self._go(target.row, self._stage.scroll.page / 3)
        self.viewport().update()
        if QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(target.row)
            QAccessible.updateAccessibility(event)
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
