"""Where a suggestion is written: the quoted lines, to be changed, and below them what the change does."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from visioneditor.core.review.suggestions import preview
from visioneditor.gui.look import Look
from visioneditor.gui.review.suggestion_text import SuggestionText
from visioneditor.gui.widgets.controls import build_label, build_link

_PREVIEW_MS = 120
_MOST_LINES = 9
_MOST_PREVIEWED = 6000  # letters that are compared while one types; of more the card tells, once they are kept


class SuggestionField(QFrame):
    """Closed, a link; opened, it wants the quoted lines (`lines_wanted`). Announces `typed`."""

    lines_wanted = Signal()
    typed = Signal()

    def __init__(self, look: Look, suggested: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quoted: str | None = None
        self.open_link = build_link(self.tr("Suggest other words"))
        self.close_link = build_link(self.tr("No suggestion"))
        self.title = build_label(self.tr("Change these lines; the words that differ are suggested"), "muted")
        self.title.setFont(look.fonts.program(-1))
        self.title.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("Suggestion"))
        self.text.setFont(look.fonts.fixed())
        self.text.setTabChangesFocus(True)
        self.preview = SuggestionText(look)
        head = QHBoxLayout()
        head.addWidget(self.open_link)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.text)
        layout.addWidget(self.preview)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PREVIEW_MS)
        self._pause.timeout.connect(self._on_pause)
        self._has_text = suggested is not None
        self.text.setPlainText(suggested or "")
        self.text.textChanged.connect(self._on_typed)
        self.open_link.clicked.connect(self.open)
        self.close_link.clicked.connect(self.close_field)
        self._set_open(self._has_text)

    @property
    def is_open(self) -> bool:
        """Whether a suggestion can be written."""
        return not self.text.isHidden()

    @property
    def suggested(self) -> str | None:
        """The lines as they are suggested; None where nothing is."""
        text = self.text.toPlainText()
        return text if self.is_open and self._has_text and text != self._quoted else None

    @Slot()
    def open(self) -> None:
        """Write a suggestion."""
        self._set_open(True)
        self.text.setReadOnly(not self._has_text)  # until the lines are there
        self.lines_wanted.emit()
        self.text.setFocus()

    def show_lines(self, quoted: str | None) -> None:
        """The lines that are quoted; None: the comment stands on none."""
        self._quoted = quoted
        if quoted is None:
            self._set_open(self._has_text)
            self.open_link.hide()
        elif not self._has_text:
            self.text.setPlainText(quoted)
            self._has_text = True
            self._fit(quoted)
        self.text.setReadOnly(False)
        self._on_pause()

    @Slot()
    def close_field(self) -> None:
        """Suggest nothing after all; the link brings the lines back as they are quoted."""
        self._set_open(False)
        self._has_text = False
        self.typed.emit()

    def _set_open(self, is_open: bool) -> None:
        for part in (self.title, self.close_link, self.text, self.preview):
            part.setVisible(is_open)
        self.open_link.setVisible(not is_open)
        self._fit(self.text.toPlainText())

    def _fit(self, text: str) -> None:
        """As high as its lines are, to some nine of them."""
        columns = max(20, self.text.viewport().width() // max(1, self.text.fontMetrics().averageCharWidth()))
        lines = sum(1 + len(line) // columns for line in text.split("\n")) + 1
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * min(max(lines, 3), _MOST_LINES) + 14)

    @Slot()
    def _on_typed(self) -> None:
        self._pause.start()
        if self._has_text:
            self.typed.emit()

    @Slot()
    def _on_pause(self) -> None:
        quoted, suggested = self._quoted, self.suggested
        if quoted is None or suggested is None or len(quoted) + len(suggested) > _MOST_PREVIEWED:
            self.preview.hide()
        else:
            self.preview.show_parts(preview(quoted, suggested))
            self.preview.show()
