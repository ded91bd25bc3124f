"""History of a section in the window: read on a thread, gone through one by one, several beside each other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.past_desk import PastDesk, load_past
from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.gui.widgets.revision_names import shown_date

if TYPE_CHECKING:
    from visioneditor.gui.history.history_page import HistoryPage
    from visioneditor.services.section_texts import SectionHistory

_Shown = tuple[tuple[int, ...], tuple[Row, ...]]  # the numbers of revisions, and their rows

_CHECK, _NO_CHECK = "✓", "\u2003"


class SectionHistoryDesk(QObject):
    """The page is built when it is first asked for; `left` when the place one came from is to be shown again."""

    left = Signal()

    def __init__(self, window: MainWindow, session: Session, past: PastDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._session, self._past = window, session, past
        self.page: HistoryPage | None = None
        self.history: SectionHistory | None = None
        self._chosen: tuple[int, ...] = ()
        self.revisions = Picker(window.look, self.tr("Which revisions"), window, width=520, stays=True)
        self.revisions.chosen.connect(self._on_toggled)
        self.revisions.dismissed.connect(window.focus_middle)
        window.commands.connect("view.section-history", self.show)
        window.panel.section_history_requested.connect(self.show)
        session.workspace_closed.connect(self._on_closed)

    @property
    def is_shown(self) -> bool:
        """Whether it is what one sees in the middle."""
        return self.page is not None and self._window.modes.currentWidget() is self.page

    @Slot()
    def show(self) -> None:
        """Read the history of the section under the eye, and show it at its newest revision."""
        from visioneditor.services.section_texts import SectionHistory
        from visioneditor.services.tracing import commit_of

        session, section, key = self._session, self._session.section, self._past.key
        workspace, path = session.workspace, session.place.path
        if workspace is None or section is None or key is None:
            return
        id, title = section.id, section.title or self.tr("Beginning")
        known, is_long = self._past.past, self._past.is_long

        def work(cancel: Cancel, _: Progress) -> tuple[str, "SectionHistory"]:
            tip = commit_of(workspace, key[0])
            past = known or load_past(workspace, key, is_long=is_long, cancel=cancel)
            return title, SectionHistory(tip=tip, path=path, section_id=id, revisions=past.revisions)

        session.jobs.start("section-history", self.tr("Reading the history"), work, self._on_history, self._on_failed)

    @Slot()
    def leave(self) -> None:
        """Back to where one was."""
        self.left.emit()
        self._window.focus_middle()

    def choose(self, numbers: Sequence[int]) -> None:
        """Show these revisions, counted from the newest on."""
        from visioneditor.gui.history.history_rows import history_rows
        from visioneditor.services.section_texts import load_section_texts

        workspace, history, chosen = self._session.workspace, self.history, tuple(sorted(set(numbers)))
        if workspace is None or history is None or not chosen:
            return
        self._chosen, is_typeset = chosen, self._window.look.is_typeset

        def work(cancel: Cancel, _: Progress) -> _Shown:
            texts = load_section_texts(workspace, history, chosen, cancel=cancel)
            return tuple(text.number for text in texts), history_rows(texts, is_typeset=is_typeset)

        self._session.jobs.start("section-texts", self.tr("Reading the section"), work, self._on_texts, self._on_failed)

    @Slot(object)
    def _on_history(self, found: tuple[str, "SectionHistory"]) -> None:
        title, self.history = found
        if not self.history.revisions:
            return
        page = self._page()
        page.show_history(title, self.history.revisions)
        self._window.show_page(page)
        self._window.focus_middle()
        self.choose((0,))

    def _page(self) -> "HistoryPage":
        if self.page is None:
            from visioneditor.gui.history.history_page import HistoryPage

            self.page = page = HistoryPage(self._window.look)
            page.left.connect(self.leave)
            page.revision_wanted.connect(self._on_revision)
            page.comparison_wanted.connect(self._on_comparison)
            page.beside_requested.connect(self.choose_beside)
        return self.page

    @Slot(object)
    def _on_texts(self, shown: _Shown) -> None:
        if self.page is not None:
            self.page.show_texts(*shown)

    @Slot(int)
    def _on_revision(self, number: int) -> None:
        self.choose((number,))

    @Slot(int)
    def _on_comparison(self, number: int) -> None:
        """The whole documents before and after a revision, at the section; the first one is read."""
        if self.history is None:
            return
        self._past.open_revision(self.history.revisions[number])

    # Beside each other

    @Slot()
    def choose_beside(self) -> None:
        """List the revisions, those that are shown checked."""
        if self.page is not None:
            self._list()
            self.revisions.open_below(self.page.beside, at_right=True)

    def _list(self, current: object = None) -> None:
        revisions = self.history.revisions if self.history is not None else ()
        choices = [
            Choice(
                value=number,
                title=f"{_CHECK if number in self._chosen else _NO_CHECK} {one.entry.subject}",
                detail=one.entry.author,
                aside=shown_date(one.entry.date),
            )
            for number, one in enumerate(revisions)
        ]
        self.revisions.show_choices(choices, current)

    @Slot(object)
    def _on_toggled(self, value: object) -> None:
        assert isinstance(value, int)
        chosen = set(self._chosen) ^ {value}
        self.choose(tuple(chosen) or (value,))
        self._list(value)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    @Slot()
    def _on_closed(self) -> None:
        for name in ("section-history", "section-texts"):
            self._session.jobs.cancel(name)
        self.history, self._chosen = None, ()
