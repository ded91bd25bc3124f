"""What has been read: sections as they are under the eye, or by key; and what came since one last looked."""

import time
from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.core.compare.model import Kind
from visioneditor.core.review.model import Change
from visioneditor.core.review.reading import ReadSections
from visioneditor.errors import VisionEditorError
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.desks.panel_desk import PanelDesk
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.row_view import RowView
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.services.change_in_view import change_in_view, pair_since
from visioneditor.services.changes import patch_set_of
from visioneditor.services.model import LoadedDocument
from visioneditor.services.read_marks import (
    last_look,
    load_read_sections,
    look_now,
    mark_read,
    mark_unread,
    remember_look,
)
from visioneditor.services.reading import is_no_commit
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Look
from visioneditor.values import dataclass

_WORDS_A_SECOND = 12  # as fast as one can still be said to have read something
_LEAST_S, _MOST_S = 2, 10
_TICK_MS = 1_000
_GLANCE_S = 2.0  # who is gone sooner has not looked
_ABOUT = "since-look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A change for as long as it stands in the middle: how far one had come before, and what is there now."""

    workspace: Workspace
    change: Change
    before: Look | None
    now: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """A text of a change, and what of it was read."""

    shown: LoadedDocument
    visit: Visit
    patch_set: int
    sections: ReadSections


def whole_sections(rows: Sequence[Row], visible: Sequence[tuple[int, float]]) -> frozenset[int]:
    """The sections that are on the screen from their first row to their last, nothing of them folded."""
    is_end = bool(visible) and visible[-1][0] == len(rows) - 1  # below the last row there is room
    whole = [at for at, y in (visible if is_end else visible[:-1]) if y >= 0]
    if not whole:
        return frozenset()
    first, last = whole[0], whole[-1]
    shown = {rows[at].section for at in range(first, last + 1) if not rows[at].sections}
    cut = {rows[at].section for at in (first - 1, last + 1) if 0 <= at < len(rows)}
    folded = {rows[at].section for at in range(first, last + 1) if rows[at].covers}
    return frozenset(number for number in shown - cut - folded if number is not None)


