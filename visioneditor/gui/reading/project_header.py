"""The row above Side by side that names the columns and counts each project's stances; it stays while text scrolls."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visioneditor.core.annotation import Annotation, Stance
from visioneditor.gui.icons import paint_stance
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Column, Plan

HEIGHT = 40
_SIGN = 11.0
_EMPTY_INDENT = 20


class ProjectHeader(QWidget):
    """Names over columns."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._plan: Plan | None = None
        self._sideways = 0
        self._leaves = 0
        self._projects: tuple[str, ...] = ()
        self._counts: Mapping[str, Counter[Stance]] = {}
        self.setFixedHeight(HEIGHT)
        look.changed.connect(self.update)

    def show_projects(self, projects: Sequence[str], annotations: Sequence[Annotation], leaves: int) -> None:
        """Which projects have a column, and what they say."""
        self._projects, self._leaves = tuple(projects), leaves
        self._counts = {
            project: Counter(a.stance for a in annotations if a.project == project and a.stance is not None)
            for project in projects
        }
        self.setAccessibleName(", ".join(map(self._spoken, self._projects)) or self._empty())
        self.update()

    def follow(self, plan: Plan, sideways: int) -> None:
        """Stand over these columns."""
        self._plan, self._sideways = plan, sideways
        self.update()

    def _empty(self) -> str:
        return self.tr("No project has answered. Add a reflection from a file: Ctrl+K, “Add a reflection”.")

    def _spoken(self, project: str) -> str:
        counts = (f"{number} {stance.value}" for stance, number in self._counts[project].items())
        return f"{project}: {', '.join(counts)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.fillRect(self.rect(), theme.colour("paper"))
        if self._plan is None:
            return
        vision, *projects = self._plan.columns
        if projects:
            painter.fillRect(QRectF(vision.right, 0, self.width() - vision.right, HEIGHT), theme.colour("side"))
        painter.save()
        painter.setClipRect(QRectF(vision.right, 0, self.width() - vision.right, HEIGHT))
        painter.translate(-self._sideways, 0)
        for column, project in zip(projects, self._projects, strict=False):
            x = self._write(painter, column.text_left, project, is_name=True)
            self._paint_counts(painter, x + 12, column, self._counts[project])
        painter.restore()
        if not projects:
            self._write(painter, vision.right + _EMPTY_INDENT, self._empty(), is_name=False)
        x = self._write(painter, vision.text_left, self.tr("Vision"), is_name=True)
        self._write(painter, x + 10, self.tr("{count} leaf sections").format(count=self._leaves), is_name=False)
        painter.fillRect(QRectF(0, HEIGHT - 1, self.width(), 1), theme.colour("line"))
        painter.fillRect(QRectF(vision.right, 0, 1, HEIGHT), theme.colour("line"))

    def _paint_counts(self, painter: QPainter, x: float, column: Column, counts: Counter[Stance]) -> None:
        for stance in Stance:
            if counts[stance] and x < column.right - 24:
                box = QRectF(x, (HEIGHT - _SIGN) / 2, _SIGN, _SIGN)
                paint_stance(painter, box, stance, self._look.theme)
                x = self._write(painter, x + _SIGN + 5, str(counts[stance]), is_name=False) + 10

    def _write(self, painter: QPainter, x: float, text: str, *, is_name: bool) -> float:
        font = self._look.fonts.program(0 if is_name else -1, 600 if is_name else 400)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("text" if is_name else "muted"))
        painter.drawText(QPointF(x, (HEIGHT + metrics.ascent() - metrics.descent()) / 2), text)
        return x + metrics.horizontalAdvance(text)
