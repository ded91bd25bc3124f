"""The window of `--merge`: three files brought together into a fourth, for `git mergetool` and for anybody.

Decisions are kept as they are made: who leaves before all are, or is thrown out, finds them again with the same files.
"""

from PySide6.QtCore import Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from visioneditor.errors import VisionEditorError
from visioneditor.gui.jobs import Jobs
from visioneditor.gui.look import Look
from visioneditor.gui.main_window import LEAST_SIZE, USUAL_SIZE
from visioneditor.gui.merging.merge_page import MergePage, ShownMerge
from visioneditor.gui.merging.merge_rows import MergeRows
from visioneditor.gui.widgets.message_bar import MessageBar
from visioneditor.services.merging import (
    LoadedMerge,
    MergeFiles,
    find_decisions,
    forget_decisions,
    keep_decisions,
    load_merge,
    save_merge,
)


class MergeWindow(QMainWindow):
    """`status` is 0 once the result is saved without anything left to decide, else 1."""

    def __init__(self, look: Look, files: MergeFiles) -> None:
        super().__init__()
        self.status, self._look = 1, look
        self.jobs = Jobs(self)
        self.page = MergePage(look)
        self.messages = MessageBar(look)
        self.page.put_messages(self.messages)
        self._files = files
        self._loaded: LoadedMerge | None = None
        self.setCentralWidget(self.page)
        self.setWindowTitle(self.tr("Merging {name} — Vision Editor").format(name=files.result.name))
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*USUAL_SIZE)
        self.page.title.setText(self.tr("Merging {name} …").format(name=files.result.name))
        self.page.save.setEnabled(False)
        self.page.save_requested.connect(self.save)
        self.page.decided.connect(self._on_decided)

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
        files, title = self._files, self.tr("Merging {name}").format(name=self._files.result.name)
        self.jobs.start("merge", title, lambda *_: _work_out(files, title), self._on_loaded, self._on_failed)
        self.show()
        self.activateWindow()

    @Slot(object)
    def _on_loaded(self, found: tuple[LoadedMerge, ShownMerge]) -> None:
        self._loaded, shown = found
        self.page.show_merge(shown)
        if shown.decisions.decided:
            self.messages.show_notice(self.tr("What you decided before is here again."))

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self.messages.show_error(error)

    @Slot()
    def _on_decided(self) -> None:
        files, decisions = self._files, self.page.decided_so_far
        if decisions is not None:
            self.jobs.start(
                "keep",
                self.tr("Keeping your decisions"),
                lambda *_: keep_decisions(files, decisions),
                self._on_kept,
                self._on_failed,
                is_writing=True,
            )

    @Slot(object)
    def _on_kept(self, _: object) -> None:
        """They are on disk."""

    @Slot()
    def save(self) -> None:
        """Write the result and leave, once everything is decided."""
        decisions = self.page.decisions
        if self._loaded is None or decisions is None or decisions.open_places:
            return
        self.jobs.finish()
        try:
            save_merge(self._loaded, decisions.text, self._look.wrap_width)
            forget_decisions(self._files)
        except VisionEditorError as error:
            self.messages.show_error(error)
            return
        self.status = 0
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.page.flush()
        self.jobs.finish()
        super().closeEvent(event)


def _work_out(files: MergeFiles, title: str) -> tuple[LoadedMerge, ShownMerge]:
    loaded = load_merge(files)
    rows, decisions = MergeRows(loaded.merged, loaded.markup), find_decisions(loaded)
    rows.rows(decisions)  # what takes long is done here
    return loaded, ShownMerge(rows=rows, decisions=decisions, title=title)
