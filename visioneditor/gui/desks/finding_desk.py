"""Finding words in the shown text as one types."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.finding import find, find_in_source
from visioneditor.core.document.model import Document
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.comparing.reading_order import ReadingOrder
from visioneditor.gui.desks.finding_everywhere_desk import FindingEverywhereDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import NEW, OLD, Place
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.find_bar import FindBar
from visioneditor.services.window_request import Mode

_SIDES = {"both": None, "old": OLD, "new": NEW}


class FindingDesk(QObject):
    """Works on the find bar and the prose view of the present mode; `project_wanted` where it is a table of them."""

    project_wanted = Signal()
    source_wanted = Signal()  # in Draft, where the source is searched

    def __init__(
        self, window: MainWindow, session: Session, reading: ReadingPage, comparing: ComparingPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        views = {
            Mode.READ: (reading.find_bar, reading.view.prose),
            Mode.COMPARE: (comparing.find_bar, comparing.view.prose),
        }
        self._compared, self._sides = comparing.view, comparing.sides
        comparing.sides.chosen.connect(self._on_side)
        self._window, self._session, self._views = window, session, views
        self._spans: tuple[tuple[int, int, int], ...] = ()
        self._at = -1
        for bar, _ in views.values():
            bar.query_changed.connect(self._on_query)
            bar.next_requested.connect(self._on_next)
            bar.previous_requested.connect(self._on_previous)
            bar.closed.connect(self._on_closed)
        self.everywhere = FindingEverywhereDesk(window, session, self)
        self.everywhere.found.connect(reading.find_bar.open_for)
        self._query = ""
        self._order: tuple[Comparison, ReadingOrder] | None = None  # made once for each comparison
        window.commands.connect("go.find", self.open_find)
        session.document_loaded.connect(self._on_text_changed)
        session.comparison_loaded.connect(self._on_text_changed)
        comparing.view.way_changed.connect(self._on_way_changed)

    def _view(self) -> tuple[FindBar, ProseView] | None:
        return self._views.get(self._session.place.mode)

    @Slot()
    def open_find(self) -> None:
        """Show the field above the text."""
        if (found := self._view()) is not None:
            bar, view = found
            span = view.selected_span()
            bar.open_for(span.quote if span is not None and "\n" not in span.quote else "")
        elif self._session.place.mode is Mode.CONSENSUS:
            self.project_wanted.emit()
        elif self._session.place.mode is Mode.DRAFT:
            self.source_wanted.emit()

    @Slot(str)
    def _on_query(self, query: str) -> None:
        self._query = query
        self._spans = self._find(query)
        self._go(self._first_from_here())

    @Slot(str)
    def _on_side(self, _word: str) -> None:
        self._on_query(self._query)

    def _find(self, query: str) -> tuple[tuple[int, int, int], ...]:
        session = self._session
        if not query.strip():
            return ()
        texts = []
        if session.place.mode is Mode.COMPARE and session.comparison is not None:
            texts = [(OLD, session.comparison.old.document), (NEW, session.comparison.new.document)]
            return self._found_beside([pair for pair in texts if _SIDES[self._sides.word] in (None, pair[0])], query)
        if session.loaded is not None:
            texts = [(NEW, session.loaded.document)]
        return tuple((text, start, end) for text, document in texts for start, end in find(document, query))

    def _found_beside(self, texts: list[tuple[int, Document]], query: str) -> tuple[tuple[int, int, int], ...]:
        """What is found in two texts beside each other, from top to bottom."""
        search = find_in_source if self._compared.is_source() else find
        found = [(text, start, end) for text, document in texts for start, end in search(document, query)]
        shown = [span for span in found if self._compared.can_show(*span)]
        comparison = self._compared.comparison()
        if comparison is None or len({text for text, _, _ in shown}) < 2:
            return tuple(shown)
        order = self._order_of(comparison)
        return tuple(sorted(shown, key=lambda span: order.key(span[0], span[1])))

    def _order_of(self, comparison: Comparison) -> ReadingOrder:
        if self._order is None or self._order[0] is not comparison:
            self._order = comparison, ReadingOrder(comparison)
        return self._order[1]

    def _first_from_here(self) -> int:
        found = self._view()
        place = found[1].place() if found else None
        if place is None or not self._spans:
            return 0 if self._spans else -1
        follows = self._follows(place)
        return next((at for at, (text, start, _) in enumerate(self._spans) if follows(text, start)), 0)

    def _follows(self, place: Place) -> Callable[[int, int], bool]:
        """Tells of what stands at the place or below it; of two texts beside each other the row counts."""
        comparison = self._compared.comparison() if self._session.place.mode is Mode.COMPARE else None
        if comparison is None:
            return lambda text, start: start >= place.offset
        order = self._order_of(comparison)
        row = order.key(place.text, place.offset)[0]

        def follows(text: int, start: int) -> bool:
            at = order.key(text, start)[0]
            return at > row or (at == row and (text != place.text or start >= place.offset))

        return follows

    def _go(self, at: int) -> None:
        self._at = at
        if (found := self._view()) is not None:
            bar, view = found
            view.set_found(self._spans, at)
            if 0 <= at < len(self._spans):
                self._bring(view, self._spans[at])
            bar.show_count(at + 1, len(self._spans))

    def _bring(self, view: ProseView, span: tuple[int, int, int]) -> None:
        text, start, end = span
        if self._session.place.mode is Mode.COMPARE:
            self._compared.show_place(text, start, end)
        view.scroll_to_offset(text, start)
        document = self._session.document
        section = document.section_at(start) if document is not None and text == NEW else None
        if section is not None:
            self._session.select_section(section.number)

    @Slot()
    def _on_next(self) -> None:
        if self._spans:
            self._go((self._at + 1) % len(self._spans))

    @Slot()
    def _on_previous(self) -> None:
        if self._spans:
            self._go((self._at - 1) % len(self._spans))

    @Slot()
    def _on_closed(self) -> None:
        """What was found last is selected, so that it can be commented on or copied."""
        here = self._spans[self._at] if 0 <= self._at < len(self._spans) else None
        self._spans, self._at = (), -1
        for _, view in self._views.values():
            view.set_found(())
        if here is not None and (found := self._view()) is not None:
            found[1].select_span(*here)
        self._window.focus_middle()

    @Slot()
    def _on_text_changed(self) -> None:
        found = self._view()
        if found is not None and found[0].isVisible():
            self._on_query(found[0].field.text())

    @Slot()
    def _on_way_changed(self) -> None:
        """Rendered text and source show different words; what was found last stays in hand, and nothing scrolls."""
        found = self._views[Mode.COMPARE]
        if not found[0].isVisible():
            return
        here = self._spans[self._at] if 0 <= self._at < len(self._spans) else None
        self._spans = self._find(self._query)
        self._at = self._spans.index(here) if here in self._spans else self._first_from_here()
        found[1].set_found(self._spans, self._at)
        found[0].show_count(self._at + 1, len(self._spans))
