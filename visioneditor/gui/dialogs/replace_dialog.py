"""Find and replace in all documents: every place with what stands around it and what would, to be chosen one by one."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from visioneditor.core.drafting.replacing import Match, Query
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import build_label
from visioneditor.services.replacing import MOST, FoundDocument

Index = QModelIndex | QPersistentModelIndex
Chosen = list[tuple[FoundDocument, list[Match]]]

_AFTER_MS = 300
_MATCH = Qt.ItemDataRole.UserRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ReplaceDialog(QDialog):
    """Announces `query_changed` a moment after one typed, `replace_requested` with what is ticked, `undo_requested`."""

    query_changed = Signal(object)
    replace_requested = Signal(object)
    undo_requested = Signal()
    place_chosen = Signal(str, int)  # a path and a line

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Find and replace in all documents"))
        self.resize(860, 600)
        self._documents: tuple[FoundDocument, ...] = ()
        self.words, self.new = QLineEdit(), QLineEdit()
        self.case = QCheckBox(self.tr("&Capitals count"))
        self.whole = QCheckBox(self.tr("&Whole words"))
        self.expression = QCheckBox(self.tr("Regular e&xpression"))
        self.places = QTreeWidget()
        self.places.setHeaderHidden(True)
        self.places.setAccessibleName(self.tr("Places that were found"))
        self.places.setItemDelegate(_PlaceDelegate(look, self.places))
        self.said = build_label("", "muted", is_wrapped=True)
        self.replace = QPushButton(self.tr("Replace"))
        self.replace.setProperty("role", "primary")
        self.undo = QPushButton(self.tr("Take it all back"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._on_soon)
        for field in (self.words, self.new):
            field.textChanged.connect(self._on_changed)
        for box in (self.case, self.whole, self.expression):
            box.toggled.connect(self._on_changed)
        self.places.itemChanged.connect(self._on_ticked)
        self.places.itemActivated.connect(self._on_place)
        self.replace.clicked.connect(self._on_replace)
        self.undo.clicked.connect(self.undo_requested)
        self.close_button.clicked.connect(self.reject)
        self.show_found(())
        self.show_undo(can_undo=False)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Find"), self.words)
        form.addRow(self.tr("&Replace with"), self.new)
        ways = QHBoxLayout()
        for box in (self.case, self.whole, self.expression):
            ways.addWidget(box)
        ways.addStretch(1)
        form.addRow("", ways)
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1)
        for button in (self.undo, self.close_button, self.replace):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.places, 1)
        layout.addLayout(buttons)

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query(
            words=self.words.text(),
            new=self.new.text(),
            has_case=self.case.isChecked(),
            is_whole_words=self.whole.isChecked(),
            is_expression=self.expression.isChecked(),
        )

    def begin(self, words: str) -> None:
        """Come up with these words, if there are some."""
        if words:
            self.words.setText(words)
        self.show()
        self.raise_()
        self.activateWindow()
        self.words.selectAll()
        self.words.setFocus()
        self._on_soon()

    def show_found(self, documents: Sequence[FoundDocument]) -> None:
        """List places by document, all ticked; those that would not change are none."""
        self._documents = tuple(documents)
        self.places.blockSignals(True)
        self.places.clear()
        self.places.addTopLevelItems([_document_item(one) for one in documents])
        self.places.expandAll()
        self.places.blockSignals(False)
        self._count()

    def show_undo(self, *, can_undo: bool) -> None:
        """Whether something was replaced that can be taken back."""
        self.undo.setVisible(can_undo)

    def chosen(self) -> Chosen:
        """The documents with the places that are ticked."""
        found: Chosen = []
        for row, document in enumerate(self._documents):
            item = self.places.topLevelItem(row)
            ticked = [child.data(0, _MATCH) for child in _children(item) if child.checkState(0) == _CHECKED]
            if ticked:
                found.append((document, ticked))
        return found

    def _count(self) -> None:
        chosen = self.chosen()
        count, every = sum(len(ones) for _, ones in chosen), sum(len(one.matches) for one in self._documents)
        self.replace.setEnabled(count > 0)
        if not every:
            self.said.setText(self.tr("Nothing was found.") if self.words.text() else "")
            return
        said = self.tr("{n} of {every} places in {d} documents will be replaced, in drafts; no file is written.")
        if every >= MOST:
            said = self.tr("The first {every} places are shown; {n} of them in {d} documents will be replaced.")
        self.said.setText(said.format(n=count, every=every, d=len(chosen)))

    @Slot()
    def _on_changed(self) -> None:
        self._soon.start()

    @Slot()
    def _on_soon(self) -> None:
        self._soon.stop()
        self.query_changed.emit(self.query)

    @Slot(QTreeWidgetItem, int)
    def _on_ticked(self, item: QTreeWidgetItem, _: int) -> None:
        self._count()

    @Slot(QTreeWidgetItem, int)
    def _on_place(self, item: QTreeWidgetItem, _: int) -> None:
        match: Match | None = item.data(0, _MATCH)
        above = item.parent()
        if match is not None and above is not None:
            self.place_chosen.emit(self._documents[self.places.indexOfTopLevelItem(above)].path, match.line)

    @Slot()
    def _on_replace(self) -> None:
        if not self._soon.isActive():  # else what is listed is not what would be replaced
            self.replace_requested.emit(self.chosen())


def _document_item(document: FoundDocument) -> QTreeWidgetItem:
    count = len(document.matches)
    item = QTreeWidgetItem([f"{document.path}    {count} place{'s' if count != 1 else ''}"])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
    for match in document.matches:
        child = QTreeWidgetItem([f"{match.line}: {match.before}{match.found} → {match.new}{match.after}"])
        child.setData(0, _MATCH, match)
        child.setCheckState(0, _CHECKED)
        item.addChild(child)
    return item


def _children(item: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
    found = (item.child(row) for row in range(item.childCount())) if item is not None else ()
    return [child for child in found if child is not None]


class _PlaceDelegate(QStyledItemDelegate):
    """Paints a place: its line, what stands around, the old words struck out, the new ones behind them."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(self._look.row_height, option.fontMetrics.height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        match: Match | None = index.data(_MATCH)
        if match is None:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        box = style.subElementRect(style.SubElement.SE_ItemViewItemText, shown, shown.widget)
        box.setLeft(box.left() + style.pixelMetric(style.PixelMetric.PM_IndicatorWidth) // 2)
        painter.save()
        painter.setFont(shown.font)
        for words, token, is_struck in (
            (f"{match.line:>5}   ", "muted", False),
            (match.before, "text", False),
            (match.found, "removed", True),
            (match.new, "added", False),
            (match.after, "text", False),
        ):
            box.setLeft(self._put(painter, box, words, token, is_struck=is_struck))
        painter.restore()

    def _put(self, painter: QPainter, box: QRect, words: str, token: str, *, is_struck: bool) -> int:
        """Paint words; where the next ones begin."""
        font = QFont(painter.font())
        font.setStrikeOut(is_struck)
        font.setBold(token == "added")  # a colour's token
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(token))
        line = " ".join(words.split("\n"))
        cut = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
        return box.left() + painter.fontMetrics().horizontalAdvance(cut)
