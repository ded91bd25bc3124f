"""The names above columns: they stay while the text scrolls, and stand where the columns stand."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.widgets.controls import CutLabel

_PAD = 6  # pixels above and below


class ColumnNames(QWidget):
    """A line of labels that follows a view."""

    def __init__(self, view: ProseView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.labels: list[CutLabel] = []
        view.view_moved.connect(self.follow)
        view.horizontalScrollBar().valueChanged.connect(self.follow)

    def show_names(self, names: Sequence[str]) -> None:
        """Name the columns anew."""
        while len(self.labels) < len(names):
            self.labels.append(CutLabel("", "strong", self))
        for label, name in zip_longest(self.labels, names, fillvalue=""):
            assert isinstance(label, CutLabel)
            label.set_whole(name)
            label.setVisible(bool(name))
        self.updateGeometry()
        self.follow()

    def sizeHint(self) -> QSize:
        return QSize(0, max((label.sizeHint().height() for label in self.labels), default=0) + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Stand above the columns as they stand now."""
        scrolled = self._view.horizontalScrollBar().value()
        for label, column in zip(self.labels, self._view.plan().columns, strict=False):
            label.setGeometry(round(column.text_left) - scrolled, 0, round(column.text_width), self.height())
