"""What has been read: sections as they are under the eye, or by key; and what came since one last looked."""

import time

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.core.compare.model import Kind
from visioneditor.core.review.model import Change
from visioneditor.core.review.reading import ReadSections
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.panel_desk import PanelDesk
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
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
_LEAST_MS, _MOST_MS = 1_500, 10_000
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


class MarksDesk(QObject):
    """Marks sections, tells how many are read, and remembers a look when one leaves the change."""

    def __init__(self, window: MainWindow, session: Session, panel: PanelDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._panel = window, session, panel
        self.visit: Visit | None = None
        self._begun_s = 0.0
        self._marked: _Marked | None = None
        self._is_refused = False  # marks cannot be kept
        self._dwelling = QTimer(self)
        self._dwelling.setSingleShot(True)
        self._dwelling.timeout.connect(self._on_dwelled)
        for fact in (session.document_loaded, session.comparison_loaded, session.place_changed, session.store_changed):
            fact.connect(self.refresh)
        session.section_changed.connect(self._on_section)
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
        self._on_section(self._session.section_number)

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
        self._marked = marked
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

    @Slot(int)
    def _on_section(self, number: int) -> None:
        """Another section is under the eye: it counts as read when it has stayed there for a while."""
        self._dwelling.stop()
        marked, text = self._marked, self._session.shown_text
        if marked is None or text is None or number not in marked.sections.all - marked.sections.read:
            return
        words = text.section_words.get(number, 0)
        self._dwelling.start(max(_LEAST_MS, min(_MOST_MS, words * 1000 // _WORDS_A_SECOND)))

    @Slot()
    def _on_dwelled(self) -> None:
        is_read = self._session.place.mode in (Mode.READ, Mode.COMPARE) and self._window.isActiveWindow()
        if is_read and self._marked is not None and self._session.document is self._marked.shown.document:
            self._mark(self._session.section_number, is_read=True)

    @Slot()
    def toggle(self) -> None:
        """Mark the section under the eye as read, or as not read."""
        marked, number = self._marked, self._session.section_number
        if marked is not None and number in marked.sections.all:
            self._mark(number, is_read=number not in marked.sections.read)

    def _mark(self, number: int, *, is_read: bool) -> None:
        marked = self._marked
        if marked is None:
            return
        shown, visit = marked.shown, marked.visit

        def work(*_: object) -> None:
            if is_read:
                mark_read(visit.workspace, visit.change, marked.patch_set, shown.path, shown.document, [number])
            else:
                mark_unread(visit.workspace, visit.change, shown.path, shown.document, [number])

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
