"""The fold "Tally": how a vote stands, what it needs, and who has voted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from visioneditor.core.consensus.tally_model import Tally
from visioneditor.core.review.model import Status
from visioneditor.exporters.tally_wording import (
    condition_words,
    count_words,
    needed_words,
    notes,
    silent_words,
    verdict,
)
from visioneditor.gui.consensus.tally_bar import TallyBar
from visioneditor.gui.consensus.tally_rows import ConditionRow, VoteRow
from visioneditor.gui.look import Look
from visioneditor.gui.review.change_rows import CutLink
from visioneditor.gui.widgets.controls import build_label, build_link
from visioneditor.gui.widgets.side_panel import PanelGroup, clear

if TYPE_CHECKING:  # a pane that is built on the UI thread waits for none of these
    from visioneditor.services.open_votes import OpenVote
    from visioneditor.services.tallying import LoadedTally

_SIDE_PX = 18


class TallyPane(PanelGroup):
    """Shows a tally; announces who the reader says that an account is, and where the reader wants to go.

    Where it stands for itself it names the change, and leads to it and to others that are voted on.
    """

    person_said = Signal(int, str)  # an empty name takes back what was said
    names_requested = Signal()  # of the server
    change_opened = Signal(str)  # the change's key
    change_chosen = Signal(str)  # another one's, whose tally shall be shown

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        title, others = (QCoreApplication.translate("TallyPane", words) for words in ("Tally", "Other votes"))
        super().__init__(look, title, others, parent)
        self.action.hide()
        self.shown: LoadedTally | None = None
        self.others: tuple[OpenVote, ...] | None = None
        self._told: object = None
        self.action_requested.connect(self._on_others)

    def show_tally(self, loaded: "LoadedTally | None", others: "tuple[OpenVote, ...] | None" = None) -> None:
        """Show the state of a vote; None: there is no change in view. `others`: what else is voted on."""
        self.shown, self.others = loaded, others
        self.action.setVisible(any(one.key != self._key for one in others or ()))
        told = self._what_is_told(loaded), others
        if told == self._told and self.body.count():
            return
        self._told = told
        clear(self.body)
        self.count.setText("")
        if loaded is None:
            self.show_empty(self.tr("No change is in view."))
        else:
            self._show(loaded)
        self.order_tabs()

    @property
    def _key(self) -> str:
        return self.shown.change.key if self.shown is not None else ""

    def _what_is_told(self, loaded: "LoadedTally | None") -> object:
        """All that is shown: a clock that went on by a minute mostly shows nothing else."""
        if loaded is None:
            return None
        tally = loaded.tally
        words = [condition_words(one, tally) for one in tally.conditions]
        return loaded.change, tally.votes, tally.facts.known, tally.conditions, words, [*notes(tally)]

    @property
    def is_telling(self) -> bool:
        """Whether there is a committee, or a vote of one, that the change could concern."""
        tally = self.shown.tally if self.shown is not None else None
        return tally is not None and (tally.members is not None or bool(tally.of_label(tally.label)))

    def show_failure(self, sentence: str) -> None:
        """Say why there is none."""
        self.shown = self._told = None
        clear(self.body)
        self.count.setText("")
        self.show_empty(sentence)

    def _show(self, loaded: "LoadedTally") -> None:
        tally, number = loaded.tally, loaded.change.number
        if not self.is_telling:
            self.show_empty(
                self.tr("Nothing here lists the members of a committee, and none has voted. F1 tells more.")
            )
            return
        if tally.facts.status is not Status.NEW and not tally.votes:
            self.count.setText(tally.facts.status.value)
            self.show_empty(self.tr("What is shown was decided, and no vote on it is known here."))
            return
        if not self.is_telling:
            self.show_empty(
                self.tr("Nothing here lists the members of a committee, and none has voted. F1 tells more.")
            )
            return
        change = self.tr("change {number}").format(number=number) if number is not None else loaded.change.subject
        self.count.setText(f"{tally.label}, {change}" if number is not None else self.tr("no Gerrit"))
        if self.others is not None:
            self._add_subject(loaded)
        self._add_small(f"{tally.type.name}: {verdict(tally)}", "strong")
        self._add_small(tally.type.rule)
        self._add_counts(tally)
        for one in tally.conditions:
            self.body.addWidget(ConditionRow(self._look, one, tally))
        self.body.addSpacing(8)
        self._add_votes(tally)
        for note in notes(tally):
            self._add_small(note)

    def _add_subject(self, loaded: "LoadedTally") -> None:
        """The change's subject, which leads to it."""
        link = CutLink(loaded.change.subject)
        link.clicked.connect(self._on_subject)
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE_PX, 0, _SIDE_PX, 2)
        row.addWidget(link)
        self.body.addLayout(row)

    @Slot()
    def _on_subject(self) -> None:
        self.change_opened.emit(self._key)

    def build_menu(self) -> QMenu:
        """The other changes whose vote is under way."""
        menu = QMenu(self)
        for one in self.others or ():
            if one.key != self._key:
                menu.addAction(f"{one.number}  {one.subject}".replace("&", "&&")).setData(one.key)
        return menu

    @Slot()
    def _on_others(self) -> None:
        menu = self.build_menu()
        chosen = menu.exec(self.action.mapToGlobal(QPoint(0, self.action.height())))
        if chosen is not None:
            self.change_chosen.emit(chosen.data())
        menu.deleteLater()

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
        if tally.facts.is_on_server and any(cast.is_member is None and not cast.name for cast in votes):
            self._add_link(self.tr("Ask the server for names"), self.names_requested)
        self.body.addSpacing(6)

    def _add_link(self, text: str, wish: SignalInstance) -> None:
        link = build_link(text)
        link.clicked.connect(wish)
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE_PX, 2, _SIDE_PX, 2)
        row.addWidget(link)
        row.addStretch(1)
        self.body.addLayout(row)

    def _add_small(self, text: str, role: str = "muted") -> None:
        label = build_label(text, role, is_wrapped=True)
        label.setFont(self._look.fonts.program(0 if role == "strong" else -1, 600 if role == "strong" else 400))
        label.setContentsMargins(_SIDE_PX, 1, _SIDE_PX, 1)
        self.body.addWidget(label)
