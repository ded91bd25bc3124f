"""Read mode's view: a document in one column, or its sections beside what projects say about them.

It is shown values and announces what was read, clicked and wished; loading and mapping are left to services.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visioneditor.core.annotation import Annotation
from visioneditor.core.document.model import Document
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import Row, ThreadMark
from visioneditor.gui.reading.beside_rows import annotation_key, beside_rows, leaf_sections
from visioneditor.gui.reading.project_header import ProjectHeader
from visioneditor.gui.reading.reading_rows import reading_rows
from visioneditor.gui.worked_out import AnsweredText


class ReadingView(QWidget):
    """A document as it is read. What scrolls, selects and finds is `prose`."""

    section_changed = Signal(int)
    link_activated = Signal(object)  # LinkHit
    thread_activated = Signal(str)
    comment_requested = Signal(object)  # SelectedSpan
    selection_changed = Signal()
    changes_since_requested = Signal(object)  # the stale Annotation: what changed since it was written

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = ProjectHeader(look)
        self.header.hide()
        self.prose = ProseView(look, Shape.READ)
        self.prose.setAccessibleName(self.tr("Document"))
        self.setFocusProxy(self.prose)
        self._document: Document | None = None
        self._rows: Sequence[Row] | None = None
        self._annotations: tuple[Annotation, ...] = ()
        self._answered: AnsweredText | None = None
        self._projects: tuple[str, ...] = ()
        self._opened: frozenset[str] = frozenset()
        self._is_beside = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.prose, 1)
        self._connect()

    def _connect(self) -> None:
        self.prose.section_changed.connect(self.section_changed)
        self.prose.link_activated.connect(self.link_activated)
        self.prose.thread_activated.connect(self.thread_activated)
        self.prose.comment_requested.connect(self.comment_requested)
        self.prose.selection_changed.connect(self.selection_changed)
        self.prose.label_activated.connect(self._on_label_activated)
        self.prose.view_moved.connect(self._on_view_moved)

    def show_document(self, document: Document | None, rows: Sequence[Row] | None = None) -> None:
        """Show a document, or none; what was read stays at its height where it is still there.

        `rows` are the document's reading rows where they are there already: in a long text they take their time.
        """
        self._document = document
        self._rows = rows
        self._refresh()

    def document(self) -> Document | None:
        """What is shown."""
        return self._document

    def show_annotations(
        self,
        annotations: Sequence[Annotation],
        projects: Sequence[str] | None = None,
        answered: AnsweredText | None = None,
    ) -> None:
        """What projects say; `projects` chooses and orders the columns, else all that answered have one.

        `answered` has the rows beside all projects where they are there already.
        """
        self._answered = answered
        self._annotations = tuple(annotations)
        names = dict.fromkeys(annotation.project for annotation in annotations)
        self._projects = tuple(projects if projects is not None else names)
        if self._is_beside:
            self._refresh()

    def set_beside(self, is_beside: bool) -> None:
        """Side by side with the projects, or one column."""
        if is_beside != self._is_beside:
            self._is_beside = is_beside
            self._refresh()

    def is_beside(self) -> bool:
        """Whether the projects' columns are shown."""
        return self._is_beside

    def set_threads(self, threads: Sequence[ThreadMark]) -> None:
        """Mark the words of threads."""
        self.prose.set_threads(threads)

    def _refresh(self) -> None:
        section = self.prose.section_under_eye() if self.prose.rows() else None
        was_beside = bool(self.header.isVisibleTo(self))
        self.header.setVisible(self._is_beside)
        if self._document is None:
            self.prose.set_rows((), shape=Shape.READ, projects=0)
        elif self._is_beside:
            self.header.show_projects(self._projects, self._annotations, len(leaf_sections(self._document)))
            rows = self._beside_rows(self._document)
            self.prose.set_rows(rows, shape=Shape.BESIDE, projects=len(self._projects))
        else:
            self._rows = self._rows if self._rows is not None else reading_rows(self._document)
            self.prose.set_rows(self._rows, shape=Shape.READ, projects=0)
        if section is not None and was_beside != self._is_beside:
            self.prose.scroll_to_section(section)

    def _beside_rows(self, document: Document) -> Sequence[Row]:
        answered = self._answered
        if answered is not None and answered.document is document and not self._opened:
            return answered.rows
        return beside_rows(document, self._projects, self._annotations, self._opened)

    @Slot(str)
    def _on_label_activated(self, action: str) -> None:
        verb, _, key = action.partition(":")
        if verb == "whole":
            self._opened ^= {key}
            self._refresh()
        elif verb == "since":
            found = next((each for each in self._annotations if annotation_key(each) == key), None)
            if found is not None:
                self.changes_since_requested.emit(found)

    @Slot()
    def _on_view_moved(self) -> None:
        if self._is_beside:
            self.header.follow(self.prose.plan(), self.prose.horizontalScrollBar().value())
