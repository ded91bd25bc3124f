"""Where a comment is written: in place, saved as it is typed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from visioneditor.core.review.suggestions import join_message, split_message
from visioneditor.gui.look import Look
from visioneditor.gui.review.suggestion_field import SuggestionField
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link
from visioneditor.gui.widgets.typing_pause import TypingPause


class CommentEditor(QFrame):
    """Announces `text_typed` with the message as it stands after each short pause, then `finished` or `discarded`."""

    text_typed = Signal(str, bool)  # message, unresolved
    finished = Signal(str, bool)
    discarded = Signal()

    def __init__(
        self, look: Look, message: str = "", *, is_unresolved: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("Comment"))
        self.text.setPlaceholderText(self.tr("Write a comment; it is kept as you type"))
        self.text.setTabChangesFocus(True)
        said, suggested = split_message(message)
        self.text.setPlainText(said)
        self.text.setMinimumHeight(84)
        self.text.setMaximumHeight(150)
        self.text.installEventFilter(self)
        self.suggestion = SuggestionField(look, suggested, self)
        self.suggestion.text.installEventFilter(self)
        self.unresolved = QCheckBox(self.tr("Unresolved"), self)
        self.unresolved.setChecked(is_unresolved)
        self.about = CutLabel(role="muted")
        self.about.hide()
        self.saved = build_label("", "muted", is_wrapped=True)
        self.saved.setFont(look.fonts.program(-1))
        self.keep = QPushButton(self.tr("Keep as draft"))
        self.keep.setProperty("role", "primary")
        self.keep.setToolTip(self.tr("Ctrl+Enter"))
        self.discard = build_link(self.tr("Discard"))
        row = QHBoxLayout()
        row.addWidget(self.unresolved)
        row.addStretch(1)
        row.addWidget(self.discard)
        row.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(6)
        layout.addWidget(self.about)
        layout.addWidget(self.text)
        layout.addWidget(self.suggestion)
        layout.addWidget(self.saved)
        layout.addLayout(row)
        self._begun_with = ""  # a quote, which is no answer by itself
        self._pause = TypingPause(self)
        self._pause.paused.connect(self._on_pause)
        self.text.textChanged.connect(self._on_text_changed)
        self.suggestion.typed.connect(self._on_text_changed)
        self.unresolved.toggled.connect(self._on_pause)
        self.keep.clicked.connect(self._on_keep)
        self.discard.clicked.connect(self.discarded)

    @property
    def message(self) -> str:
        """What has been written, a suggestion below it."""
        return join_message(self.text.toPlainText(), self.suggestion.suggested)

    @property
    def focused(self) -> QPlainTextEdit | None:
        """The field that what is typed goes to, where it is one of these."""
        return next((field for field in (self.text, self.suggestion.text) if field.hasFocus()), None)

    def begin_with(self, words: str) -> None:
        """Put words before what will be written, which alone are not kept; what is written already stays."""
        if words and not self.message.strip():
            self._begun_with = words
            self.text.setPlainText(words)
            self.text.moveCursor(QTextCursor.MoveOperation.End)

    def show_saved(self) -> None:
        """Say that what stands here is on disk."""
        self.saved.setText(self.tr("Saved on this computer"))

    def show_failed(self, reason: str) -> None:
        """Say that what stands here is not on disk, and why; it is tried again."""
        self.saved.setText(self.tr("Not saved yet. {reason}").format(reason=reason))

    def show_about(self, words: str) -> None:
        """Say what is written about, where that does not stand above; empty: it does."""
        self.about.set_whole(words)
        self.about.setHidden(not words)

    def flush(self) -> None:
        """Announce what has not been announced yet: before the editor or the window closes."""
        self._pause.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.text, self.suggestion.text) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._on_keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._on_keep()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_text_changed(self) -> None:
        self.saved.setText("")
        self._pause.touch()

    @Slot()
    def _on_pause(self) -> None:
        self.text_typed.emit(self.message, self.unresolved.isChecked())

    @Slot()
    def _on_keep(self) -> None:
        self._pause.forget()
        if self.message.strip() not in ("", self._begun_with.strip()):
            self.finished.emit(self.message, self.unresolved.isChecked())
        else:
            self.discarded.emit()
