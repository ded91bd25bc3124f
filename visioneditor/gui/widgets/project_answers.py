"""What projects answer to the section under the eye: a choice of them in an order, some at first, and who has not."""

from collections import Counter

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from visioneditor.core.annotation import Annotation, Stance
from visioneditor.core.consensus.filtering import AnswerFilter, AnswerOrder, in_order
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.annotation_card import AnnotationCard
from visioneditor.gui.widgets.controls import build_choice, build_label, build_link
from visioneditor.values import dataclass

_AT_ONCE = 8  # cards; more are built when they are asked for
_NAMED = 6  # of the projects without an answer
_STALE, _ALL = "stale", "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionAnswers:
    """What is answered to a section; `silent`: projects with a reflection that does not, `teams`: how many could."""

    annotations: tuple[Annotation, ...] = ()
    silent: tuple[str, ...] = ()
    without_reflection: int = 0


class ProjectAnswers(QWidget):
    """Announces `compare_requested` with a stale Annotation, `settle_requested` with one that is a guess, and `built`
    after its cards are others.
    """

    compare_requested = Signal(object)
    settle_requested = Signal(object)
    built = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown = SectionAnswers()
        self._most = _AT_ONCE
        self.cards: list[AnnotationCard] = []
        self.choices = QWidget()
        self.sort = build_choice(self.tr("Which answers are shown"))
        self.order = build_choice(self.tr("In which order answers are shown"))
        for text, order in (
            (self.tr("By name"), AnswerOrder.NAME),
            (self.tr("By stance"), AnswerOrder.STANCE),
            (self.tr("Stale first"), AnswerOrder.STALE),
        ):
            self.order.addItem(text, order)
        row = QHBoxLayout(self.choices)
        row.setContentsMargins(18, 0, 18, 4)
        row.setSpacing(6)
        row.addWidget(self.sort, 12)
        row.addWidget(self.order, 10)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.more = build_link("")
        self.missing = build_label("", "muted", is_wrapped=True)
        for part in (self.more, self.missing):
            part.setContentsMargins(18, 4, 18, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.choices)
        layout.addLayout(self._column)
        layout.addWidget(self.more)
        layout.addWidget(self.missing)
        self.sort.activated.connect(self._on_choice)
        self.order.activated.connect(self._on_choice)
        self.more.clicked.connect(self._on_more)

    def show_answers(self, shown: SectionAnswers) -> None:
        """Show what projects answer to another section; what was chosen stays chosen."""
        self._shown, self._most = shown, _AT_ONCE
        self._list_sorts()
        self._build()

    def _list_sorts(self) -> None:
        """The sorts that there are here, each with how many; the chosen one also where it has none."""
        chosen = self.sort.currentData() or _ALL
        counts = Counter(one.stance.value if one.stance else "" for one in self._shown.annotations)
        sorts = [(_ALL, self.tr("All"), len(self._shown.annotations))]
        sorts += [(stance.value, stance.value, counts[stance.value]) for stance in Stance]
        sorts += [("", self.tr("no stance given"), counts[""])]
        sorts += [(_STALE, self.tr("stale"), sum(bool(one.stale) for one in self._shown.annotations))]
        self.sort.clear()
        for value, text, count in sorts:
            if count or value in (_ALL, chosen):
                self.sort.addItem(f"{text} ({count})", value)
        self.sort.setCurrentIndex(max(0, self.sort.findData(chosen)))
        self.choices.setVisible(len(self._shown.annotations) > 1 or chosen != _ALL)

    def _filter(self) -> AnswerFilter:
        chosen = self.sort.currentData()
        if chosen in (_ALL, _STALE):
            return AnswerFilter(is_stale=chosen == _STALE)
        return AnswerFilter(stances=frozenset({Stance(chosen) if chosen else None}))

    def _build(self) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        wanted, order = self._filter(), AnswerOrder(self.order.currentData())
        taken = [one for one in in_order(self._shown.annotations, order) if wanted.takes(one)]
        self.cards = [AnnotationCard(self._look, one) for one in taken[: self._most]]
        for card in self.cards:
            card.compare_requested.connect(self.compare_requested)
            card.settle_requested.connect(self.settle_requested)
            self._column.addWidget(card)
        left = len(taken) - len(self.cards)
        self.more.setText(self.tr("Show {n} more").format(n=left))
        self.more.setVisible(left > 0)
        said = self._said(len(taken))
        self.missing.setText(said)
        self.missing.setVisible(bool(said))
        self.built.emit()

    def _said(self, taken: int) -> str:
        """Who has no answer here, in words."""
        if not self._shown.annotations:
            return ""  # that is said where the group is empty
        parts = [] if taken else [self.tr("No answer is of this sort.")]
        silent = self._shown.silent
        if silent:
            names = ", ".join(silent[:_NAMED])
            if len(silent) > _NAMED:
                names = self.tr("{names} and {n} more").format(names=names, n=len(silent) - _NAMED)
            parts.append(self.tr("No answer here: {names}.").format(names=names))
        if count := self._shown.without_reflection:
            told = self.tr("1 team has") if count == 1 else self.tr("{n} teams have").format(n=count)
            parts.append(self.tr("{teams} written no reflection.").format(teams=told))
        return " ".join(parts)

    @Slot()
    def _on_choice(self) -> None:
        self._most = _AT_ONCE
        self._build()

    @Slot()
    def _on_more(self) -> None:
        self._most += 2 * _AT_ONCE
        self._build()
