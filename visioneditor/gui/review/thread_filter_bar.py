"""Which threads are shown beside the text: of which sort, whose, and of which part of the document."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from visioneditor.core.review.filtering import ThreadFilter, ThreadSort
from visioneditor.gui.widgets.controls import build_choice
from visioneditor.gui.widgets.thread_card import shown_name


class ThreadFilterBar(QWidget):
    """Three choices in a line; announces what was chosen."""

    filter_chosen = Signal(object)  # ThreadFilter
    scope_chosen = Signal(bool)  # the whole document

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[str, ...] = ()
        self.sort = build_choice(self.tr("Which threads are shown"))
        self.person = build_choice(self.tr("Whose threads are shown"))
        self.scope = build_choice(self.tr("From where threads are shown"))
        for sort in ThreadSort:
            self.sort.addItem("", sort)
        self.scope.addItem(self.tr("Section"), False)
        self.scope.addItem(self.tr("Document"), True)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 18, 6)
        row.setSpacing(6)
        for choice, share in ((self.scope, 10), (self.sort, 12), (self.person, 10)):
            row.addWidget(choice, share)
            choice.activated.connect(self._on_filter if choice is not self.scope else self._on_scope)

    def show_choice(
        self, chosen: ThreadFilter, people: Sequence[str], counts: Mapping[ThreadSort, int], *, is_whole: bool
    ) -> None:
        """Show what is chosen; `counts` says how many threads of each sort there are in the document.

        They are told where the whole document's threads are listed; beside a section's they would puzzle.
        """
        names = {
            ThreadSort.ALL: self.tr("All"),
            ThreadSort.UNRESOLVED: self.tr("Unresolved"),
            ThreadSort.MINE: self.tr("Mine"),
            ThreadSort.UNREAD: self.tr("Unread"),
        }
        for at in range(self.sort.count()):
            sort = ThreadSort(self.sort.itemData(at))
            self.sort.setItemText(at, f"{names[sort]} ({counts.get(sort, 0)})" if is_whole else names[sort])
        self.sort.setCurrentIndex(self.sort.findData(chosen.sort))
        self.scope.setCurrentIndex(int(is_whole))
        if tuple(people) != self._people or not self.person.count():
            self._people = tuple(people)
            self.person.clear()
            self.person.addItem(self.tr("Anyone"), "")
            for one in people:
                self.person.addItem(shown_name(one), one)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen.person)))

    @Slot()
    def _on_filter(self) -> None:
        wanted = ThreadFilter(sort=ThreadSort(self.sort.currentData()), person=self.person.currentData() or "")
        self.filter_chosen.emit(wanted)

    @Slot()
    def _on_scope(self) -> None:
        self.scope_chosen.emit(bool(self.scope.currentData()))
