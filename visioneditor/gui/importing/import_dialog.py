"""Asks where a reflection is, then shows what each heading is taken to answer, to be corrected before it is written."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from visioneditor.core.importing.changed_words import Mark
from visioneditor.core.importing.model import Answers, SourceKind, Standing
from visioneditor.core.text import fold
from visioneditor.errors import VisionEditorError
from visioneditor.gui.forms.dialogs.import_dialog import Ui_ImportDialog
from visioneditor.gui.importing.mapping_page import MappingPage
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import show_share
from visioneditor.gui.widgets.segments import Segments
from visioneditor.services.import_sources import RepositoryPlace
from visioneditor.services.importing import PlannedImport
from visioneditor.values import dataclass

_NUMBER = Qt.ItemDataRole.UserRole
_TICKABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_FIRST_SIZE, _SIZE = (720, 400), (1000, 700)
_SHAPES = {Mark.SAME: "{}", Mark.ADDED: "<ins>{}</ins>", Mark.REMOVED: "<del>{}</del>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWish:
    """Where a reflection is said to be, and whose it is (empty: told by itself)."""

    kind: SourceKind
    place: str  # a file, a repository, or the mail itself
    path: str = ""
    revision: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """What is to be written."""

    planned: PlannedImport
    answers: Answers
    written_against: str  # empty: not known


class ImportDialog(QDialog):
    """Announces wishes; the desk reads, proposes and writes. Nothing is written before `write_requested`."""

    read_requested = Signal(object)  # SourceWish
    project_changed = Signal(str)  # the same source, another project
    write_requested = Signal(object)  # ImportWish
    cancelled = Signal()

    def __init__(self, look: Look, document: str, projects: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._planned: PlannedImport | None = None
        self._known: dict[str, RepositoryPlace] = {}
        self.form = Ui_ImportDialog()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        form = self.form
        self.kinds = Segments(
            [
                (SourceKind.FILE, self.tr("File")),
                (SourceKind.REPOSITORY, self.tr("Repository")),
                (SourceKind.MAIL, self.tr("Mail")),
                (SourceKind.STANDING, self.tr("Already here")),
            ],
            self.tr("What it is"),
        )
        form.kinds_row.insertWidget(0, self.kinds)
        form.title.setFont(look.fonts.program(3, 600))
        form.title.setText(self.tr("What a project says about “{title}”").format(title=document))
        for one in (form.about, form.said, form.guesses, form.state):
            one.setProperty("role", "muted")
        for button in (form.read, form.write):
            button.setProperty("role", "primary")
        form.project.addItems(["", *projects])
        form.project.setCurrentIndex(0)
        if (typed := form.project.lineEdit()) is not None:
            typed.setAccessibleName(self.tr("Project"))
            typed.editingFinished.connect(self._on_project)
        self.mapping = MappingPage(look, form, self)
        form.against.setSizeAdjustPolicy(form.against.SizeAdjustPolicy.AdjustToContents)
        self._connect()
        self._set_busy(False)
        self._show_first_page()
        self.resize(*_FIRST_SIZE)

    def _connect(self) -> None:
        form = self.form
        self.kinds.chosen.connect(self._on_kind)
        form.choose_file.clicked.connect(self._on_choose_file)
        form.choose_folder.clicked.connect(self._on_choose_folder)
        for field in (form.file, form.repository):
            field.textChanged.connect(self._on_typed)
        form.mail.textChanged.connect(self._on_typed)
        form.project.currentTextChanged.connect(self._on_typed)
        form.read.clicked.connect(self._on_read)
        form.back.clicked.connect(self._on_back)
        form.cancel.clicked.connect(self.reject)
        form.write.clicked.connect(self._on_write)
        form.project.activated.connect(self._on_project)

    # Where it is

    def _show_first_page(self) -> None:
        form = self.form
        self._planned = None
        form.pages.setCurrentWidget(form.from_page)
        form.about.setText(self.tr("Nothing is written before you have seen what each of its headings answers."))
        for one, is_shown in ((form.back, False), (form.write, False), (form.read, True)):
            one.setVisible(is_shown)
        form.read.setDefault(True)
        form.said.setText("")
        self._on_kind(self.kinds.word)

    @Slot(str)
    def _on_kind(self, word: str) -> None:
        form = self.form
        pages = {
            SourceKind.FILE: (form.file_page, form.file),
            SourceKind.REPOSITORY: (form.repository_page, form.repository),
            SourceKind.MAIL: (form.mail_page, form.mail),
            SourceKind.STANDING: (form.here_page, form.project),
        }
        page, field = pages[SourceKind(word)]
        form.ways.setCurrentWidget(page)
        if (typed := form.project.lineEdit()) is not None:
            typed.setPlaceholderText("" if word == SourceKind.STANDING else self.tr("told by itself"))
        form.said.setText("")
        field.setFocus()
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        self.form.read.setEnabled(bool(self._wish().place.strip()))

    def _wish(self) -> SourceWish:
        form, kind = self.form, SourceKind(self.kinds.word)
        places = {
            SourceKind.FILE: form.file.text().strip(),
            SourceKind.REPOSITORY: form.repository.text().strip(),
            SourceKind.MAIL: form.mail.toPlainText(),
            SourceKind.STANDING: form.project.currentText().strip(),
        }
        is_repository = kind is SourceKind.REPOSITORY
        return SourceWish(
            kind=kind,
            place=places[kind],
            path=form.path.text().strip() if is_repository else "",
            revision=form.revision.text().strip() if is_repository else "",
            project=form.project.currentText().strip(),
        )

    @Slot()
    def _on_choose_file(self) -> None:
        kinds = self.tr("Prose and mails (*.rst *.md *.markdown *.txt *.eml *.mbox);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("A project's reflection"), self.form.file.text(), kinds)
        if name:
            self.form.file.setText(name)

    @Slot()
    def _on_choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A repository"), self.form.repository.text())
        if folder:
            self.form.repository.setText(folder)

    @Slot()
    def _on_read(self) -> None:
        self._set_busy(True)
        self.form.said.setText(self.tr("Reading it …"))
        self.read_requested.emit(self._wish())

    def choose_standing(self, project: str) -> None:
        """Ask for a reflection that is here already."""
        self.form.project.setCurrentText(project)
        self.kinds.choose(SourceKind.STANDING)
        self._on_kind(SourceKind.STANDING)

    def know_projects(self, projects: Sequence[str]) -> None:
        """Offer these projects; what is chosen or typed by now stays."""
        box = self.form.project
        chosen = box.currentText()
        with QSignalBlocker(box):
            box.clear()
            box.addItems(["", *projects])
            box.setCurrentText(chosen)

    def know_places(self, known: Mapping[str, RepositoryPlace]) -> None:
        """Where projects' reflections were imported from before: who names such a project need not say it again."""
        self._known = {fold(project): place for project, place in known.items()}
        self._offer_place()

    def _offer_place(self) -> None:
        form, place = self.form, self._known.get(fold(self.form.project.currentText()))
        is_open = form.pages.currentWidget() is form.from_page and not self._wish().place.strip()
        if place is not None and is_open:
            form.repository.setText(place.place)
            form.path.setText(place.path)
            self.kinds.choose(SourceKind.REPOSITORY)
            self._on_kind(SourceKind.REPOSITORY)
            form.said.setText(self.tr("It was imported from there before."))

    # What it answers

    def show_plan(self, planned: PlannedImport) -> None:
        """Show what the headings are taken to answer."""
        form = self.form
        self._set_busy(False)
        is_other = self._planned is None
        self._planned = planned
        form.said.setText("")
        form.project.setCurrentText(planned.project)
        form.pages.setCurrentWidget(form.map_page)
        self.resize(max(self.width(), _SIZE[0]), max(self.height(), _SIZE[1]))
        for one, is_shown in ((form.back, True), (form.write, True), (form.read, False)):
            one.setVisible(is_shown)
        form.write.setDefault(True)
        form.write.setEnabled(bool(planned.project))
        form.about.setText(self._about(planned))
        self._fill_against(planned)
        self.mapping.show_proposal(planned.proposal, {} if is_other else self.mapping.answers)

    def _about(self, planned: PlannedImport) -> str:
        source = planned.proposal.source
        if source.kind is SourceKind.STANDING:
            return self.tr("It stands in {path}. Only what its headings answer is changed.").format(path=planned.path)
        place = " ".join(dict.fromkeys(part for part in (source.place, source.path) if part))
        said = self.tr("From {place}").format(place=place)
        if source.revision:
            said += self.tr(", at {revision}").format(revision=source.revision[:8])
        said = self.tr("{from_}. It goes to {path}.").format(from_=said, path=planned.path)
        return f"{said} {self._news(planned)}".strip()

    def _news(self, planned: PlannedImport) -> str:
        """What changed since the last import."""
        headings = planned.proposal.headings
        counts = [
            (sum(one.standing is Standing.EDITED for one in headings), self.tr("{n} changed")),
            (sum(one.standing is Standing.ADDED for one in headings), self.tr("{n} new")),
            (len(planned.proposal.lost), self.tr("{n} gone")),
        ]
        told = [words.format(n=count) for count, words in counts if count]
        lost = planned.proposal.lost
        if lost:
            told[-1] += f" ({', '.join(lost)})"
        if not planned.had:
            return ""
        same = self.tr("It says the same as at the last import.")
        return self.tr("Since the last import: {what}.").format(what=", ".join(told)) if told else same

    def _fill_against(self, planned: PlannedImport) -> None:
        against = self.form.against
        against.clear()
        then, now = planned.written_against, planned.newest
        if then is not None and then != now:
            against.addItem(self.tr("{revision}, when this was written").format(revision=then[:8]), then)
        if now is not None:
            against.addItem(self.tr("{revision}, the newest").format(revision=now[:8]), now)
        against.addItem(self.tr("not known"), "")
        against.setCurrentIndex(max(0, against.findData(then or "")))

    @Slot()
    def _on_project(self, *_: object) -> None:
        name = self.form.project.currentText().strip()
        self._offer_place()
        if self._planned is not None and name != self._planned.project:
            self.form.write.setEnabled(False)
            if name:
                self.project_changed.emit(name)

    @Slot()
    def _on_back(self) -> None:
        self._show_first_page()

    @Slot()
    def _on_write(self) -> None:
        self._on_project()
        if self._planned is not None and self.form.write.isEnabled():
            self._set_busy(True)
            against = self.form.against.currentData()
            self.write_requested.emit(
                ImportWish(planned=self._planned, answers=dict(self.mapping.answers), written_against=against)
            )

    # How it goes

    def show_progress(self, share: float | None, text: str) -> None:
        """How far reading is; None where nobody says."""
        show_share(self.form.progress, share)
        self.form.said.setText(text)

    def show_error(self, error: VisionEditorError) -> None:
        """Say what could not be done; everything typed and decided stays."""
        self._set_busy(False)
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))

    def reject(self) -> None:
        self.cancelled.emit()
        super().reject()

    def _set_busy(self, is_busy: bool) -> None:
        self.form.progress.setVisible(is_busy)
        self.form.progress.setRange(0, 0)
        for part in (self.form.pages, self.form.project, self.form.read, self.form.write, self.form.back):
            part.setEnabled(not is_busy)
