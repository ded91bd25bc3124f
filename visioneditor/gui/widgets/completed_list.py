"""Completes what is typed with commas between: each part by itself, found anywhere in a name."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


class PartCompleter(QCompleter):
    """For a line of several people, say; set on the line by `complete_parts`."""

    def __init__(self, choices: Sequence[str], parent: QObject) -> None:
        super().__init__(list(choices), parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        return [path.rsplit(",", 1)[-1].strip()]

    def pathFromIndex(self, index: object) -> str:
        chosen = super().pathFromIndex(index)  # type: ignore[arg-type]  # Qt's own index
        line = self.widget()
        before, comma, _ = (line.text() if isinstance(line, QLineEdit) else "").rpartition(",")
        return f"{before.strip()}, {chosen}" if comma else chosen


def complete_parts(line: QLineEdit, choices: Sequence[str]) -> None:
    """Offer these while somebody types."""
    line.setCompleter(PartCompleter(choices, line))
