"""Colours of groups as small drawings: a swatch for a legend, a bar of shares; with patterns where colours are few."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.prose.painting import patterned

SWATCH = QSize(22, 14)
_BAR_HEIGHT = 10
_GAP = 1.0

Part = tuple[int, str, int]  # how many words, the colour's token ("": of no group), the pattern's number


def build_swatch(look: Look, token: str, shade: int, ratio: float) -> QIcon:
    """A group's colour, as it lies under words."""
    pixmap = QPixmap(SWATCH * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(look.theme.colour("paper"))
    painter = QPainter(pixmap)
    paint_part(painter, look, QRectF(0, 0, SWATCH.width(), SWATCH.height()), token, shade)
    painter.end()
    return QIcon(pixmap)


def paint_part(painter: QPainter, look: Look, box: QRectF, token: str, shade: int) -> None:
    """A box in a group's colour, with its frame and pattern."""
    painter.fillRect(box, look.theme.colour("edge"))
    painter.fillRect(box.adjusted(1, 1, -1, -1), look.theme.colour(token or "paper"))
    if look.theme.name == "contrast" and token:
        painter.setPen(patterned(look.theme.colour("text"), shade))
        y = box.bottom() - 3
        painter.drawLine(QPointF(box.left() + 2, y), QPointF(box.right() - 2, y))


class ShareBar(QWidget):
    """How the words of a section are parted; said in words to whoever hears it."""

    def __init__(self, look: Look, parts: Sequence[Part], words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts = [part for part in parts if part[0]]
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(160, _BAR_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        whole = sum(count for count, _, _ in self._parts)
        if not whole:
            return
        painter = QPainter(self)
        at, unit = 0.0, self.width() / whole
        for count, token, shade in self._parts:
            box = QRectF(at, 0, max(1.5, count * unit - _GAP), _BAR_HEIGHT)
            paint_part(painter, self._look, box, token, shade)
            at += count * unit
        painter.end()
