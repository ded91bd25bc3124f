"""Side by side as a part of Read mode's view: the header above the columns, and the rows of what is chosen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.annotation import Annotation
from visioneditor.core.consensus.alignment import AlignedAnswer
from visioneditor.core.consensus.matrix import column_sections
from visioneditor.core.document.model import Document
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import fitting_cards
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import FIRST_PROJECT, Cell, Row
from visioneditor.gui.reading.beside_rows import VisionSection, beside_rows
from visioneditor.gui.reading.beside_view import BesideView
from visioneditor.gui.reading.project_header import ProjectHeader
from visioneditor.gui.reading.whole_rows import whole_rows
from visioneditor.gui.worked_out import AnsweredText
from visioneditor.values import replace

WholeReflection = tuple[AlignedAnswer, ...]


class Beside(QObject):
    """What stands beside the document, and how; `changed` when its rows are others now."""

    changed = Signal()
    changes_since_requested = Signal(object)  # the stale Annotation: show or hide what changed since it was written
    comparison_requested = Signal(object)  # the same, with the whole document
    reflection_requested = Signal(str)  # a project's whole reflection

    def __init__(self, look: Look, prose: ProseView, parent: QObject) -> None:
        super().__init__(parent)
        self.header = ProjectHeader(look)
        self.view = BesideView()
        self.has_cards = False
        self._look, self._prose = look, prose
        self._answered: AnsweredText | None = None
        self._instead: Mapping[int, Cell] = {}
        self._whole: tuple[str, WholeReflection] | None = None  # whose whole reflection is shown
        self.header.project_chosen.connect(self.reflection_requested)
        prose.label_activated.connect(self._on_label_activated)
        prose.row_toggled.connect(self._toggle)
        prose.view_moved.connect(self._on_view_moved)

    def show_answers(self, answered: AnsweredText | None) -> None:
        """What projects say about the document; None: that is not known yet."""
        self._answered, self._instead, self._whole = answered, {}, None
        self.changed.emit()

    def show_view(self, view: BesideView) -> None:
        """Which projects stand beside it, and how; what is open stays so."""
        self.view = replace(view, opened=self.view.opened, cards=self.view.cards)
        self.changed.emit()

    def show_instead(self, cells: Mapping[int, Cell]) -> None:
        """What stands at the left for some sections, by their numbers, instead of their own words."""
        self._instead = cells
        self.changed.emit()

    def show_whole(self, project: str, aligned: WholeReflection | None) -> None:
        """One project's whole reflection instead of all others; None: the others again."""
        self._whole = (project, aligned) if aligned is not None else None
        self.changed.emit()

    def path_of(self, text: int) -> str:
        """The file that a shown text is an answer in; empty for the vision's own."""
        at = text - FIRST_PROJECT
        if at < 0:
            return ""
        project = self.whole or self.view.projects[at]
        return next((one.path for one in self._annotations if one.project == project), "")

    def excerpt_with(self, text: int, start: int, end: int, quote: str) -> str:
        """The answer that has these words there, as its file has it; the file's whole text is no excerpt: empty."""
        path, wanted = self.path_of(text), quote.split()
        excerpts = (one.text for one in self._annotations if one.path == path)
        return next((excerpt for excerpt in excerpts if excerpt[start:end].split() == wanted), "")

    def bring(self, project: str) -> None:
        """Scroll sideways until a project's column stands next to the document."""
        if project in self.view.projects and not self.view.cards:
            document, *columns = self._prose.plan().columns
            left = columns[self.view.projects.index(project)].left
            self._prose.horizontalScrollBar().setValue(round(left - document.right))

    @property
    def whole(self) -> str:
        """The project whose whole reflection is shown; empty while there are several."""
        return self._whole[0] if self._whole is not None else ""

    @property
    def columns(self) -> int:
        """How many columns stand beside the vision."""
        return 1 if self._whole is not None else self.view.columns

    def rows(self, document: Document) -> tuple[Row, ...]:
        """The rows for a document, whose header is filled, too."""
        text = self._text(document)
        leaves = len(column_sections(document))
        if self._whole is not None:
            project, aligned = self._whole
            self.header.show_projects(BesideView(projects=(project,)), self._annotations, leaves, is_whole=True)
            return whole_rows(self._with_instead(text.sections), aligned, text.answers.answered)
        self.view = replace(self.view, cards=self._fitting() if self.has_cards else 0)
        is_known = bool(text.annotations.document)
        self.header.show_projects(self.view, self._annotations, leaves, is_known=is_known)
        return beside_rows(text.sections, text.answers, self.view, self._instead)

    def _with_instead(self, sections: Sequence[VisionSection]) -> tuple[VisionSection, ...]:
        instead = self._instead
        return tuple(replace(one, cell=instead.get(one.section.number, one.cell)) for one in sections)

    def _text(self, document: Document) -> AnsweredText:
        """The document with its answers; without any as long as they are not known."""
        if self._answered is None or self._answered.document is not document:
            self._answered = AnsweredText.without_answers(document)
        return self._answered

    @property
    def _annotations(self) -> Sequence[Annotation]:
        return self._answered.annotations.annotations if self._answered is not None else ()

    def _fitting(self) -> int:
        return fitting_cards(self._prose.viewport().width(), self._look.fonts.scale)

    @Slot(str)
    def _toggle(self, key: str) -> None:
        """Open or close an answer or a fold."""
        self.view = replace(self.view, opened=self.view.opened ^ {key})
        self.changed.emit()

    @Slot(str)
    def _on_label_activated(self, action: str) -> None:
        verb, _, key = action.partition(":")
        if verb == "whole":
            self._toggle(key)
        elif verb == "reflection":
            self.reflection_requested.emit(key)
        elif verb in ("since", "compare"):
            wish = self.changes_since_requested if verb == "since" else self.comparison_requested
            found = self._answered.answers.named(key) if self._answered is not None else None
            if found is not None:
                wish.emit(found)

    @Slot()
    def _on_view_moved(self) -> None:
        if self.header.isHidden():
            return
        if self.view.cards and self._whole is None and self._fitting() != self.view.cards:
            self.changed.emit()  # wider or narrower than before
        self.header.follow(self._prose.plan(), self._prose.horizontalScrollBar().value())
