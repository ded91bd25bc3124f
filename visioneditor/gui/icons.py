"""Icons: Lucide's drawings in a token's colour."""

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from visioneditor import resources
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
