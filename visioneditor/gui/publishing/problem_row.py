"""What stands in the way of a comment, a vote or all of it: a sentence, and the ways out of it as buttons."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from visioneditor.core.review.publication import Problem, Way
from visioneditor.gui.look import Look
from visioneditor.gui.outbox.outbox_words import tell_problem
from visioneditor.gui.widgets.controls import build_label


def shown_way(way: Way) -> str:
    """What a way out is called on its button."""
    words = {
        Way.EDIT: QCoreApplication.translate("ProblemRow", "Edit"),
        Way.ON_LINE: QCoreApplication.translate("ProblemRow", "Put on the line"),
        Way.ON_FILE: QCoreApplication.translate("ProblemRow", "Put on the file"),
        Way.ON_PATCH_SET: QCoreApplication.translate("ProblemRow", "Put on the patch set"),
        Way.AS_NEW_THREAD: QCoreApplication.translate("ProblemRow", "Send as a new thread"),
        Way.DROP_VOTE: QCoreApplication.translate("ProblemRow", "Take the vote back"),
    }
    return words[way]


class ProblemRow(QFrame):
    """One problem. Announces `way_chosen` with the Way."""

    way_chosen = Signal(object)

    def __init__(self, look: Look, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self.setProperty("role", "problem" if problem.is_blocking else "hint")
        token = "error" if problem.is_blocking else "muted"
        icon = QLabel()
        name = "octagon-alert" if problem.is_blocking else "info"
        icon.setPixmap(look.icons.pixmap(name, token, 14, self.devicePixelRatioF()))
        self.words = build_label(tell_problem(problem), "" if problem.is_blocking else "muted", is_wrapped=True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addLayout(head)
        self.buttons = tuple(self._build_button(way) for way in problem.ways)
        if self.buttons:
            row = QHBoxLayout()
            row.setContentsMargins(20, 0, 0, 0)
            row.setSpacing(8)
            for button in self.buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)

    def _build_button(self, way: Way) -> QPushButton:
        button = QPushButton(shown_way(way))
        button.setAccessibleDescription(self.words.text())
        button.setProperty("way", way)
        button.clicked.connect(self._on_clicked)
        return button

    @Slot()
    def _on_clicked(self) -> None:
        self.way_chosen.emit(Way(str(self.sender().property("way"))))
