"""Why this word: finds out on a thread where words come from, shows it in the panel's place, and leads there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.core.document.typesetting import in_quotes
from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.suggestions import preview
from visioneditor.errors import VisionEditorError
from visioneditor.gui.comparing.comparing_page import ComparingPage
from visioneditor.gui.desks.threads_desk import ThreadsDesk
from visioneditor.gui.jobs import Cancel, Progress
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.place import DRAFT, committed_revision
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import FIRST_PROJECT, NEW, OLD, SelectedSpan
from visioneditor.gui.reading.reading_page import ReadingPage
from visioneditor.gui.remembering.asked import Answer, Asked
from visioneditor.gui.remembering.why_words import shorten
from visioneditor.gui.session import Session
from visioneditor.services.change_in_view import pair_of
from visioneditor.services.explaining import ExplainedChange, Explanation
from visioneditor.services.explaining_shown import explain_shown
from visioneditor.services.reading import load_document, parse_text
from visioneditor.services.reasons import Reason, load_reasons
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.values import replace

if TYPE_CHECKING:
    from visioneditor.gui.remembering.why_pane import WhyPane

_WHY = "why"  # what a message and a job are about
_REVIEWS = "why-reviews"


def _no_draft() -> None:
    """No draft was opened yet."""


class WhyDesk(QObject):
    """The pane is built when it is first asked for."""

    _reason_found = Signal(object, int, object)  # from the thread: Explanation, number of the change, Reason

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        reading: ReadingPage,
        comparing: ComparingPage,
        threads: ThreadsDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._threads = window, session, threads
        self._reading, self._comparing = reading.view, comparing.view
        self.pane: WhyPane | None = None
        self.drafted: Callable[[], Asked | None] = _no_draft  # what is asked about in Draft
        self._asked: Asked | None = None
        self._found: Explanation | None = None
        self._sought: ExplainedChange | None = None  # its words are to be selected as soon as they are shown
        self._is_looking = False
        window.commands.connect("remember.why", self.ask)
        session.comparison_loaded.connect(self._on_shown)
        session.document_loaded.connect(self._on_shown)
        session.workspace_closed.connect(self._on_closed)
        self._reason_found.connect(self._on_reason)

    @property
    def is_shown(self) -> bool:
        """Whether the pane is what one sees."""
        return self.pane is not None and self._window.panels.is_lent_to(self.pane)

    @Slot()
    def ask(self) -> None:
        """Tell why the selected words, or the word in hand, stand there; asked once more, put the pane away."""
        asked = self._asked_now()
        if asked is None:
            said = VisionEditorError("why.no-words")
            self._window.messages.show_notice(f"{said.summary} {said.hint}", about=_WHY)
        elif self.is_shown and asked == self._asked and not self._is_looking:
            self.close()
        else:
            self._window.close_message(_WHY)
            self._look_for(asked)

    @Slot()
    def close(self) -> None:
        """Put the pane away."""
        self._stop()
        if self.is_shown:
            self._window.panels.put_away()
        self._window.focus_middle()

    @Slot()
    def _on_closed(self) -> None:
        self._stop()
        self._asked = self._found = self._sought = None
        if self.is_shown:
            self._window.panels.put_away()

    def _stop(self) -> None:
        for name in (_WHY, _REVIEWS):
            self._session.jobs.cancel(name)

    # What is asked about

    def _asked_now(self) -> Asked | None:
        session, mode = self._session, self._session.place.mode
        if session.workspace is None or session.place.path == COMMIT_MESSAGE_PATH:
            return None
        if mode is Mode.DRAFT:
            return self.drafted()
        if mode is Mode.COMPARE:
            return self._compared(self._comparing.prose)
        return self._read(self._reading.prose) if mode is Mode.READ else None

    def _compared(self, prose: ProseView) -> Asked | None:
        found, span = self._session.comparison, prose.select_word()
        if found is None or span is None:
            return None
        if span.text == OLD:
            return Asked(shown=found.old, span=_place(span), quote=span.quote, newest=found.new)
        return Asked(shown=found.new, span=_place(span), quote=span.quote)

    def _read(self, prose: ProseView) -> Asked | None:
        loaded, span = self._session.loaded, prose.select_word()
        if loaded is None or span is None:
            return None
        if span.text < FIRST_PROJECT:
            return Asked(shown=loaded, span=_place(span), quote=span.quote)
        beside = self._reading.beside
        return Asked(
            shown=loaded,
            span=_place(span),
            quote=span.quote,
            other_path=beside.path_of(span.text),
            excerpt=beside.excerpt_with(span.text, span.start, span.end, span.quote),
        )

    # Finding

    def _look_for(self, asked: Asked) -> None:
        workspace, pane = self._session.workspace, self._pane()
        if workspace is None:
            return
        self._asked, self._found = asked, None
        self._stop()
        self._window.panels.lend(pane)
        pane.show_looking(in_quotes(shorten(asked.quote)))
        self._is_looking = True
        job = self._session.jobs.start(
            _WHY,
            self.tr("Looking through the revisions"),
            lambda cancel, _: _answer(workspace, asked, cancel),
            self._on_found,
            self._on_failed,
        )
        job.ended.connect(self._on_ended)

    def _pane(self) -> "WhyPane":
        if self.pane is None:
            from visioneditor.gui.remembering.why_pane import WhyPane

            self.pane = pane = WhyPane(self._window.look)
            pane.place_requested.connect(self.go_to)
            pane.thread_requested.connect(self._on_thread)
            pane.review_requested.connect(self._on_review)
            pane.address_requested.connect(self._on_address)
            pane.closed.connect(self.close)
        return self.pane

    @Slot()
    def _on_ended(self) -> None:
        """Also where it was cancelled: then nothing else comes."""
        self._is_looking = False
        if self.pane is not None and self._found is None:
            self.pane.show_stopped()

    @Slot(object)
    def _on_found(self, answer: Answer) -> None:
        pane, workspace, asked = self.pane, self._session.workspace, self._asked
        if pane is None or workspace is None or asked is None:
            return
        self._found = found = answer.found
        pane.show_answer(answer, in_quotes(shorten(asked.quote)))
        if not found.changes:
            return

        def work(cancel: Cancel, _: Progress) -> None:
            for number, reason in enumerate(load_reasons(workspace, found, cancel=cancel)):
                self._reason_found.emit(found, number, reason)

        title = self.tr("Reading what was said of these words")
        self._session.jobs.start(_REVIEWS, title, work, self._on_nothing, self._on_reviews_failed)

    @Slot(object, int, object)
    def _on_reason(self, found: Explanation, number: int, reason: Reason) -> None:
        if self.pane is not None and found is self._found:
            self.pane.add_reason(number, reason)

    @Slot(object)
    def _on_nothing(self, _: object) -> None:
        """It came piece by piece."""

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        if self.pane is not None and self.is_shown:
            self.pane.show_error(error)

    @Slot(object)
    def _on_reviews_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)

    # Going there

    @Slot(object)
    def go_to(self, one: ExplainedChange) -> None:
        """Compare a change's text with the one before it, at these very words; the first text of all is read."""
        session = self._session
        self._sought = one
        wanted = {"section": ""}
        if one.path != session.place.path:  # which is no more in a revision that removed it
            wanted |= {"path": one.path, "revision": one.revision if one.places else one.old_revision}
        if one.old_revision:
            session.go(mode=Mode.COMPARE, compared=(one.old_revision, one.revision), **wanted)
        else:
            session.go(mode=Mode.READ, path=one.path, revision=one.revision, section="")
        self._on_shown()

    @Slot()
    def _on_shown(self) -> None:
        """Where the text is there that was gone to: bring the words before the eye."""
        one, mode = self._sought, self._session.place.mode
        found, loaded = self._session.comparison, self._session.loaded
        if one is None:
            return
        if mode is Mode.COMPARE and found is not None and one.old_revision:
            if (found.old.revision, found.new.revision) == (one.old_revision, one.revision):
                self._sought = None
                text, places = (NEW, one.places) if one.places else (OLD, one.old_places)
                self._comparing.show_place(text, places[0][0], places[-1][1])
                self._comparing.prose.select_span(text, places[0][0], places[-1][1])
        elif mode is Mode.READ and loaded is not None and loaded.revision == one.revision:
            self._sought = None
            self._reading.prose.scroll_to_offset(NEW, one.places[0][0])
            self._reading.prose.select_span(NEW, one.places[0][0], one.places[-1][1])

    @Slot(object, object)
    def _on_thread(self, change: Change, comment: Comment) -> None:
        self._threads.show_where_written(change, comment)

    @Slot(object)
    def _on_review(self, reason: Reason) -> None:
        """The change beside its base, and the change in the panel's place."""
        pair = pair_of(reason.change, reason.change.current, with_base=True)
        if pair is not None:
            self._session.go(mode=Mode.COMPARE, compared=pair, path=reason.explained.path, revision=pair[1], section="")
            self._window.commands.run("review.change")

    @Slot(str)
    def _on_address(self, address: str) -> None:
        from PySide6.QtGui import QDesktopServices

        if QUrl(address).scheme() in ("http", "https"):
            QDesktopServices.openUrl(QUrl(address))


def _place(span: SelectedSpan) -> tuple[int, int]:
    return span.start, span.end


def _answer(workspace: Workspace, asked: Asked, cancel: Cancel) -> Answer:
    found = _explain(workspace, asked, cancel)
    parts = (() if cancel() else preview(one.before, one.after) for one in found.changes)
    return Answer(found=found, parts=tuple(parts))


def _explain(workspace: Workspace, asked: Asked, cancel: Cancel) -> Explanation:
    shown = asked.shown
    stands_on, (start, end) = "", asked.span
    if asked.other_path:
        shown = load_document(workspace, shown.revision, asked.other_path)
        within = max(0, shown.document.text.find(asked.excerpt))
        start, end = start + within, end + within
    if asked.drafted is not None:
        stands_on = committed_revision(shown.revision) or ""
        shown = replace(shown, revision=DRAFT, document=parse_text(asked.drafted, shown.document.markup))
    return explain_shown(workspace, shown, (start, end), newest=asked.newest, stands_on=stands_on, cancel=cancel)
