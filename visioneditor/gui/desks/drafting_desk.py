"""Drafting: the unsaved text goes to the store at every pause, and what other windows do to it is told.

Saving, committing and discarding are the saving desk's.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.own_changes import OwnChanges
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.opened_draft import DraftNews, OpenedDraft, open_draft
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.jobs import Work
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import DRAFT
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action, Level
from visioneditor.gui.worked_out import DraftedText
from visioneditor.services.keeping import Kept
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import parse_text
from visioneditor.services.window_request import Mode
from visioneditor.store.model import StoredText

_Slot = Callable[[Any], object]
_Cursor = tuple[int, int]  # line and column, from 1
FindsOwn = Callable[[Document], OwnChanges | None]

_OTHER_WINDOW = "draft-of-another-window"
_AGAIN_MS = 2000  # between two tries to keep what could not be kept


class DraftingDesk(QObject):
    """Announces `draft_opened`, `draft_left`, and `preview_ready` with a DraftedText. `opened` is what is drafted."""

    draft_opened = Signal()
    draft_left = Signal()  # nothing is being drafted any more
    preview_ready = Signal(object)
    state_changed = Signal()  # something of it was kept, or went further

    def __init__(self, window: MainWindow, session: Session, page: DraftingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._page = window, session, page
        self.opened: OpenedDraft | None = None
        self._opening = ""  # the path that is being opened
        self._names: dict[str, str] = {}  # by path: the draft this window wrote last
        self._left_at: dict[str, tuple[str, _Cursor]] = {}  # by path: the section and place that was written in last
        self._wanted: _Cursor | None = None
        self._other = ""  # the draft that another window writes
        page.editor.edited.connect(self._on_edited)
        page.text_typed.connect(self._on_typed)
        page.preview_wanted.connect(self._on_preview_wanted)
        session.workspace_closed.connect(self._on_closed)
        session.draft_rewritten.connect(self._on_rewritten)
        session.store_changed.connect(self.look_round)
        self._unkept: dict[OpenedDraft, str] = {}  # what could not be put on disk yet
        self._failure = ""  # what is told of it
        self._drafted: DraftedText | None = None  # read, and not shown yet
        self.read_along: Callable[[Document], FindsOwn] = lambda _: lambda _: None  # what is read beside the preview
        self._shown_soon = QTimer(self)
        self._shown_soon.setSingleShot(True)
        self._shown_soon.timeout.connect(self._on_shown_soon)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.keep_unkept)
        window.closing.connect(page.flush)
        window.keep_requested.connect(self._on_keep_requested)

    # Opening

    @Slot()
    def open_draft(self) -> None:
        """Draft the shown document: the unsaved draft where there is one, else what is shown."""
        session, workspace = self._session, self._session.workspace
        if workspace is None or session.loaded is None:
            return
        loaded = session.loaded
        if loaded.path in (self._opening, self.opened.path if self.opened is not None else ""):
            return
        self.close_draft()
        self._opening = loaded.path
        named = loaded.revision.partition(":")[2] if loaded.revision.startswith(DRAFT) else ""
        name = named or self._names.get(loaded.path)
        self._write(self.tr("Opening the draft"), lambda *_: open_draft(workspace, loaded, name), self._on_opened)

    def _write(self, title: str, work: Work, done: _Slot, failed: _Slot | None = None) -> None:
        """On the writing lane, so that what is kept and what is looked at follow one another."""
        self._session.jobs.start("write", title, work, done, failed or self._on_failed, is_writing=True)

    @Slot(object)
    def _on_opened(self, opened: OpenedDraft) -> None:
        workspace = self._session.workspace
        if opened.path != self._opening or workspace is None or workspace.store is not opened.workspace.store:
            return
        self._opening = ""
        if self._session.place.mode is not Mode.DRAFT:
            return
        self.opened = opened
        self._names[opened.path] = opened.name
        self._page.load(opened.text, opened.markup, *self._cursor(opened.path))
        self._page.show_name(opened.name, self._where(opened))
        if opened.is_restored:
            self._window.status.show_saved(self.tr("Your unsaved draft is here again"))
        if opened.others:
            self._tell_of_several(opened)
        self._page.editor.setFocus()
        self.draft_opened.emit()

    def go_on_at(self, line: int, column: int) -> None:
        """The next draft that is opened is gone on with there."""
        self._wanted = (line, column)

    def _cursor(self, path: str) -> _Cursor:
        """Where to go on: where one left, unless another section has been read since."""
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            return wanted
        section = self._session.section
        if section is None:
            return 1, 1
        left_section, left = self._left_at.get(path, ("", (1, 1)))
        return left if left_section == section.id else (section.first_line, 1)

    def _where(self, opened: OpenedDraft) -> str:
        repository = opened.workspace.repository
        branch = (repository.head_branch() or "").removeprefix("refs/heads/")
        has_file = repository.work_tree is not None and branch
        where = self.tr("on branch {branch}").format(branch=branch) if has_file else self.tr("kept here")
        name = self.tr("with {n} more, ").format(n=opened.files_beside) if opened.files_beside else ""
        return self.tr("{name}{where}, from {base}").format(name=name, where=where, base=opened.base.revision[:8])

    def close_draft(self) -> None:
        """Keep what was typed and leave the draft."""
        self._page.flush()
        section = self._session.section
        if self.opened is not None and section is not None:
            self._left_at[self.opened.path] = (section.id, (self._page.editor.line, self._page.editor.column))
        self.forget()

    def drop(self) -> None:
        """What is being drafted is committed or discarded: nothing of it is to be kept any more."""
        if self.opened is not None:
            self._unkept.pop(self.opened, None)
        self.forget()

    @Slot()
    def _on_rewritten(self) -> None:
        """A suggestion was taken into it, or taken back: show it as it is now."""
        if self.opened is not None:
            self.close_draft()
            self.open_draft()

    def forget(self) -> None:
        """Nothing is being drafted any more; what was typed since the last pause is not kept."""
        self.opened = None
        self._opening = ""
        self._window.messages.close_about(_OTHER_WINDOW)
        self.draft_left.emit()

    @Slot()
    def _on_closed(self) -> None:
        self.forget()
        self._names.clear()
        self._left_at.clear()

    def stand_on(self, base: LoadedDocument) -> None:
        """From now on the draft is one of this text; it is kept so with what is announced next."""
        if self.opened is not None:
            self.opened.base = base
            self._page.show_name(self.opened.name, self._where(self.opened))

    # Typing

    @Slot()
    def _on_edited(self) -> None:
        """What looks through a long text takes turns with the keys."""
        if self._page.is_long:
            self._session.jobs.put_off()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if self.opened is not None:
            self.opened.text = text
            self._keep(self.opened, text)

    def _keep(self, opened: OpenedDraft, text: str) -> None:
        if opened in self._unkept:
            self._unkept[opened] = text  # older words must not come after these
        failed, base = partial(self._on_not_kept, opened, text), opened.base.revision  # a newer one has another text
        self._write(self.tr("Keeping the draft"), lambda *_: (opened, opened.keep(text, base)), self._on_kept, failed)

    def _on_not_kept(self, opened: OpenedDraft, text: str, error: VisionEditorError) -> None:
        """The text is still here, though the draft may be closed: it is tried again until it is kept."""
        is_new = opened not in self._unkept
        self._unkept[opened] = text
        self._again.start()
        if is_new:
            self._failure = error.message
            self._session.failed.emit(error, self.keep_unkept)

    @property
    def is_kept(self) -> bool:
        """Whether all that was announced is on disk."""
        return not self._unkept

    @Slot()
    def keep_unkept(self) -> None:
        """Try again to keep what could not be kept."""
        for opened, text in tuple(self._unkept.items()):
            self._keep(opened, text)

    @Slot()
    def _on_keep_requested(self) -> None:
        self._page.flush()
        self.keep_unkept()

    @Slot(object)
    def _on_kept(self, result: tuple[OpenedDraft, Kept]) -> None:
        opened, kept = result
        if self._unkept.pop(opened, None) is not None and not self._unkept:
            self._window.messages.close_about(self._failure)
        self._names[opened.path] = kept.stored.name
        self._window.status.show_saved(self.tr("Every word saved, {time}").format(time=_time(kept.stored)))
        self.state_changed.emit()
        if kept.other is not None:
            self._tell_of_conflict(opened, kept.other)

    @Slot(str)
    def _on_preview_wanted(self, text: str) -> None:
        opened = self.opened
        if opened is not None:
            markup, find_own = opened.markup, self.read_along(opened.base.document)
            self._session.jobs.start(
                "preview",
                self.tr("Reading the draft"),
                lambda *_: _read(parse_text(text, markup), find_own),
                self._on_preview,
                self._on_failed,
            )

    @Slot(object)
    def _on_preview(self, text: DraftedText) -> None:
        self._drafted = text
        self._shown_soon.start()

    @Slot()
    def _on_shown_soon(self) -> None:
        """The list of problems has its place by now: the preview is laid out once, and in a turn of its own."""
        text, self._drafted = self._drafted, None
        if text is not None and self.opened is not None:
            self.preview_ready.emit(text)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._opening = ""
        self._session.failed.emit(error, None)

    # Other windows

    @Slot()
    def look_round(self) -> None:
        """Another window may have written: this draft, or one beside it."""
        opened = self.opened
        if opened is not None:
            self._write("", lambda *_: (opened, opened.look()), self._on_news)

    @Slot(object)
    def _on_news(self, result: tuple[OpenedDraft, DraftNews]) -> None:
        opened, news = result
        if opened is not self.opened:
            return
        if news.beside is not None:
            self._tell_of_conflict(opened, news.beside)
        elif news.is_gone or news.changed is not None:
            if self._page.text != opened.text:  # what was typed here since gets a name of its own, and is told then
                self._page.flush()
            elif news.changed is not None:
                self._tell_of_change(news.changed)
            else:
                self._tell_of_loss()

    def _tell_of_conflict(self, opened: OpenedDraft, other: StoredText) -> None:
        sentence = self.tr(
            "Another window changed this draft at {time}. Yours is kept as {mine}, the other one as {other}."
        )
        said = sentence.format(time=_time(other), mine=opened.revision, other=_revision(other))
        self._tell_of_other(said, other, Level.WARNING)
        self._page.show_name(opened.name, self._where(opened))

    def _tell_of_several(self, opened: OpenedDraft) -> None:
        other = opened.others[0]
        sentence = self.tr("There is another draft of this document, {other}, written at {time}; this is {mine}.")
        said = sentence.format(time=_time(other), mine=opened.revision, other=_revision(other))
        self._tell_of_other(said, other, Level.NOTE)

    def _tell_of_other(self, sentence: str, other: StoredText, level: Level) -> None:
        self._other = other.name
        take = Action(text=self.tr("Take the other"), act=self.take_other)
        self._tell(sentence, self.tr("Show both"), self.show_both, take, level)

    def _tell_of_change(self, other: StoredText) -> None:
        self._other = other.name
        sentence = self.tr("Another window changed this draft at {time}; here it stands as it was before.")
        self._tell(sentence.format(time=_time(other)), self.tr("Show it"), self.take_other)

    def _tell_of_loss(self) -> None:
        sentence = self.tr("Another window committed or discarded this draft; it stands here alone.")
        self._tell(sentence, self.tr("Keep it"), self.keep_anew)

    def _tell(
        self,
        sentence: str,
        action: str,
        act: Callable[[], object],
        also: Action | None = None,
        level: Level = Level.WARNING,
    ) -> None:
        self._window.messages.show_notice(sentence, action, act, also=also, about=_OTHER_WINDOW, level=level)

    @Slot()
    def show_both(self) -> None:
        """Compare the draft of another window with this one."""
        self.compare_with(f"{DRAFT}:{self._other}")

    def compare_with(self, older: str) -> None:
        """Compare a revision with this draft, once all that was typed is kept."""
        opened = self.opened
        if opened is not None:
            self._page.flush()
            self._write(self.tr("Keeping the draft"), lambda *_: (opened, older), self._on_comparable)

    @Slot(object)
    def _on_comparable(self, result: tuple[OpenedDraft, str]) -> None:
        opened, older = result
        if opened is not self.opened:
            return
        if opened.is_kept:
            self._session.go(mode=Mode.COMPARE, compared=(older, opened.revision))
        else:
            sentence = self.tr("Nothing has been drafted yet: the text is as it was.")
            self._window.messages.show_notice(sentence, about="nothing-drafted")

    @Slot()
    def take_other(self) -> None:
        """Go on with what another window has written; what was written here stays kept."""
        self.take(self._other)

    def take(self, name: str) -> None:
        """Go on with another draft of the document; this one stays kept."""
        if self.opened is not None:
            path = self.opened.path
            self.close_draft()
            self._names[path] = name
            self.open_draft()

    def tell_name(self, opened: OpenedDraft) -> None:
        """A draft has another name now."""
        self._names[opened.path] = opened.name
        if opened is self.opened:
            self._page.show_name(opened.name, self._where(opened))

    @Slot()
    def keep_anew(self) -> None:
        """Keep what stands here, though another window has done away with it."""
        self._on_typed(self._page.text)


def _read(document: Document, find_own: FindsOwn) -> DraftedText:
    return DraftedText(document, find_own(document))


def _revision(draft: StoredText) -> str:
    return f"{DRAFT}:{draft.name}"


def _time(draft: StoredText) -> str:
    moment: datetime = draft.updated.astimezone()
    return f"{moment:%H:%M}"
