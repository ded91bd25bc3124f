"""The rows of a change's pane: a label's votes, a file, a patch set, a message."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from visioneditor.core.review.messages import is_automatic, take_apart
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, ReviewMessage
from visioneditor.core.review.standing import GivenVote, LabelVotes, VoteState
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.services.change_overview import FileRow, PatchSetRow, ThreadCounts

_LONG_MESSAGE = 600  # characters, beyond which it opens on demand
_LETTERS = {"A": ("+", "added"), "D": ("−", "removed"), "R": ("→", "moved"), "M": ("~", "text"), "T": ("~", "text")}
_SPOKEN = {"A": "added", "D": "removed", "R": "renamed", "M": "edited", "T": "edited"}
_NARROWEST = 24
_MARK_WIDTH = 12


def shown_value(value: int) -> str:
    """A vote's value with a real minus: "+1", "−1", "0"."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def tell_counts(counts: ThreadCounts) -> str:
    """What stands in threads, in words; empty where there are none."""
    parts = [counted(counts.threads, "thread")] if counts.threads else []
    parts += [f"{counts.unresolved} unresolved"] if counts.unresolved else []
    parts += [f"{counts.unread} unread"] if counts.unread else []
    parts += [counted(counts.drafts, "draft")] if counts.drafts else []
    return ", ".join(parts)


class CutLink(QPushButton):
    """A link that ends in "…" where it does not fit."""

    def __init__(self, text: str, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__(text)
        self._whole, self._cut = text, cut
        self.setFlat(True)
        self.setProperty("role", "link")
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumWidth(_NARROWEST)

    def set_whole(self, text: str) -> None:
        """Show this text, cut to the width."""
        self._whole = text
        self.setAccessibleName(text)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._cut, max(self.width(), _NARROWEST))
        self.setText(shown.replace("&", "&&"))
        if not self.toolTip() or self.toolTip() == self._whole:
            self.setToolTip(self._whole if shown != self._whole else "")


