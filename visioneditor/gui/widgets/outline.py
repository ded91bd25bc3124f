"""The outline: a line a section, with what changed or is wrong there and how many threads it has."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QVBoxLayout, QWidget

from visioneditor.core.document.model import Section
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_label, plain_tip
from visioneditor.values import dataclass

WIDTH = 232
_MARK_WIDTH = 20
_COUNT_WIDTH = 26

_NUMBER = Qt.ItemDataRole.UserRole
_MARKS = Qt.ItemDataRole.UserRole + 1
_WARNINGS = Qt.ItemDataRole.UserRole + 2
_WARNING_SIGN = ("icon:triangle-alert", "warning")

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineMarks:
    """What is shown beside a section: signs with their colour token, threads, and the words for both."""

    signs: tuple[tuple[str, str], ...] = ()  # (text or "icon:NAME", token)
    threads: int = 0
    unresolved: int = 0
    words: str = ""


class _SectionDelegate(QStyledItemDelegate):
    """Paints title, signs and thread count in fixed columns."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH, max(self._look.row_height, option.fontMetrics.height() + 8))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The title is painted here, the style paints what lies below it."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, shown: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, shown, index)  # asked of the style here, QStyle with its many constants would be made
        marks: OutlineMarks = index.data(_MARKS) or OutlineMarks()
        painter.save()
        right = shown.rect.right() - 8
        if marks.threads:
            self._paint_count(
                painter, QRect(right - _COUNT_WIDTH, shown.rect.top(), _COUNT_WIDTH, shown.rect.height()), marks
            )
        signs = (*marks.signs, _WARNING_SIGN) if index.data(_WARNINGS) else marks.signs
        if marks.threads or signs:
            right -= _COUNT_WIDTH + 2
        for text, token in reversed(signs):
            self._paint_sign(
                painter, QRect(right - _MARK_WIDTH, shown.rect.top(), _MARK_WIDTH, shown.rect.height()), text, token
            )
            right -= _MARK_WIDTH
        self._paint_title(painter, shown, index, right - 4)
        painter.restore()

    def _paint_title(self, painter: QPainter, shown: QStyleOptionViewItem, index: Index, right: int) -> None:
        view = shown.widget
        is_selected = isinstance(view, QTreeView) and view.selectionModel().isSelected(index)
        font = QFont(shown.font)
        font.setWeight(
            QFont.Weight.DemiBold if is_selected or index.data(Qt.ItemDataRole.FontRole) else QFont.Weight.Normal
        )
        painter.setFont(font)
        painter.setPen(self._look.theme.colour("text"))
        box = QRect(shown.rect.left() + 4, shown.rect.top(), max(0, right - shown.rect.left() - 4), shown.rect.height())
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if is_selected:
            painter.fillRect(QRect(0, shown.rect.top(), 3, shown.rect.height()), self._look.theme.colour("accent"))

    def _paint_sign(self, painter: QPainter, box: QRect, text: str, token: str) -> None:
        if text.startswith("icon:"):
            pixmap = self._look.icons.pixmap(text[5:], token, 14, painter.device().devicePixelRatioF())
            painter.drawPixmap(box.center().x() - 6, box.center().y() - 6, pixmap)
            return
        painter.setPen(self._look.theme.colour(token))
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_count(self, painter: QPainter, box: QRect, marks: OutlineMarks) -> None:
        theme = self._look.theme
        count = marks.unresolved or marks.threads
        frame = QRect(box.right() - 16, box.center().y() - 7, 16, 15)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("comment-bar" if marks.unresolved else "edge"))
        painter.setBrush(theme.colour("comment-on") if marks.unresolved else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setPen(theme.colour("text"))
        painter.setFont(self._look.fonts.program(-2, 600 if marks.unresolved else 400))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, str(count))


