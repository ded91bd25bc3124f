"""The line above a comparison: how much changed, which change is in hand, the way to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_icon_button, build_label

HEIGHT = 32


class CountsLine(QFrame):
    """Counts at the left; "Change 6 of 9" and two arrows at the right."""

    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("view_bar")
        self.setFixedHeight(HEIGHT)
        self.position = build_label("", "muted")
        self.previous = self._build_arrow("arrow-up", self.tr("Previous change"))
        self.next = self._build_arrow("arrow-down", self.tr("Next change"))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 0, 16, 0)
        self._layout.setSpacing(5)
        self._layout.addStretch(1)
        for part in (self.position, self.previous, self.next):
            self._layout.addWidget(part)
        self._layout.insertSpacing(2, 12)
        self.previous.clicked.connect(self.previous_requested)
        self.next.clicked.connect(self.next_requested)
        self._counts: list[QWidget] = []
        look.changed.connect(self._refresh_icons)

    def _build_arrow(self, icon: str, name: str) -> QToolButton:
        return build_icon_button(self._look, icon, name)

    def _refresh_icons(self) -> None:
        self.previous.setIcon(self._look.icons.icon("arrow-up"))
        self.next.setIcon(self._look.icons.icon("arrow-down"))

    def show_counts(self, parts: Sequence[tuple[str, str]], sentence: str = "") -> None:
        """Numbers, set bold, with their words; or one sentence where there is nothing to count."""
        for old in self._counts:
            self._layout.removeWidget(old)
            old.deleteLater()
        self._counts = []
        for number, words in parts:
            self._add(build_label(number, "strong"))
            self._add(build_label(f"{words}   ", "muted"))
        if not parts:
            self._add(build_label(sentence, "muted"))
        spoken = ", ".join(f"{number} {words}" for number, words in parts) or sentence
        self.setAccessibleName(spoken)

    def _add(self, label: QWidget) -> None:
        self._layout.insertWidget(len(self._counts), label)
        self._counts.append(label)
        label.show()

    def show_position(self, here: int, count: int) -> None:
        """Which change is in hand; none of them before the first is reached."""
        if not count:
            self.position.setText("")
        elif here:
            self.position.setText(self.tr("Change {here} of {count}").format(here=here, count=count))
        else:
            words = self.tr("1 change") if count == 1 else self.tr("{count} changes").format(count=count)
            self.position.setText(words)
        self.previous.setEnabled(here > 1 or (here == 0 and count > 0))
        self.next.setEnabled(here < count)
