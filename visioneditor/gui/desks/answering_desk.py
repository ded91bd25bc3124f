"""A project's answers, written beside the vision: they go into the draft of its reflection."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH, Section
from visioneditor.errors import VisionEditorError
from visioneditor.gui.answering.answer_dialog import AnswerDialog
from visioneditor.gui.consensus.matrix_view import MatrixView
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.controls import build_link
from visioneditor.gui.widgets.notices import Action
from visioneditor.services.answering import (
    AnswerWish,
    Projects,
    StandingAnswer,
    answerable_sections,
    list_projects,
    load_answer,
    write_answers,
)
from visioneditor.services.drafting import files_beside
from visioneditor.services.model import LoadedDocument
from visioneditor.services.window_request import Mode
from visioneditor.store.model import StoredText

_ABOUT = "answer"


class AnsweringDesk(QObject):
    """`draft_requested` and `commit_requested` with the StoredText that one wants to see, or to commit."""

    draft_requested = Signal(object)
    commit_requested = Signal(object)

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self.dialog: AnswerDialog | None = None
        self._answered: LoadedDocument | None = None  # what the dialog shows; another may be loaded behind it
        self.matrix: MatrixView | None = None  # Consensus mode's, once it is built
        window.commands.connect("draft.answer", self.write_here)
        window.panel.projects.add_below(self._build_way())
        session.workspace_closed.connect(self._on_closed)

    def _build_way(self) -> QWidget:
        """The way here from the panel's list of answers."""
        link = build_link(self.tr("Write an answer …"))
        link.clicked.connect(self._window.commands.action("draft.answer").trigger)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(18, 0, 18, 8)
        line.addWidget(link)
        line.addStretch(1)
        return row

    @Slot()
    def write_here(self) -> None:
        """Write the answer in hand: that of the cell in Consensus mode, else one to the section under the eye."""
        cell = self.matrix.cell() if self.matrix is not None and self._session.place.mode is Mode.CONSENSUS else None
        if cell is not None:
            self.write(cell.row.project, cell.section)
        else:
            self.write()

    def write(self, project: str = "", section: Section | None = None) -> None:
        """Open the dialog on a project's answer to a section; without them on the likeliest ones."""
        session = self._session
        workspace, loaded = session.workspace, session.loaded
        if workspace is None or loaded is None:
            return
        sections = answerable_sections(loaded.document) if loaded.path != COMMIT_MESSAGE_PATH else ()
        if not sections:
            said = self.tr("This document has no sections that a project could answer.")
            self._window.messages.show_notice(said, about=_ABOUT)
            return
        wanted = section or session.section
        chosen = next((one for one in sections if wanted and one.id == wanted.id), sections[0])
        answering = session.annotations.projects if session.annotations is not None else ()
        session.jobs.start(
            "answer-projects",
            self.tr("Listing the projects"),
            lambda *_: list_projects(workspace, loaded, answering),
            partial(self._open, project, chosen),
            self._on_failed,
        )

    def _open(self, project: str, section: Section, projects: Projects) -> None:
        session = self._session
        text = session.read_text
        if text is None or (self.dialog is not None and self.dialog.isVisible()):
            return
        chosen = project or next(iter(projects.likely), "")
        listed = tuple(dict.fromkeys(name for name in (chosen, *projects.all) if name))
        dialog = AnswerDialog(
            self._window.look,
            text.loaded.document,
            text.rows,
            projects=listed,
            project=chosen,
            section=section,
            parent=self._window,
        )
        dialog.standing_wanted.connect(self._on_standing_wanted)
        dialog.keep_requested.connect(self._on_keep_requested)
        self.dialog, self._answered = dialog, text.loaded
        dialog.begin()
        dialog.open()

    @Slot(str, object)
    def _on_standing_wanted(self, project: str, section: Section) -> None:
        workspace, loaded = self._session.workspace, self._answered
        if workspace is not None and loaded is not None:
            self._session.jobs.start(
                "answer",
                "",
                lambda *_: load_answer(workspace, loaded, project, section),
                self._on_standing,
                self._on_not_kept,
            )

    @Slot(object)
    def _on_standing(self, standing: StandingAnswer) -> None:
        if self.dialog is not None:
            self.dialog.show_standing(standing)

    @Slot(object)
    def _on_keep_requested(self, wishes: tuple[AnswerWish, ...]) -> None:
        workspace, loaded = self._session.workspace, self._answered
        if workspace is None or loaded is None:
            return
        self._window.keep_requested.emit()  # what is being typed into that very draft goes first

        def work(*_: object) -> tuple[tuple[AnswerWish, ...], StoredText, int]:
            stored = write_answers(workspace, loaded, wishes)
            return wishes, stored, files_beside(workspace, stored)

        self._session.jobs.start(
            "write", self.tr("Keeping the answer"), work, self._on_kept, self._on_not_kept, is_writing=True
        )

    @Slot(object)
    def _on_kept(self, result: tuple[tuple[AnswerWish, ...], StoredText, int]) -> None:
        wishes, stored, others = result
        if self.dialog is not None:
            self.dialog.accept()
        self._session.draft_rewritten.emit()
        self._session.load_annotations()
        self._window.messages.show_notice(
            self._kept(wishes, others),
            self.tr("Commit …"),
            partial(self.commit_requested.emit, stored),
            also=Action(text=self.tr("Show the draft"), act=partial(self.draft_requested.emit, stored)),
            about=_ABOUT,
        )

    def _kept(self, wishes: tuple[AnswerWish, ...], others: int) -> str:
        first = wishes[0]
        one = self.tr("{project}'s answer to “{section}” is kept in the draft of its reflection.")
        several = self.tr("{n} answers are kept in drafts of the projects' reflections.")
        said = (one if len(wishes) == 1 else several).format(
            project=first.project, section=first.section.title, n=len(wishes)
        )
        more = self.tr("One commit can take it together with {n} more.").format(n=others)
        return f"{said} {more}" if others else said

    @Slot(object)
    def _on_not_kept(self, error: VisionEditorError) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.show_error(error)
        else:
            self._on_failed(error)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot()
    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.done(0)
            self.dialog = None
