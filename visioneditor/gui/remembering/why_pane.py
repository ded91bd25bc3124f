"""Why words stand there: in the right-hand panel's place, the changes that brought them, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visioneditor.core.review.suggestions import Part
from visioneditor.errors import VisionEditorError
from visioneditor.gui.look import Look
from visioneditor.gui.remembering.asked import Answer
from visioneditor.gui.remembering.why_card import WhyCard, build_ruled
from visioneditor.gui.remembering.why_words import own_words, standing
from visioneditor.gui.widgets.controls import build_label
from visioneditor.gui.widgets.lent_pane import LentPane
from visioneditor.gui.widgets.revision_names import shown_document
from visioneditor.gui.widgets.side_panel import clear
from visioneditor.services.explaining import ExplainedChange
from visioneditor.services.reasons import Reason

_AT_ONCE = 2  # cards built in one turn of the event loop


class WhyPane(LentPane):
    """Shows an explanation; what the reviews say is added as it is found."""

    place_requested = Signal(object)  # ExplainedChange
    thread_requested = Signal(object, object)  # Change, Comment
    review_requested = Signal(object)  # Reason
    address_requested = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._unbuilt: list[tuple[ExplainedChange, Sequence[Part]]] = []
        self._reasons: dict[int, Reason] = {}  # by the change's number in the chain
        self.cards: list[WhyCard] = []
        self._building = QTimer(self)
        self._building.setSingleShot(True)
        self._building.timeout.connect(self._on_building)
        self.byline = build_label(self.tr("Why this stands here"), "muted")
        self.byline.setFont(look.fonts.program(-1))
        self.title = build_label("", is_wrapped=True)
        self.title.setFont(look.fonts.reading(17))
        self.about = build_label("", "muted", is_wrapped=True)
        self.about.setFont(look.fonts.program(-1))
        self.state = build_label("", is_wrapped=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self._chain = QVBoxLayout()
        self._chain.setSpacing(0)
        name = self.tr("The changes of these words, newest first")
        head = (self.title, self.about, self.state)
        self._put(name, self.tr("Close"), head, (self._chain,), first=self.byline)

    def show_looking(self, words: str) -> None:
        """Name the words; what became of them is being looked for."""
        self._clear()
        self._head(words, "", self.tr("Looking through the revisions …"))

    def show_stopped(self) -> None:
        """Looking was cancelled."""
        self.state.setText(self.tr("Looking was stopped; w looks again."))

    def show_error(self, error: VisionEditorError) -> None:
        """Say why nothing can be told."""
        self._clear()
        self._head(self.title.text(), "", " ".join(part for part in (error.summary, error.hint) if part))

    def show_answer(self, answer: Answer, words: str) -> None:
        """Show the chain, some cards at once, the others in the turns that follow."""
        found = answer.found
        self._clear()
        about = " ".join(part for part in (shown_document(found.path), "·", standing(found)) if part)
        self._head(words, about.strip(" ·"), own_words(found))
        self._unbuilt = list(zip(found.changes, answer.parts, strict=True))
        self.area.verticalScrollBar().setValue(0)
        self._on_building()

    def add_reason(self, number: int, reason: Reason) -> None:
        """What the review of a change of the chain says."""
        self._reasons[number] = reason
        if number < len(self.cards):
            self.cards[number].show_reason(reason)

    def _clear(self) -> None:
        self._building.stop()
        self._unbuilt, self.cards, self._reasons = [], [], {}
        clear(self._chain)

    def _head(self, words: str, about: str, state: str) -> None:
        for label, text in ((self.title, words), (self.about, about), (self.state, state)):
            label.setText(text)
            label.setVisible(bool(text))

    @Slot()
    def _on_building(self) -> None:
        some, self._unbuilt = self._unbuilt[:_AT_ONCE], self._unbuilt[_AT_ONCE:]
        for one, parts in some:
            card = WhyCard(self._look, one, parts)
            card.place_requested.connect(self.place_requested)
            card.thread_requested.connect(self.thread_requested)
            card.review_requested.connect(self.review_requested)
            card.address_requested.connect(self.address_requested)
            self._chain.addWidget(build_ruled(card))
            self.cards.append(card)
            if (reason := self._reasons.get(len(self.cards) - 1)) is not None:
                card.show_reason(reason)
        if self._unbuilt:
            self._building.start()
