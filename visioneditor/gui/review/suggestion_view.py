"""A suggestion on a thread's card: what it changes, and the wish to take it into the draft."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from visioneditor.core.review.suggestions import Part, PartKind
from visioneditor.gui.look import Look
from visioneditor.gui.review.suggestion_text import SuggestionText
from visioneditor.gui.widgets.controls import build_label, build_link
from visioneditor.services.suggesting import ShownSuggestion

_BAR_PX = 2


class SuggestionView(QFrame):
    """Announces `apply_requested` with the ShownSuggestion."""

    apply_requested = Signal(object)

    def __init__(self, look: Look, suggestion: ShownSuggestion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self.suggestion = look, suggestion
        icon = QLabel()
        icon.setPixmap(look.icons.pixmap("pencil", "muted", 12, self.devicePixelRatioF()))
        title = build_label(self._title(), "muted")
        title.setFont(look.fonts.program(-1))
        self.text = SuggestionText(look)
        self.text.show_parts(suggestion.parts or (Part(PartKind.ADDED, suggestion.text),))
        self.apply = build_link(self.tr("Take into the draft"))
        self.apply.setToolTip(self.tr("t, for the thread in hand; z brings the draft back"))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(icon)
        head.addWidget(title, 1)
        head.addWidget(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8 + _BAR_PX, 2, 0, 4)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.text)
        self.apply.setVisible(suggestion.is_applicable)  # while it had no parent it would have been a window
        self.apply.clicked.connect(self._on_apply)

    def _title(self) -> str:
        parts = self.suggestion.parts
        if parts is None:
            return self.tr("Suggestion; its lines are not known here")
        if all(part.kind is PartKind.KEPT or not part.text.strip() for part in parts):
            return self.tr("Suggestion; only line breaks differ")
        return self.tr("Suggestion")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self).fillRect(0, 2, _BAR_PX, self.height() - 4, self._look.theme.colour("edge"))

    @Slot()
    def _on_apply(self) -> None:
        self.apply_requested.emit(self.suggestion)
