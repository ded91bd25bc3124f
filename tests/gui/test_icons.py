"""Icons: in the colours of the theme, grey where disabled, sharp on every screen, and drawn when they are seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter

from visioneditor.gui.icons import Icons
from visioneditor.gui.look import Look

SIZE = QSize(16, 16)


def darkest(image: QImage) -> str:
    """The colour that covers a point of the drawing wholly."""
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(spots, key=lambda spot: spot.alpha()).name()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icon_has_as_many_pixels_as_the_screen_shows(look: Look, ratio: float) -> None:
    pixmap = look.icons.icon("search").pixmap(SIZE, ratio)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (16 * ratio, ratio)


def test_disabled_icon_is_grey(look: Look) -> None:
    icon = look.icons.icon("search", "accent")
    colours = [darkest(icon.pixmap(SIZE, 2.0, mode).toImage()) for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)]
    assert colours == [look.theme.colour(token).name() for token in ("accent", "edge")]


def test_icon_paints_itself_where_it_is_asked_to(look: Look) -> None:
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    look.icons.icon("x", "error").paint(painter, 8, 8, 16, 16)
    painter.end()
    assert darkest(image) == look.theme.colour("error").name()
    assert image.pixelColor(2, 2).alpha() == 0


def test_icon_is_drawn_when_it_is_seen_and_once(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw: Callable[..., object] = Icons._draw

    def draw_and_tell(icons: Icons, name: str, *rest: object) -> object:
        drawn.append(name)
        return draw(icons, name, *rest)

    monkeypatch.setattr(Icons, "_draw", draw_and_tell)
    icons = Icons(look.theme)
    icon = QIcon(icons.icon("search"))
    assert drawn == []
    for _ in "ab":
        assert not icon.pixmap(SIZE).isNull()
    assert drawn == ["search"]
