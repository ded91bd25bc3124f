"""The strip in which one says which changes to fetch, and sees how that gets on; nothing of the page is covered."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from visioneditor.core.review.change_numbers import parse_numbers
from visioneditor.errors import VisionEditorError
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button, build_label, build_link
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchWish:
    """Which changes, and from where: a remote or an address, None for where this repository is reviewed."""

    numbers: tuple[int, ...]
    remote: str | None = None


class FetchStrip(QFrame):
    """Announces `fetch_requested` with a FetchWish, `cancel_requested`, `closed`."""

    fetch_requested = Signal(object)
    cancel_requested = Signal()
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fetch_strip")
        self._is_busy = False
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText(self.tr("592205 601000, or addresses copied from the browser"))
        self.remote = QLineEdit()
        self.fetch = QPushButton(self.tr("Fetch"))
        self.fetch.setProperty("role", "primary")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.said = build_label("", is_wrapped=True)
        self.said.hide()
        self.open_ones = build_link("")
        self.open_ones.hide()
        self._open_numbers: tuple[int, ...] = ()
        self._shut = build_icon_button(look, "x", self.tr("Close"))
        self._lay_out()
        self.open_ones.clicked.connect(self._on_open_ones)
        self.fetch.clicked.connect(self._on_fetch)
        self.cancel.clicked.connect(self.cancel_requested)
        self._shut.clicked.connect(self._on_shut)
        self._show_busy(is_busy=False)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, field, stretch in (
            (self.tr("&Numbers"), self.numbers, 3),
            (self.tr("fro&m"), self.remote, 4),
        ):
            label = build_label(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            row.addWidget(label)
            row.addWidget(field, stretch)
        for part in (self.open_ones, self.fetch, self.cancel, self._shut):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.said)

    def show_address(self, address: str) -> None:
        """Where changes come from unless something else is said; empty where the repository does not tell."""
        self.remote.setPlaceholderText(address or self.tr("https://server/project, or the name of a remote"))

    def offer(self, numbers: Sequence[int]) -> None:
        """Changes that are here and still open: to be fetched again all at once."""
        self._open_numbers = tuple(numbers)
        count = len(self._open_numbers)
        self.open_ones.setText(self.tr("The open one here") if count == 1 else self.tr("All {n} open").format(n=count))
        self.open_ones.setAccessibleName(self.tr("Fetch what is new of the open changes"))
        self.open_ones.setToolTip(self.tr("Fetch what is new of the open changes"))
        self.open_ones.setVisible(count > 0)

    def open_for(self, numbers: str = "") -> None:
        """Ask for numbers; what was typed before stays."""
        if numbers:
            self.numbers.setText(numbers)
        self.show()
        self.numbers.setFocus(Qt.FocusReason.OtherFocusReason)
        self.numbers.selectAll()

    @property
    def is_busy(self) -> bool:
        """Whether changes are coming."""
        return self._is_busy

    def show_progress(self, share: object, text: str) -> None:
        """How far it is."""
        percent = f", {round(share * 100)} %" if isinstance(share, float) else ""
        self._say((text or self.tr("Asking the server")) + percent, "muted")

    def show_error(self, error: VisionEditorError) -> None:
        """Why it did not work; what was typed stays."""
        self._show_busy(is_busy=False)
        lacks_address = error.message in ("gerrit.unknown", "gerrit.bad-gitreview")
        hint = self.tr("Write its address, or the name of a remote, into the second field.")
        self._say(" ".join(part for part in (error.summary, hint if lacks_address else error.hint) if part), "error")
        (self.remote if lacks_address else self.numbers).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_done(self, text: str) -> None:
        """What came."""
        self._show_busy(is_busy=False)
        self._say(text, "muted")

    def _say(self, text: str, role: str) -> None:
        self.said.setProperty("role", role)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _show_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.cancel.setVisible(is_busy)
        self.fetch.setVisible(not is_busy)
        for field in (self.numbers, self.remote):
            field.setReadOnly(is_busy)

    @Slot()
    def _on_open_ones(self) -> None:
        """Say their numbers, and fetch them."""
        self.numbers.setText(" ".join(map(str, self._open_numbers)))
        self._on_fetch()

    @Slot()
    def _on_fetch(self) -> None:
        if self._is_busy:
            return
        try:
            numbers = parse_numbers(self.numbers.text())
        except VisionEditorError as error:
            self.show_error(error)
            return
        self.begin(FetchWish(numbers=numbers, remote=self.remote.text().strip() or None))

    def begin(self, wish: FetchWish) -> None:
        """Announce a wish, and show that it is being seen to."""
        self._show_busy(is_busy=True)
        self.show_progress(None, "")
        self.fetch_requested.emit(wish)

    @Slot()
    def _on_shut(self) -> None:
        if self._is_busy:
            self.cancel_requested.emit()
        self._say("", "muted")
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_fetch()
        elif event.key() == Qt.Key.Key_Escape:
            self._on_shut()
        else:
            super().keyPressEvent(event)
