"""The pickers: documents, revisions, the two that are compared."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.gui.widgets.revision_choices import build_revision_choices, present_choice, typed_revision
from visioneditor.repository.objects import Commit
from visioneditor.services.choosing import find_last_pair, find_revision, load_revisions, remember_pair
from visioneditor.services.reading import FILE
from visioneditor.services.window_request import Mode


class PickingDesk(QObject):
    """Opens a picker below the button that asks for it and goes where the reader chose."""

    def __init__(
        self, window: MainWindow, session: Session, reading: ReadingPage, comparing: ComparingPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._reading, self._comparing = reading, comparing
        self.documents = self._build(self.tr("Find a document"), self._on_document)
        self.revisions = Picker(
            window.look,
            self.tr("Find a revision: change and patch set, branch, tag, subject, author, date"),
            window,
            width=680,
            has_group_keys=True,
            typed=self._typed,
        )
        self.revisions.typed.connect(self._on_typed)
        self._found: tuple[str, Commit | None] = ("", None)  # what was typed last, and the commit it stands for
        self._connect(self.revisions, self._on_revision)
        self._chosen: Callable[[str], object] = self._read_revision
        self._current = self._commit = ""  # what is chosen where a revision is asked for, and what it stands for
        self._listed: tuple[str, tuple[Choice, ...]] = ("", ())  # a document's path, and the rows shown for it last
        self._picked: tuple[str, str] | None = None  # the reader's choice, to be remembered once it is shown
        window.header.document_menu_requested.connect(self.choose_document)
        window.header.repository_menu_requested.connect(self._on_repository)
        reading.revision_requested.connect(self.choose_revision)
        comparing.old_requested.connect(self._on_old)
        comparing.new_requested.connect(self._on_new)
        session.comparison_loaded.connect(self._on_comparison)
        for id, handler in (
            ("go.document", self.choose_document),
            ("go.revision", self.choose_revision),
            ("go.next-document", self.next_document),
            ("go.previous-document", self.previous_document),
        ):
            window.commands.connect(id, handler)

    def _build(self, name: str, chosen: Callable[[object], object]) -> Picker:
        picker = Picker(self._window.look, name, self._window, width=600)
        self._connect(picker, chosen)
        return picker

    def _connect(self, picker: Picker, chosen: Callable[[object], object]) -> None:
        picker.chosen.connect(chosen)
        picker.dismissed.connect(self._window.focus_middle)

    @Slot()
    def _on_repository(self) -> None:
        self._window.commands.run("repository.open")

    @Slot()
    def choose_document(self) -> None:
        """List the documents, the visions first."""
        if self._session.workspace is None:
            return
        choices: list[Choice] = []
        entries = [entry for entry in self._session.entries if entry.same_as is None]
        for title, is_vision in ((self.tr("Visions"), True), (self.tr("Other documents"), False)):
            of_kind = [entry for entry in entries if entry.is_vision is is_vision]
            if of_kind:
                choices.append(Choice(value=None, title=title, is_enabled=False, is_heading=True))
            choices += [
                Choice(value=e.path, title=e.title or e.path, detail=e.path, aside=f"{e.words:,} words")
                for e in of_kind
            ]
        self.documents.show_choices(choices)
        self.documents.open_below(self._window.header.document)

    @Slot(object)
    def _on_document(self, path: object) -> None:
        if self._is_comparing:
            self._session.go(path=str(path), section="")
        else:
            is_table = self._session.place.mode is Mode.CONSENSUS
            self._session.go(mode=Mode.CONSENSUS if is_table else Mode.READ, path=str(path), section="", compared=None)
        self._window.focus_middle()

    @property
    def _is_comparing(self) -> bool:
        """Whether two revisions are compared; they stay the two when another document is gone to."""
        return self._session.place.mode is Mode.COMPARE and self._session.place.compared is not None

    @Slot()
    def next_document(self) -> None:
        """The next document in the list."""
        self._step(1)

    @Slot()
    def previous_document(self) -> None:
        """The document before in the list."""
        self._step(-1)

    def _step(self, by: int) -> None:
        paths = [entry.path for entry in self._session.entries if entry.same_as is None]
        if self._session.place.path in paths:
            at = paths.index(self._session.place.path) + by
            if 0 <= at < len(paths):
                kept = self._session.place.compared if self._is_comparing else None
                self._session.go(path=paths[at], section="", compared=kept)

    # Revisions

    @Slot()
    def choose_revision(self) -> None:
        """Ask which revision to read; in Compare, which is the newer one."""
        if self._session.place.mode is Mode.COMPARE:
            self._on_new()
        else:
            self._ask(self._revision_button(), self._session.revision, self._read_revision, has_files=False)

    def _revision_button(self) -> QWidget:
        """Where the shown page names the revision."""
        shown = self._window.modes.currentWidget()
        return getattr(shown, "revision", self._reading.revision)

    @Slot()
    def _on_old(self) -> None:
        self._ask(self._comparing.old, self._pair()[0], self._compare_old, self._commits()[0])

    @Slot()
    def _on_new(self) -> None:
        self._ask(self._comparing.new, self._pair()[1], self._compare_new, self._commits()[1])

    def _pair(self) -> tuple[str, str]:
        return self._session.place.compared or (self._session.revision, self._session.revision)

    def _commits(self) -> tuple[str, str]:
        """What the two that are compared stand for; empty where they are not compared yet."""
        found = self._session.comparison
        return (found.old.revision, found.new.revision) if found and found.named == self._pair() else ("", "")

    def _ask(
        self,
        anchor: QWidget,
        current: str,
        chosen: Callable[[str], object],
        commit: str = "",
        *,
        has_files: bool = True,
    ) -> None:
        """Drop the list with what is known of the document; what is new in it comes as soon as it is found.

        The `current` one is in hand, or else the row of the commit that it stands for.
        """
        session, workspace, path = self._session, self._session.workspace, self._session.place.path
        if workspace is None:
            return
        self._chosen, self._current, self._commit = chosen, current, commit
        refs, history = session.refs, session.history
        listing = Choice(value=None, title=self.tr("Listing revisions …"), is_enabled=False)
        self._show(self._listed[1] if self._listed[0] == path else (listing,))
        self.revisions.open_below(anchor)

        def work(*_: object) -> tuple[str, tuple[Choice, ...]]:
            return path, build_revision_choices(load_revisions(workspace, path, refs, history), has_files=has_files)

        self._session.jobs.start("revisions", self.tr("Listing revisions"), work, self._on_listed, self._on_failed)

    @Slot(object)
    def _on_listed(self, listed: tuple[str, tuple[Choice, ...]]) -> None:
        if listed != self._listed or not self.revisions.isVisible():
            self._listed = listed
            self._show(listed[1])

    def _show(self, choices: tuple[Choice, ...]) -> None:
        """The row in hand is that of the name, else of its commit; where neither is listed, it gets one of its own."""
        values = {choice.value for choice in choices}
        in_hand = next((one for one in (self._current, self._commit) if one in values), self._current)
        own = () if in_hand in values or not self._commit else present_choice(self._current, self._anchor_text())
        self.revisions.show_choices((*own, *choices), in_hand)

    def _anchor_text(self) -> str:
        """How the bar names what is compared now."""
        button = self._comparing.old if self._chosen == self._compare_old else self._comparing.new
        return button.accessibleDescription() or self._current

    def _typed(self, text: str) -> Choice | None:
        return typed_revision(text, self._found[1] if self._found[0] == text else None)

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        """Ask git what no row has."""
        workspace, text = self._session.workspace, words.strip()
        if workspace is not None and self.revisions.has_nothing_for(text):
            self._session.jobs.start(
                "typed-revision", "", lambda *_: (text, find_revision(workspace, text)), self._on_found, self._on_failed
            )

    @Slot(object)
    def _on_found(self, found: tuple[str, Commit | None]) -> None:
        self._found = found
        self.revisions.show_typed()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._session.failed.emit(error, None)

    @Slot(object)
    def _on_revision(self, revision: object) -> None:
        chosen = self._ask_for_file() if revision == FILE else str(revision)
        if chosen:
            self._chosen(chosen)
        self._window.focus_middle()

    def _ask_for_file(self) -> str:
        """A file on disk as a revision; empty where none was chosen."""
        workspace = self._session.workspace
        folder = workspace.path if workspace is not None else Path.home()
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("The file to compare with"), str(folder))
        return FILE + name if name else ""

    def _read_revision(self, revision: str) -> None:
        self._session.go(revision=revision)

    def _compare_old(self, revision: str) -> None:
        self._compare((revision, self._pair()[1]))

    def _compare_new(self, revision: str) -> None:
        self._compare((self._pair()[0], revision))

    def _compare(self, pair: tuple[str, str]) -> None:
        self._picked = pair
        self._session.go(compared=pair)

    # The last choice

    def last_pair(self) -> tuple[str, str] | None:
        """What the reader chose to compare last of this document, where both are still there."""
        workspace, path = self._session.workspace, self._session.place.path
        return find_last_pair(workspace, path) if workspace is not None else None

    @Slot()
    def _on_comparison(self) -> None:
        """Remember what the reader chose, also when it was swapped since; now that it could be compared."""
        workspace, place = self._session.workspace, self._session.place
        pair = place.compared
        if workspace is None or pair is None or self._picked not in (pair, pair[::-1]):
            return
        moment = datetime.now(UTC)
        self._session.jobs.start(
            "write",
            self.tr("Remembering"),
            lambda *_: remember_pair(workspace, place.path, pair, moment),
            self._on_remembered,
            self._on_remembered,
            is_writing=True,
        )

    @Slot(object)
    def _on_remembered(self, _: object) -> None:
        """Done, or not: it does not matter to the reader."""
