"""Finding words in all documents of the revision and, in all revisions, those that are gone; a list says where."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.services.searching import Finding, find_in_documents
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace

if TYPE_CHECKING:
    from visioneditor.services.explaining import ExplainedChange
    from visioneditor.services.finding_gone import GoneFinding, Past

_SEARCH_AFTER_MS = 250
_SHORTEST_QUERY = 2
_BEFORE = 40  # characters shown before what was found
_SEARCH, _PAST = "search", "search-past"


class FindingEverywhereDesk(QObject):
    """Announces words to be found in a document, and the change that took words out."""

    found = Signal(str)
    gone_chosen = Signal(object)  # an ExplainedChange
    _gone_found = Signal(str, object)  # from the thread: the query, a GoneFinding

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        name = self.tr("Find in all documents and revisions")
        self.picker = Picker(window.look, name, window, width=760, filters=False)
        self.picker.typed.connect(self._on_typed)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.dismissed.connect(self._on_dismissed)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_AFTER_MS)
        self._pause.timeout.connect(self.look_now)
        self._query = ""
        self._standing: tuple[Choice, ...] = ()
        self._gone: list[Choice] = []
        self._past: tuple[Workspace, Past] | None = None  # read once, for each tip
        window.commands.connect("go.find-everywhere", self.open)
        session.workspace_closed.connect(self._on_closed)
        self._gone_found.connect(self._on_gone)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What was found: where the words stand, then what took them out."""
        return (*self._standing, *self._gone)

    @Slot()
    def open(self) -> None:
        """Drop the list that is filled while one types."""
        self._standing, self._gone = (), []
        self.picker.show_choices(())
        self.picker.open_below(self._window.header.find_field, at_right=True)

    @Slot()
    def _on_dismissed(self) -> None:
        self._stop()
        self._window.focus_middle()

    @Slot()
    def _on_closed(self) -> None:
        self._stop()
        self._past = None

    def _stop(self) -> None:
        self._pause.stop()
        for name in (_SEARCH, _PAST):
            self._session.jobs.cancel(name)

    @Slot(str)
    def _on_typed(self, query: str) -> None:
        self._query = query
        self._pause.start()

    @Slot()
    def look_now(self) -> None:
        """Look for what stands in the field by now."""
        self._pause.stop()
        workspace, revision, query = self._session.workspace, self._session.revision, self._query
        self._session.jobs.cancel(_PAST)
        self._standing, self._gone = (), []
        if workspace is None or len(query.strip()) < _SHORTEST_QUERY:
            self.picker.show_choices(())
            return
        self._session.jobs.start(
            _SEARCH,
            self.tr("Searching"),
            lambda cancel, progress: find_in_documents(workspace, revision, query, cancel, progress),
            self._on_findings,
            self._on_failed,
        )

    @Slot(object)
    def _on_findings(self, findings: tuple[Finding, ...]) -> None:
        nothing = Choice(value=None, title=self.tr("No document has these words."), is_enabled=False)
        self._standing = tuple(map(_standing, findings)) or (nothing,)
        self._show(self.tr("Looking through all revisions …"))
        self._look_back()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._session.failed.emit(error, None)

    # In all revisions

    def _look_back(self) -> None:
        workspace, query, past = self._session.workspace, self._query, self._past
        if workspace is None:
            return

        def work(cancel: Cancel, _: Progress) -> tuple[str, tuple[Workspace, "Past"]]:
            from visioneditor.services.finding_gone import Past

            kept = past if past is not None and past[0] is workspace and past[1].is_current() else None
            read = kept or (workspace, Past(workspace, None))
            read[1].find(query, found=lambda gone: self._gone_found.emit(query, gone), cancel=cancel)
            return query, read

        self._session.jobs.start(_PAST, self.tr("Looking through all revisions"), work, self._on_past, self._on_failed)

    @Slot(str, object)
    def _on_gone(self, query: str, gone: "GoneFinding") -> None:
        if query == self._query:
            self._gone.append(self._taken_out(gone))
            if len(self._gone) == 1:
                self._show(self.tr("Looking for more …"))

    @Slot(object)
    def _on_past(self, answer: "tuple[str, tuple[Workspace, Past]]") -> None:
        query, self._past = answer
        if query == self._query:
            self._show("" if self._gone else self.tr("No change took these words out."))

    def _show(self, note: str) -> None:
        notes = [Choice(value=None, title=note, is_enabled=False)] if note else []
        rows = [_heading(self.tr("In this revision")), *self._standing]
        rows += [_heading(self.tr("In all revisions: no longer there")), *self._gone, *notes]
        self.picker.show_choices(rows, self.picker.current)

    def _taken_out(self, gone: "GoneFinding") -> Choice:
        change = gone.change
        when = shown_date(change.date)
        said = self.tr("the document removed") if gone.is_whole_document else self.tr("removed")
        return Choice(
            value=gone,
            title=_in_context(gone.finding),
            detail=" · ".join(part for part in (f"{change.subject} ({change.author})", gone.reason, gone.path) if part),
            aside=f"{said} {when}",
        )

    # Going there

    @Slot(object)
    def _on_chosen(self, chosen: "Finding | GoneFinding") -> None:
        self._stop()
        if not isinstance(chosen, Finding):
            self.gone_chosen.emit(_explained(chosen))
            self._window.focus_middle()
            return
        section = chosen.section.id if chosen.section else ""
        self._session.go(mode=Mode.READ, path=chosen.path, section=section)
        self._window.focus_middle()
        self.found.emit(self._query)


def _explained(gone: "GoneFinding") -> "ExplainedChange":
    from visioneditor.core.provenance.chain import Happening
    from visioneditor.services.explaining import ExplainedChange

    return ExplainedChange(
        revision=gone.revision,
        path=gone.path,
        change=gone.change,
        kind=Happening.REMOVED,
        before=gone.finding.found,
        after="",
        old_revision=gone.old_revision,
        old_path=gone.path,
        old_places=((gone.finding.start, gone.finding.end),),
    )


def _heading(title: str) -> Choice:
    return Choice(value=None, title=title, is_enabled=False, is_heading=True)


def _standing(finding: Finding) -> Choice:
    return Choice(
        value=finding,
        title=_in_context(finding),
        detail=" · ".join(part for part in (finding.path, finding.section and finding.section.title) if part),
        aside=f"line {finding.line}",
    )


def _in_context(finding: Finding) -> str:
    """The words found with a few whole words before them, and what follows."""
    before = finding.before[-_BEFORE:]
    if len(before) < len(finding.before) or not before[:1].isupper():
        before = "… " + before.partition(" ")[2]
    return f"{before}{finding.found}{finding.after}"
