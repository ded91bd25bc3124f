"""Small controls made the same way everywhere: links, icon buttons, rules, labels that cut long text."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QToolButton, QWidget

from visioneditor.gui.look import Look


def build_link(text: str, name: str = "") -> QToolButton:
    """A button that looks like a link."""
    button = QToolButton()
    button.setText(text)
    button.setProperty("role", "link")
    button.setAccessibleName(name or text)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def build_icon_button(look: Look, icon: str, name: str, action: QAction | None = None, size: int = 16) -> QToolButton:
    """A button that shows an icon alone, so it carries its name; with an action it follows that one's state."""
    button = QToolButton()
    button.setIconSize(QSize(size, size))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if action is not None:
        button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setIcon(look.icons.icon(icon, "text", size))
    button.setAccessibleName(name)
    button.setToolTip(action.toolTip() if action is not None else name)
    return button


def build_rule() -> QFrame:
    """A hairline across."""
    rule = QFrame()
    rule.setProperty("role", "rule")
    rule.setFixedHeight(1)
    return rule


def build_label(text: str, role: str = "", *, is_wrapped: bool = False) -> QLabel:
    """Plain text, never read as markup: it may come from a repository."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(is_wrapped)
    if role:
        label.setProperty("role", role)
    return label


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
        self.setToolTip(self._whole if shown != self._whole else "")
