"""Asks for an address and a folder, and shows how the clone gets on."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from visioneditor.errors import VisionEditorError
from visioneditor.gui.forms.dialogs.clone_dialog import Ui_CloneDialog
from visioneditor.gui.widgets.controls import show_share


class CloneDialog(QDialog):
    """Announces `clone_requested`; the window clones and tells the dialog how it went."""

    clone_requested = Signal(str, object)  # address, Path
    cancelled = Signal()

    def __init__(self, home: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Ui_CloneDialog()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self._home = home
        self._folder_is_ours = True
        self.form.clone.setProperty("role", "primary")
        self.form.progress.setRange(0, 1000)
        self.form.progress.hide()
        self.form.address.textChanged.connect(self._on_address)
        self.form.folder.textEdited.connect(self._on_folder_edited)
        self.form.browse.clicked.connect(self._on_browse)
        self.form.clone.clicked.connect(self._on_clone)
        self.form.cancel.clicked.connect(self.reject)
        self._on_address("")

    def show_progress(self, share: float | None, text: str) -> None:
        """How far it is; None where the server does not say."""
        show_share(self.form.progress, share)
        self.form.said.setText(text)

    def show_error(self, error: VisionEditorError) -> None:
        """Say why it did not work; everything typed stays."""
        self._set_busy(False)
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))

    def reject(self) -> None:
        if self.form.progress.isVisible():
            self.cancelled.emit()
        super().reject()

    def _set_busy(self, is_busy: bool) -> None:
        self.form.progress.setVisible(is_busy)
        for part in (self.form.address, self.form.folder, self.form.browse, self.form.clone):
            part.setEnabled(not is_busy)

    @Slot(str)
    def _on_address(self, address: str) -> None:
        name = address.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].removesuffix(".git").removesuffix(".bundle")
        if self._folder_is_ours:
            self.form.folder.setText(str(self._home / (name or "governance")))
        self.form.clone.setEnabled(bool(address.strip()))

    @Slot(str)
    def _on_folder_edited(self, _: str) -> None:
        self._folder_is_ours = False

    @Slot()
    def _on_browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder to put the repository in"), str(self._home))
        if folder:
            self._home, self._folder_is_ours = Path(folder), True
            self._on_address(self.form.address.text())

    @Slot()
    def _on_clone(self) -> None:
        self._set_busy(True)
        self.form.said.setText(self.tr("Asking the server …"))
        self.clone_requested.emit(self.form.address.text().strip(), Path(self.form.folder.text().strip()).expanduser())
