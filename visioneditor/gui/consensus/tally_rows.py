"""The rows of a tally: a thing that is needed, and somebody's vote."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout

from visioneditor.core.consensus.tally_model import CastVote, Condition, Need, State, Tally
from visioneditor.exporters.tally_wording import condition_words, missing_sentence, voter_name
from visioneditor.gui.look import Look
from visioneditor.gui.review.change_rows import shown_value
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link

_SIGNS = {
    State.MET: ("circle-check", "added"),
    State.WANTING: ("circle-dashed", "muted"),
    State.WAITING: ("clock", "muted"),
    State.UNKNOWN: ("circle-help", "warning"),
    State.BROKEN: ("x", "removed"),
}
_SIDE_PX, _SIGN_PX = 18, 14


class ConditionRow(QFrame):
    """One thing that is needed, with a sign; below it, where it is not met, what would meet it."""

    def __init__(self, look: Look, one: Condition, tally: Tally) -> None:
        super().__init__()
        self._look, self._sign = look, _SIGNS[one.state]
        self.sign = QLabel()
        self.sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sign.setContentsMargins(0, 2, 0, 0)
        words = condition_words(one, tally)
        self.words = build_label(words, "" if one.state is State.MET else "muted", is_wrapped=True)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.words)
        sentence = missing_sentence(one, tally)
        if sentence and not _says_all(one):
            small = build_label(sentence, "muted", is_wrapped=True)
            small.setFont(look.fonts.program(-1))
            column.addWidget(small)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SIDE_PX, 2, _SIDE_PX, 2)
        layout.setSpacing(8)
        layout.addWidget(self.sign)
        layout.addLayout(column, 1)
        self.words.setToolTip(sentence)
        self.words.setAccessibleName(f"{words}: {_SPOKEN[one.state]}")
        look.changed.connect(self._draw)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        name, token = self._sign
        self.sign.setPixmap(self._look.icons.pixmap(name, token, _SIGN_PX, self.devicePixelRatioF()))


def _says_all(one: Condition) -> bool:
    """Whether the row itself says what is missing."""
    is_counted = one.need in (Need.VOTES, Need.MAJORITY) and one.state is State.WANTING
    return is_counted or one.state is State.WAITING


_SPOKEN = {
    State.MET: "met",
    State.WANTING: "not met yet",
    State.WAITING: "not met yet",
    State.UNKNOWN: "cannot be told",
    State.BROKEN: "not met",
}


class VoteRow(QFrame):
    """Who voted and how; of whom nobody knows the name the reader can say who it is."""

    person_said = Signal(int, str)  # the account, and who it is; an empty name takes that back

    def __init__(self, look: Look, cast: CastVote, members: tuple[str, ...], *, is_said: bool) -> None:
        super().__init__()
        self._look, self._cast, self._members, self._is_said = look, cast, members, is_said
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_SIDE_PX, 2, _SIDE_PX, 2)
        self._row.setSpacing(8)
        name = CutLabel(voter_name(cast), "" if cast.is_member else "muted")
        self._row.addWidget(name, 1)
        self._add_membership()
        self.sign = QLabel()
        self._row.addWidget(self.sign)
        value = build_label(shown_value(cast.vote.value), self._role())
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("+00"))
        value.setAccessibleName(f"{voter_name(cast)}: {cast.vote.label} {shown_value(cast.vote.value)}")
        self._row.addWidget(value)
        look.changed.connect(self._draw)
        self._draw()

    @property
    def account(self) -> int | None:
        """Whose vote it is, by number."""
        return self._cast.vote.account.number

    def _add_membership(self) -> None:
        if self._cast.vote.account.number is not None and (self._cast.is_member is None or self._is_said):
            self.ask = build_link(self.tr("said by you") if self._is_said else self.tr("Who is this?"))
            self.ask.setFont(self._look.fonts.program(-1))
            self.ask.clicked.connect(self._on_ask)
            self._row.addWidget(self.ask)
        elif self._cast.is_member is False:
            small = build_label(self.tr("no member"), "muted")
            small.setFont(self._look.fonts.program(-1))
            self._row.addWidget(small)

    def _role(self) -> str:
        value = self._cast.vote.value
        return "muted" if not value or not self._cast.is_member else "vote-for" if value > 0 else "vote-against"

    @Slot()
    def _draw(self) -> None:
        value = self._cast.vote.value
        name = "thumbs-up" if value > 0 else "thumbs-down" if value < 0 else "minus"
        token = "muted" if not self._cast.is_member or not value else "added" if value > 0 else "removed"
        self.sign.setPixmap(self._look.icons.pixmap(name, token, _SIGN_PX, self.devicePixelRatioF()))

    def build_menu(self) -> QMenu:
        """Who it can be."""
        menu = QMenu(self)
        for member in self._members:
            menu.addAction(member.replace("&", "&&")).setData(member)
        if self._members:
            menu.addSeparator()
        nobody = self.tr("Nobody on the committee")
        menu.addAction(nobody).setData(self._cast.vote.account.shown)
        if self._is_said:
            menu.addAction(self.tr("Take back what you said")).setData("")
        return menu

    @Slot()
    def _on_ask(self) -> None:
        menu = self.build_menu()
        chosen = menu.exec(self.ask.mapToGlobal(QPoint(0, self.ask.height())))
        if chosen is not None:
            self.say(chosen.data())
        menu.deleteLater()

    def say(self, name: str) -> None:
        """Say who it is."""
        number = self._cast.vote.account.number
        assert number is not None
        self.person_said.emit(number, name)
