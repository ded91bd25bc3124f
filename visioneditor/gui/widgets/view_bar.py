"""The bar above a view: which revision or which two, then the switches of the mode."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from visioneditor.gui.widgets.controls import CutLabel

HEIGHT = 40


class ViewBar(QFrame):
    """A row of controls at the left, one at the right."""

    def __init__(self, left: tuple[QWidget, ...], right: tuple[QWidget, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("view_bar")
        self.setFixedHeight(HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        for part in left:
            layout.addWidget(part, isinstance(part, CutLabel))  # which takes what room there is
        layout.addStretch(not any(isinstance(part, CutLabel) for part in left))
        for part in right:
            layout.addWidget(part)


def build_drop_button(name: str) -> QToolButton:
    """A button that opens a picker; its text says what is chosen."""
    button = QToolButton()
    button.setProperty("role", "button")
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFixedHeight(HEIGHT - 10)
    return button


def set_drop_text(button: QToolButton, text: str) -> None:
    """Show a choice on its button."""
    button.setText(f"{text}  ▾")
    button.setAccessibleDescription(text)
