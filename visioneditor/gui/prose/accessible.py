"""What assistive technology sees of a prose view: a document whose children are its rows, each with a name and a text.

A painted view has no widgets inside; without this a screen reader would find one empty area. The interfaces are made
when they are asked for, and kept as long as the rows they speak of.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from visioneditor.gui.prose.marked_view import MarkedView
from visioneditor.gui.prose.rows import Cell, LabelLine, Piece, Row
from visioneditor.gui.prose.shown import render_words

_Text = QAccessible.Text
_Role = QAccessible.Role
_MOST_SPOKEN = 12  # columns of a row, read one after the other
_alive: dict[int, "AccessibleProse"] = {}


class AccessibleLeaf(QAccessibleInterface):
    """What is painted and has nothing inside; it is only read."""

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> None:  # type: ignore[override]
        return None

    def child(self, index: int) -> None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> None:  # type: ignore[override]
        return None

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing can be written there."""


class AccessibleRow(AccessibleLeaf):
    """A row: its kind and what happened to it, then its words."""

    def __init__(self, view: "AccessibleProse", number: int) -> None:
        super().__init__()
        self._view = view
        self._number = number

    def _row(self) -> Row | None:
        return self._view.row(self._number)

    def isValid(self) -> bool:
        return self._row() is not None

    def parent(self) -> QAccessibleInterface:
        return self._view

    def role(self) -> QAccessible.Role:
        row = self._row()
        if row is None:
            return _Role.NoRole
        if row.fold is not None:
            return _Role.Button
        return _Role.Heading if row.is_heading else _Role.Paragraph

    def state(self) -> QAccessible.State:
        return self._view.state_of(self._number)

    def rect(self) -> QRect:
        return self._view.rect_of(self._number)

    def text(self, kind: QAccessible.Text) -> str:
        row = self._row()
        if row is None:
            return ""
        if kind == _Text.Name:
            return spoken_row(row, is_typeset=self._view.is_typeset)
        return row.spoken if kind == _Text.Description else ""


class AccessibleProse(QAccessibleWidget):
    """A prose view as a document of rows."""

    def __init__(self, view: MarkedView) -> None:
        super().__init__(view, _Role.Document)
        self._prose = view
        self._children: dict[int, AccessibleRow] = {}
        self._ids: list[int] = []

    def drop_children(self) -> None:
        """Take the rows' interfaces out of Qt's cache, which else would outlive them."""
        for known in self._ids:
            QAccessible.deleteAccessibleInterface(known)
        self._ids.clear()
        self._children.clear()

    def is_alive(self) -> bool:
        """Whether its view still exists."""
        return isValid(self._prose)

    @property
    def is_typeset(self) -> bool:
        """Whether quotes and dashes are shown as a printer sets them."""
        return self._prose.look.is_typeset

    def row(self, number: int) -> Row | None:
        """A row of those shown now."""
        if not isValid(self._prose):
            return None
        rows = self._prose.rows()
        return rows[number] if number < len(rows) else None

    def childCount(self) -> int:
        return len(self._prose.rows()) if isValid(self._prose) else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        if index not in self._children:
            child = AccessibleRow(self, index)
            self._ids.append(QAccessible.registerAccessibleInterface(child))
            self._children[index] = child
        return self._children[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((number for number, known in self._children.items() if known is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        point = self._prose.viewport().mapFromGlobal(QPoint(x, y))
        if not self._prose.viewport().rect().contains(point):
            return None
        hit = self._prose.hit(QPointF(point))
        return self.child(hit.row) if hit is not None else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        number = self._prose.focused_row()
        return self.child(number) if number is not None else None

    def state_of(self, number: int) -> QAccessible.State:
        """Which rows are off the screen, folded, focused."""
        state = QAccessible.State()
        visible = {row for row, _ in self._prose.stage().visible()}
        row = self._prose.rows()[number] if number < len(self._prose.rows()) else None
        setattr(state, "offscreen", number not in visible)  # noqa: B010 - not in Qt's stubs
        if row is not None and row.fold is not None:
            setattr(state, "expandable", True)  # noqa: B010
            setattr(state, "expanded", row.fold.is_open)  # noqa: B010
            setattr(state, "collapsed", not row.fold.is_open)  # noqa: B010
        setattr(state, "focused", self._prose.focused_row() == number)  # noqa: B010
        return state

    def rect_of(self, number: int) -> QRect:
        """Where a row stands on the screen; by guessed heights where it is not shown."""
        scroll, viewport = self._prose.stage().scroll, self._prose.viewport()
        top = scroll.heights.top(number) - scroll.value
        box = QRectF(0, top, viewport.width(), scroll.heights.height(number)).toRect()
        return QRect(viewport.mapToGlobal(box.topLeft()), box.size())


def spoken_row(row: Row, *, is_typeset: bool = True) -> str:
    """A row in words: its kind and what happened, then what is read."""
    if row.fold is not None:
        words = " ".join(label.text for label in row.fold.labels if label.text)
        return ", ".join(part for part in (row.spoken, words) if part)
    texts = [text for cell in row.cells[:_MOST_SPOKEN] if cell is not None for text in _texts_of(cell, is_typeset)]
    shown = " ".join(dict.fromkeys(texts))  # what is the same in both columns is said once
    return ": ".join(part for part in (row.spoken, shown) if part)


def _texts_of(cell: Cell, is_typeset: bool) -> list[str]:
    """A cell's texts; where somebody says them all in one, for others may say the same."""
    texts = [text for piece in cell.pieces if (text := _words_of(piece, is_typeset))]
    return [f"{cell.speaker}: {' '.join(texts)}"] if cell.speaker else texts


def _words_of(piece: Piece | LabelLine, is_typeset: bool) -> str:
    if isinstance(piece, LabelLine):
        return " ".join(label.text for label in piece.labels if label.text)
    shown = render_words(piece.words, is_typeset=is_typeset).text
    return f"{piece.marker} {shown}" if piece.marker else shown


def _interface_of(_key: str, subject: QObject | None) -> QAccessibleInterface | None:
    """Qt's question for the interface of an object of ours."""
    if not isinstance(subject, MarkedView):
        return None
    for number in [number for number, known in _alive.items() if not (isValid(known) and known.is_alive())]:
        _alive.pop(number).drop_children()
    known = _alive.get(id(subject))
    if known is None or known.object() is not subject:
        known = _alive[id(subject)] = AccessibleProse(subject)
    return known


_installed: list[Callable[[str, QObject | None], QAccessibleInterface | None]] = []


def install() -> None:
    """Tell Qt how prose views are read; once, before the first is shown."""
    if not _installed:
        _installed.append(_interface_of)
        QAccessible.installFactory(_interface_of)
