"""How the section under the eye came to be: its own revisions and what was decided about it, found out on a thread.

Asked for once the reader has stayed with a section for a moment, and kept; a long document is left to another process.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from visioneditor.core.decisions import Decision, Reason
from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.errors import VisionEditorError
from visioneditor.gui.jobs import PAUSE, Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import Place, committed_revision
from visioneditor.gui.session import Session
from visioneditor.services.window_request import Mode

if TYPE_CHECKING:
    from visioneditor.services.change_opening import OpenedChange
    from visioneditor.services.decisions import SectionPast
    from visioneditor.services.section_history import SectionRevision
    from visioneditor.services.workspace import Workspace

_STAYED_MS = 350
_LONG = 60_000  # characters of a document whose revisions are read in another process

Key = tuple[str | None, str, str]  # revision, path, section


def shown_commit(session: Session) -> str | None:
    """The revision whose text is shown: in Compare the newer one; None where one starts to read."""
    compared = session.place.compared if session.place.mode is Mode.COMPARE else None
    return committed_revision(compared[1] if compared is not None else session.revision)


def past_aside(folder: Path, revision: str | None, path: str, section: str) -> "Iterator[SectionPast]":
    """The past of a section of a long document, for a process of its own."""
    from visioneditor.services.decisions import load_section_past
    from visioneditor.services.opening import open_workspace

    with closing(open_workspace(folder)) as workspace:
        yield load_section_past(workspace, revision, path, section)


class PastDesk(QObject):
    """`found` when it is known how the section under the eye came to be."""

    found = Signal()

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._known: dict[Key, SectionPast | None] = {}
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_STAYED_MS)
        self._waiting.timeout.connect(self._look)
        session.section_changed.connect(self._on_section)
        session.history_loaded.connect(self._on_section)
        session.place_changed.connect(self._on_section)
        session.documents_listed.connect(self._on_listed)
        session.workspace_closed.connect(self._on_closed)
        window.panel.decisions.chosen.connect(self.open)

    @property
    def past(self) -> "SectionPast | None":
        """Of the section under the eye; None where it is not known, or not yet."""
        return self._known.get(self.key) if self.key is not None else None

    @property
    def key(self) -> Key | None:
        """What names the section under the eye; None where it can have no past."""
        section = self._session.section
        if self._session.workspace is None or section is None or self._session.place.path == COMMIT_MESSAGE_PATH:
            return None
        return shown_commit(self._session), self._session.place.path, section.id

    @property
    def is_long(self) -> bool:
        """Whether reading the document's revisions takes so long that another process has to."""
        document = self._session.document
        return document is not None and len(document.text) > _LONG

    @Slot()
    def _on_section(self, *_: object) -> None:
        self._waiting.start()

    @Slot()
    def _look(self) -> None:
        """The reader stays: find out, unless it is known or the panel is not seen."""
        key, workspace = self.key, self._session.workspace
        if key is None or workspace is None or key in self._known or not self._window.panel.isVisible():
            return
        is_long = self.is_long

        def work(cancel: Cancel, _: Progress) -> "SectionPast":
            return load_past(workspace, key, is_long=is_long, cancel=cancel)

        self._session.jobs.start("section-past", "", work, partial(self._on_found, key), self._on_failed, after=PAUSE)

    def _on_found(self, key: Key, past: "SectionPast") -> None:
        self._known[key] = past
        if key == self.key:
            self.found.emit()

    @Slot(object)
    def _on_failed(self, _: VisionEditorError) -> None:
        """A section that is only drafted yet, or a history that is not here, has no past."""

    @Slot()
    def _on_listed(self) -> None:
        """Other refs, other reviews: what was known may be more now."""
        self._known.clear()
        self._waiting.start()

    @Slot()
    def _on_closed(self) -> None:
        self._session.jobs.cancel("section-past")
        self._waiting.stop()
        self._known.clear()

    # Opening one

    @Slot(object)
    def open(self, decision: Decision) -> None:
        """Go to where a decision stands: a document at its section, a change in Compare at this one."""
        past = self.past
        if decision.path:
            self._session.go(mode=Mode.READ, path=decision.path, section=decision.section)
            self._window.focus_middle()
            return
        for one in past.revisions if past is not None and Reason.CHANGED in decision.reasons else ():
            if decision.revision in {change.revision for change in one.entry.changes}:
                self.open_revision(one)
                return
        self._open_change(decision)

    def open_revision(self, revision: "SectionRevision") -> None:
        """The documents before and after a revision of a section, at that section; the first one is read."""
        entry, previous, section = revision.entry, revision.previous, next(iter(revision.part.ids), "")
        session = self._session
        if previous is None:
            session.go(mode=Mode.READ, revision=entry.revision, path=entry.path, section=section)
        else:
            own = entry.revision if entry.path != session.place.path else session.place.revision
            compared = (previous.revision, entry.revision)
            session.go(mode=Mode.COMPARE, path=entry.path, revision=own, compared=compared, section=section)
            session.wanted_section = section
        self._window.focus_middle()

    def _open_change(self, decision: Decision) -> None:
        from visioneditor.services.change_opening import find_opened

        workspace = self._session.workspace
        spec = str(decision.number) if decision.number is not None else decision.revision
        if workspace is not None:
            self._session.jobs.start(
                "open-decision",
                self.tr("Opening the change"),
                lambda *_: find_opened(workspace, spec),
                self._on_opened,
                self._on_not_opened,
            )

    @Slot(object)
    def _on_opened(self, opened: "OpenedChange") -> None:
        place = Place(mode=Mode.COMPARE, path=opened.path, revision=opened.revision, compared=opened.compared)
        self._session.show(place)
        self._window.focus_middle()

    @Slot(object)
    def _on_not_opened(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)


def load_past(workspace: "Workspace", key: Key, *, is_long: bool, cancel: Cancel) -> "SectionPast":
    """How a section came to be; of a long document found out in another process, where that can be."""
    from visioneditor.services.aside import AsideError, work_aside
    from visioneditor.services.decisions import load_section_past

    if is_long:
        with suppress(AsideError, StopIteration):
            found: SectionPast = next(work_aside(past_aside, workspace.path, *key, cancel=cancel))
            return found
    return load_section_past(workspace, *key, cancel=cancel)