class _SectionTree(QTreeView):
    """A tree whose arrows are drawn in the theme's colours."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if self.selectionModel().isSelected(index):
            painter.fillRect(rect, self._look.theme.colour("row"))
            painter.fillRect(QRect(0, rect.top(), 3, rect.height()), self._look.theme.colour("accent"))
        if self.model().rowCount(index):
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            pixmap = self._look.icons.pixmap(name, "muted", 12, self.devicePixelRatioF())
            painter.drawPixmap(rect.right() - 11, rect.center().y() - 5, pixmap)


class Outline(QFrame):
    """Announces `section_chosen` with a section's number; shows the section under the eye as selected."""

    section_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline_pane")
        self._look = look
        self._items: dict[int, QStandardItem] = {}
        self._shown: tuple[tuple[object, ...], ...] | None = None
        self._model = QStandardItemModel(self)
        self.tree = _SectionTree(look, self)
        self.tree.setModel(self._model)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setAccessibleName(self.tr("Outline"))
        self.tree.setItemDelegate(_SectionDelegate(look, self.tree))
        self.tree.header().setStretchLastSection(True)
        title = build_label(self.tr("Outline"), "muted")
        title.setFont(look.fonts.program(-1, 600))
        title.setContentsMargins(14, 12, 8, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addWidget(self.tree, 1)
        self.tree.clicked.connect(self._on_index)
        self.tree.activated.connect(self._on_index)
        look.changed.connect(self._on_look_changed)

    @Slot()
    def _on_look_changed(self) -> None:
        self.tree.scheduleDelayedItemsLayout()
        self.tree.viewport().update()

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show these sections as a tree; the document's title stands apart, with the others below it at its level.

        What is shown already keeps its marks.
        """
        shown = tuple((section.number, section.title, section.level, section.parent) for section in sections)
        if shown == self._shown:
            return
        self._shown = shown
        self._model.clear()
        self._items = {}
        top: list[QStandardItem] = []
        lone_title = next(
            (s.number for s in sections if s.number == 1 and sum(t.level == s.level for t in sections) == 1), None
        )
        for section in sections:
            if not section.number and len(sections) > 1:
                continue
            item = QStandardItem(section.title or self.tr("Beginning"))
            item.setData(section.number, _NUMBER)
            item.setToolTip(plain_tip(item.text()))
            item.setAccessibleText(self.tr("{title}, level {level}").format(title=item.text(), level=section.level))
            if section.number == lone_title:
                font = QFont(self.font())
                font.setWeight(QFont.Weight.DemiBold)
                item.setFont(font)
            above = None if section.parent in (None, lone_title) else self._items.get(section.parent or 0)
            above.appendRow(item) if above is not None else top.append(item)
            self._items[section.number] = item
        self._model.invisibleRootItem().appendRows(top)  # at once, when they are whole: each is announced to the tree
        self.tree.expandAll()

    def show_marks(self, marks: Mapping[int, OutlineMarks]) -> None:
        """Show signs and thread counts by section number."""
        for number in self._items:
            self.show_mark(number, marks.get(number, OutlineMarks()))

    def show_mark(self, number: int, mark: OutlineMarks) -> None:
        """Show one section's signs and thread counts."""
        item = self._items.get(number)
        if item is not None and mark != (item.data(_MARKS) or OutlineMarks()):
            item.setData(mark, _MARKS)
            _describe(item)

    def show_warnings(self, counts: Mapping[int, int]) -> None:
        """Show beside which sections something is wrong, and how much; beside no others."""
        for number, item in self._items.items():
            count = counts.get(number, 0)
            if count != (item.data(_WARNINGS) or 0):
                item.setData(count, _WARNINGS)
                _describe(item)

    def select(self, number: int) -> None:
        """Show that section as the one under the eye; announces nothing."""
        item = self._items.get(number)
        if item is not None and self.tree.currentIndex() != item.index():
            self.tree.setCurrentIndex(item.index())
            self.tree.scrollTo(item.index())

    @Slot(QModelIndex)
    def _on_index(self, index: QModelIndex) -> None:
        self.section_chosen.emit(index.data(_NUMBER))


def _describe(item: QStandardItem) -> None:
    """Put a section's signs into words."""
    marks, count = item.data(_MARKS) or OutlineMarks(), item.data(_WARNINGS) or 0
    problems = "1 problem" if count == 1 else f"{count} problems" if count else ""
    words = ", ".join(filter(None, (marks.words, problems)))
    item.setToolTip(plain_tip(item.text() + (f"\n{words}" if words else "")))
    item.setAccessibleDescription(words)
