"""The line above a comparison: how much changed, which change is in hand, the way to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Signal, Slot
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button, build_link

HEIGHT, LINE_HEIGHT = 32, 20
_BEHIND, _BETWEEN = 5, 18  # pixels behind a number, and between two counts
_MOST_LINES = 2


class CountsText(QWidget):
    """The counts, painted in a line or two; announces how many these are. What has no room is told by the tooltip."""

    lines_changed = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: tuple[tuple[str, str], ...] = ()
        self._lines: tuple[tuple[tuple[str, str], ...], ...] = ()

    def show_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """Show these numbers and words."""
        self._parts = tuple(parts)
        spoken = ", ".join(f"{number} {words}".strip() for number, words in parts)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self._break()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = self.height() / max(1, len(self._lines))
        for at, line in enumerate(self._lines):
            x = 0.0
            for number, words in line:
                x = self._write(painter, x, (at + 0.5) * height, number, 600, "text") + (_BEHIND if number else 0)
                x = self._write(painter, x, (at + 0.5) * height, words, 400, "muted") + _BETWEEN

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._break()

    def _break(self) -> None:
        """Share the counts out among lines."""
        lines: list[list[tuple[str, str]]] = [[]]
        x = 0.0
        for at, (number, words) in enumerate(self._parts):
            width = self._width(number, 600) + self._width(words, 400) + (_BEHIND if number else 0)
            is_last_line, left = len(lines) == _MOST_LINES, len(self._parts) - at
            more = self._width(_and_more(left - 1), 400) + _BETWEEN if is_last_line and left > 1 else 0
            if lines[-1] and x + width + more > self.width():
                if is_last_line:
                    lines[-1].append(("", _and_more(left)))
                    break
                lines.append([])
                x = 0.0
            lines[-1].append((number, words))
            x += width + _BETWEEN
        before, self._lines = len(self._lines), tuple(map(tuple, lines))
        if len(lines) != before:
            self.lines_changed.emit(len(lines))

    def _width(self, text: str, weight: int) -> float:
        return QFontMetricsF(self._look.fonts.program(0, weight)).horizontalAdvance(text)

    def _write(self, painter: QPainter, x: float, middle: float, text: str, weight: int, token: str) -> float:
        metrics = QFontMetricsF(self._look.fonts.program(0, weight))
        painter.setFont(self._look.fonts.program(0, weight))
        painter.setPen(self._look.theme.colour(token))
        painter.drawText(QPointF(x, middle + (metrics.ascent() - metrics.descent()) / 2), text)
        return x + metrics.horizontalAdvance(text)


def _and_more(count: int) -> str:
    return QCoreApplication.translate("CountsText", "and {n} more").format(n=count)


class CountsLine(QFrame):
    """Counts at the left; "Change 6 of 9", which leads to the list, and two arrows at the right."""

    list_requested = Signal()
    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("view_bar")
        self.setFixedHeight(HEIGHT)
        self.position = build_link("", self.tr("List of the changes"))
        self.position.setToolTip(self.tr("List the changes"))
        self.rebase = build_link("", self.tr("What came with the rebase"))
        self.rebase.hide()
        self.previous = self._build_arrow("arrow-up", self.tr("Previous change"))
        self.next = self._build_arrow("arrow-down", self.tr("Next change"))
        self.text = CountsText(look)
        self.text.lines_changed.connect(self._on_lines)
        self._offers: list[QPushButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(4)
        self._layout = layout
        layout.addWidget(self.text, 1)
        layout.addWidget(self.rebase)
        layout.addSpacing(8)
        layout.addWidget(self.position)
        layout.addSpacing(12)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self.position.clicked.connect(self.list_requested)
        look.changed.connect(self._refresh_icons)

    def _build_arrow(self, icon: str, name: str) -> QToolButton:
        return build_icon_button(self._look, icon, name)

    @Slot(int)
    def _on_lines(self, count: int) -> None:
        self.setFixedHeight(HEIGHT + (count - 1) * LINE_HEIGHT)

    def offer(self, actions: Sequence[QAction]) -> None:
        """What can be done with the change in hand, as small buttons before its number; hidden where nothing can.

        Their room is kept, so that nothing shifts when a change is taken in hand.
        """
        for action in actions:
            button = QPushButton(action.text().split(" ")[0])
            button.setAccessibleName(action.text())
            button.setToolTip(action.toolTip())
            button.setFixedHeight(HEIGHT - 8)
            button.clicked.connect(action.trigger)
            button.setProperty("action", action)
            kept = button.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            button.setSizePolicy(kept)
            button.hide()
            self._offers.append(button)
            self._layout.insertWidget(self._layout.indexOf(self.position) - 1, button)

    def _width_of(self, words: str) -> int:
        """The room that the position needs for these words."""
        self.position.setText(words)
        return self.position.sizeHint().width()

    def _show_offers(self, is_in_hand: bool) -> None:
        for button in self._offers:
            action = button.property("action")
            button.setVisible(is_in_hand and isinstance(action, QAction) and action.isEnabled())

    def _refresh_icons(self) -> None:
        self.previous.setIcon(self._look.icons.icon("arrow-up"))
        self.next.setIcon(self._look.icons.icon("arrow-down"))

    def show_counts(self, parts: Sequence[tuple[str, str]], sentence: str = "") -> None:
        """Numbers, set bold, with their words; or one sentence where there is nothing to count."""
        self.text.show_parts(parts or ((("", sentence),) if sentence else ()))

    def show_position(self, here: int, count: int, *, is_limited: bool = False) -> None:
        """Which change is in hand; none of them before the first is reached. `is_limited`: others are not counted."""
        in_hand = self.tr("Change {here} of {count}")
        self.position.setMinimumWidth(self._width_of(in_hand.format(here=count, count=count)))
        if here:
            words = in_hand.format(here=here, count=count)
        else:
            words = self.tr("1 change") if count == 1 else self.tr("{count} changes").format(count=count)
        words = self.tr("{words} shown").format(words=words) if is_limited else words
        self.position.setText(words if count or is_limited else "")
        self.position.setAccessibleName(self.tr("{words}, list them").format(words=words))
        self.position.setVisible(bool(count) or is_limited)
        self._show_offers(bool(here))
        self.previous.setEnabled(here > 1 or (here == 0 and count > 0))
        self.next.setEnabled(here < count)
