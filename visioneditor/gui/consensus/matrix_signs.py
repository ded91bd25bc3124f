"""What is drawn in a cell: a shape for how a project stands to a section, a corner where that is stale, a line where an
unresolved thread is held about it.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from visioneditor.core.annotation import Stance
from visioneditor.core.consensus.matrix import standing
from visioneditor.core.consensus.model import Answer, Standing
from visioneditor.gui.stance_shapes import paint_stance, stance_token
from visioneditor.gui.theme import Theme
from visioneditor.values import dataclass

SIGN = 16.0
_SMALL = 10.0
_CORNER = 8.0
_STANCES = {stance.value: stance for stance in Stance}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """All that a cell shows."""

    standing: Standing
    stance: Stance | None = None
    is_stale: bool = False
    has_threads: bool = False
    is_wanted: bool = False  # an answer is missing, and that is what is looked for


BLANK = Sign(standing=Standing.NONE)


def sign_of(answer: Answer | None) -> Sign:
    """What stands for an answer."""
    if answer is None:
        return BLANK
    return Sign(
        standing=standing(answer),
        stance=answer.stance,
        is_stale=answer.is_stale,
        has_threads=answer.open_threads > 0,
    )


class Signs:
    """Cells as pictures, each drawn once for a theme, a size and a scale."""

    def __init__(self) -> None:
        self._drawn_for: object = None
        self._pictures: dict[Sign, QPixmap] = {}

    def picture(self, sign: Sign, size: QSize, theme: Theme, ratio: float) -> QPixmap:
        """A cell with its sign, the ground left out."""
        if (size, theme.name, ratio) != self._drawn_for:
            self._drawn_for, self._pictures = (size, theme.name, ratio), {}
        if sign not in self._pictures:
            self._pictures[sign] = _draw(sign, size, theme, ratio)
        return self._pictures[sign]


def _draw(sign: Sign, size: QSize, theme: Theme, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF((size.width() - SIGN) / 2, (size.height() - SIGN) / 2, SIGN, SIGN)
    if sign.is_wanted:
        _paint_ring(painter, box.adjusted(1, 1, -1, -1), theme, "text", is_dashed=True)
    else:
        paint_standing(painter, box, sign.standing, sign.stance, theme)
    if sign.is_stale:
        right, top = box.right() + 4.5, box.top() - 4
        corner = [QPointF(right - _CORNER, top), QPointF(right, top), QPointF(right, top + _CORNER)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("stale"))
        painter.drawPolygon(QPolygonF(corner))
    if sign.has_threads:
        painter.fillRect(QRectF(box.left() - 1, box.bottom() + 3, SIGN + 2, 2), theme.colour("comment-bar"))
    painter.end()
    return picture


def paint_standing(painter: QPainter, box: QRectF, kind: Standing, stance: Stance | None, theme: Theme) -> None:
    """The shape of one way to stand to a section; those that are not said of it itself are small."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    small = QRectF(0, 0, _SMALL, _SMALL)
    small.moveCenter(box.center())
    if kind is Standing.NONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("edge"))
        painter.drawEllipse(box.center(), 1.5, 1.5)
    elif kind is Standing.PASSING:
        _paint_ring(painter, small, theme, "muted", is_dashed=True)
    elif kind is Standing.PARENT:
        _paint_below_line(painter, small, stance, theme)
    else:
        paint_stance(painter, box, _STANCES.get(kind.value), theme)
    painter.restore()


def _paint_below_line(painter: QPainter, box: QRectF, stance: Stance | None, theme: Theme) -> None:
    """Hung from a line: said of what lies above."""
    box = box.translated(0, 2)
    paint_stance(painter, box, stance, theme)
    painter.setPen(QPen(theme.colour(stance_token(stance)), 1.4))
    painter.drawLine(QPointF(box.left(), box.top() - 2.5), QPointF(box.right(), box.top() - 2.5))


def _paint_ring(painter: QPainter, box: QRectF, theme: Theme, token: str, *, is_dashed: bool = False) -> None:
    pen = QPen(theme.colour(token), 1.4)
    if is_dashed:
        pen.setDashPattern([2.0, 1.6])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
