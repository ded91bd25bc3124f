"""Shows exactly what is handed out in each form, and hands it out: to the clipboard, a file or the repository."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QListWidgetItem, QWidget

from visioneditor.errors import VisionEditorError
from visioneditor.gui.forms.dialogs.export_dialog import Ui_ExportDialog
from visioneditor.gui.look import Look
from visioneditor.values import dataclass

_T = "ExportDialog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which a review leaves; without a suffix it is no file."""

    kind: str
    name: str
    about: str
    suffix: str = ""
    is_page: bool = False  # looked at as it reads


FORMS = (
    Form(
        kind="gerrit",
        name="Gerrit's JSON",
        about="The body of the request that posts a review, for a script of yours.",
        suffix=".json",
    ),
    Form(
        kind="ssh",
        name="JSON for ssh",
        about="Goes to: ssh SERVER gerrit review --json CHANGE,PATCHSET < FILE",
        suffix=".json",
    ),
    Form(
        kind="email",
        name="Mail",
        about="An answer to a mailing list: the text quoted, your words beneath.",
        suffix=".txt",
    ),
    Form(
        kind="markdown",
        name="Markdown",
        about="To paste into a forge, a chat or a page.",
        suffix=".md",
    ),
    Form(
        kind="html",
        name="Web page",
        about="One file that opens in every browser.",
        suffix=".html",
        is_page=True,
    ),
    Form(
        kind="pdf",
        name="PDF",
        about="Pages to print, or to put into the minutes.",
        suffix=".pdf",
        is_page=True,
    ),
    Form(
        kind="notes",
        name="Notes in the repository",
        about="As git-appraise keeps reviews: other tools read them, and they merge without conflicts.",
    ),
)


class ExportDialog(QDialog):
    """Announces wishes; the desk fetches what is shown and says how it went."""

    change_chosen = Signal(int)
    preview_requested = Signal(str)  # a form's kind
    save_requested = Signal(str, str)  # kind, file name
    commit_requested = Signal()

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
        form.change.currentIndexChanged.connect(self.change_chosen)
        form.subtitle.setProperty("role", "muted")
        form.about.setProperty("role", "muted")
        form.preview.setFont(look.fonts.fixed())
        form.page.hide()
        for one in FORMS:
            item = QListWidgetItem(QCoreApplication.translate(_T, one.name))
            item.setSizeHint(QSize(form.kinds.fontMetrics().horizontalAdvance(item.text()), look.row_height))
            form.kinds.addItem(item)
        form.kinds.setFixedWidth(form.kinds.sizeHintForColumn(0) + 36)
        form.kinds.setCurrentRow(0)
        self._file_stem = "review"
        self._show_form()
        form.kinds.currentRowChanged.connect(self._on_kind)
        form.copy.clicked.connect(self._on_copy)
        form.save.clicked.connect(self._on_save)
        form.commit.clicked.connect(self.commit_requested)
        form.close_button.clicked.connect(self.accept)

    @property
    def shown_form(self) -> Form:
        """The form that is shown."""
        return FORMS[self.form.kinds.currentRow()]

    @property
    def kind(self) -> str:
        """Its kind."""
        return self.shown_form.kind

    def choose(self, kind: str) -> None:
        """Show the form of that kind."""
        self.form.kinds.setCurrentRow([one.kind for one in FORMS].index(kind))

    def show_change(self, drafts: int, file_stem: str) -> None:
        """Another change: how much of it is unsent, and what a file of its review is called."""
        count = self.tr("1 draft") if drafts == 1 else self.tr("{n} drafts").format(n=drafts)
        said = self.tr("{count} of yours. Handed out, all stays a draft here until it is published.")
        self.form.subtitle.setText(said.format(count=count))
        self.form.said.setText("")
        self._file_stem = file_stem

    def show_preview(self, text: str, said: str = "") -> None:
        """Show what would leave, and what is to be said of it."""
        self.form.preview.setPlainText(text)
        if said:  # what was done meanwhile stays said
            self.form.said.setText(said)

    def show_page(self, html: str) -> None:
        """Show the page that would leave as it reads."""
        self.form.page.setHtml(html)

    def show_done(self, sentence: str) -> None:
        """Say what has been done."""
        self.form.said.setText(sentence)

    def show_error(self, error: VisionEditorError) -> None:
        """Say what could not be done."""
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))

    @Slot(int)
    def _on_kind(self, _: int) -> None:
        self._show_form()
        self.preview_requested.emit(self.kind)

    def _show_form(self) -> None:
        """Nothing of another form stays on the screen, so that nobody takes it for this one's."""
        form, shown = self.form, self.shown_form
        form.about.setText(QCoreApplication.translate(_T, shown.about))
        form.said.setText("")
        form.preview.clear()
        form.page.clear()
        form.preview.setVisible(not shown.is_page)
        form.page.setVisible(shown.is_page)
        form.copy.setVisible(bool(shown.suffix) and not shown.is_page)
        form.save.setVisible(bool(shown.suffix))
        form.commit.setVisible(not shown.suffix)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.form.preview.toPlainText())
        self.show_done(self.tr("Copied to the clipboard."))

    @Slot()
    def _on_save(self) -> None:
        name = str(Path.home() / f"{self._file_stem}{self.shown_form.suffix}")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the review"), name)
        if path:
            self.save_requested.emit(self.kind, path)
