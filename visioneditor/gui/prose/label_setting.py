"""Sets labels, the program's own words among prose, into a line: icons, texts, and what is at the right end."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from visioneditor.gui.prose.laid import LaidLabel
from visioneditor.gui.prose.rows import Face, Label

ICON = 14.0
_ICON_GAP = 8.0
_LABEL_GAP = 10.0


def place_labels(
    labels: Sequence[Label],
    left: float,
    right: float,
    top: float,
    height: float,
    font_of: Callable[[Face], QFont],
    *,
    wraps: bool = False,
) -> list[LaidLabel]:
    """Labels from `left` on, those that want to from `right` back; the longest is cut where there is no room."""
    if wraps:
        return [_wrapped(labels[0], left, right, top, height, font_of(labels[0].face))]
    widths = _fitted([_width(label, font_of) for label in labels], right - left)
    from_left = [pair for pair in zip(labels, widths, strict=True) if not pair[0].is_right]
    from_right = [pair for pair in zip(labels, widths, strict=True) if pair[0].is_right]
    found, x = [], left
    for label, width in from_left:
        found.append(_placed(label, x, width, top, height, font_of(label.face)))
        x += width + _LABEL_GAP
    x = right
    for label, width in reversed(from_right):
        x -= width
        found.append(_placed(label, x, width, top, height, font_of(label.face)))
        x -= _LABEL_GAP
    return found


def _width(label: Label, font_of: Callable[[Face], QFont]) -> float:
    text = QFontMetricsF(font_of(label.face)).horizontalAdvance(label.text) + 1 if label.text else 0.0
    return text + _icon_room(label)


def _icon_room(label: Label) -> float:
    if not label.icon:
        return 0.0
    return ICON + _ICON_GAP if label.text else ICON


def _fitted(widths: list[float], room: float) -> list[float]:
    """Widths that fit into the room together, taken from the longest."""
    over = sum(widths) + _LABEL_GAP * max(0, len(widths) - 1) - room
    while over > 0 and widths:
        longest = max(range(len(widths)), key=widths.__getitem__)
        less = min(over, max(0.0, widths[longest] - 48))
        if not less:
            break
        widths[longest] -= less
        over -= less
    return widths


def _placed(label: Label, left: float, width: float, top: float, height: float, font: QFont) -> LaidLabel:
    metrics = QFontMetricsF(font)
    icon_room = _icon_room(label)
    text = metrics.elidedText(label.text, Qt.TextElideMode.ElideRight, width - icon_room + 0.5)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(100000)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    at = QPointF(left + icon_room, top + (height - metrics.height()) / 2)
    return LaidLabel(
        label=label,
        box=QRectF(left, top, width, height),
        icon=_icon_box(label, left, top + height / 2),
        layout=layout,
        text_at=at,
    )


def _wrapped(label: Label, left: float, right: float, top: float, height: float, font: QFont) -> LaidLabel:
    metrics = QFontMetricsF(font)
    icon_room = _icon_room(label)
    layout = QTextLayout(label.text, font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    layout.beginLayout()
    y, step, width = 0.0, round(metrics.height() * 1.15), 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(40.0, right - left - icon_room))
        line.setPosition(QPointF(0, y))
        y += step
        width = max(width, line.naturalTextWidth())
    layout.endLayout()
    pad = max(0.0, (height - metrics.height()) / 2)
    box = QRectF(left, top, width + icon_room, max(height, y + pad))
    return LaidLabel(
        label=label,
        box=box,
        icon=_icon_box(label, left, top + height / 2),
        layout=layout,
        text_at=QPointF(left + icon_room, top + pad),
    )


def _icon_box(label: Label, left: float, middle: float) -> QRectF | None:
    return QRectF(round(left), round(middle - ICON / 2), ICON, ICON) if label.icon else None
