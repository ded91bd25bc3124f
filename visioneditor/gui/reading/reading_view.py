"""Read mode's view: a document in one column, or its sections beside what projects say about them.

It is shown values and announces what was read, clicked and wished; loading and mapping are left to services.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visioneditor.core.document.model import Document
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import Row, ThreadMark
from visioneditor.gui.reading.reading_rows import reading_rows

if TYPE_CHECKING:
    from visioneditor.gui.reading.beside import Beside


class ReadingView(QWidget):
    """A document as it is read. What scrolls, selects and finds is `prose`."""

    section_changed = Signal(int)
    link_activated = Signal(object)  # LinkHit
    thread_activated = Signal(str)
    comment_requested = Signal(object)  # SelectedSpan
    selection_changed = Signal()
    changes_since_requested = Signal(object)  # a stale Annotation: show or hide what changed since it was written
    comparison_requested = Signal(object)  # the same, with the whole document
    reflection_requested = Signal(str)  # a project's whole reflection

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.prose = ProseView(look, Shape.READ)
        self.prose.setAccessibleName(self.tr("Document"))
        self.setFocusProxy(self.prose)
        self._document: Document | None = None
        self._rows: Sequence[Row] | None = None
        self._is_beside = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.prose, 1)
        self._connect()

    def _connect(self) -> None:
        self.prose.section_changed.connect(self.section_changed)
        self.prose.link_activated.connect(self.link_activated)
        self.prose.thread_activated.connect(self.thread_activated)
        self.prose.comment_requested.connect(self.comment_requested)
        self.prose.selection_changed.connect(self.selection_changed)

    @cached_property
    def beside(self) -> "Beside":
        """What projects say beside the document; not needed before the first paint."""
        from visioneditor.gui.reading.beside import Beside

        part = Beside(self._look, self.prose, self)
        part.header.hide()
        self._layout.insertWidget(0, part.header)
        part.changed.connect(self._on_beside_changed)
        part.changes_since_requested.connect(self.changes_since_requested)
        part.comparison_requested.connect(self.comparison_requested)
        part.reflection_requested.connect(self.reflection_requested)
        return part

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

    def set_beside(self, is_beside: bool, *, has_cards: bool = False) -> None:
        """Side by side with the projects, in columns or as cards; or one column."""
        if is_beside and (has_cards is not self.beside.has_cards or self.beside.whole):
            self.beside.has_cards = has_cards
            self.beside.show_whole("", None)
        elif is_beside is self._is_beside:
            return
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
        was_beside = self.prose.plan().shape is Shape.BESIDE
        if self._is_beside or was_beside:
            self.beside.header.setVisible(self._is_beside)
        if self._document is None:
            self.prose.set_rows((), shape=Shape.READ, projects=0)
        elif self._is_beside:
            rows = self.beside.rows(self._document)
            self.prose.set_rows(rows, shape=Shape.BESIDE, projects=self.beside.columns)
        else:
            self._rows = self._rows if self._rows is not None else reading_rows(self._document)
            self.prose.set_rows(self._rows, shape=Shape.READ, projects=0)
        if section is not None and was_beside != self._is_beside:
            self.prose.scroll_to_section(section)

    @Slot()
    def _on_beside_changed(self) -> None:
        if self._is_beside:
            self._refresh()
