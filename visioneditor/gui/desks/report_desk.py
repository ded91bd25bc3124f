"""Saves what is compared as a report: pages to print, or one page that opens anywhere."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from visioneditor.errors import VisionEditorError
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session

_REPORT = "comparison-report"  # what a message is about


class ReportDesk(QObject):
    """Asks for a file, has the report made in the background, says where it is."""

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._saved = Path()
        window.commands.connect("compare.report", self.save)

    @Slot()
    def save(self) -> None:
        """Save what is compared; what is left out of the view is left out of the report."""
        texts = self._session.compared_texts
        if texts is None:
            return
        loaded, with_rebase = texts.loaded, texts.with_rebase
        name = Path(loaded.new.path or loaded.old.path).stem
        pdf, html = self.tr("Pages to print (*.pdf)"), self.tr("Page for a browser (*.html)")
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Report of this comparison"), str(Path.home() / f"{name}.pdf"), f"{pdf};;{html}"
        )
        if not chosen:
            return
        file = Path(chosen)
        if file.suffix.lower() not in (".pdf", ".html", ".htm"):
            file = file.with_name(file.name + (".html" if kind == html else ".pdf"))
        is_typeset = self._window.look.is_typeset
        from visioneditor.services.reporting import save_report

        self._session.jobs.start(
            "report",
            self.tr("Making the report"),
            lambda cancel, progress: save_report(
                loaded, file, with_rebase=with_rebase, is_typeset=is_typeset, cancel=cancel, progress=progress
            ),
            self._on_saved,
            self._on_failed,
        )

    @Slot(object)
    def _on_saved(self, file: Path) -> None:
        self._saved = file
        said = self.tr("The report is saved as {name}.").format(name=file)
        self._window.messages.show_notice(said, self.tr("Open"), self._open, about=_REPORT)

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._window.messages.show_error(error, self.save)
