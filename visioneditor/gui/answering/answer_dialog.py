"""Writes what projects answer, section by section, with the vision's section beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from visioneditor.core.annotation import Stance
from visioneditor.core.document.model import Document, Section
from visioneditor.errors import VisionEditorError
from visioneditor.gui.forms.answering.answer_dialog import Ui_AnswerDialog
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.widgets.controls import put_behind
from visioneditor.gui.widgets.segments import Segments
from visioneditor.services.answering import AnswerWish, StandingAnswer, answerable_sections

_NO_STANCE = "none"
_SHARES = (2, 3)  # of the width: the vision, the answer
_WIDTH_PX, _MARGIN_PX = 1120, 40  # lines of the usual length fit into it


class AnswerDialog(QDialog):
    """Announces `standing_wanted` with (project, section) where it has to know what stands, `keep_requested` with the
    AnswerWishes of all that was changed; stays open until they are kept.
    """

    standing_wanted = Signal(str, object)
    keep_requested = Signal(object)

    def __init__(
        self,
        look: Look,
        document: Document,
        rows: Sequence[Row],
        *,
        projects: Sequence[str],
        project: str,
        section: Section,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = Ui_AnswerDialog()
        self.form.setupUi(self)  # type: ignore[no-untyped-call]
        self._rows = rows
        self._sections = answerable_sections(document)
        self._standing: StandingAnswer | None = None
        self._written: dict[tuple[str, int], AnswerWish] = {}  # by project and section: what differs from what stands
        self._is_loading = self._is_leaving = False
        self.vision = ProseView(look, Shape.PREVIEW)
        self.vision.setAccessibleName(self.tr("The vision's section"))
        self.stances = Segments(
            (
                (Stance.CONTRIBUTES.value, self.tr("Contributes")),
                (Stance.PARTIAL.value, self.tr("Partial")),
                (Stance.GAP.value, self.tr("Gap")),
                (Stance.NOT_APPLICABLE.value, self.tr("Not applicable")),
                (_NO_STANCE, self.tr("Not said")),
            ),
            self.tr("Stance"),
            is_tight=True,
        )
        if parent is not None:
            self.resize(min(_WIDTH_PX, parent.width() - _MARGIN_PX), min(self.height(), parent.height() - _MARGIN_PX))
        self._fill(look, projects, section)
        self._choose(project)
        self._connect()

    def begin(self) -> None:
        """Show the section, and ask what stands as its answer."""
        self._show_section()
        self._ask()

    def _fill(self, look: Look, projects: Sequence[str], section: Section) -> None:
        form = self.form
        form.vision_column.addWidget(self.vision)
        form.answer_column.insertWidget(0, self.stances)
        for at, share in enumerate(_SHARES):
            form.middle.setStretch(at, share)
            form.head.setColumnStretch(at, share)
        form.body.setFont(look.fonts.fixed())
        form.body.setPlaceholderText(self.tr("What the project says about it, in the markup of its reflection"))
        form.keep.setProperty("role", "primary")
        least = min((one.level for one in self._sections), default=1)
        for one in self._sections:
            form.section.addItem("\u2003" * (one.level - least) + one.title, one.number)
        form.section.setCurrentIndex(max(0, form.section.findData(section.number)))
        form.project.addItems(list(projects))
        put_behind(form.project, self.vision)
        put_behind(self.vision, self.stances)

    def _choose(self, project: str) -> None:
        """Without a likely project none is chosen: nobody shall write in another one's name by mistake."""
        form = self.form
        form.project.setCurrentIndex(form.project.findText(project) if project else -1)
        edit = form.project.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("Choose one, or write its name"))
            edit.setAccessibleName(self.tr("Project"))
        (form.body if project else form.project).setFocus()

    def _connect(self) -> None:
        form = self.form
        form.section.currentIndexChanged.connect(self._on_section)
        form.project.activated.connect(self._on_project)
        edit = form.project.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._on_project)
        form.body.textChanged.connect(self._on_written)
        self.stances.chosen.connect(self._on_written)
        form.cancel.clicked.connect(self.reject)
        form.keep.clicked.connect(self._on_keep)
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self, self._on_keep)

    # What is shown

    @property
    def project(self) -> str:
        """Whose answer is written."""
        return self.form.project.currentText().strip()

    @property
    def section(self) -> Section:
        """The section it answers."""
        return self._sections[max(0, self.form.section.currentIndex())]

    def show_standing(self, standing: StandingAnswer) -> None:
        """Show what stands as the answer; what was written of it here before comes back instead."""
        if (standing.project, standing.section.number) != (self.project, self.section.number):
            return
        self._standing = standing
        answer, wish = standing.answer, self._written.get(self._key)
        stance, body = (answer.stance, answer.body) if answer else (None, "")
        if wish is not None:
            stance, body = wish.stance, wish.body
        self._is_loading = True
        self.stances.choose(stance.value if stance else _NO_STANCE)
        self.form.body.setPlainText(body)
        self._is_loading = False
        self._set_writable(True)
        self._show_place(standing)

    def _show_place(self, standing: StandingAnswer) -> None:
        words = self.tr("Goes into {path}.")
        if standing.is_new:
            words = self.tr("{path} does not exist yet; it begins with the vision's headings.")
        elif standing.answer is not None and standing.answer.shared_with:
            words = self.tr("Stands in {path} under “{heading}”, where it also answers {others}.")
        elif standing.answer is not None:
            words = self.tr("Stands in {path} under “{heading}”.")
        answer = standing.answer
        others = ", ".join(one.title for one in answer.shared_with) if answer else ""
        heading = answer.heading.title if answer else ""
        self.form.place.setText(words.format(path=standing.path, heading=heading, others=others))

    def show_error(self, error: VisionEditorError) -> None:
        """Say why it was not kept; nothing typed is lost."""
        self.form.said.setText(" ".join(part for part in (error.summary, error.hint) if part))
        self._show_keep()

    def _set_writable(self, is_writable: bool) -> None:
        self.form.body.setReadOnly(not is_writable)
        self.stances.setEnabled(is_writable)
        self._show_keep()

    def _show_section(self) -> None:
        number = self.section.number
        self.vision.set_rows([row for row in self._rows if row.section == number])

    def _ask(self) -> None:
        """What stands there is read in the background."""
        self._standing = None
        self._set_writable(False)
        self.form.place.setText("" if self.project else self.tr("Choose the project, or write its name."))
        if self.project:
            self.standing_wanted.emit(self.project, self.section)

    # What is written

    @property
    def _key(self) -> tuple[str, int]:
        return self.project.casefold(), self.section.number

    @property
    def has_changes(self) -> bool:
        """Whether anything was written that is not kept."""
        return bool(self._written)

    @Slot()
    def _on_section(self, *_: object) -> None:
        self._show_section()
        self._ask()

    @Slot()
    def _on_project(self, *_: object) -> None:
        standing = self._standing
        if standing is None or standing.project != self.project:
            self._ask()

    @Slot()
    def _on_written(self, *_: object) -> None:
        standing = self._standing
        if self._is_loading or standing is None:
            return
        word, body = self.stances.word, self.form.body.toPlainText()
        stance = Stance(word) if word != _NO_STANCE else None
        before = (standing.answer.stance, standing.answer.body) if standing.answer else (None, "")
        if (stance, body.strip("\n")) == before:
            self._written.pop(self._key, None)
        else:
            self._written[self._key] = AnswerWish(
                project=standing.project, section=standing.section, stance=stance, body=body
            )
        self.form.said.clear()
        self._set_leaving(False)
        self._show_keep()

    def _show_keep(self) -> None:
        count = len(self._written)
        text = self.tr("Keep {n} answers in the draft") if count > 1 else self.tr("Keep in the draft")
        self.form.keep.setText(text.format(n=count))
        self.form.keep.setEnabled(bool(count))

    @Slot()
    def _on_keep(self) -> None:
        if self._written:
            self.form.keep.setEnabled(False)
            self.keep_requested.emit(tuple(self._written.values()))

    def reject(self) -> None:
        """Leave; where something is not kept, only whoever asks for it once more."""
        if not self.has_changes or self._is_leaving:
            super().reject()
            return
        self._set_leaving(True)
        self.form.said.setText(self.tr("What you wrote here is not kept yet."))

    def _set_leaving(self, is_leaving: bool) -> None:
        self._is_leaving = is_leaving
        self.form.cancel.setText(self.tr("Leave without it") if is_leaving else self.tr("Cancel"))
