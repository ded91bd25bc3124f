"""The editor for a document's source: line numbers, the line in hand, aids while one types."""

from collections.abc import Iterable, Sequence
from contextlib import nullcontext

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.gui.drafting.aided_typing import AidedTyping
from visioneditor.gui.drafting.folding import Folding
from visioneditor.gui.drafting.followed_spans import FollowedSpan
from visioneditor.gui.drafting.gutter import Gutter
from visioneditor.gui.drafting.highlighter import SourceHighlighter
from visioneditor.gui.drafting.places import code_points, units
from visioneditor.gui.drafting.shown_lines import ShownLines
from visioneditor.gui.drafting.underlines import Underlines
from visioneditor.gui.drafting.washes import Washes
from visioneditor.gui.look import Look

_WASHED = 200  # places that were found
_LONG = 100_000  # characters: a shorter text is there in its colours at once


class SourceEditor(QPlainTextEdit):
    """Plain source text with undo; tabs become blanks.

    `edited` when there is another text; to Qt's own `textChanged` the colours of a line are a change of it, too.
    """

    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "source")
        self.setAccessibleName(self.tr("Source of the document"))
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self._look = look
        self.shown = ShownLines(self)
        self.folding = Folding(self)
        self.gutter = Gutter(self, look)
        self.folding.changed.connect(self._on_folded)
        self.highlighter = SourceHighlighter(look, self.document(), Markup.RST)
        self._typing = AidedTyping(self)
        self._washes = Washes(self, look)
        self._underlines = Underlines(self, look)
        self._revision = -1  # of the document, when it was told last that it was edited
        self._line = 0  # the cursor's, as the gutter shows it
        self._colours_soon = QTimer(self)  # what came on the screen otherwise than by scrolling
        self._colours_soon.setSingleShot(True)
        self._colours_soon.timeout.connect(self._on_scrolled)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.textChanged.connect(self._on_text_changed)
        self.blockCountChanged.connect(self._on_block_count)
        self.updateRequest.connect(self._on_update_request)
        self.cursorPositionChanged.connect(self._on_cursor)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self._on_scrolled()

    def load(self, text: str, markup: Markup) -> None:
        """Put another text here; undo begins anew."""
        with self.highlighter.text_coming() if len(text) > _LONG else nullcontext():
            self.highlighter.use_markup(markup)
            self._typing.markup = markup
            self._underlines.clear()
            self._washes.show_found(())
            self.folding.clear()
            self.gutter.set_marks(())
            self._revision = -1
            self.setPlainText(text)
            self._on_scrolled()

    def go_to_line(self, line: int, column: int = 1) -> None:
        """Put the cursor into a line, at its beginning or at a column from 1, and the line near the top."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if block.isValid():
            cursor = self.textCursor()
            cursor.setPosition(block.position() + max(0, min(column, block.length()) - 1))
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(max(0, block.firstLineNumber() - 2))  # wrapped lines count

    def show_line(self, line: int) -> None:
        """Put the cursor into a line, and scroll no further than is needed to see it."""
        if line != self.line:
            cursor = self.textCursor()
            cursor.setPosition(self.document().findBlockByNumber(line - 1).position())
            self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def line_box(self, line: int) -> QRect:
        """Where a line stands in the viewport; one that is wrapped as a whole."""
        block = self.document().findBlockByNumber(line - 1)
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).toRect()

    @property
    def top_line(self) -> int:
        """The first line on the screen, from 1."""
        return self.firstVisibleBlock().blockNumber() + 1

    @property
    def line(self) -> int:
        """The cursor's line, from 1."""
        return self.textCursor().blockNumber() + 1

    @property
    def column(self) -> int:
        """The cursor's column, from 1."""
        return self.textCursor().positionInBlock() + 1

    @property
    def offset(self) -> int:
        """The cursor's place in the text, in code points."""
        return self.offset_at(self.textCursor())

    def offset_at(self, cursor: QTextCursor) -> int:
        """Any cursor's place in the text, in code points."""
        return code_points(self.toPlainText(), cursor.position())

    @property
    def selected(self) -> tuple[int, int]:
        """From where to where text is selected, in code points; twice the cursor's place where none is."""
        text, cursor = self.toPlainText(), self.textCursor()
        return code_points(text, cursor.selectionStart()), code_points(text, cursor.selectionEnd())

    def apply(self, changes: Iterable[TextChange], offset: int) -> None:
        """Make changes that do not overlap, as one step to be undone; the cursor stands at `offset` afterwards."""
        text, cursor = self.toPlainText(), QTextCursor(self.document())
        cursor.beginEditBlock()
        for start, end, new in sorted(changes, reverse=True):
            cursor.setPosition(units(text, start))
            cursor.setPosition(units(text, end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new)
        cursor.endEditBlock()
        cursor.setPosition(units(self.toPlainText(), offset))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def select(self, start: int, end: int) -> None:
        """Select these code points and bring them into view."""
        text, cursor = self.toPlainText(), self.textCursor()
        cursor.setPosition(units(text, start))
        cursor.setPosition(units(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor() if not self.viewport().rect().contains(self.cursorRect()) else self.ensureCursorVisible()

    def show_found(self, spans: Sequence[tuple[int, int]]) -> None:
        """Wash the words that were found, of very many those near the cursor."""
        text, here = self.toPlainText(), self.offset
        near = sorted(spans, key=lambda span: abs(span[0] - here))[:_WASHED]
        self._washes.show_found((units(text, start), units(text, end)) for start, end in near)

    def set_underlines(self, group: str, spans: Sequence[tuple[int, int, str]]) -> None:
        """Underline code points of the text as it is now, each in a token's colour, instead of the group's others.

        They follow what is typed until the group comes again.
        """
        self._underlines.show(group, spans)
        self.viewport().update()

    def underlined(self) -> list[tuple[str, str]]:
        """The words on the screen that are underlined, with the token of the line."""
        lines = self.shown.all()
        found = self._underlines.within(lines[0].start, lines[-1].end) if lines else ()
        return [(self._words(span), span.value) for span in found]

    def washed(self) -> list[str]:
        """The words on the screen that are washed, since they were found."""
        return list(map(self._words, self._washes.found(self.shown.all())))

    def _words(self, span: FollowedSpan) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(span.start)
        cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key, with what goes along with it."""
        if self.isReadOnly() or self._typing.press(event):
            return
        is_typing = bool(event.text()) and event.text().isprintable()
        is_changing = is_typing or event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
        was_fitted = is_changing and self._typing.is_fitted()
        before = self.document().revision()
        super().keyPressEvent(event)
        if is_changing and self.document().revision() != before:
            self._typing.complete(was_fitted=was_fitted)

    def whole_width(self) -> int:
        """Room for a line of the length at which lines are wrapped, numbers and scroll bar included."""
        column = self.fontMetrics().horizontalAdvance("9" * (self._look.wrap_width + 1))
        margins = 2 * self.document().documentMargin()
        return round(self.gutter.whole_width() + column + margins + self.verticalScrollBar().sizeHint().width())

    @property
    def line_height(self) -> int:
        """Of one row of the source, in pixels."""
        return self.fontMetrics().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What lies below the text, the text, and a hairline at the column where lines are to be wrapped."""
        lines, left = self.shown.within(event.rect()), self.contentOffset().x()
        if self.highlighter.has_bare([line.block for line in lines]):
            self._colours_soon.start()
        painter = QPainter(self.viewport())
        self._washes.paint(painter, lines, left)
        painter.end()
        super().paintEvent(event)
        column = self.fontMetrics().horizontalAdvance("9" * self._look.wrap_width)
        x = round(left + self.document().documentMargin() + column) + 1
        painter.begin(self.viewport())
        self._underlines.paint(painter, lines, left)
        painter.fillRect(QRect(x, event.rect().top(), 1, event.rect().height()), self._look.theme.colour("line"))
        for fold in self.folding.closed:
            self._paint_folded(painter, fold.first_line - 1, fold.last_line - fold.first_line + 1)
        painter.end()

    def _paint_folded(self, painter: QPainter, line: int, count: int) -> None:
        """Behind a folded heading's last line: how many lines are not shown."""
        block = self.document().findBlockByNumber(line - 1)
        if not block.isVisible():
            return
        said = self.tr("… {n} lines").format(n=count) if count > 1 else self.tr("… 1 line")
        metrics, box = self.fontMetrics(), self.line_box(line)
        left = box.left() + metrics.horizontalAdvance(block.text() + "  ") + round(self.document().documentMargin())
        painter.setFont(self.font())
        painter.setPen(self._look.theme.colour("muted"))
        painter.drawText(left, box.bottom() + 1 - metrics.height(), box.width(), metrics.height(), 0, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.contentsRect()
        self.gutter.setGeometry(area.left(), area.top(), self.gutter.whole_width(), area.height())
        if event.size().height() < self.cursorRect().bottom() <= event.oldSize().height():
            self.ensureCursorVisible()  # a message came in above the line that is written

    @Slot()
    def _on_text_changed(self) -> None:
        if self._revision != self.document().revision():
            self._revision = self.document().revision()
            self.edited.emit()

    @Slot()
    def _on_scrolled(self) -> None:
        self.shown.forget()
        self.highlighter.show_lines([line.block for line in self.shown.all()])

    @Slot()
    def _on_folded(self) -> None:
        self.shown.forget()
        self.gutter.update()

    @Slot()
    def _on_look_changed(self) -> None:
        self.setFont(self._look.fonts.fixed())
        wraps = (
            QPlainTextEdit.LineWrapMode.WidgetWidth if self._look.wraps_softly else QPlainTextEdit.LineWrapMode.NoWrap
        )
        self.setLineWrapMode(wraps)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 4)
        self._on_block_count(0)
        self.shown.forget()
        self.gutter.update()
        self.viewport().update()

    @Slot(int)
    def _on_block_count(self, _: int) -> None:
        self.setViewportMargins(self.gutter.whole_width(), 0, 0, 0)

    @Slot(QRect, int)
    def _on_update_request(self, area: QRect, dy: int) -> None:
        self.shown.forget()
        if dy:
            self.gutter.scroll(0, dy)
        else:
            self.gutter.update(0, area.y(), self.gutter.width(), area.height())

    @Slot()
    def _on_cursor(self) -> None:
        self._washes.follow()
        if self._line != self.line:
            self._line = self.line
            self.gutter.update()
