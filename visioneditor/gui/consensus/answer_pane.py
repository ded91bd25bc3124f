"""What stands in the cell in hand, in the panel: the words, how they were placed, whether they are stale, ways on."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from visioneditor.core.annotation import Annotation
from visioneditor.core.consensus.model import Answer
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.annotation_card import AnnotationCard
from visioneditor.gui.widgets.controls import build_label, build_link, build_rule
from visioneditor.gui.widgets.side_panel import clear


class AnswerPane(QFrame):
    """Announces `staleness_requested` with an Annotation, `whole_requested` with the one whose reflection is wanted,
    `beside_requested` and `write_requested`.
    """

    staleness_requested = Signal(object)
    settle_requested = Signal(object)
    whole_requested = Signal(object)
    beside_requested = Signal()
    write_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._answer: Answer | None = None
        self.cards: list[AnnotationCard] = []
        self._cards = QVBoxLayout()
        self.nothing = build_label("", "muted", is_wrapped=True)
        self.people = build_label("", "muted", is_wrapped=True)  # who speaks for the project
        self.whole = build_link(self.tr("Open the whole reflection"))
        self.beside = build_link(self.tr("Show in Side by side"))
        self.whole.clicked.connect(self._on_whole)
        self.write = build_link("")
        self.beside.clicked.connect(self.beside_requested)
        self.write.clicked.connect(self.write_requested)
        ways = QVBoxLayout()
        ways.setContentsMargins(18, 4, 18, 10)
        ways.setSpacing(4)
        for said in (self.nothing, self.people):
            ways.addWidget(said)
        ways.addSpacing(4)
        for way in (self.whole, self.beside, self.write):
            ways.addWidget(
                way, 0, Qt.AlignmentFlag.AlignLeft
            )  # else no sentence would be wider than the widest of them
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(build_rule())
        layout.addLayout(self._cards)
        layout.addLayout(ways)

    def show_answer(self, answer: Answer | None, nothing: str, *, is_here: bool) -> None:
        """Show an answer, or say in a sentence that there is none; `is_here`: its file is one of this repository."""
        if answer is None or answer != self._answer:  # what is being read, and was opened, stays
            self._build_cards(answer.annotations if answer is not None else ())
        self._answer = answer
        self.nothing.setText(nothing)
        self.nothing.setVisible(answer is None)
        self.whole.setVisible(answer is not None and is_here)
        has_own = answer is not None and not answer.is_from_parent and not answer.is_weak
        words = self.tr("Change this answer …") if has_own else self.tr("Write an answer …")
        self.write.setText(words)
        self.write.setAccessibleName(words)

    def _build_cards(self, annotations: tuple[Annotation, ...]) -> None:
        clear(self._cards)
        self.cards = [AnnotationCard(self._look, one) for one in annotations]
        for card in self.cards:
            card.compare_requested.connect(self.staleness_requested)
            card.settle_requested.connect(self.settle_requested)
            self._cards.addWidget(card)

    def say_since(self, annotation: Annotation, sentence: str) -> None:
        """What became of the section's words since an answer was written."""
        answer = self._answer
        for at, card in enumerate(self.cards):
            if answer is not None and answer.annotations[at] == annotation:
                card.say_since(sentence)

    def open(self) -> None:
        """Show all words, and go there."""
        for card in self.cards:
            card.open()
        (self.beside if self.whole.isHidden() else self.whole).setFocus()

    @Slot()
    def _on_whole(self) -> None:
        if self._answer is not None:
            self.whole_requested.emit(self._answer.annotations[0])
