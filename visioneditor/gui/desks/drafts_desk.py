"""The drafts of the document that is drafted: listed with their states, started, renamed, brought together."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QInputDialog

from visioneditor.core.drafting.text_change import TextChange, trimmed
from visioneditor.core.drafting.three_way import Merged
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.merging_desk import MergedDraft
from visioneditor.gui.desks.opened_draft import OpenedDraft
from visioneditor.gui.drafting.draft_choices import draft_choices, other_choices, state_words
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import DRAFT
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.services.draft_states import BranchState, DraftState, DraftStates, load_draft_states
from visioneditor.services.drafting import discard_kept, load_draft
from visioneditor.services.several_drafts import bring_in, free_name, start_draft
from visioneditor.services.window_request import Mode
from visioneditor.store.model import StoredText

_ABOUT = "drafts"
_Found = tuple[OpenedDraft, DraftStates]


class DraftsDesk(QObject):
    """Keeps the state above the text right, and carries out what is wished of several drafts.

    `merge_requested` with the other draft, as a revision, where both say something else in one place.
    """

    merge_requested = Signal(str)

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self.picker = Picker(window.look, self.tr("Drafts of this document"), window, width=520)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.dismissed.connect(page.editor.setFocus)
        self._show: Callable[[_Found], object] = self._show_all
        self._take: Callable[[StoredText], object] = self._go_on_with
        self._other: StoredText | None = None  # that was brought in
        drafting.draft_opened.connect(self._on_state_changed)
        drafting.state_changed.connect(self._on_state_changed)
        for id, handler in (
            ("draft.list", self.list_drafts),
            ("draft.start-from-this", self.start_from_this),
            ("draft.start-from-base", self.start_from_base),
            ("draft.rename", self.rename),
            ("draft.compare-drafts", self.compare),
            ("draft.bring-in", self.bring_in),
        ):
            window.commands.connect(id, handler)

    # The state above the text

    @Slot()
    def _on_state_changed(self) -> None:
        self._load("draft-state", self._on_states)

    def _load(self, name: str, done: Callable[[_Found], object]) -> None:
        opened = self._drafting.opened
        if opened is not None:
            workspace, path = opened.workspace, opened.path
            self._session.jobs.start(
                name,
                self.tr("Looking up the drafts"),
                lambda *_: (opened, load_draft_states(workspace, path)),
                done,
                self._on_failed,
            )

    @Slot(object)
    def _on_states(self, found: _Found) -> None:
        opened, states = found
        if opened is self._drafting.opened:
            mine = next((state for state in states.drafts if state.draft.name == opened.name), None)
            self._page.state.set_whole(state_words(mine) if mine is not None else self.tr("nothing typed yet"))

    # The list

    @Slot()
    def list_drafts(self) -> None:
        """Drop the list of the document's drafts."""
        self._page.flush()
        self._show, self._take = self._show_all, self._go_on_with
        self._ask()

    def _ask(self) -> None:
        """The list, once all that was typed is kept."""
        opened = self._drafting.opened
        if opened is not None:
            self._session.jobs.start("write", "", lambda *_: opened, self._on_kept, self._on_failed, is_writing=True)

    @Slot(object)
    def _on_kept(self, _: OpenedDraft) -> None:
        self._load("drafts", self._on_listed)

    @Slot(object)
    def _on_listed(self, found: _Found) -> None:
        if found[0] is self._drafting.opened:
            self._show(found)

    def _show_all(self, found: _Found) -> None:
        opened, states = found
        self._drop(draft_choices(states, datetime.now(UTC)), opened)

    def _show_others(self, found: _Found) -> None:
        opened, states = found
        others = [state for state in states.drafts if state.draft.name != opened.name]
        if others:
            self._drop(other_choices(others, datetime.now(UTC)), opened)
        else:
            self._say(self.tr("This is the only draft of the document: start another one first."))

    def _drop(self, choices: tuple[Choice, ...], opened: OpenedDraft) -> None:
        in_hand = next(
            (one.value for one in choices if isinstance(one.value, DraftState) and one.title == opened.name), None
        )
        self.picker.show_choices(choices, in_hand)
        self.picker.open_below(self._page.drafts)

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self._page.editor.setFocus()
        if isinstance(value, DraftState):
            self._take(value.draft)
        elif isinstance(value, BranchState):
            self._session.go(mode=Mode.READ, revision=value.branch)
        elif isinstance(value, str):
            self._window.commands.run(value)

    def _go_on_with(self, draft: StoredText) -> None:
        if self._drafting.opened is not None and draft.name != self._drafting.opened.name:
            self._drafting.take(draft.name)

    # Names

    @Slot()
    def start_from_this(self) -> None:
        """Another draft that begins with what stands here; this one stays."""
        self._ask_name(self.tr("Start another draft"), self.tr("Its name:"), "", self._on_start_from_this)

    @Slot()
    def start_from_base(self) -> None:
        """Another draft that begins with what this one began with."""
        self._ask_name(self.tr("Start another draft"), self.tr("Its name:"), "", self._on_start_from_base)

    @Slot()
    def rename(self) -> None:
        """Give this draft another name."""
        opened = self._drafting.opened
        if opened is not None:
            self._ask_name(self.tr("Rename the draft"), self.tr("Its new name:"), opened.name, self._on_rename)

    def _ask_name(self, title: str, label: str, name: str, done: Callable[[str], object]) -> None:
        opened = self._drafting.opened
        if opened is None:
            return
        self._page.flush()
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextValue(name or free_name(opened.workspace, opened.path, self.tr("idea")))
        dialog.textValueSelected.connect(done)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_start_from_this(self, name: str) -> None:
        self._start(name, self._page.text)

    @Slot(str)
    def _on_start_from_base(self, name: str) -> None:
        if self._drafting.opened is not None:
            self._start(name, self._drafting.opened.base.document.text)

    def _start(self, name: str, text: str) -> None:
        opened = self._drafting.opened
        if opened is not None:
            workspace, path, base = opened.workspace, opened.path, opened.base.revision
            self._write(
                self.tr("Starting a draft"),
                lambda *_: start_draft(workspace, path, text, base_revision=base, name=name),
                self._on_started,
            )

    @Slot(object)
    def _on_started(self, draft: StoredText) -> None:
        opened = self._drafting.opened
        if opened is not None and opened.path == draft.path:
            self._say(self.tr("{old} stays as it is; you go on in {new}.").format(old=opened.name, new=draft.name))
            self._drafting.take(draft.name)

    @Slot(str)
    def _on_rename(self, name: str) -> None:
        opened = self._drafting.opened
        if opened is not None and name.strip() != opened.name:

            def work(*_: object) -> OpenedDraft:
                opened.rename(name)
                return opened

            self._write(self.tr("Renaming the draft"), work, self._on_renamed)

    @Slot(object)
    def _on_renamed(self, opened: OpenedDraft) -> None:
        self._drafting.tell_name(opened)
        self._on_state_changed()

    def _write(self, title: str, work: Callable[[object, object], object], done: Callable[[Any], object]) -> None:
        self._session.jobs.start("write", title, work, done, self._on_failed, is_writing=True)

    # Two of them

    @Slot()
    def compare(self) -> None:
        """Compare another draft with this one."""
        self._page.flush()
        self._show, self._take = self._show_others, self._compare_with
        self._ask()

    def _compare_with(self, draft: StoredText) -> None:
        self._drafting.compare_with(f"{DRAFT}:{draft.name}")

    @Slot()
    def bring_in(self) -> None:
        """Bring what another draft says into this one."""
        self._page.flush()
        self._show, self._take = self._show_others, self._bring_in
        self._ask()

    def _bring_in(self, draft: StoredText) -> None:
        opened = self._drafting.opened
        if opened is not None:
            text, base, workspace = self._page.text, opened.base, opened.workspace
            self._session.jobs.start(
                "bring-in",
                self.tr("Bringing two drafts together"),
                lambda *_: (opened, text, draft, bring_in(workspace, base, text, draft)),
                self._on_brought,
                self._on_failed,
            )

    @Slot(object)
    def _on_brought(self, result: tuple[OpenedDraft, str, StoredText, Merged]) -> None:
        opened, text, draft, merged = result
        if opened is not self._drafting.opened:
            return
        if self._page.text != text:
            self._bring_in(draft)  # one has typed on
        elif merged.conflicts or merged.is_order_open:
            self.merge_requested.emit(f"{DRAFT}:{draft.name}")
        else:
            self._put_in(text, draft, merged.text())

    def _put_in(self, text: str, draft: StoredText | None, new: str) -> None:
        """The other draft may be gone by now: what was decided goes in all the same."""
        change = trimmed(text, TextChange(0, len(text), new))
        if change is not None:
            self._page.editor.apply([change], self._page.editor.offset)
            self._page.flush()
        if draft is None:
            return
        if change is None:
            self._say(self.tr("This draft says all that {other} says.").format(other=draft.name))
            return
        said = self.tr("What {other} says is in this draft now; Ctrl+Z takes it out again. {other} stays as it is.")
        self._other = draft
        self._window.messages.show_notice(
            said.format(other=draft.name),
            self.tr("Discard {other}").format(other=draft.name),
            self.discard_other,
            about=_ABOUT,
        )

    @Slot()
    def discard_other(self) -> None:
        """Drop the draft that was brought in, if nobody has gone on with it."""
        opened, other = self._drafting.opened, self._other
        if opened is not None and other is not None:
            workspace = opened.workspace
            self._session.jobs.start(
                "write",
                self.tr("Discarding a draft"),
                lambda *_: discard_kept(workspace, [other]),
                self._on_discarded,
                self._on_failed,
                is_writing=True,
            )

    @Slot(object)
    def _on_discarded(self, _: object) -> None:
        self._on_state_changed()

    @Slot(object)
    def on_merged(self, merged: MergedDraft) -> None:
        """All that both drafts say otherwise was decided by hand."""
        opened = merged.opened
        if merged.other and opened is self._drafting.opened:
            self._session.jobs.start(
                "bring-in",
                self.tr("Bringing two drafts together"),
                lambda *_: (merged, load_draft(opened.workspace, opened.path, merged.other)),
                self._on_decided,
                self._on_failed,
            )

    @Slot(object)
    def _on_decided(self, found: tuple[MergedDraft, StoredText | None]) -> None:
        merged, other = found
        if merged.opened is self._drafting.opened:
            self._put_in(merged.before, other, merged.text)

    def _say(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_ABOUT)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)
