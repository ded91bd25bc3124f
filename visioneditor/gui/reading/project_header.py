"""The row above Side by side that names the columns and counts each project's stances; it stays while text scrolls."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from visioneditor.core.annotation import Annotation, Stance
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Column, Plan
from visioneditor.gui.reading.beside_view import BesideView
from visioneditor.gui.stance_shapes import paint_stance

HEIGHT = 40
_SIGN = 11.0
_EMPTY_INDENT = 20
_MOST_SPOKEN = 12


class ProjectHeader(QWidget):
    """Names over columns, which lead to the whole reflection; over cards the counts of all of them."""

    project_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._plan: Plan | None = None
        self._sideways = 0
        self._leaves = 0
        self._view = BesideView()
        self._has_answers = self._is_known = self._is_whole = False
        self._counts: Mapping[str, Counter[Stance]] = {}
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        look.changed.connect(self.update)

    def show_projects(
        self,
        view: BesideView,
        annotations: Sequence[Annotation],
        leaves: int,
        *,
        is_known: bool = True,
        is_whole: bool = False,
    ) -> None:
        """Which projects have a column, and what they say; `is_whole`: all that the only one of them says."""
        self._is_known, self._is_whole = is_known, is_whole
        self._view, self._leaves, self._has_answers = view, leaves, bool(annotations)
        counts: dict[str, Counter[Stance]] = {project: Counter() for project in view.projects}
        for one in annotations:
            if one.project in counts and one.stance is not None and view.wanted.takes(one):
                counts[one.project][one.stance] += 1
        self._counts = counts
        self.setAccessibleName(", ".join(map(self._spoken, view.projects[:_MOST_SPOKEN])) or self._empty())
        self.update()

    def follow(self, plan: Plan, sideways: int) -> None:
        """Stand over these columns."""
        self._plan, self._sideways = plan, sideways
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (project := self._project_at(event.position().x())) is not None:
            self.project_chosen.emit(project)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        project = self._project_at(event.position().x())
        self.setCursor(Qt.CursorShape.ArrowCursor if project is None else Qt.CursorShape.PointingHandCursor)
        told = self.tr("All projects again") if self._is_whole else self.tr("The whole reflection of {project}")
        self.setToolTip(told.format(project=project) if project is not None else "")

    def _project_at(self, x: float) -> str | None:
        """The project whose column is there."""
        if self._plan is None or self._view.cards or x < self._plan.columns[0].right:
            return None
        pairs = zip(self._plan.columns[1:], self._view.projects, strict=False)
        return next((name for column, name in pairs if column.left <= x + self._sideways < column.right), None)

    def _empty(self) -> str:
        if not self._is_known:
            return ""
        if not self._has_answers:
            return self.tr("No project has answered. Import what one wrote: Ctrl+K, “Import a reflection”.")
        if not self._view.wanted.takes_all:
            return self.tr("No project has an answer of this sort.")
        return self.tr("No project is chosen.")

    def _spoken(self, project: str) -> str:
        counts = (f"{number} {stance.value}" for stance, number in self._counts[project].items())
        return f"{project}: {', '.join(counts)}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.fillRect(self.rect(), theme.colour("paper"))
        if self._plan is None:
            return
        vision, *columns = self._plan.columns
        if columns:
            painter.fillRect(QRectF(vision.right, 0, self.width() - vision.right, HEIGHT), theme.colour("side"))
        painter.save()
        painter.setClipRect(QRectF(vision.right, 0, self.width() - vision.right, HEIGHT))
        if not self._view.projects:
            self._write(painter, vision.right + _EMPTY_INDENT, self._empty(), is_name=False)
        elif self._view.cards:
            self._paint_all(painter, columns[0])
        else:
            painter.translate(-self._sideways, 0)
            self._paint_columns(painter, columns, vision.right)
        painter.restore()
        x = self._write(painter, vision.text_left, self.tr("Vision"), is_name=True)
        self._write(painter, x + 10, self.tr("{count} leaf sections").format(count=self._leaves), is_name=False)
        painter.fillRect(QRectF(0, HEIGHT - 1, self.width(), 1), theme.colour("line"))
        painter.fillRect(QRectF(vision.right, 0, 1, HEIGHT), theme.colour("line"))

    def _paint_columns(self, painter: QPainter, columns: Sequence[Column], sticky: float) -> None:
        left, right = self._sideways + sticky, self._sideways + self.width()
        for column, project in zip(columns, self._view.projects, strict=False):
            if column.right > left and column.left < right:
                metrics = QFontMetricsF(self._look.fonts.program(0, 600))
                name = metrics.elidedText(project, Qt.TextElideMode.ElideRight, column.text_width)
                x = self._write(painter, column.text_left, name, is_name=True)
                if self._is_whole:
                    x = self._write(painter, x + 10, self.tr("the whole reflection"), is_name=False)
                self._paint_counts(painter, x + 12, column.right - 24, self._counts[project])

    def _paint_all(self, painter: QPainter, first: Column) -> None:
        count = len(self._view.projects)
        said = self.tr("1 project") if count == 1 else self.tr("{n} projects").format(n=count)
        x = self._write(painter, first.text_left, said, is_name=True)
        together = sum(self._counts.values(), Counter[Stance]())
        self._paint_counts(painter, x + 12, self.width() - 24, together)

    def _paint_counts(self, painter: QPainter, x: float, right: float, counts: Counter[Stance]) -> None:
        for stance in Stance:
            if counts[stance] and x < right:
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
