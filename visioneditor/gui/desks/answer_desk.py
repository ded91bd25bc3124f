"""The cell in hand of Consensus mode: its words in the panel, and where one goes from there."""

import posixpath
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.annotation import Annotation
from visioneditor.core.consensus.model import Standing
from visioneditor.core.document.sections import make_id
from visioneditor.gui.consensus.answer_pane import AnswerPane
from visioneditor.gui.consensus.matrix_view import Cell, MatrixView
from visioneditor.gui.consensus.matrix_words import standing_words
from visioneditor.gui.desks.panel_desk import PanelDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.consensus import count_words_since
from visioneditor.services.reflection_drafts import shown_reflection
from visioneditor.services.window_request import Mode
from visioneditor.values import replace

Since = tuple[Annotation, tuple[int, int] | None]


class AnswerDesk(QObject):
    """Keeps matrix, panel and the section under the eye together. `cell_shown` when the panel shows another cell."""

    beside_shown = Signal(str)  # Side by side is shown, for this project
    cell_shown = Signal(object)  # the Cell; None where it shows a section as in the other modes

    def __init__(
        self, window: MainWindow, session: Session, matrix: MatrixView, panel: PanelDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._matrix, self._panel = window, session, matrix, panel
        self._mode = session.place.mode
        self.pane = AnswerPane(window.look)
        self.pane.hide()
        window.panel.above.insertWidget(0, self.pane)
        panel.subject = self.subject
        matrix.cell_changed.connect(self._on_cell)
        matrix.cell_opened.connect(self._on_opened)
        session.section_wanted.connect(self._on_section_wanted)
        session.section_changed.connect(self._on_section)
        session.place_changed.connect(self._on_place)
        self.pane.staleness_requested.connect(window.panel.staleness_requested)
        self.pane.settle_requested.connect(window.panel.settle_requested)
        self.pane.whole_requested.connect(self._on_whole)
        self.pane.beside_requested.connect(self._on_beside)
        self.pane.write_requested.connect(window.commands.action("draft.answer").trigger)

    @property
    def cell(self) -> Cell | None:
        """The cell that the panel shows: the one in hand, where its section is the one under the eye."""
        cell = self._matrix.cell() if self._session.place.mode is Mode.CONSENSUS else None
        return cell if cell is not None and cell.section.number == self._session.section_number else None

    def subject(self) -> tuple[str, str] | None:
        """What stands at the head of the panel; None: the section, as ever."""
        cell = self.cell
        return self._name(cell) if cell is not None else None

    def _name(self, cell: Cell) -> tuple[str, str]:
        said = self.tr("on {section}").format(section=cell.section.title)
        if cell.answer is not None and cell.answer.is_from_parent:
            said = f"{said}, {standing_words(Standing.PARENT)}"
        return cell.row.project, said

    @Slot(object)
    def _on_cell(self, cell: Cell | None) -> None:
        """Another cell is in hand: its section is the one under the eye."""
        if self._session.place.mode is not Mode.CONSENSUS:
            return
        if cell is None or cell.section.number == self._session.section_number:
            self._panel.show_section()
            self._show()
        else:
            self._session.select_section(cell.section.number)

    @Slot(int)
    def _on_section(self, _: int) -> None:
        self._show()

    @Slot(int)
    def _on_section_wanted(self, number: int) -> None:
        if self._session.place.mode is Mode.CONSENSUS:
            self._matrix.take_section(number)
            self._show()

    @Slot()
    def _on_place(self) -> None:
        """Another mode may have gone to another section."""
        before, self._mode = self._mode, self._session.place.mode
        if self._mode is not Mode.CONSENSUS:
            self.pane.hide()
        elif before is not Mode.CONSENSUS:
            self.settle(is_first=True)

    def settle(self, *, is_first: bool) -> None:
        """Show what was worked out; at `first` the section under the eye is taken in hand, or the one in hand read."""
        if is_first:
            self._matrix.take_section(self._session.section_number)
            self._on_cell(self._matrix.cell())
        else:
            self._panel.show_section()
            self._show()

    def _show(self) -> None:
        cell = self.cell
        self.pane.setVisible(cell is not None)
        if cell is not None:
            self._window.panel.show_section(*self._name(cell))  # the rest of the panel may come a moment later
            answer = cell.answer
            is_here = answer is not None and not posixpath.isabs(answer.annotations[0].path)
            nothing = self.tr("{project} has not answered this section.").format(project=cell.row.project)
            self.pane.show_answer(answer, nothing, is_here=is_here)
            self._count_since([one for one in answer.annotations if one.stale] if answer is not None else [])
        self.cell_shown.emit(cell)

    def _count_since(self, stale: Sequence[Annotation]) -> None:
        workspace, loaded = self._session.workspace, self._session.loaded
        if workspace is not None and loaded is not None and stale:
            self._session.jobs.start(
                "since",
                "",
                lambda *_: [(one, count_words_since(workspace, loaded, one)) for one in stale],
                self._on_since,
                self._on_nothing,
            )

    @Slot(object)
    def _on_since(self, found: Sequence[Since]) -> None:
        for annotation, counted in found:
            if counted is not None:
                self.pane.say_since(annotation, self._since_sentence(*counted))

    def _since_sentence(self, added: int, removed: int) -> str:
        words = {
            (True, True): self.tr("Since then {added} words were added and {removed} removed."),
            (True, False): self.tr("Since then {added} words were added."),
            (False, True): self.tr("Since then {removed} words were removed."),
            (False, False): "",
        }
        return words[added > 0, removed > 0].format(added=added, removed=removed)

    @Slot(object)
    def _on_nothing(self, _: object) -> None:
        """The link says that something changed; how much is nobody's need."""

    # Ways on

    @Slot(object)
    def _on_opened(self, _: Cell) -> None:
        self._window.panels.want(True)
        if self.pane.isVisible():
            self.pane.open()

    @Slot(object)
    def _on_whole(self, annotation: Annotation) -> None:
        workspace, loaded = self._session.workspace, self._session.loaded
        if workspace is not None and loaded is not None:
            self._session.jobs.start(
                "whole-reflection",
                self.tr("Finding the reflection"),
                lambda *_: (annotation, shown_reflection(workspace, loaded, annotation.path)),
                self._on_found,
                self._session.failed_to_load,
            )

    @Slot(object)
    def _on_found(self, found: tuple[Annotation, str]) -> None:
        """Read it at its heading; as a draft, where it was shown from one."""
        annotation, revision = found
        place = replace(self._session.place, mode=Mode.READ, path=annotation.path, compared=None)
        place = replace(place, section=make_id(annotation.heading), revision=revision or place.revision)
        self._session.show(place)
        self._window.focus_middle()

    @Slot()
    def _on_beside(self) -> None:
        cell = self.cell
        self._window.commands.run("view.side-by-side")
        if cell is not None:
            self.beside_shown.emit(cell.row.project)
        self._window.focus_middle()
