"""Suggestions: written in the place of the quoted words, taken into the draft with one key, brought back with one."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.review_desk import ReviewDesk
from visioneditor.gui.desks.taking_desk import TakingDesk
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.gui.widgets.notices import Action
from visioneditor.services.model import LoadedDocument
from visioneditor.services.suggesting import ShownSuggestion, TakenSuggestion, take_suggestion
from visioneditor.services.window_request import Mode

_ABOUT = "taking-over"


class SuggestionDesk(QObject):
    """Takes suggestions into the draft; how that is undone is the TakingDesk's, with all that was taken over."""

    def __init__(
        self, window: MainWindow, session: Session, review: ReviewDesk, taking: TakingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._review, self._taking = window, session, review, taking
        window.panel.list.apply_requested.connect(self.take)
        window.commands.connect("review.take-suggestion", self.take_in_hand)

    @Slot()
    def take_in_hand(self) -> None:
        """The last suggestion of the thread in hand."""
        placed = self._review.find(self._review.in_hand)
        found = [
            suggestion
            for comment in (placed.thread.comments if placed is not None else ())
            for suggestion in self._review.threads.suggestions.get(comment.key, ())
            if suggestion.is_applicable
        ]
        if found:
            self.take(found[-1])
        else:
            self._say(self.tr("The thread in hand has no suggestion for this document."))

    @Slot(object)
    def take(self, suggestion: ShownSuggestion) -> None:
        """Change the draft as it is suggested; begins one where there is none."""
        workspace, shown = self._session.workspace, self._shown()
        if workspace is None or shown is None:
            return
        self._window.keep_requested.emit()  # what is being typed goes first
        self._session.jobs.start(
            "write",
            self.tr("Changing the draft"),
            lambda *_: take_suggestion(workspace, suggestion, shown),
            self._on_taken,
            partial(self._on_failed, suggestion),
            is_writing=True,
        )

    def _shown(self) -> LoadedDocument | None:
        """What a new draft begins with: the newer of two texts, where it has the document."""
        comparison = self._session.comparison if self._session.place.mode is Mode.COMPARE else None
        if comparison is not None:
            return comparison.new if comparison.new.path else comparison.old
        return self._session.loaded

    @Slot(object)
    def _on_taken(self, result: TakenSuggestion) -> None:
        taken = result.taken
        if taken.stored is None:
            left, there = self.tr("The draft has other words there."), self.tr("The draft says so already.")
            self._say(left if result.is_left else there)
            return
        self._taking.remember(taken)
        show = Action(text=self.tr("Show the draft"), act=self._taking.show_draft)
        is_drafting = self._session.place.mode is Mode.DRAFT
        self._window.messages.show_notice(
            self.tr("The suggestion is taken into the draft."),
            self.tr("Undo"),
            self._taking.undo,
            also=None if is_drafting else show,
            about=_ABOUT,
        )

    def _say(self, sentence: str) -> None:
        self._window.messages.show_notice(sentence, about=_ABOUT)

    def _on_failed(self, suggestion: ShownSuggestion, error: VisionEditorError) -> None:
        self._session.failed.emit(error, partial(self.take, suggestion))
