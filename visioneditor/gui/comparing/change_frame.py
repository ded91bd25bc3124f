"""The thin frame round the change in hand; it lies over the text, takes no clicks and hides nothing."""

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from visioneditor.gui.comparing.moved_blocks import is_left_behind
from visioneditor.gui.look import Look
from visioneditor.gui.prose.prose_view import ProseView


class ChangeFrame(QWidget):
    """Goes along with the rows of one change."""

    def __init__(self, look: Look, view: ProseView) -> None:
        super().__init__(view.viewport())
        self._look, self._view, self._number = look, view, 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        view.view_moved.connect(self.follow)

    def show_change(self, number: int) -> None:
        """Another change is in hand; 0: none."""
        self._number = number
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Lie where the change is on the screen now."""
        stage, bottom, is_fold = self._view.stage(), 0.0, False
        tops: list[float] = []
        for at, top in stage.visible() if self._number else ():
            row = stage.rows[at]
            if row.change == self._number and not is_left_behind(row):
                inside = [cell.top for cell in stage.lay(at).cells if cell is not None]
                tops.append(top + min(inside, default=row.pad_above))
                is_fold = row.fold is not None
                bottom = top + stage.lay(at).height - row.pad_below
        if tops:
            width = self._view.viewport().width()
            beyond = 0 if is_fold else 3  # a fold's own rules are near
            self.setGeometry(0, round(tops[0]) - beyond, width, round(bottom - tops[0]) + 2 * beyond + 1)
        self.setVisible(bool(tops))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._look.theme.colour("accent"), 1))
        painter.drawRect(QRectF(1.5, 0.5, self.width() - 3, self.height() - 1))
