"""The problems of a draft below its source: a row each, made when it is shown, however many there are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QListView, QWidget

from visioneditor.core.document.model import Problem
from visioneditor.gui.look import Look

_NO_PARENT = QModelIndex()
_SIGNS = {"error": ("octagon-alert", "error"), "warning": ("triangle-alert", "warning")}
_OTHER_SIGN = ("info", "muted")


class ProblemsList(QListView):
    """Announces the problem that is to be gone to."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _ProblemsModel(look, self)
        self.setModel(self._rows)
        self.setUniformItemSizes(True)  # or a thousand problems would be measured one by one
        self.setAccessibleName(self.tr("Problems"))
        self.activated.connect(self._on_chosen)
        self.clicked.connect(self._on_chosen)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is listed."""
        return self._rows.problems

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List these; where they are the same, what is selected stays."""
        self._rows.show(tuple(problems))

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        self.chosen.emit(self.problems[index.row()])


class _ProblemsModel(QAbstractListModel):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.problems: tuple[Problem, ...] = ()

    def show(self, problems: tuple[Problem, ...]) -> None:
        if problems != self.problems:
            self.beginResetModel()
            self.problems = problems
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        problem = self.problems[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"line {problem.line}    {problem.level.value}    {problem.message}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._look.icons.icon(*_SIGNS.get(problem.level.value, _OTHER_SIGN))
        return None
