"""The comments of a publication, by patch set; what is the same as before stays as it is, and so does the focus."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from visioneditor.core.review.publication_groups import Going, PatchSetGroup, ReviewedComment
from visioneditor.gui.look import Look
from visioneditor.gui.publishing.comment_row import CommentRow
from visioneditor.gui.review.change_rows import counted
from visioneditor.gui.widgets.controls import build_label, build_link, build_rule
from visioneditor.gui.widgets.side_panel import clear

_AT_ONCE, _A_TURN = 12, 4  # rows that are built before the first paint, and in each turn after it
_MOST = 40  # comments that are shown before one asks for all: to lay out hundreds takes long


class CommentList(QWidget):
    """Shows groups of comments; what is wanted of one is announced as its row does."""

    choice_changed = Signal(str, bool)
    way_chosen = Signal(object)
    text_requested = Signal(object)
    built = Signal()  # all of them are there

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.rows: dict[str, CommentRow] = {}
        self._shown: tuple[object, ...] = ()
        self._last: tuple[Sequence[PatchSetGroup], Mapping[str, str]] = (), {}
        self._left: list[Callable[[], object]] = []  # what is still to be built
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._on_turn)
        self._rest: list[Callable[[], object]] = []  # what is built when one asks for all
        self._shows_all = False
        self.all = build_link("")
        self.all.setParent(self)
        self.all.hide()
        self.all.clicked.connect(self._on_all)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    @property
    def is_editing(self) -> bool:
        """Whether words of one are being changed."""
        return any(row.is_editing for row in self.rows.values())

    def forget(self) -> None:
        """Another change comes, or other colours: nothing of what stands here stays."""
        self._turn.stop()
        self.column.removeWidget(self.all)
        self.all.hide()
        self._left, self._rest, self._shown, self.rows = [], [], (), {}
        clear(self.column)

    def show_groups(self, groups: Sequence[PatchSetGroup], sections: Mapping[str, str], newest: int) -> None:
        """Show these; a row whose words are being changed waits until they are kept."""
        self._last = groups, sections
        every = [one for group in groups for one in group.comments]
        shown = tuple((group.patch_set, tuple(one.planned.id for one in group.comments)) for group in groups)
        if shown != self._shown:
            names_file = len({one.planned.drafts[0].path for one in every}) > 1
            self._show_anew(shown, groups, sections, newest, names_file=names_file)
        else:
            self._show_all_again()

    def _show_all_again(self) -> None:
        """Of rows that were built of what came before, those that are others now."""
        groups, sections = self._last
        every = [one for group in groups for one in group.comments]
        names_file = len({one.planned.drafts[0].path for one in every}) > 1
        for one in every:
            self._show_again(one, sections.get(one.planned.id, ""), names_file=names_file)

    def _show_again(self, reviewed: ReviewedComment, section: str, *, names_file: bool) -> None:
        row = self.rows.get(reviewed.planned.id)
        if row is None or row.is_editing:
            return
        if row.planned == reviewed.planned and (row.section, row.names_file) == (section, names_file):
            row.show_going(reviewed.going)
            return
        had_focus = row.focused_part()
        anew = self.rows[reviewed.planned.id] = self._build_row(reviewed, section, names_file=names_file)
        self.column.replaceWidget(row, anew)
        row.hide()
        row.deleteLater()
        anew.focus_part(had_focus)

    def _show_anew(
        self,
        shown: tuple[object, ...],
        groups: Sequence[PatchSetGroup],
        sections: Mapping[str, str],
        newest: int,
        *,
        names_file: bool,
    ) -> None:
        edited = {id: row for id, row in self.rows.items() if row.is_editing}
        for row in edited.values():
            self.column.removeWidget(row)
        self.forget()
        self._shown = shown
        steps = list(self._steps(groups, sections, newest, edited, names_file=names_file))
        most = None if self._shows_all or len(steps) <= _MOST else _MOST
        self._left, self._rest = steps[:most], steps[most:] if most else []
        count = sum(len(group.comments) for group in groups)
        self.all.setText(self.tr("Show all {n} comments").format(n=f"{count:,}"))
        self.all.setAccessibleName(self.all.text())
        self._build(_AT_ONCE)

    def _steps(
        self,
        groups: Sequence[PatchSetGroup],
        sections: Mapping[str, str],
        newest: int,
        edited: Mapping[str, CommentRow],
        *,
        names_file: bool,
    ) -> Iterator[Callable[[], object]]:
        has_heads = len(groups) > 1 or any(group.patch_set != newest for group in groups)
        for group in groups:
            if has_heads:
                yield partial(self._add_head, group, newest)
            for at, one in enumerate(group.comments):
                build = partial(self._build_row, one, sections.get(one.planned.id, ""), names_file=names_file)
                yield partial(self._add_row, edited.get(one.planned.id), build, has_rule=at > 0)

    def _add_head(self, group: PatchSetGroup, newest: int) -> None:
        count = counted(len(group.comments), self.tr("comment"))
        words = (
            self.tr("Patch set {number}") if group.patch_set != newest else self.tr("Patch set {number}, the newest")
        )
        head = build_label(f"{words.format(number=group.patch_set)}  ·  {count}", "muted")
        head.setContentsMargins(0, 14, 0, 4)
        self.column.addWidget(head)
        self.column.addWidget(build_rule())

    def _add_row(self, edited: CommentRow | None, build: Callable[[], CommentRow], *, has_rule: bool) -> None:
        if has_rule:
            self.column.addWidget(build_rule())
        row = edited or build()
        self.rows[row.planned.id] = row
        self.column.addWidget(row)

    def _build_row(self, one: ReviewedComment, section: str, *, names_file: bool) -> CommentRow:
        row = CommentRow(self._look, one, section, names_file=names_file)
        row.choice_changed.connect(self.choice_changed)
        row.way_chosen.connect(self.way_chosen)
        row.text_requested.connect(self.text_requested)
        return row

    def _build(self, count: int) -> None:
        now, self._left = self._left[:count], self._left[count:]
        for step in now:
            step()
        if self._left:
            self._turn.start()
            return
        self._show_all_again()
        if self._rest:
            self.column.addWidget(self.all)
            self.all.show()
        self.built.emit()

    @Slot()
    def _on_all(self) -> None:
        self._shows_all = True
        self.column.removeWidget(self.all)
        self.all.hide()
        self._left, self._rest = self._rest, []
        self._build(_A_TURN)

    @Slot()
    def _on_turn(self) -> None:
        self._build(_A_TURN)


def count_chosen(groups: Sequence[PatchSetGroup]) -> tuple[int, int]:
    """How many comments leave, and how many there are."""
    every = [one for group in groups for one in group.comments]
    return sum(one.going is Going.LEAVES for one in every), len(every)