class MarksDesk(QObject):
    """Marks sections, tells how many are read, and remembers a look when one leaves the change."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        panel: PanelDesk,
        reading: ReadingPage,
        comparing: ComparingPage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._panel = window, session, panel
        self._reading, self._comparing = reading, comparing
        self.visit: Visit | None = None
        self._begun_s = 0.0
        self._marked: _Marked | None = None
        self._is_refused = False  # marks cannot be kept
        self._seen_s: dict[int, float] = {}  # for how long each section of the text was before the eye
        self._watch = QTimer(self)
        self._watch.setInterval(_TICK_MS)
        self._watch.timeout.connect(self._on_tick)
        for fact in (session.document_loaded, session.comparison_loaded, session.place_changed, session.store_changed):
            fact.connect(self.refresh)
        session.workspace_closed.connect(self._on_closed)
        window.keep_requested.connect(self.keep)
        window.commands.connect("review.mark-read", self.toggle)
        window.commands.connect("review.since-look", self.show_news)
        self.refresh()

    # Visiting

    def _shown(self) -> tuple[LoadedDocument | None, LoadedDocument | None]:
        """The text in the middle, and the older one it is compared with."""
        if self._session.place.mode is Mode.COMPARE and (found := self._session.comparison) is not None:
            return found.new, found.old
        return self._session.loaded, None

    @Slot()
    def refresh(self) -> None:
        """Find which change is in view, and what of the text was read."""
        workspace, (shown, older) = self._session.workspace, self._shown()
        if workspace is None or shown is None or is_no_commit(shown.revision):
            self._show(None)
            return
        visit = self.visit

        def work(*_: object) -> _Marked:
            change = change_in_view(workspace, shown, is_compared=older is not None)
            is_same = visit is not None and visit.change.key == change.key
            before = visit.before if visit is not None and is_same else last_look(workspace, change)
            now = Visit(workspace=workspace, change=change, before=before, now=look_now(workspace, change))
            number = patch_set_of(workspace.repository, change, shown.revision).number
            sections = load_read_sections(workspace, change, shown.path, shown.document)
            return _Marked(shown=shown, visit=now, patch_set=number, sections=sections)

        self._session.jobs.start("marks", self.tr("Reading the marks"), work, self._on_marks, self._on_failed)

    @Slot(object)
    def _on_marks(self, marked: _Marked) -> None:
        if self.visit is None or self.visit.change.key != marked.visit.change.key:
            self.keep()
            self._begun_s = time.monotonic()
        self.visit = marked.visit
        self._show(marked)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot()
    def keep(self) -> None:
        """Remember how far one has come, if one has looked at all."""
        visit = self.visit
        if visit is not None and time.monotonic() - self._begun_s >= _GLANCE_S:
            self._write(lambda *_: remember_look(visit.workspace, visit.change, visit.now))

    @Slot()
    def _on_closed(self) -> None:
        self.visit = None
        self._show(None)

    # What is new

    @Slot()
    def show_news(self) -> None:
        """Compare the newest patch set with the one that was the newest when one last looked."""
        visit = self.visit
        if visit is None:
            return
        pair = pair_since(visit.workspace, visit.change, visit.before)
        if pair is not None:
            self._session.go(mode=Mode.COMPARE, compared=pair)
            self._window.messages.close_about(_ABOUT)
            return
        said = self.tr("You have not looked at this change before.")
        if visit.before is not None:
            is_more = visit.now.until > visit.before.until
            said = self.tr("No patch set came since you looked at patch set {number}.")
            said = self.tr("Only comments came since you looked at patch set {number}.") if is_more else said
            said = said.format(number=visit.before.patch_set)
        self._window.messages.show_notice(said, about=_ABOUT)

    # Sections

    def _counted(self, marked: _Marked) -> ReadSections:
        """What counts: in Compare the sections that differ."""
        texts = self._session.compared_texts
        if self._session.place.mode is not Mode.COMPARE or texts is None or texts.loaded.new is not marked.shown:
            return marked.sections
        rows = texts.section_rows.items()
        return marked.sections.among([number for number, row in rows if set(row.kinds) - {Kind.UNCHANGED}])

    def _show(self, marked: _Marked | None) -> None:
        if marked is None or self._marked is None or marked.shown.document is not self._marked.shown.document:
            self._seen_s.clear()
        self._marked = marked
        if marked is None or marked.sections.read >= marked.sections.all:
            self._watch.stop()
        elif not self._watch.isActive():
            self._watch.start()
        counted = self._counted(marked) if marked is not None else ReadSections()
        told = self._tell(marked, counted) if marked is not None else ""
        self._window.status.show_read(told)
        self._panel.show_read(marked.sections.read if marked is not None else frozenset())

    def _tell(self, marked: _Marked, counted: ReadSections) -> str:
        is_compared = self._session.place.mode is Mode.COMPARE
        if not counted.all or not (counted.read or is_compared):
            return ""
        kind = self.tr("changed sections") if is_compared else self.tr("sections")
        told = self.tr("{read} of {all} {kind} read").format(read=len(counted.read), all=len(counted.all), kind=kind)
        older = self._shown()[1]
        numbers = {one.revision: one.number for one in marked.visit.change.patch_sets}
        since = numbers.get(older.revision) if older is not None else counted.since
        if since is None or since >= marked.patch_set:
            return told
        return told + self.tr(" since patch set {number}").format(number=since)

    @Slot()
    def _on_tick(self) -> None:
        """What has stood before the eye for as long as its words take is read."""
        marked, text = self._marked, self._session.shown_text
        is_reading = self._session.place.mode in (Mode.READ, Mode.COMPARE) and self._window.isActiveWindow()
        if marked is None or text is None or not is_reading or self._session.document is not marked.shown.document:
            return
        read = set()
        for number in self._before_the_eye() & (self._counted(marked).all - marked.sections.read):
            self._seen_s[number] = self._seen_s.get(number, 0) + _TICK_MS / 1000
            takes_s = max(_LEAST_S, min(_MOST_S, text.section_words.get(number, 0) / _WORDS_A_SECOND))
            read |= {number} if self._seen_s[number] >= takes_s else set()
        if read:
            self._mark(read, is_read=True)

    def _prose(self) -> RowView:
        return self._comparing.view.prose if self._session.place.mode is Mode.COMPARE else self._reading.view.prose

    def _before_the_eye(self) -> frozenset[int]:
        """The section that is read, and those that are on the screen as a whole."""
        prose = self._prose()
        return whole_sections(prose.rows(), prose.stage().visible()) | {self._session.section_number}

    def _in_hand(self) -> int:
        """The section of the change in hand where that is on the screen, else the one that is read."""
        view = self._comparing.view
        if self._session.place.mode is Mode.COMPARE and view.change():
            row = view.row_of_change(view.change())
            if row is not None and row in dict(view.prose.stage().visible()):
                return view.prose.rows()[row].section or self._session.section_number
        return self._session.section_number

    @Slot()
    def toggle(self) -> None:
        """Mark the section in hand as read, or as not read."""
        marked, number = self._marked, self._in_hand()
        if marked is not None and number in marked.sections.all:
            self._mark({number}, is_read=number not in marked.sections.read)

    def _mark(self, numbers: Collection[int], *, is_read: bool) -> None:
        marked = self._marked
        if marked is None:
            return
        shown, visit = marked.shown, marked.visit

        def work(*_: object) -> None:
            if is_read:
                mark_read(visit.workspace, visit.change, marked.patch_set, shown.path, shown.document, numbers)
            else:
                mark_unread(visit.workspace, visit.change, shown.path, shown.document, numbers)

        self._write(work)

    def _write(self, work: Work) -> None:
        title = self.tr("Keeping what was read")
        self._session.jobs.start("write", title, work, self._on_written, self._on_refused, is_writing=True)

    @Slot(object)
    def _on_refused(self, error: VisionEditorError) -> None:
        """Told once: nobody asked for these marks, and no words are lost."""
        if not self._is_refused:
            self._is_refused = True
            self._session.failed.emit(error, None)

    @Slot(object)
    def _on_written(self, _: object) -> None:
        if self._session.workspace is not None:
            self.refresh()
