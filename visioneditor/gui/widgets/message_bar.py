"""One sentence below the view bar: what went wrong, what to do, a way to try again."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from visioneditor.errors import VisionEditorError
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel, build_icon_button, build_label, build_link

HEIGHT = 36


class MessageBar(QFrame):
    """Shows one message at a time; hidden when there is none."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self.setMinimumHeight(HEIGHT)
        self._look = look
        self._detail = ""
        self._act: Callable[[], object] | None = None
        self.icon = build_label("")
        self.sentence = CutLabel()
        self.action = build_link("")
        self.details = build_link(self.tr("Copy details"))
        self.shut = build_icon_button(look, "x", self.tr("Close the message"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(12)
        layout.addWidget(self.icon)
        layout.addWidget(self.sentence, 1)
        for part in (self.action, self.details, self.shut):
            layout.addWidget(part)
        self.action.clicked.connect(self._on_action)
        self.details.clicked.connect(self._on_details)
        self.shut.clicked.connect(self.hide)
        self.hide()

    def show_error(self, error: VisionEditorError, retry: Callable[[], object] | None = None) -> None:
        """Say what went wrong; with `retry` offer to try again."""
        sentence = " ".join(part for part in (error.summary, error.hint) if part)
        self._show("error", "octagon-alert", sentence, error.detail, self.tr("Try again") if retry else "", retry)

    def show_notice(self, sentence: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Tell something that is no error, with one thing to do about it."""
        self._show("warning", "info", sentence, "", action, act)

    def _show(
        self, level: str, icon: str, sentence: str, detail: str, action: str, act: Callable[[], object] | None
    ) -> None:
        self.setProperty("level", level)
        self.style().unpolish(self)
        self.style().polish(self)
        self.icon.setPixmap(self._look.icons.pixmap(icon, level, 16, self.devicePixelRatioF()))
        self.sentence.set_whole(sentence)
        self.setAccessibleName(sentence)
        self._detail, self._act = detail, act
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.details.setVisible(bool(detail))
        self.show()

    @Slot()
    def _on_action(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()

    @Slot()
    def _on_details(self) -> None:
        QGuiApplication.clipboard().setText(self._detail)
