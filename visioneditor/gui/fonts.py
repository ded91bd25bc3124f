"""Fonts: the reading face that ships with the program, the system's own for everything else."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from visioneditor import resources

_FILES = ("SourceSerif4-Regular.ttf", "SourceSerif4-It.ttf", "SourceSerif4-Semibold.ttf")
_FAMILIES = ["Source Serif 4", "Source Serif Pro", "Charter", "Sitka Text", "Noto Serif", "Georgia", "serif"]


def load_fonts() -> None:
    """Make the reading face known to Qt; a missing file is no error, the next family steps in."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}")))


class Fonts:
    """The window's fonts. `scale` enlarges reading text alone; sizes are device-independent pixels."""

    def __init__(self, *, scale: float = 1.0, is_serif: bool = True) -> None:
        self.scale = scale
        self.is_serif = is_serif

    def reading(self, size_px: float, weight: int = 400, italic: bool = False) -> QFont:
        """The face documents speak in, scaled."""
        font = QFont(QApplication.font())
        if self.is_serif:
            font.setFamilies(_FAMILIES)
        font.setPixelSize(max(1, round(size_px * self.scale)))
        font.setWeight(QFont.Weight(weight))
        font.setItalic(italic)
        return font

    def program(self, step: float = 0, weight: int = 400) -> QFont:
        """The system's font, `step` points larger or smaller than its own size."""
        font = QFont(QApplication.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(max(6.0, font.pointSizeF() + step))
        else:
            font.setPixelSize(max(8, round(font.pixelSize() + step * 4 / 3)))
        font.setWeight(QFont.Weight(weight))
        return font

    def fixed(self, size_px: float = 12.5, weight: int = 400) -> QFont:
        """The system's fixed font, ligatures off, scaled."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(max(1, round(size_px * self.scale)))
        font.setWeight(QFont.Weight(weight))
        font.setFeature(QFont.Tag("liga"), 0)
        font.setFeature(QFont.Tag("calt"), 0)
        return font