class _Row(QFrame):
    """Two lines: a head, and small words below it; a bar at the left where it is what one sees."""

    def __init__(self, look: Look, *, is_shown: bool = False) -> None:
        super().__init__()
        self._look, self._is_shown = look, is_shown
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 3, 18, 3)
        self.column.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.column.addLayout(self.head)

    def add_small(self, text: str, role: str = "muted", *, indent_px: int = 0) -> None:
        """Small words below the head."""
        label = CutLabel(text, role)
        label.setFont(self._look.fonts.program(-1))
        label.setContentsMargins(indent_px, 0, 0, 0)
        self.column.addWidget(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_shown:
            QPainter(self).fillRect(0, 2, 3, self.height() - 4, self._look.theme.colour("accent"))


class VotesRow(_Row):
    """A label with the votes that stand, and below them those that do not any more."""

    def __init__(self, look: Look, row: LabelVotes) -> None:
        super().__init__(look)
        self.head.addWidget(build_label(row.label, "strong"))
        self.head.addStretch(1)
        standing = [given for given in row.votes if given.state is VoteState.STANDS]
        if not standing:
            self.head.addWidget(build_label(self.tr("no vote stands"), "muted"))
        for given in standing:
            self._add_vote(given)
        for given in row.votes:
            if given.state is not VoteState.STANDS:
                self.add_small(self._past(given))

    def _add_vote(self, given: GivenVote) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        vote = given.vote
        value = build_label(shown_value(vote.value), "vote-against" if vote.value < 0 else "vote-for")
        value.setMinimumWidth(value.fontMetrics().horizontalAdvance("+00"))
        line.addWidget(value)
        line.addWidget(CutLabel(vote.account.shown), 1)
        if vote.is_copied:
            copied = build_label(self.tr("carried over"), "muted")
            copied.setFont(self._look.fonts.program(-1))
            copied.setToolTip(self.tr("Given on an earlier patch set; the server carried it over."))
            line.addWidget(copied)
        self.column.addLayout(line)

    def _past(self, given: GivenVote) -> str:
        vote, what = given.vote, self.tr("not carried over")
        if given.state is VoteState.WITHDRAWN:
            what = self.tr("taken back")
        return f"{shown_value(vote.value)} {vote.account.shown} · patch set {vote.patch_set}, {what}"


class FileLine(_Row):
    """A file of the change: its name, how it was touched, its folder, and the threads on it."""

    pressed = Signal(object)  # the FileRow

    def __init__(self, look: Look, row: FileRow, *, is_shown: bool, names_folder: bool = True) -> None:
        super().__init__(look, is_shown=is_shown)
        self._row, self._names_folder = row, names_folder
        sign, token = _LETTERS.get(row.letter, ("", "muted"))
        mark = QLabel(sign)
        mark.setFixedWidth(_MARK_WIDTH)
        mark.setProperty("role", {"added": "added", "removed": "removed", "moved": "moved"}.get(token, "strong"))
        name = _file_name(row.path)
        self.name = CutLink(name, Qt.TextElideMode.ElideMiddle)
        self.name.setEnabled(row.path != PATCH_SET_PATH)
        told = ", ".join(part for part in (_SPOKEN.get(row.letter, ""), tell_counts(row.counts)) if part)
        self.name.setAccessibleName(f"{name}, {told}" if told else name)
        self.name.setToolTip(row.path if row.old_path is None else f"{row.old_path} → {row.path}")
        self.head.addWidget(mark)
        self.head.addWidget(self.name, 1)
        indent_px = _MARK_WIDTH + self.head.spacing()
        if counts := tell_counts(row.counts):
            self.add_small(counts, "unresolved" if row.counts.unresolved else "muted", indent_px=indent_px)
        if where := self._where(row):
            self.add_small(where, indent_px=indent_px)
        self.name.clicked.connect(self._on_clicked)

    def _where(self, row: FileRow) -> str:
        folder = folder_of(row) if self._names_folder else ""
        came = self.tr("came with the rebase") if row.came_with_rebase else ""
        named = self.tr("was {name}").format(name=row.old_path) if row.old_path else folder
        return " · ".join(part for part in (came, named) if part)

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed.emit(self._row)


def folder_of(row: FileRow) -> str:
    """The folder a file lies in; empty for what is none, and at the top."""
    return "" if row.path.startswith("/") else row.path.rpartition("/")[0]


def _file_name(path: str) -> str:
    special = {COMMIT_MESSAGE_PATH: "Commit message", PATCH_SET_PATH: "The patch set as a whole"}
    return special.get(path) or path.rpartition("/")[2]


class PatchSetLine(_Row):
    """A patch set: pressed, it is compared with the one before; its base is a second link."""

    pressed = Signal(object, bool)  # the PatchSetRow, and whether with its base

    def __init__(self, look: Look, row: PatchSetRow, *, is_shown: bool, is_first: bool) -> None:
        super().__init__(look, is_shown=is_shown)
        self._row, self._is_first = row, is_first
        number = row.patch_set.number
        self.name = build_link(self.tr("Patch set {number}").format(number=number))
        before = self.tr("Compare with its base") if is_first else self.tr("Compare with patch set before")
        self.name.setToolTip(before)
        self.head.addWidget(self.name)
        if row.is_new:
            self.head.addWidget(build_label(self.tr("new"), "accent"))
        self.head.addStretch(1)
        self.base = build_link(self.tr("with its base"), self.tr("Patch set {n} with its base").format(n=number))
        self.base.setFont(look.fonts.program(-1))
        self.head.addWidget(self.base)
        self.base.setVisible(not is_first and row.patch_set.parent is not None)
        uploaded = row.patch_set.uploaded
        parts = [row.uploader, shown_date(uploaded) if uploaded else ""]
        parts += [counted(row.threads, "thread") if row.threads else "", row.description]
        self.add_small(" · ".join(part for part in parts if part))
        self.name.clicked.connect(self._on_name)
        self.base.clicked.connect(self._on_base)

    @Slot()
    def _on_name(self) -> None:
        self.pressed.emit(self._row, self._is_first)

    @Slot()
    def _on_base(self) -> None:
        self.pressed.emit(self._row, True)


class MessageLine(_Row):
    """Who said what of the change as a whole; what a program said is small, what is long opens on demand."""

    def __init__(self, look: Look, message: ReviewMessage, *, is_new: bool) -> None:
        super().__init__(look)
        self.column.setContentsMargins(18, 5, 18, 5)
        parts = take_apart(message.text)
        self._text = parts.text
        self.head.addWidget(CutLabel(message.author.shown, "" if is_automatic(message.tag) else "strong"), 1)
        if is_new:
            self.head.addWidget(build_label(self.tr("new"), "accent"))
        date = build_label(shown_date(message.written), "muted")
        date.setFont(look.fonts.program(-1))
        date.setToolTip(f"{message.written.astimezone():%Y-%m-%d %H:%M:%S}")
        self.head.addWidget(date)
        told = [f"patch set {message.patch_set}" if message.patch_set else "", *map(_told_vote, parts.votes)]
        told += [counted(parts.comments, "comment")] if parts.comments else []
        if is_automatic(message.tag):
            told, self._text = [*told, " ".join(parts.text.split())], ""
        self.add_small(" · ".join(part for part in told if part))
        self.words = build_label("", is_wrapped=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more = build_link(self.tr("Show all of it"))
        if self._text:
            self._show_words()

    def _show_words(self) -> None:
        is_long = len(self._text) > _LONG_MESSAGE
        self.words.setText(self._text[:_LONG_MESSAGE].rstrip() + " …" if is_long else self._text)
        self.column.addWidget(self.words)
        if is_long:
            self.column.addWidget(self.more)
            self.more.clicked.connect(self._on_more)

    @Slot()
    def _on_more(self) -> None:
        self.words.setText(self._text)
        self.more.hide()


def _told_vote(vote: str) -> str:
    """`-Code-Review` is one taken back."""
    if vote.startswith("-"):
        return f"{vote[1:]} taken back"
    name, value = vote[:-2], vote[-2:]
    return f"{name} {value.replace('-', '−')}"
