"""Small controls made the same way everywhere: links, icon buttons, rules, labels that cut long text."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from visioneditor.gui.look import Look


def build_link(text: str, name: str = "") -> QPushButton:
    """A button that looks like a link."""
    button = QPushButton(text)
    button.setFlat(True)
    button.setProperty("role", "link")
    button.setAccessibleName(name or text)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


class IconButton(QToolButton):
    """An icon alone, in the theme's colours; with an action it triggers that one and is enabled when that is.

    The action is not the button's own: its text would come in the icon's place.
    """

    def __init__(self, look: Look, icon: str, action: QAction | None, size: int) -> None:
        super().__init__()
        self._look, self._icon_name, self._size, self._followed = look, icon, size, action
        look.changed.connect(self._draw)
        self._draw()
        if action is not None:
            self.clicked.connect(action.trigger)
            action.enabledChanged.connect(self.setEnabled)
            self.setEnabled(action.isEnabled())

    def show_icon(self, icon: str) -> None:
        """Another drawing."""
        self._icon_name = icon
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.setIcon(self._look.icons.icon(self._icon_name, "text", self._size))


def build_icon_button(look: Look, icon: str, name: str, action: QAction | None = None, size: int = 16) -> IconButton:
    """A button that shows an icon alone, so it carries its name."""
    button = IconButton(look, icon, action, size)
    button.setIconSize(QSize(size, size))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setAccessibleName(name)
    button.setToolTip(action.toolTip() if action is not None else name)
    return button


def build_rule() -> QFrame:
    """A hairline across."""
    rule = QFrame()
    rule.setProperty("role", "rule")
    rule.setFixedHeight(1)
    return rule


def build_column(content: QWidget, name: str) -> QScrollArea:
    """What is as wide as there is room, and longer than is shown."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.setAccessibleName(name)
    return area


def build_label(text: str, role: str = "", *, is_wrapped: bool = False) -> QLabel:
    """Plain text, never read as markup: it may come from a repository."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(is_wrapped)
    if role:
        label.setProperty("role", role)
    return label


def tab_stops(widget: QWidget) -> list[QWidget]:
    """What Tab stops at inside a widget, in the order of its layout; the lists that choices drop are windows."""
    inside = (one for one in widget.findChildren(QWidget) if one.window() is widget.window())
    return [one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]


def put_behind(before: QWidget, after: QWidget) -> None:
    """Let Tab go from the end of one part to the beginning of the other, whenever each was built."""
    for one, next_one in pairwise([*tab_stops(before)[-1:], *tab_stops(after)]):
        QWidget.setTabOrder(one, next_one)


def plain_tip(text: str) -> str:
    """Words for a tooltip, which Qt would else read as markup where they look like it: they may be a repository's."""
    from html import escape

    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>" if "<" in text else text


class CutLabel(QLabel):
    """One line that ends in "…" where it does not fit; the whole text is its tooltip then."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._whole = ""
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Show this text, cut to the width."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        self.setText(shown)
        self.setToolTip(plain_tip(self._whole) if shown != self._whole else "")


def build_choice(name: str) -> QComboBox:
    """A small list to choose from, for the panel: in a narrow one it is cut."""
    choice = QComboBox()
    choice.setProperty("role", "small")
    choice.setAccessibleName(name)
    choice.setToolTip(name)
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(3)
    choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return choice


def show_share(bar: QProgressBar, share: float | None) -> None:
    """How far something is, from 0 to 1; None where nobody says, and the bar runs to and fro."""
    bar.setRange(0, 0 if share is None else 1000)
    if share is not None:
        bar.setValue(round(share * 1000))
