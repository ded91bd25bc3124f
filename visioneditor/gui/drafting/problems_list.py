"""What is wrong in a draft, below its source: a row each with line, kind, sentence and what mends it.

Rows are made when they are shown, however many there are; what a row's link does is the list's to announce, not to do.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from visioneditor.core.document.model import ProblemLevel
from visioneditor.core.drafting.findings import Finding, FindingKind
from visioneditor.gui.look import Look

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()
_FINDING = Qt.ItemDataRole.UserRole
SIGNS = {ProblemLevel.ERROR: ("octagon-alert", "error"), ProblemLevel.WARNING: ("triangle-alert", "warning")}
OTHER_SIGN = ("info", "accent")
_LEFT, _SIGN_WIDTH, _GAP = 20, 24, 16
_LINE_WORDS, _KIND_WORDS = "line 99999", "Spelling  "


class ProblemsList(QListView):
    """Announces what is to be gone to, and what is to be mended in the first of its ways."""

    chosen = Signal(object)
    fix_requested = Signal(object)
    menu_requested = Signal(object, object)  # the finding, and where on the screen

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _ProblemsModel(self)
        self._painter = _ProblemDelegate(look, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)  # or a thousand problems would be measured one by one
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Problems"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.activated.connect(self._on_chosen)
        self.clicked.connect(self._on_clicked)

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What is listed."""
        return self._rows.findings

    @property
    def row_height(self) -> int:
        """Room for one row."""
        return self._painter.height(self.fontMetrics().height())

    def show_problems(self, findings: Sequence[Finding]) -> None:
        """List these; where they are the same, what is selected stays."""
        self._rows.show(tuple(findings))

    def fix_area(self, row: int) -> QRect:
        """Where a row's fix stands, in the viewport; empty where it has none."""
        index = self._rows.index(row, 0)
        return self._painter.fix_area(self.visualRect(index), self.problems[row])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_link = index.isValid() and self.fix_area(index.row()).contains(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self.fix_area(index.row()).contains(at):
            self.fix_requested.emit(self.problems[index.row()])
            return
        super().mouseReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """A leaving pointer takes its shape along."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self.problems[index.row()])

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self._on_chosen(index)

    @Slot(object)
    def _on_menu(self, at: Any) -> None:
        index = self.indexAt(at) if self.rect().contains(at) else self.currentIndex()
        index = index if index.isValid() else self.currentIndex()
        if index.isValid():
            where = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_requested.emit(self.problems[index.row()], where)


class _ProblemsModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()

    def show(self, findings: tuple[Finding, ...]) -> None:
        if findings != self.findings:
            self.beginResetModel()
            self.findings = findings
            self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self.findings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return finding.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            mended = f"; {finding.fixes[0].label}" if finding.fixes else ""
            return f"line {finding.line}, {finding.level.value}, {kind_words(finding.kind)}: {finding.message}{mended}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return finding.message.replace("<", "&lt;")
        return finding if role == _FINDING else None


def kind_words(kind: FindingKind) -> str:
    """What found it, as it is shown."""
    return kind.value.capitalize()


class _ProblemDelegate(QStyledItemDelegate):
    """Paints a row: sign, line, kind, sentence cut to the room, the first fix as a link at the right."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def height(self, text: int) -> int:
        return max(self._look.row_height, text + 8)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height(option.fontMetrics.height()))

    def fix_area(self, row: QRect, finding: Finding) -> QRect:
        """Where the link stands; never more than a third of the row."""
        view = self.parent()
        if not finding.fixes or not isinstance(view, QWidget):
            return QRect()
        width = min(view.fontMetrics().horizontalAdvance(_fix_words(finding)) + 2, row.width() // 3)
        return QRect(row.right() - _LEFT - width, row.top(), width, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        finding: Finding = index.data(_FINDING)
        painter.save()
        painter.setFont(shown.font)
        self._paint_words(painter, shown.rect, finding)
        painter.restore()

    def _paint_words(self, painter: QPainter, row: QRect, finding: Finding) -> None:
        metrics = painter.fontMetrics()
        icon, token = SIGNS.get(finding.level, OTHER_SIGN)
        pixmap = self._look.icons.pixmap(icon, token, 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(row.left() + _LEFT, row.center().y() - 7, pixmap)
        left = row.left() + _LEFT + _SIGN_WIDTH
        for words, widest in ((f"line {finding.line}", _LINE_WORDS), (kind_words(finding.kind), _KIND_WORDS)):
            self._put(painter, QRect(left, row.top(), 200, row.height()), words, "muted")
            left += metrics.horizontalAdvance(widest) + _GAP // 2
        link = self.fix_area(row, finding)
        right = link.left() - _GAP if finding.fixes else row.right() - _LEFT
        self._put(painter, QRect(left, row.top(), max(0, right - left), row.height()), finding.message, "text")
        if finding.fixes:
            self._put(painter, link, _fix_words(finding), "accent")

    def _put(self, painter: QPainter, box: QRect, words: str, token: str) -> None:
        painter.setPen(self._look.theme.colour(token))
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


def _fix_words(finding: Finding) -> str:
    return finding.fixes[0].label
