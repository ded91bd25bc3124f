"""The stances' shapes, which list, matrix and print share."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from visioneditor.core.annotation import Stance
from visioneditor.gui.theme import Theme


def stance_token(stance: Stance | None) -> str:
    """The colour token of a stance; a project that did not say has muted."""
    if stance is None:
        return "muted"
    return "na" if stance is Stance.NOT_APPLICABLE else stance.value


def paint_stance(painter: QPainter, box: QRectF, stance: Stance | None, theme: Theme) -> None:
    """Disc, half disc, hollow diamond, dash; a ring where a project answers and does not say how it stands."""
    colour = theme.colour(stance_token(stance))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6))
    shape = box.adjusted(1, 1, -1, -1)
    if stance is Stance.CONTRIBUTES:
        painter.setBrush(colour)
        painter.drawEllipse(shape)
    elif stance is Stance.PARTIAL:
        painter.drawEllipse(shape)
        painter.setBrush(colour)
        painter.drawChord(shape, 90 * 16, 180 * 16)
    elif stance is Stance.GAP:
        path = QPainterPath(QPointF(shape.center().x(), shape.top()))
        path.lineTo(shape.right(), shape.center().y())
        path.lineTo(shape.center().x(), shape.bottom())
        path.lineTo(shape.left(), shape.center().y())
        path.closeSubpath()
        painter.drawPath(path)
    elif stance is Stance.NOT_APPLICABLE:
        painter.setPen(QPen(colour, 2.2))
        painter.drawLine(QPointF(shape.left(), shape.center().y()), QPointF(shape.right(), shape.center().y()))
    else:
        painter.drawEllipse(shape)
    painter.restore()
