"""What a suggestion does to its lines: their words in the reading face, those that go and come marked in them."""

import html
import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from visioneditor.core.review.suggestions import Part, PartKind
from visioneditor.gui.look import Look

_IN_A_PARAGRAPH = re.compile(r"\n(?=[^\s*#>|+=~^\-.:])")
_LINES = {PartKind.REMOVED: "line-through", PartKind.ADDED: "underline"}
_SPOKEN = {PartKind.KEPT: "{}", PartKind.REMOVED: "removed: {};", PartKind.ADDED: "added: {};"}


class SuggestionText(QLabel):
    """Only words are shown: what is markup in them, or looks like HTML, stands as it was written."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._parts: Sequence[Part] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        look.changed.connect(self._draw)
        self._draw()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show this preview."""
        self._parts = parts
        self._draw()

    @Slot()
    def _draw(self) -> None:
        self.setFont(self._look.fonts.reading(14.5))
        self.setText("".join(self._render(part) for part in self._parts))
        spoken = (_SPOKEN[part.kind].format(" ".join(part.text.split())) for part in self._parts if part.text.strip())
        self.setAccessibleName(" ".join(spoken))

    def _render(self, part: Part) -> str:
        words = html.escape(_IN_A_PARAGRAPH.sub(" ", part.text)).replace("\n", "<br>").replace("  ", "&nbsp; ")
        if part.kind is PartKind.KEPT:
            return words
        colour, wash = (self._look.theme.colour(f"{part.kind.value}{of}").name() for of in ("", "-wash"))
        return (
            f'<span style="color:{colour};background-color:{wash};text-decoration:{_LINES[part.kind]}">{words}</span>'
        )
