"""Shows exactly what is handed out, and hands it out: to the clipboard, a file or the repository."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from visioneditor.errors import VisionEditorError
from visioneditor.gui.forms.dialogs.export_dialog import Ui_ExportDialog
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.typing_pause import TypingPause

KINDS = ("gerrit", "markdown")


class ExportDialog(QDialog):
    """Announces wishes; the window fetches what is shown and says how it went."""

    preview_requested = Signal(str)  # a word of KINDS
    cover_typed = Signal(str)
    save_requested = Signal(str, str)  # file name, text
    commit_requested = Signal()

    change_chosen = Signal(int)

    def __init__(self, look: Look, *, subjects: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_ExportDialog()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        form = self.form
        form.title.setText(subjects[0])
        form.title.setFont(look.fonts.program(3, 600))
        form.change.addItems(list(subjects))
        form.change.setVisible(len(subjects) > 1)
        form.title.setVisible(len(subjects) == 1)
        form.change.currentIndexChanged.connect(self._on_change)
        form.subtitle.setProperty("role", "muted")
        form.preview.setFont(look.fonts.fixed())
        form.commit.setToolTip(
            self.tr("As git-appraise notes, which other tools read and which merge without conflicts")
        )
        self._pause = TypingPause(self)
        self._pause.paused.connect(self._on_cover_paused)
        form.cover.textChanged.connect(self._pause.touch)
        form.as_gerrit.toggled.connect(self._on_kind)
        form.copy.clicked.connect(self._on_copy)
        form.save.clicked.connect(self._on_save)
        form.commit.clicked.connect(self.commit_requested)
        form.close_button.clicked.connect(self.accept)

    def show_change(self, comments: int, cover: str) -> None:
        """Another change: how many drafts it has, and the message for it as a whole."""
        count = "1 comment" if comments == 1 else f"{comments} comments"
        self.form.subtitle.setText(
            self.tr("{count} of yours. Until published, your comments stay drafts on this computer.").format(
                count=count
            )
        )
        self.form.said.setText("")
        self.form.cover.setPlainText(cover)
        self._pause.forget()

    @property
    def kind(self) -> str:
        """What is shown, a word of KINDS."""
        return KINDS[0] if self.form.as_gerrit.isChecked() else KINDS[1]

    def show_preview(self, text: str) -> None:
        """Show what would leave."""
        self.form.preview.setPlainText(text)

    def show_done(self, sentence: str) -> None:
        """Say what has been done."""
        self.form.said.setText(sentence)

    def show_error(self, error: VisionEditorError) -> None:
        """Say what could not be done."""
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))

    def done(self, result: int) -> None:
        self._pause.flush()
        super().done(result)

    @Slot(int)
    def _on_change(self, at: int) -> None:
        self._pause.flush()
        self.change_chosen.emit(at)

    @Slot()
    def _on_cover_paused(self) -> None:
        self.cover_typed.emit(self.form.cover.toPlainText())

    @Slot()
    def _on_kind(self, *_: object) -> None:
        self.preview_requested.emit(self.kind)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.form.preview.toPlainText())
        self.show_done(self.tr("Copied to the clipboard."))

    @Slot()
    def _on_save(self) -> None:
        name = "review.json" if self.kind == "gerrit" else "review.md"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the review"), name)
        if path:
            self.save_requested.emit(path, self.form.preview.toPlainText())
