"""One's own vote on each label and the cover message: kept as they are chosen and typed, sent later."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.review.change_rows import shown_value
from visioneditor.gui.widgets.controls import CutLabel, build_label
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.typing_pause import TypingPause
from visioneditor.services.labels import Label

_NONE = "none"
_LINES = 3


class VoteSwitch(QFrame):
    """One label's values as a switch, with the server's own words for the one that is chosen."""

    chosen = Signal(str, object)  # the label, and the value or None

    def __init__(self, look: Look, label: Label, value: int | None, *, is_wide: bool = False) -> None:
        super().__init__()
        self._label = label
        values = sorted({*label.values, 0, *([value] if value is not None else [])})
        choices = [(_NONE, self.tr("–")), *((str(one), shown_value(one)) for one in values)]
        self.switch = Segments(choices, self.tr("Your vote on {label}").format(label=label.name), is_tight=True)
        self.switch.choose(_NONE if value is None else str(value))
        self.words = CutLabel("", "muted")
        self.words.setFont(look.fonts.program(-1))
        self.name = build_label(label.name)
        self._lay_out_wide() if is_wide else self._lay_out()
        self.switch.chosen.connect(self._on_chosen)
        self._tell(value)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.words, 1)
        row = QHBoxLayout()
        row.addWidget(self.switch)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(row)

    def _lay_out_wide(self) -> None:
        """All in one row."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for part in (self.name, self.switch, self.words):
            row.addWidget(part, 1 if part is self.words else 0)

    def show_value(self, value: int | None) -> None:
        """Another window may have voted; announces nothing."""
        word = _NONE if value is None else str(value)
        if word != self.switch.word:
            self.switch.choose(word)
            self._tell(value)

    def _tell(self, value: int | None) -> None:
        self.words.set_whole(self.tr("no vote is sent") if value is None else self._label.words.get(value, ""))

    @Slot(str)
    def _on_chosen(self, word: str) -> None:
        value = None if word == _NONE else int(word)
        self._tell(value)
        self.chosen.emit(self._label.name, value)


class CoverField(QPlainTextEdit):
    """A few lines for the message; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Message for the whole change"))
        self.setPlaceholderText(self.tr("A message for the whole change; it is kept as you type"))

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * _LINES + 18)


class OwnReview(QFrame):
    """Shows what one has prepared and announces every change of it."""

    vote_chosen = Signal(str, object)
    cover_typed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None, *, is_wide: bool = False) -> None:
        super().__init__(parent)
        self._look, self._is_wide = look, is_wide
        self._switches: dict[str, VoteSwitch] = {}
        self._labels: tuple[Label, ...] = ()
        self.votes = QVBoxLayout()
        self.votes.setSpacing(4)
        self.cover = CoverField()
        self.cover.setFixedHeight(self.cover.sizeHint().height())
        self.saved = build_label("", "muted")
        self.saved.setFont(look.fonts.program(-1))
        column = QVBoxLayout(self)
        column.setContentsMargins(*((0, 4, 0, 0) if is_wide else (18, 4, 18, 8)))
        column.setSpacing(4)
        column.addLayout(self.votes)
        if is_wide:
            column.addWidget(self._build_heading())
        column.addWidget(self.cover)
        column.addWidget(self.saved)
        self._shown = ""
        self._pause = TypingPause(self)
        self._pause.paused.connect(self._on_pause)
        self.cover.textChanged.connect(self._on_text)

    def _build_heading(self) -> QLabel:
        heading = build_label(self.tr("Message"), "strong")
        heading.setContentsMargins(0, 10, 0, 2)
        heading.setBuddy(self.cover)
        return heading

    @property
    def message(self) -> str:
        """The cover message as it stands."""
        return self.cover.toPlainText()

    @property
    def is_typing(self) -> bool:
        """Whether words stand here that were not announced or not kept yet."""
        return self.message.strip() != self._shown.strip()

    def show_review(self, labels: Sequence[Label], votes: Mapping[str, int], cover: str) -> None:
        """What is prepared of a change; what is being typed stays under the author's hands."""
        own = {name.lower(): value for name, value in votes.items()}
        known = {label.name.lower() for label in labels}
        shown = (*labels, *(Label(name=name) for name in votes if name.lower() not in known))
        if shown == self._labels:
            for name, switch in self._switches.items():
                switch.show_value(own.get(name.lower()))
        else:
            self._build_switches(shown, own)
        if not self.is_typing:
            self._set_cover(cover)

    def forget(self) -> None:
        """Another change comes: nothing of this one's words stays."""
        self._pause.forget()
        self._set_cover("")
        self.saved.setText("")

    def flush(self) -> None:
        """Announce what was not announced yet."""
        self._pause.flush()

    def show_kept(self, kept: str, typed: str) -> None:
        """What stands on disk now, and what had been typed for it; another window's words may stand there, too."""
        self.saved.setText(self.tr("Saved on this computer"))
        self._shown = kept
        if self.message == typed and kept != typed.strip():
            self._set_cover(kept)

    def _build_switches(self, labels: tuple[Label, ...], own: Mapping[str, int]) -> None:
        for switch in self._switches.values():
            switch.hide()
            switch.deleteLater()
        self._labels, self._switches = labels, {}
        for label in labels:
            switch = VoteSwitch(self._look, label, own.get(label.name.lower()), is_wide=self._is_wide)
            switch.chosen.connect(self.vote_chosen)
            self._switches[label.name] = switch
            self.votes.addWidget(switch)
        widest = max((switch.name.sizeHint().width() for switch in self._switches.values()), default=0)
        for switch in self._switches.values():
            switch.name.setMinimumWidth(widest if self._is_wide else 0)

    def _set_cover(self, cover: str) -> None:
        self._shown = cover
        if cover != self.message:
            self.cover.blockSignals(True)
            self.cover.setPlainText(cover)
            self.cover.moveCursor(self.cover.textCursor().MoveOperation.End)
            self.cover.blockSignals(False)

    @Slot()
    def _on_text(self) -> None:
        self.saved.setText("")
        self._pause.touch()

    @Slot()
    def _on_pause(self) -> None:
        self.cover_typed.emit(self.message)
