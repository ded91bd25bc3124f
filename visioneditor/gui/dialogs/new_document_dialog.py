"""Asks what a new document shall be: its template, its title, its folder, and the name that follows from them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from visioneditor.core.drafting.new_document import Template, file_name
from visioneditor.errors import VisionEditorError
from visioneditor.services.new_documents import NewDocuments
from visioneditor.values import dataclass

_WIDTH_EM = 42
_GAP_PX = 16
_LETTER_PX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocumentWish:
    """What the author wants begun."""

    template: Template
    title: str
    path: str


class NewDocumentDialog(QDialog):
    """Announces `begin_requested` with a NewDocumentWish; stays open until the draft is there."""

    begin_requested = Signal(object)

    def __init__(self, offered: NewDocuments, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New document"))
        self._offered, self._is_path_ours = offered, True
        self.template, self.folder = QComboBox(), QComboBox()
        self.template.addItems([template.name.capitalize() for template in offered.templates])
        self.folder.addItems([each or self.tr("(top folder)") for each in offered.folders])
        self.folder.setCurrentIndex(offered.folders.index(folder) if folder in offered.folders else 0)
        self.title, self.path, self.said = QLineEdit(), QLineEdit(), QLabel()
        self.said.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.begin = self.buttons.addButton(self.tr("Begin a draft"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.begin.setProperty("role", "primary")
        self._lay_out()
        self.title.textChanged.connect(self._on_changed)
        self.template.currentIndexChanged.connect(self._on_changed)
        self.folder.currentIndexChanged.connect(self._on_changed)
        self.path.textEdited.connect(self._on_path_edited)
        self.buttons.accepted.connect(self._on_begin)
        self.buttons.rejected.connect(self.reject)
        self._on_changed()
        self.title.setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(_GAP_PX)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for label, field in (
            (self.tr("&Title"), self.title),
            (self.tr("T&emplate"), self.template),
            (self.tr("&Folder"), self.folder),
            (self.tr("File &name"), self.path),
        ):
            form.addRow(label, field)
            form.labelForField(field).setContentsMargins(0, 0, _LETTER_PX, 0)  # it is measured a little short
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_GAP_PX, _GAP_PX, _GAP_PX, _GAP_PX)
        layout.addLayout(form)
        layout.addWidget(self.said)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(_WIDTH_EM * self.fontMetrics().averageCharWidth() * 2)

    def show_error(self, error: VisionEditorError) -> None:
        """Say why it was not begun; everything typed stays."""
        self.said.setText(" ".join(part for part in (error.summary, error.hint) if part))
        self.begin.setEnabled(True)

    def _chosen(self) -> Template:
        return self._offered.templates[self.template.currentIndex()]

    @Slot()
    def _on_changed(self) -> None:
        if self._is_path_ours:
            folder = self._offered.folders[self.folder.currentIndex()]
            name = file_name(self.title.text(), self._chosen().suffix)
            self.path.setText("/".join(part for part in (folder, name) if part) if name else "")
        self._look()

    @Slot()
    def _on_path_edited(self) -> None:
        self._is_path_ours = False
        self._look()

    def _look(self) -> None:
        path = self.path.text().strip()
        is_taken = path in self._offered.taken
        self.said.setText(self.tr("There is a document of that name already.") if is_taken else "")
        self.begin.setEnabled(bool(self.title.text().strip() and path) and not is_taken)

    @Slot()
    def _on_begin(self) -> None:
        self.begin.setEnabled(False)
        wish = NewDocumentWish(template=self._chosen(), title=self.title.text().strip(), path=self.path.text().strip())
        self.begin_requested.emit(wish)
