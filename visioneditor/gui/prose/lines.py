"""Lines of a text layout: at fixed heights, in the direction of their script."""

import re
import unicodedata

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")


def text_options(alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QTextOption:
    options = QTextOption(alignment)
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    options.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    options.setTabStopDistance(32)
    return options


def break_lines(layout: QTextLayout, width: float, line_height_px: float, baseline: float) -> float:
    """Break a layout into lines whose baselines are a fixed height apart; answers with the height of all."""
    layout.beginLayout()
    y = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + baseline - line.ascent()))
        y += line_height_px
    layout.endLayout()
    return y


def runs_leftward(text: str) -> bool:
    """Whether a paragraph begins with a letter that is written from right to left."""
    if text.isascii():
        return False
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"})
    return next(strong, "L") != "L"


def is_bidirectional(text: str) -> bool:
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None
