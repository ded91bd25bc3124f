"""Hands on what stands in Consensus mode: saves the matrix, and asks for what is missing."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.consensus import LoadedConsensus
from visioneditor.services.model import LoadedDocument
from visioneditor.services.workspace import Workspace

if TYPE_CHECKING:
    from visioneditor.core.review.model import Change
    from visioneditor.gui.desks.consensus_desk import ConsensusDesk
    from visioneditor.gui.dialogs.asking_dialog import AskingDialog
    from visioneditor.services.asking import LoadedAsking

_SAVED = "consensus-saved"  # what a message is about


class HandingOnDesk(QObject):
    """Asks for a file, has it made in the background, says where it is; shows the mails."""

    def __init__(self, window: MainWindow, session: Session, consensus: "ConsensusDesk") -> None:
        super().__init__(consensus)
        self._window, self._session, self._consensus = window, session, consensus
        self._saved = Path()
        self.dialog: AskingDialog | None = None
        window.commands.connect("consensus.export", self.export)
        window.commands.connect("consensus.ask", self.ask)

    def _shown(self) -> tuple[Workspace, LoadedDocument, LoadedConsensus] | None:
        session, found = self._session, self._consensus.loaded
        if session.workspace is None or session.loaded is None or found is None:
            return None
        return session.workspace, session.loaded, found

    # The matrix

    @Slot()
    def export(self) -> None:
        """Save the matrix as a page, Markdown, a table or a PDF."""
        shown = self._shown()
        if shown is None:
            return
        endings = {
            self.tr("Page for a browser (*.html)"): ".html",
            self.tr("Pages to print (*.pdf)"): ".pdf",
            self.tr("Markdown (*.md)"): ".md",
            self.tr("Table for a spreadsheet (*.csv)"): ".csv",
        }
        name = str(Path.home() / f"{Path(shown[1].path).stem}-consensus.html")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the answers of all projects"), name, ";;".join(endings)
        )
        if chosen:
            self._save(shown, _named(Path(chosen), endings.get(kind, ".html")))

    def _save(self, shown: tuple[Workspace, LoadedDocument, LoadedConsensus], file: Path) -> None:
        from visioneditor.services.consensus_reports import build_report, save_consensus

        self._session.jobs.start(
            "export-consensus",
            self.tr("Putting the answers on a page"),
            lambda cancel, progress: save_consensus(build_report(*shown), file, cancel=cancel, progress=progress),
            self._on_saved,
            self._on_failed,
        )

    @Slot(object)
    def _on_saved(self, file: Path) -> None:
        self._saved = file
        said = self.tr("The answers are saved as {name}.").format(name=file)
        self._window.messages.show_notice(said, self.tr("Open"), self._open, about=_SAVED)

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._window.messages.show_error(error, self.export)

    # The mails

    @Slot()
    def ask(self) -> None:
        """Show who is to be asked for what."""
        shown = self._shown()
        if shown is None:
            return
        from visioneditor.gui.dialogs.asking_dialog import AskingDialog

        title, change = shown[1].document.title or shown[1].path, self._consensus.speakers.change
        self.dialog = dialog = AskingDialog(self._window.look, " ".join(title.split()), self._window)
        dialog.save_requested.connect(self._on_save_mails)
        dialog.mail_opened.connect(self._on_mail_opened)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        dialog.form.projects.setFocus()
        self._session.jobs.start(
            "asking",
            self.tr("Finding out who is to be asked"),
            lambda *_: _load(shown, change),
            self._on_asking,
            self._on_asking_failed,
        )

    @Slot(object)
    def _on_asking(self, asking: "LoadedAsking") -> None:
        if self.dialog is not None:
            self.dialog.show_asking(asking)

    @Slot(object)
    def _on_asking_failed(self, error: VisionEditorError) -> None:
        if self.dialog is not None:
            self.dialog.show_error(error)

    @Slot(str)
    def _on_mail_opened(self, address: str) -> None:
        is_open = QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
        if not is_open and self.dialog is not None:
            self.dialog.show_done(self.tr("No mail program answers here: copy the text instead."))

    @Slot(str, str)
    def _on_save_mails(self, name: str, text: str) -> None:
        if self.dialog is None:
            return
        try:
            Path(name).write_text(text, encoding="utf-8", errors="replace", newline="\n")
        except OSError as error:
            reason = error.strerror or error
            self.dialog.show_error(VisionEditorError("file.failed", reason=reason, path=name))
        else:
            self.dialog.show_done(self.tr("Saved to {name}.").format(name=name))

    @Slot(int)
    def _on_finished(self, _: int) -> None:
        self._session.jobs.cancel("asking")
        self.dialog = None
        self._window.focus_middle()


def _named(file: Path, ending: str) -> Path:
    """The file as it was named, with the ending of its kind where its own is none of ours."""
    known = (".html", ".htm", ".pdf", ".md", ".markdown", ".csv")
    return file if file.suffix.lower() in known else file.with_name(file.name + ending)


def _load(shown: tuple[Workspace, LoadedDocument, LoadedConsensus], change: "Change | None") -> "LoadedAsking":
    """All of it about the vision, and about a change where anybody has said anything of it."""
    from visioneditor.services.asking import load_asking
    from visioneditor.services.consensus_reports import build_report
    from visioneditor.services.participation import is_talked_of

    workspace, loaded, _ = shown
    talked_of = change if change is not None and is_talked_of(workspace, change) else None
    return load_asking(workspace, loaded, build_report(*shown), talked_of)
