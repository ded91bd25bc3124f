"""What of the matrix is looked at, and in which order: a switch, and a button that drops the choices of both."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from visioneditor.core.consensus.arranging import Arrangement, Only, Order
from visioneditor.core.consensus.model import Standing
from visioneditor.gui.consensus.matrix_words import say, standing_words
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.view_bar import build_drop_button, set_drop_text
from visioneditor.values import replace

_ONLY = {Only.ALL: "Stances", Only.STALE: "Stale", Only.THREADS: "Threads", Only.MISSING: "Missing"}
_ONLY_IN_MENU = {
    Only.ALL: "All answers",
    Only.STALE: "Stale answers only",
    Only.THREADS: "Answers with unresolved threads only",
    Only.MISSING: "Missing answers only",
}
_ORDERS = {
    Order.NAME: "By name",
    Order.ANSWERED: "Most answers first",
    Order.STALE: "Most stale first",
    Order.THREADS: "Most threads first",
}


class ArrangementBar(QWidget):
    """Announces `arranged` with the Arrangement that is wished for."""

    arranged = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Arrangement()
        self._is_narrow = False
        choices = [(only.value, say(text)) for only, text in _ONLY.items()]
        self.only = Segments(choices, self.tr("Show"), is_tight=True)
        self.sorting = build_drop_button(self.tr("Sort, and show some answers only"))
        self.sorting.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sorting.setMenu(self._build_menu())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.only)
        layout.addWidget(self.sorting)
        self.only.chosen.connect(self._on_only)
        self._show()

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        self._onlys, self._orders, self._kinds = QActionGroup(self), QActionGroup(self), QActionGroup(self)
        for only, text in _ONLY_IN_MENU.items():
            self._add(menu, self._onlys, only.value, say(text))
        menu.addSeparator()
        for order, text in _ORDERS.items():
            self._add(menu, self._orders, order.value, say(text))
        menu.addSeparator()
        self._add(menu, self._kinds, "", self.tr("Every stance"))
        for kind in Standing:
            self._add(menu, self._kinds, kind.value, standing_words(kind))
        self._onlys.triggered.connect(self._on_shown)
        self._orders.triggered.connect(self._on_order)
        self._kinds.triggered.connect(self._on_kind)
        return menu

    def _add(self, menu: QMenu, group: QActionGroup, word: str, text: str) -> None:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setData(word)
        group.addAction(action)

    @property
    def wanted(self) -> Arrangement:
        """What is looked at now."""
        return self._wanted

    def want(self, wanted: Arrangement) -> None:
        """Look at something else, and say so."""
        self._wanted = wanted
        self._show()
        self.arranged.emit(wanted)

    def toggle(self, only: Only) -> None:
        """Look at these cells alone, or at all again."""
        self.want(replace(self._wanted, only=Only.ALL if self._wanted.only is only else only))

    def _show(self) -> None:
        wanted = self._wanted
        self.only.choose(wanted.only.value)
        kind = wanted.standing.value if wanted.standing is not None else ""
        for group, word in ((self._onlys, wanted.only.value), (self._orders, wanted.order.value), (self._kinds, kind)):
            for action in group.actions():
                action.setChecked(action.data() == word)
        parts = [standing_words(wanted.standing)] if wanted.standing else []
        parts += [say(_ONLY[wanted.only])] if self._is_narrow and wanted.only is not Only.ALL else []
        set_drop_text(self.sorting, " · ".join([*parts, say(_ORDERS[wanted.order])]))

    def set_narrow(self, is_narrow: bool) -> None:
        """Without the switch: all its choices are in the menu, too."""
        self._is_narrow = is_narrow
        self.only.setVisible(not is_narrow)
        self._show()

    @Slot(str)
    def _on_only(self, word: str) -> None:
        self.want(replace(self._wanted, only=Only(word)))

    @Slot(QAction)
    def _on_shown(self, action: QAction) -> None:
        self._on_only(action.data())

    @Slot(QAction)
    def _on_order(self, action: QAction) -> None:
        self.want(replace(self._wanted, order=Order(action.data())))

    @Slot(QAction)
    def _on_kind(self, action: QAction) -> None:
        word = action.data()
        self.want(replace(self._wanted, standing=Standing(word) if word else None))
