"""Icons: Lucide's drawings in a token's colour, and the stances' shapes, which list, matrix and print share."""

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from visioneditor import resources
from visioneditor.core.annotation import Stance
from visioneditor.gui.theme import Theme

_STROKE = "1.75"  # of 24, as the look asks


class Icons:
    """Pixmaps by name, colour, size and scale, each drawn once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}

    def pixmap(self, name: str, token: str = "text", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """The drawing resources/icons/NAME.svg, `size` device-independent pixels wide and high."""
        key = (name, token, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, token, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, token: str = "text", size: int = 16) -> QIcon:
        """The same as an icon, for buttons; greyed where they are disabled."""
        key = (name, token, size)
        if key not in self._icons:
            self._icons[key] = QIcon(_Drawing(self, name, token, size))
        return self._icons[key]

    def _draw(self, name: str, token: str, size: int, ratio: float) -> QPixmap:
        drawing = resources.read(f"icons/{name}.svg").decode("utf-8")
        drawing = drawing.replace("currentColor", self._theme.colours[token])
        drawing = drawing.replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
        pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode("utf-8"))).render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


class _Drawing(QIconEngine):
    """Draws an icon when it is first painted, for the screen that it is on: most are never seen."""

    def __init__(self, icons: Icons, name: str, token: str, size: int) -> None:
        super().__init__()
        self._icons, self._name, self._token, self._size = icons, name, token, size

    def clone(self) -> QIconEngine:
        return _Drawing(self._icons, self._name, self._token, self._size)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size.boundedTo(QSize(self._size, self._size))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        token = "edge" if mode is QIcon.Mode.Disabled else self._token
        return self._icons.pixmap(self._name, token, self._size, scale)  # Qt's own size is in pixels of either kind

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, painter.device().devicePixelRatioF()))


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
