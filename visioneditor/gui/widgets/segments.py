"""A segmented switch: a few exclusive choices side by side, all equally wide."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton, QWidget

HEIGHT = 30
_PADDING_PX, _TIGHT_PX = 28, 14


class Segments(QFrame):
    """Announces `chosen` with the word of the segment the user pressed."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None, *, is_tight: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "segments")
        self.setAccessibleName(name)
        self._words = [word for word, _ in choices]
        self.setFixedHeight(HEIGHT)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for at, (_, text) in enumerate(choices):
            button = QToolButton(self)
            button.setText(text)
            button.setCheckable(True)
            button.setFixedHeight(HEIGHT - 6)
            button.setAccessibleName(f"{name}: {text}")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, at)
            layout.addWidget(button)
        self._group.idClicked.connect(self._on_clicked)
        self._group.button(0).setChecked(True)
        self.setProperty("tight", is_tight)
        self._even_widths()

    def set_tight(self, is_tight: bool) -> None:
        """Leave less room beside the labels, or as much as elsewhere."""
        if self.property("tight") != is_tight:
            self.setProperty("tight", is_tight)
            style = self.style()  # whose many constants no first paint should wait for
            for widget in (self, *self._group.buttons()):
                style.unpolish(widget)
                style.polish(widget)
            self._even_widths()

    def _even_widths(self) -> None:
        """As wide as the widest label when bold, so that nothing shifts when another is chosen."""
        font = self.font()
        font.setBold(True)
        metrics = QFontMetrics(font)
        width = max(metrics.horizontalAdvance(button.text()) for button in self._group.buttons()) + (
            _TIGHT_PX if self.property("tight") else _PADDING_PX
        )
        for button in self._group.buttons():
            button.setMinimumWidth(width)

    @property
    def word(self) -> str:
        """The chosen segment's word; empty where none is."""
        at = self._group.checkedId()
        return self._words[at] if at >= 0 else ""

    def choose(self, word: str) -> None:
        """Show that segment as chosen, without announcing it."""
        self._group.button(self._words.index(word)).setChecked(True)

    def choose_none(self) -> None:
        """Show no segment as chosen: what is seen is none of them."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    @Slot(int)
    def _on_clicked(self, at: int) -> None:
        self.chosen.emit(self._words[at])
