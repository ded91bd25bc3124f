"""Side by side: which projects stand beside the document, and which of their answers; kept for each document."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from visioneditor.core.annotation import Annotation
from visioneditor.core.consensus.alignment import AlignedAnswer
from visioneditor.core.consensus.filtering import AnswerFilter, answering
from visioneditor.core.document.model import Section
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import Cell
from visioneditor.gui.reading.answer_choices import (
    DIFFERENCES,
    answer_choices,
    answers_name,
    project_choices,
    toggled_answers,
    toggled_project,
)
from visioneditor.gui.reading.beside_view import BesideView
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.gui.widgets.view_bar import set_drop_text
from visioneditor.services.choosing import find_chosen_projects, remember_projects


class BesideDesk(QObject):
    """Opens the two pickers and shows what was chosen in them."""

    def __init__(self, window: MainWindow, session: Session, page: ReadingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        self._path = ""  # of the document whose choice this is
        self._wanted = AnswerFilter()
        self._marks_differences = False
        self._chosen: frozenset[str] | None = None  # of the document in view; None: all that answer it
        self._since: dict[int, tuple[Annotation, Cell]] = {}  # by the section's number: whose changes are shown there
        self.projects = self._build(self.tr("Find a project"))
        self.answers = self._build(self.tr("Which answers"))
        self.reflections = Picker(window.look, self.tr("Whose whole reflection"), window, width=460)
        self.reflections.dismissed.connect(window.focus_middle)
        self.reflections.chosen.connect(self._on_reflection)
        self.projects.chosen.connect(self._on_project)
        self.answers.chosen.connect(self._on_answers)
        page.projects_requested.connect(self.choose_projects)
        page.answers_requested.connect(self.choose_answers)
        window.commands.connect("view.projects", self.choose_projects)
        window.commands.connect("view.answers", self.choose_answers)
        window.commands.connect("view.differences", self.mark_differences)
        page.view.changes_since_requested.connect(self.show_since)
        page.view.reflection_requested.connect(self.show_whole)
        window.commands.connect("view.reflection", self.choose_reflection)
        session.annotations_loaded.connect(self._on_annotations)
        session.document_loaded.connect(self._on_document)
        session.workspace_closed.connect(self._on_closed)
        self.show_choice()

    def _build(self, name: str) -> Picker:
        picker = Picker(self._window.look, name, self._window, width=460, stays=True)
        picker.dismissed.connect(self._window.focus_middle)
        return picker

    @property
    def _all(self) -> tuple[str, ...]:
        found = self._session.annotations
        return found.projects if found is not None else ()

    @property
    def _annotations(self) -> tuple[Annotation, ...]:
        found = self._session.annotations
        return found.annotations if found is not None else ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The projects that have been chosen, in their order."""
        return tuple(name for name in self._all if self._chosen is None or name in self._chosen)

    @Slot()
    def _on_annotations(self) -> None:
        """Answers of another document, or of another revision of it."""
        workspace, path = self._session.workspace, self._session.place.path
        if workspace is not None and path != self._path:
            self._path, self._chosen = path, find_chosen_projects(workspace, path)
        self.show_choice()

    @Slot()
    def show_choice(self) -> None:
        """Put what is chosen beside the document; who has no answer of the sort that is asked for has no column."""
        shown = self.shown
        if not self._wanted.takes_all:
            takes = set(answering(self._annotations, self._wanted))
            shown = tuple(name for name in shown if name in takes)
        self._page.view.beside.show_view(
            BesideView(projects=shown, wanted=self._wanted, marks_differences=self._marks_differences)
        )
        self._show_names()

    def _show_names(self) -> None:
        found = self._session.annotations
        teams = max(len(self._all), found.teams if found is not None else 0)
        set_drop_text(self._page.projects, self.tr("Projects: {n} of {all}").format(n=len(self.shown), all=teams))
        set_drop_text(self._page.answers, answers_name(self._wanted))

    @Slot()
    def choose_projects(self) -> None:
        """List the projects, the shown ones checked."""
        self._show_beside()
        self._list_projects()
        self.projects.open_below(self._page.projects, at_right=True)

    @Slot()
    def choose_answers(self) -> None:
        """List what may be asked of answers."""
        self._show_beside()
        self._list_answers()
        self.answers.open_below(self._page.answers, at_right=True)

    def _show_beside(self) -> None:
        """A choice is seen only where the projects are."""
        if not (self._page.isVisible() and self._page.view.is_beside()):
            self._window.commands.run("view.side-by-side")

    def _list_projects(self, current: object = None) -> None:
        self.projects.show_choices(project_choices(self._all, self.shown, self._annotations), current)

    def _list_answers(self, current: object = None) -> None:
        self.answers.show_choices(
            answer_choices(self._wanted, self._annotations, self.shown, marks_differences=self._marks_differences),
            current,
        )

    @Slot(object)
    def _on_project(self, value: object) -> None:
        shown = toggled_project(str(value), frozenset(self.shown), self._all)
        self.choose(shown)
        self._list_projects(value)

    def choose(self, names: frozenset[str]) -> None:
        """Show these projects beside the document in view."""
        self._leave_whole()
        self._chosen = None if names == frozenset(self._all) else names
        self.show_choice()
        workspace, path, kept = self._session.workspace, self._session.place.path, self._chosen or frozenset()
        if workspace is not None:
            self._session.jobs.start(
                "write",
                self.tr("Remembering"),
                lambda *_: remember_projects(workspace, path, kept),
                self._on_remembered,
                self._on_remembered,
                is_writing=True,
            )

    @Slot(str)
    def bring(self, project: str) -> None:
        """Have a project's column on the screen, whatever was left out before."""
        if self._wanted.takes_all is False:
            self.ask(AnswerFilter())
        if project in self._all and project not in self.shown:
            self.choose(frozenset((*self.shown, project)))
        self._leave_whole()
        self._page.view.beside.bring(project)

    @Slot(object)
    def _on_remembered(self, _: object) -> None:
        """Done, or not: it is shown all the same."""

    @Slot(object)
    def _on_answers(self, value: object) -> None:
        if value != DIFFERENCES:
            self.ask(toggled_answers(str(value), self._wanted))
        elif self.mark_differences() is False:
            return
        self._list_answers(value)

    @Slot()
    def mark_differences(self) -> bool:
        """Mark what two projects say differently, or no more; False: ask which two, where not two are shown."""
        if len(self.shown) != 2:
            self._marks_differences = True
            self.choose_projects()
            return False
        self._show_beside()
        self._leave_whole()
        self._marks_differences = not self._marks_differences
        self.show_choice()
        return True

    def ask(self, wanted: AnswerFilter) -> None:
        """Show answers of that sort only."""
        self._leave_whole()
        self._wanted = wanted
        self.show_choice()

    # A whole reflection

    @Slot()
    def choose_reflection(self) -> None:
        """Ask whose whole reflection is to stand beside the document."""
        self._show_beside()
        self.reflections.show_choices([Choice(value=name, title=name) for name in self._all])
        self.reflections.open_below(self._page.projects, at_right=True)

    @Slot(object)
    def _on_reflection(self, value: object) -> None:
        self.show_whole(str(value))
        self._window.focus_middle()

    @Slot(str)
    def show_whole(self, project: str) -> None:
        """Lay a project's whole reflection beside the whole document; where that is shown, all projects again."""
        session, workspace, loaded = self._session, self._session.workspace, self._session.loaded
        beside = self._page.view.beside
        if beside.whole == project:
            self._leave_whole()
            return
        if workspace is None or loaded is None:
            return
        own = tuple(one for one in self._annotations if one.project == project)

        def work(*_: object) -> tuple[AlignedAnswer, ...]:
            from visioneditor.core.consensus.alignment import align_reflections
            from visioneditor.services.annotating import load_reflections

            found = load_reflections(workspace, loaded, project, with_drafts=True)
            return align_reflections(loaded.document, found, own)

        done = partial(self._on_whole, project)
        session.jobs.start("reflection", self.tr("Reading the reflection"), work, done, session.failed_to_load)

    def _leave_whole(self) -> None:
        beside = self._page.view.beside
        if beside.whole:
            self._page.show_layout("cards" if beside.has_cards else "beside")
            beside.show_whole("", None)

    def _on_whole(self, project: str, aligned: tuple[AlignedAnswer, ...]) -> None:
        self._page.layouts.choose_none()
        self._page.view.beside.show_whole(project, aligned)

    # What changed since

    @Slot()
    def _on_closed(self) -> None:
        self._path, self._chosen = "", None

    @Slot()
    def _on_document(self) -> None:
        self._since = {}

    @Slot(object)
    def show_since(self, annotation: Annotation) -> None:
        """Show in the section itself what changed since an answer to it was written; where that is shown, hide it."""
        workspace, loaded, section = self._session.workspace, self._session.loaded, annotation.section
        commit = annotation.written_against
        if workspace is None or loaded is None or section is None or commit is None:
            return
        shown = self._since.pop(section.number, None)
        if shown is not None and shown[0] == annotation:
            self._show_since()
            return
        is_typeset = self._window.look.is_typeset

        def work(*_: object) -> tuple[Section, Cell] | None:
            from visioneditor.gui.reading.since_cells import since_cell
            from visioneditor.services.staleness import compare_since

            found = compare_since(workspace, loaded, commit)
            return None if found is None else (section, since_cell(found, section, annotation, is_typeset=is_typeset))

        self._session.jobs.start(
            "since-answer",
            self.tr("Comparing"),
            work,
            partial(self._on_since, annotation),
            self._session.failed_to_load,
        )

    def _on_since(self, annotation: Annotation, found: tuple[Section, Cell] | None) -> None:
        if found is not None:
            section, cell = found
            self._since[section.number] = annotation, cell
            self._show_since()

    def _show_since(self) -> None:
        self._page.view.beside.show_instead({number: cell for number, (_, cell) in self._since.items()})
