"""The votes of a committee as a bar: for, against, abstaining, unknown, not heard yet; a tick at what is needed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from visioneditor.core.consensus.tally_model import Tally
from visioneditor.gui.look import Look

_HEIGHT, _BAR, _GAP = 18, 12, 2  # the tick stands out above and below
_PATTERNS = {"gap": Qt.BrushStyle.BDiagPattern, "stale": Qt.BrushStyle.Dense6Pattern}


class TallyBar(QWidget):
    """Its parts differ in fill, not in colour alone: full, hatched, grey, dotted, empty."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: tuple[tuple[str, int], ...] = ()
        self._whole, self._needed = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_tally(self, tally: Tally, words: str) -> None:
        """Show the counts; `words` say the same to whoever hears them."""
        self._parts = (
            ("contributes", tally.yes),
            ("gap", tally.no),
            ("edge", tally.abstain),
            ("stale", tally.unsure),
        )
        cast = sum(count for _, count in self._parts)
        self._whole = max(tally.members or 0, cast)
        self._needed = tally.needed or 0
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(self._whole))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._whole:
            return
        painter = QPainter(self)
        at, unit = 0.0, self.width() / self._whole
        for token, count in self._parts:
            if count:
                self._paint_part(painter, QRectF(at, (_HEIGHT - _BAR) / 2, count * unit - _GAP, _BAR), token)
            at += count * unit
        self._paint_rest(painter, at)
        if self._needed:
            self._paint_tick(painter, min(self.width() - 1.0, self._needed * unit - _GAP / 2))
        painter.end()

    def _paint_part(self, painter: QPainter, box: QRectF, token: str) -> None:
        colour = self._look.theme.colour(token)
        if token not in _PATTERNS:
            painter.fillRect(box, colour)
            return
        painter.fillRect(box, self._look.theme.colour("paper"))
        painter.fillRect(box, QBrush(colour, _PATTERNS[token]))
        self._paint_edge(painter, box, colour)

    def _paint_rest(self, painter: QPainter, at: float) -> None:
        """Those who have not voted."""
        if self.width() - at > _GAP:
            box = QRectF(at, (_HEIGHT - _BAR) / 2, self.width() - at, _BAR)
            painter.fillRect(box, self._look.theme.colour("paper"))
            self._paint_edge(painter, box, self._look.theme.colour("edge"))

    def _paint_edge(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_tick(self, painter: QPainter, at: float) -> None:
        painter.fillRect(QRectF(at - 1, 0, 2, _HEIGHT), self._look.theme.colour("text"))
