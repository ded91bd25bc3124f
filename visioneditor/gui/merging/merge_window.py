"""The window of `--merge`: three files brought together into a fourth, for `git mergetool` and for anybody."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox

from visioneditor.core.document.parsing import detect_markup
from visioneditor.core.drafting.decisions import Decisions
from visioneditor.errors import VisionEditorError
from visioneditor.gui.jobs import Jobs
from visioneditor.gui.look import Look
from visioneditor.gui.main_window import LEAST_SIZE, USUAL_SIZE
from visioneditor.gui.merging.merge_page import MergePage
from visioneditor.services.merging import LoadedMerge, MergeFiles, load_merge, save_merge


class MergeWindow(QMainWindow):
    """`status` is 0 once the result is saved without anything left to decide, else 1."""

    def __init__(self, look: Look, files: MergeFiles) -> None:
        super().__init__()
        self.status, self._look = 1, look
        self.jobs = Jobs(self)
        self.page = MergePage(look)
        self._files = files
        self._loaded: LoadedMerge | None = None
        self.setCentralWidget(self.page)
        self.setWindowTitle(self.tr("Merging {name} — Vision Editor").format(name=files.result.name))
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*USUAL_SIZE)
        self.page.title.setText(self.tr("Merging {name} …").format(name=files.result.name))
        self.page.save.setEnabled(False)
        self.page.save_requested.connect(self.save)

    @property
    def frame(self) -> "MergeWindow":
        """The widget that a picture is taken of."""
        return self

    @property
    def is_settled(self) -> bool:
        """Whether nothing is under way."""
        return self.jobs.is_idle

    def start(self) -> None:
        """Bring the files together in the background; long ones take a moment."""
        files = self._files
        self.jobs.start("merge", self.tr("Merging"), lambda *_: load_merge(files), self._on_loaded, self._on_failed)
        self.show()
        self.activateWindow()

    @Slot(object)
    def _on_loaded(self, loaded: LoadedMerge) -> None:
        self._loaded = loaded
        markup = detect_markup(self._files.result.name, loaded.merged.text())
        self.page.show_merge(Decisions(merged=loaded.merged), markup, self._files.result.name)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        QMessageBox.critical(self, self.windowTitle(), " ".join(part for part in (error.summary, error.hint) if part))

    @Slot()
    def save(self) -> None:
        """Write the result and leave, once everything is decided."""
        decisions = self.page.decisions
        if self._loaded is None or decisions is None or decisions.open_places:
            return
        try:
            save_merge(self._loaded, decisions.text, self._look.wrap_width)
        except VisionEditorError as error:
            self._on_failed(error)
            return
        self.status = 0
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.status and self.page.has_undo and not self._leaves():
            event.ignore()
            return
        self.jobs.finish()
        super().closeEvent(event)

    def _leaves(self) -> bool:
        answer = QMessageBox.question(
            self,
            self.windowTitle(),
            self.tr("Leave without saving? What you decided here is lost, and the file stays as it is."),
            QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Discard
