"""The fold "Tally": how a vote stands, what it needs, and who has voted."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visioneditor.core.consensus.tally import Tally
from visioneditor.core.review.model import Status
from visioneditor.exporters.tally_wording import count_words, needed_words, notes, silent_words, verdict
from visioneditor.gui.consensus.tally_bar import TallyBar
from visioneditor.gui.consensus.tally_rows import ConditionRow, VoteRow
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_label
from visioneditor.gui.widgets.side_panel import PanelGroup, clear
from visioneditor.services.tallying import LoadedTally

_SIDE_PX = 18


class TallyPane(PanelGroup):
    """Shows a tally; announces who the reader says that an account is."""

    person_said = Signal(int, str)  # an empty name takes back what was said

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, QCoreApplication.translate("TallyPane", "Tally"), "", parent)
        self.shown: LoadedTally | None = None

    def show_tally(self, loaded: LoadedTally | None) -> None:
        """Show the state of a vote; None: there is no change in view."""
        if loaded == self.shown and self.body.count():
            return
        self.shown = loaded
        clear(self.body)
        self.count.setText("")
        if loaded is None:
            self.show_empty(self.tr("No change is in view."))
        else:
            self._show(loaded)
        self.order_tabs()

    @property
    def is_telling(self) -> bool:
        """Whether there is a committee, or a vote of one, that the change could concern."""
        tally = self.shown.tally if self.shown is not None else None
        return tally is not None and (tally.members is not None or bool(tally.of_label(tally.label)))

    def show_failure(self, sentence: str) -> None:
        """Say why there is none."""
        self.shown = None
        clear(self.body)
        self.count.setText("")
        self.show_empty(sentence)

    def _show(self, loaded: LoadedTally) -> None:
        tally, number = loaded.tally, loaded.change.number
        if tally.facts.status is not Status.NEW and not tally.votes:
            self.count.setText(tally.facts.status.value)
            self.show_empty(self.tr("What is shown was decided, and no vote on it is known here."))
            return
        change = self.tr("change {number}").format(number=number) if number is not None else loaded.change.subject
        self.count.setText(f"{tally.label}, {change}" if number is not None else self.tr("no Gerrit"))
        self._add_small(f"{tally.type.name}: {verdict(tally)}", "strong")
        self._add_small(tally.type.rule)
        self._add_counts(tally)
        for one in tally.conditions:
            self.body.addWidget(ConditionRow(self._look, one, tally))
        self.body.addSpacing(8)
        self._add_votes(tally)
        for note in notes(tally):
            self._add_small(note)

    def _add_counts(self, tally: Tally) -> None:
        self.body.addSpacing(6)
        least = [self.tr("at least")] if tally.unsure else []
        figures = [
            f"<big><b>{number}</b></big>&nbsp;{word.replace(' ', '&nbsp;')}" for number, word in count_words(tally)
        ]
        label = build_label("", is_wrapped=True)
        label.setTextFormat(Qt.TextFormat.RichText)  # numbers and words of our own, nothing out of a repository
        label.setText("&nbsp;&nbsp; ".join([*least, *figures]))
        label.setContentsMargins(_SIDE_PX, 0, _SIDE_PX, 0)
        self.body.addWidget(label)
        self._add_bar(tally)

    def _add_bar(self, tally: Tally) -> None:
        words = ", ".join(f"{number} {word}" for number, word in count_words(tally))
        needed = needed_words(tally)
        bar = TallyBar(self._look)
        column = QVBoxLayout()
        column.setContentsMargins(_SIDE_PX, 2, _SIDE_PX, 2)
        column.addWidget(bar)
        self.body.addLayout(column)
        bar.show_tally(tally, f"{words}; {needed}" if needed else words)
        if needed:
            self._add_small(needed[0].upper() + needed[1:])
        self.body.addSpacing(6)

    def _add_votes(self, tally: Tally) -> None:
        votes = tally.of_label(tally.label)
        said = tally.facts.known.said
        for cast in votes:
            row = VoteRow(self._look, cast, tally.silent, is_said=cast.vote.account.number in said)
            row.person_said.connect(self.person_said)
            self.body.addWidget(row)
        if not votes:
            self._add_small(self.tr("Nobody has voted on the newest patch set."))
        elif silent := silent_words(tally):
            self._add_small(silent)
        self.body.addSpacing(6)

    def _add_small(self, text: str, role: str = "muted") -> None:
        label = build_label(text, role, is_wrapped=True)
        label.setFont(self._look.fonts.program(0 if role == "strong" else -1, 600 if role == "strong" else 400))
        label.setContentsMargins(_SIDE_PX, 1, _SIDE_PX, 1)
        self.body.addWidget(label)
