"""Sections of the source folded to their headings: nothing but visibility, the text is the same.

Whatever puts the cursor into hidden lines (finding, going to a line or problem, undoing) opens them.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

from visioneditor.core.document.model import Document
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """Lines from 1, ends included: a heading's own line, and what is hidden when it is folded."""

    heading: int
    first_line: int
    last_line: int


def find_folds(document: Document) -> tuple[Fold, ...]:
    """Each section with all that stands in it."""
    sections, folds = document.sections, []
    open_sections: list[tuple[int, int, int]] = []  # level, heading's line, first line below it

    def close(level: int, last_line: int) -> None:
        while open_sections and open_sections[-1][0] >= level:
            _, heading, first = open_sections.pop()
            if last_line >= first:
                folds.append(Fold(heading=heading, first_line=first, last_line=last_line))

    for section in sections:
        if section.block_count and section.level > 0:
            heading = document.blocks[section.first_block]
            close(section.level, section.first_line - 1)
            has_rows = heading.last_line > heading.first_line
            open_sections.append((section.level, heading.last_line - has_rows, heading.last_line + 1))
    if sections:
        close(0, sections[-1].last_line)
    return tuple(sorted(folds, key=lambda fold: fold.heading))


class Folding(QObject):
    """Which folds there are and which are closed; both follow the text while one types."""

    changed = Signal()

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._folds: list[tuple[QTextCursor, QTextCursor]] = []  # at the heading; over the lines it can hide
        self._closed: list[tuple[QTextCursor, QTextCursor]] = []
        self._headings: frozenset[int] | None = None
        editor.cursorPositionChanged.connect(self._on_cursor)
        editor.blockCountChanged.connect(self._on_lines)

    @property
    def folds(self) -> tuple[Fold, ...]:
        """All of them, where they stand now."""
        return tuple(map(_fold, self._folds))

    @property
    def closed(self) -> tuple[Fold, ...]:
        """Those whose lines are hidden."""
        return tuple(map(_fold, self._closed))

    @property
    def headings(self) -> frozenset[int]:
        """The lines of the headings that can be folded."""
        if self._headings is None:  # each painting asks for it
            self._headings = frozenset(heading.blockNumber() + 1 for heading, _ in self._folds)
        return self._headings

    @Slot()
    def _on_lines(self) -> None:
        self._headings = None

    def show_folds(self, folds: Iterable[Fold]) -> None:
        """The text has been read again: headings that were folded stay so."""
        headings = {cursor.blockNumber() + 1 for cursor, _ in self._closed}
        folds = tuple(folds)
        if folds != self.folds:
            self._folds, self._headings = [self._follow(fold) for fold in folds], None
        if headings:
            self._close(headings)
        self.changed.emit()

    def clear(self) -> None:
        """Another text comes."""
        self._folds, self._closed, self._headings = [], [], None

    def _follow(self, fold: Fold) -> tuple[QTextCursor, QTextCursor]:
        document = self._editor.document()
        heading = QTextCursor(document.findBlockByNumber(fold.heading - 1))
        heading.setKeepPositionOnInsert(True)
        body = QTextCursor(document.findBlockByNumber(fold.first_line - 1))
        last = document.findBlockByNumber(fold.last_line - 1)
        body.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        return heading, body

    def toggle(self, line: int) -> None:
        """Fold the section whose heading stands in a line, or open it."""
        closed = {fold.heading for fold in self.closed}
        if any(fold.heading == line for fold in self.folds):
            self._close(closed ^ {line})

    @Slot()
    def fold(self) -> None:
        """Fold the innermost open section that the cursor is in."""
        line, closed = self._editor.textCursor().blockNumber() + 1, {fold.heading for fold in self.closed}
        around = [fold for fold in self.folds if fold.heading <= line <= fold.last_line and fold.heading not in closed]
        if around:
            self._close(closed | {max(fold.heading for fold in around)})

    @Slot()
    def unfold(self) -> None:
        """Open the folded section whose heading or underline the cursor is in."""
        line = self._editor.textCursor().blockNumber() + 1
        self._close({fold.heading for fold in self.closed if not fold.heading <= line <= fold.last_line})

    @Slot()
    def fold_all(self) -> None:
        """Show nothing but headings; the document's title, which holds all of them, stays open."""
        folds = self.folds
        holds_all = len(folds) > 1 and all(fold.last_line <= folds[0].last_line for fold in folds)
        self._close({fold.heading for fold in folds[holds_all:]})

    @Slot()
    def unfold_all(self) -> None:
        """Show all lines."""
        self._close(set())

    def _close(self, headings: set[int]) -> None:
        """Let exactly these be closed; a cursor in what they hide goes to the heading."""
        self._closed = [each for each in self._folds if each[0].blockNumber() + 1 in headings]
        cursor = self._editor.textCursor()
        hiding = [fold for fold in self.closed if fold.first_line <= cursor.blockNumber() + 1 <= fold.last_line]
        if hiding:
            outer = min(hiding, key=lambda fold: fold.heading)
            cursor.setPosition(self._editor.document().findBlockByNumber(outer.heading - 1).position())
            self._editor.setTextCursor(cursor)
        self._apply(self.closed)

    def _apply(self, closed: Sequence[Fold]) -> None:
        """Hide and show lines; Qt is told once, and the heights come anew."""
        ranges = iter(sorted((fold.first_line, fold.last_line) for fold in closed))
        hidden_to, following, is_other = 0, next(ranges, None), False
        block = self._editor.document().begin()
        line = 1
        while block.isValid():
            while following is not None and following[0] <= line:
                hidden_to, following = max(hidden_to, following[1]), next(ranges, None)
            if block.isVisible() != (line > hidden_to):
                _show(block, is_visible=line > hidden_to)
                is_other = True
            block, line = block.next(), line + 1
        layout = self._editor.document().documentLayout()
        if is_other and isinstance(layout, QPlainTextDocumentLayout):
            layout.documentSizeChanged.emit(layout.documentSize())
            self._editor.viewport().update()
            self.changed.emit()

    @Slot()
    def _on_cursor(self) -> None:
        """Nobody writes where nothing is to be seen."""
        block = self._editor.textCursor().block()
        if self._closed and not block.isVisible():
            line = block.blockNumber() + 1
            self._close({fold.heading for fold in self.closed if not fold.first_line <= line <= fold.last_line})
            if not block.isVisible():  # hidden by nothing that is known any more
                self._apply(self.closed)


def _fold(cursors: tuple[QTextCursor, QTextCursor]) -> Fold:
    heading, body = cursors
    document = body.document()
    first, last = document.findBlock(body.selectionStart()), document.findBlock(body.selectionEnd())
    return Fold(heading=heading.blockNumber() + 1, first_line=first.blockNumber() + 1, last_line=last.blockNumber() + 1)


def _show(block: QTextBlock, *, is_visible: bool) -> None:
    block.setVisible(is_visible)
    block.setLineCount(max(1, block.layout().lineCount()) if is_visible else 0)
