"""Starts: shows what was asked for as soon as it can be, and loads everything else once that has been painted."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QIcon

from visioneditor import resources
from visioneditor.errors import VisionEditorError
from visioneditor.gui.ahead import Ahead
from visioneditor.gui.jobs import PAUSE
from visioneditor.gui.place import Place, Start
from visioneditor.gui.worked_out import ComparedTexts
from visioneditor.services.window_request import Mode, WindowRequest

if TYPE_CHECKING:
    from visioneditor.gui.comparing.working_out import Way
    from visioneditor.gui.window import Window
    from visioneditor.services.returning import LeftPlace

_AFTER_PAINT_MS = 30  # by then what was painted is on the screen
_PATIENCE_MS = 1000  # for the first paint: a window that is never seen loads all the same
_REST = (
    "visioneditor.gui.changes.changes_page",
    "visioneditor.gui.desks.desks",
    "visioneditor.gui.desks.watching_desk",
    "visioneditor.gui.widgets.side_panel",
    "visioneditor.services.annotating",
    "visioneditor.services.change_list",
    "visioneditor.services.opening",
    "visioneditor.services.tracing",
)
_LATER = (  # nobody waits for it yet, and whoever drafts need not either
    "visioneditor.gui.desks.consensus_desk",
    "visioneditor.gui.desks.drafting_mode",
    "visioneditor.gui.desks.loaded_publication",
    "visioneditor.gui.desks.publish_room",
    "visioneditor.gui.publishing.publish_page",
)


def _import_all(names: tuple[str, ...]) -> None:
    """Import what is used after the first paint: on a thread, for it takes longer than a reader should wait."""
    for name in names:
        import_module(name)


def show_icon() -> None:
    """Give the windows the program's icon, for desktops that do not find it by the program's name."""
    QGuiApplication.setWindowIcon(QIcon(str(resources.path("visioneditor.svg"))))


class StartingDesk(QObject):
    """Opens the request, two files, or a repository that was opened later on; `is_waiting` while a paint is awaited."""

    def __init__(self, window: "Window", ahead: Ahead, *, is_remembered: bool) -> None:
        super().__init__(window)
        self._window, self._ahead, self._is_remembered = window, ahead, is_remembered
        self._watching: QObject | None = None
        self._returning: QObject | None = None
        self._rest = QTimer(self)  # all that the first paint can do without
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._load_rest)
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.timeout.connect(self._on_turn)
        self._pieces: list[Callable[[], object]] = []
        self._around = QTimer(self)  # what belongs to a document comes after its first paint
        self._around.setSingleShot(True)
        self._around.setInterval(_AFTER_PAINT_MS)
        self._around.timeout.connect(window.session.load_around)
        window.frame.painted.connect(self._on_painted)
        window.session.document_loaded.connect(self._on_document)

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be begun."""
        return any(timer.isActive() for timer in (self._around, self._rest, self._building))

    def open(self, request: WindowRequest) -> None:
        """Show what was asked for; raises where it cannot be reached."""
        if request.compare is not None or request.files is not None:
            self._window.build_comparing()  # while it is being compared
        found = self._ahead.take()
        if found is None:
            from visioneditor.gui.desks.opening_start import find_first

            found = find_first(request)
        if isinstance(found, Start):
            self.take(found)
        elif found is not None:
            self._show_files(found)
        elif request.files is not None:
            self.take_files(*request.files)

    @Slot(object)
    def take(self, start: Start) -> None:
        """Show where a start led; a text that was too long to be waited for comes after the window is painted."""
        session, place = self._window.session, start.place
        session.use_workspace(start.workspace, start.own_revision)
        if start.text is None:
            session.show(place, remembers=False)
        else:
            session.take_document(start.text, place)
            if place.mode is Mode.COMPARE and place.compared:
                self._window.build_comparing()
                if start.compared is not None:
                    session.take_comparison(start.compared)
                else:
                    session.load_comparison()
        if place.mode is Mode.DRAFT:
            self._window.modes.draft()
        if start.left is not None:
            self._come_back(start.left)
        self._await_rest()

    def _come_back(self, left: "LeftPlace") -> None:
        """Say what was restored after a crash."""
        if left.mode is Mode.DRAFT:
            self._window.modes.go_on_at(left.line, left.column)
        told = self.tr("The program ended unexpectedly; it is back where it was at {time}: {place}.")
        moment, name, place = left.noted.astimezone(), left.revision.partition(":")[2], left.path
        if left.mode is Mode.DRAFT and name:
            place = self.tr("{path}, line {line} of {draft}, with every word that was saved")
            place = place.format(path=left.path, line=left.line, draft=name)
        self._window.frame.messages.show_notice(told.format(time=f"{moment:%H:%M}", place=place), about="restored")

    def _await_rest(self) -> None:
        self._rest.start(_AFTER_PAINT_MS if self._window.frame.is_painted else _PATIENCE_MS)

    @Slot(object, object)
    def take_files(self, old: Path, new: Path) -> None:
        """Compare two files that were chosen, in the background, or say why not."""
        from visioneditor.gui.comparing.working_out import compare_texts
        from visioneditor.services.comparing import find_files

        way = self._way()
        self._window.jobs.start(
            "files",
            self.tr("Comparing"),
            lambda cancel, _: compare_texts(find_files(old, new), way, cancel=cancel),
            self._show_files,
            self._on_failed,
        )

    def _way(self) -> "Way":
        from visioneditor.gui.comparing.working_out import Way

        return Way(is_unified=self._window.session.is_unified, is_typeset=self._window.look.is_typeset)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._window.frame.messages.show_error(error)

    @Slot(object)
    def _show_files(self, texts: ComparedTexts) -> None:
        loaded = texts.loaded
        window, session = self._window, self._window.session
        window.build_comparing()  # before there is a comparison for it to show
        section = session.place.section if session.workspace is None else ""
        if session.workspace is not None:
            session.close_workspace()
        session.place = Place(mode=Mode.COMPARE, path=loaded.new.path or loaded.old.path, section=section)
        session.loaded = loaded.new
        session.take_comparison(texts)
        window.modes.show_place()
        if not window.has_desks:
            self._await_rest()

    # After the first paint

    @Slot()
    def _on_painted(self) -> None:
        if self._rest.isActive():
            self._rest.start(_AFTER_PAINT_MS)

    @Slot()
    def _on_document(self) -> None:
        if self._window.frame.isVisible():
            self._around.start()

    @Slot()
    def _load_rest(self) -> None:
        self._ahead.leave()
        self._window.jobs.start("rest", "", lambda *_: _import_all(_REST), self._on_imported, self._on_imported)

    @Slot(object)
    def _on_imported(self, _: object) -> None:
        """Build the rest a piece a turn of the event loop, so that whoever types or scrolls is heard in between."""
        self._pieces = [self._build_panel, self._window.build_comparing, self._build_desks, show_icon]
        self._pieces += [self._note_places] if self._is_remembered else []
        self._pieces += [self._load_around]  # now threads work, too
        self._pieces += [self._watch, self._begin_sending] if self._is_remembered else []
        self._building.start()

    @Slot()
    def _on_turn(self) -> None:
        self._pieces.pop(0)()
        if self._pieces:
            self._building.start()

    def _build_panel(self) -> None:
        _ = self._window.frame.panel

    def _build_desks(self) -> None:
        self._window.build_desks()
        self._window.enabling.update()

    def _note_places(self) -> None:
        from visioneditor.gui.desks.returning_desk import ReturningDesk

        self._returning = ReturningDesk(self._window)

    def _begin_sending(self) -> None:
        self._window.desks.sending.begin()

    def _load_around(self) -> None:
        window, session = self._window, self._window.session
        if session.workspace is not None:
            if session.loaded is not None:
                session.load_around()
            window.review.refresh()
        window.jobs.start("later", "", lambda *_: _import_all(_LATER), self._on_nothing, self._on_nothing, after=PAUSE)

    def _watch(self) -> None:
        window, session = self._window, self._window.session
        if session.workspace is None:
            return
        self._remember()
        if self._watching is None:
            from visioneditor.gui.desks.watching_desk import WatchingDesk

            self._watching = WatchingDesk(window.frame, session, window.review, self)

    def _remember(self) -> None:
        from visioneditor.services.opening import remember_repository

        workspace, moment = self._window.session.workspace, datetime.now(UTC)
        if workspace is not None:
            self._window.jobs.start(
                "write",
                self.tr("Remembering"),
                lambda *_: remember_repository(workspace, moment),
                self._on_nothing,
                self._on_nothing,
                is_writing=True,
            )

    @Slot(object)
    def _on_nothing(self, _: object) -> None:
        """Done, or not: it does not matter to the reader."""
