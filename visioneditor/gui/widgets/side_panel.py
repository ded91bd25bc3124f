"""The right-hand panel: threads, projects, decisions and history of a section, always in this order."""

import os
from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from visioneditor.core.decisions import Decision
from visioneditor.core.review.model import Thread
from visioneditor.gui.look import Look
from visioneditor.gui.review.thread_filter_bar import ThreadFilterBar
from visioneditor.gui.review.thread_list import ThreadList
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.gui.widgets.controls import (
    CutLabel,
    build_column,
    build_icon_button,
    build_label,
    build_link,
    build_rule,
    tab_stops,
)
from visioneditor.gui.widgets.decision_list import DecisionList
from visioneditor.gui.widgets.past_row import PastRow
from visioneditor.gui.widgets.project_answers import ProjectAnswers, SectionAnswers
from visioneditor.gui.widgets.revision_names import shown_date, shown_file
from visioneditor.gui.widgets.thread_card import NO_SUGGESTIONS, Suggestions
from visioneditor.repository.model import Revision
from visioneditor.services.placing import ShownThread

_LAID_OUT_MS = 30  # by then an editor has its place


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, the places of the widgets with them: takeAt alone would leave those behind."""
    while (item := layout.itemAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
            continue
        layout.removeItem(item)
        if inner is not None:
            clear(inner)
            inner.deleteLater()


class PanelGroup(QFrame):
    """A part of the panel that folds: heading, count, one action, what stands below."""

    action_requested = Signal()

    def __init__(self, look: Look, title: str, action: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._above: list[QWidget] = []  # between the heading and what folds
        self._below: list[QWidget] = []  # stays below what comes and goes
        self.toggle = build_icon_button(look, "chevron-down", self.tr("Fold {title}").format(title=title), size=14)
        self.title = build_label(title, "strong")
        self.count = build_label("", "muted")
        self.action = build_link(action)
        if not action:
            self.action.hide()  # and else not shown: without a parent it would be a window of its own
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 18, 4)
        head.setSpacing(6)
        for part in (self.toggle, self.title, self.count):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.action)
        self.content = QWidget(self)
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(0, 0, 0, 6)
        self.body.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(build_rule())
        layout.addLayout(head)
        layout.addWidget(self.content)
        self.toggle.clicked.connect(self._on_toggle)
        self.action.clicked.connect(self.action_requested)

    def show_empty(self, sentence: str) -> None:
        """Say that nothing is there, and what to do."""
        label = build_label(sentence, "muted", is_wrapped=True)
        label.setContentsMargins(18, 4, 18, 8)
        label.setObjectName("nothing")
        self.body.addWidget(label)

    def insert_above(self, part: QLayout | QWidget) -> None:
        """Put something between the heading and what folds."""
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        at = whole.indexOf(self.content)
        if isinstance(part, QWidget):
            whole.insertWidget(at, part)
            self._above.append(part)
        else:
            whole.insertLayout(at, part)

    def add_below(self, part: QWidget) -> None:
        """Put something below what is shown here; it folds along."""
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.addWidget(part)
        self._below.append(part)

    def order_tabs(self) -> None:
        """Let Tab go from the heading through what stands below it now."""
        above = [stop for part in self._above for stop in tab_stops(part)]
        below = [stop for part in self._below for stop in tab_stops(part)]
        for before, after in pairwise([self.toggle, self.action, *above, *tab_stops(self.content), *below]):
            QWidget.setTabOrder(before, after)

    @Slot()
    def _on_toggle(self) -> None:
        self.content.setVisible(self.content.isHidden())
        for part in self._below:
            part.setHidden(self.content.isHidden())
        self._set_arrow()

    @Slot()
    def _set_arrow(self) -> None:
        name = "chevron-right" if self.content.isHidden() else "chevron-down"
        self.toggle.show_icon(name)


class SidePanel(QFrame):
    """Shows what belongs to a section; announces what is wanted of it, its `list` what is wanted of a thread."""

    comment_requested = Signal()
    side_by_side_requested = Signal()
    staleness_requested = Signal(object)
    settle_requested = Signal(object)  # an Annotation that is a guess
    revision_chosen = Signal(object)
    section_history_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_panel")
        self._look = look
        self.title = CutLabel()
        self.title.setFont(look.fonts.program(3, 600))
        self.subtitle = CutLabel(role="muted")
        self.subtitle.setFont(look.fonts.program(-1))
        self.above = QVBoxLayout()  # what a mode says of what the panel is about
        self.threads = PanelGroup(look, self.tr("Threads"), self.tr("Comment"))
        self.projects = PanelGroup(look, self.tr("Projects"), self.tr("Side by side"))
        self.answers = ProjectAnswers(look)
        self.projects.body.addWidget(self.answers)
        self.decided = PanelGroup(look, self.tr("Decisions"), "")
        self.decisions = DecisionList(look)
        self.decided.body.addWidget(self.decisions)
        self.history = PanelGroup(look, self.tr("History"), self.tr("Go through"))
        self.files = PanelGroup(look, self.tr("Two files"), "")
        self.files.hide()
        self._editors: dict[CommentEditor, tuple[Thread | None, str]] = {}  # what each stands under, what it is about
        self.writing = QVBoxLayout()  # editors of what has no card here; it stays when the cards are built anew
        self.writing.setContentsMargins(18, 4, 18, 4)
        self.list = ThreadList(look)
        self.filter = ThreadFilterBar()
        self.filter.hide()
        self.threads.insert_above(self.filter)
        self.threads.insert_above(self.writing)
        self.threads.body.addWidget(self.list)
        content = QWidget()
        content.setObjectName("side_panel_content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addLayout(self.above)
        for group in (self.files, self.threads, self.projects, self.decided, self.history):
            column.addWidget(group)
        column.addStretch(1)
        self.area = build_column(content, self.tr("The section's threads, projects, decisions and history"))
        head = QVBoxLayout()
        head.setContentsMargins(18, 14, 18, 10)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.subtitle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)
        self.threads.action_requested.connect(self.comment_requested)
        self.list.leaving.connect(self._save_editors)
        self.list.built.connect(self._on_built)
        self.list.brought.connect(self._on_brought)
        self.projects.action_requested.connect(self.side_by_side_requested)
        self.history.action_requested.connect(self.section_history_requested)
        self.answers.compare_requested.connect(self.staleness_requested)
        self.answers.settle_requested.connect(self.settle_requested)
        self.answers.built.connect(self.projects.order_tabs)

    def show_section(self, title: str, subtitle: str) -> None:
        """Name the section that all below belongs to."""
        self.title.set_whole(title)
        self.subtitle.set_whole(subtitle)

    def show_threads(
        self,
        threads: Sequence[ShownThread],
        in_hand: str,
        *,
        unread: Collection[str] = (),
        suggestions: Suggestions = NO_SUGGESTIONS,
        left_out: int = 0,
    ) -> None:
        """Show threads; `left_out` is how many more there are that are not asked for."""
        focused = self._focused()
        unresolved = sum(one.thread.is_unresolved for one in threads)
        count = str(len(threads)) if threads else self.tr("none")
        count = self.tr("{count} of {all}").format(count=count, all=len(threads) + left_out) if left_out else count
        self.threads.count.setText(f"{count}, {unresolved} unresolved" if unresolved else count)
        self.list.show_threads(threads, in_hand, unread=unread, suggestions=suggestions)
        for label in self.threads.content.findChildren(QLabel, "nothing"):
            label.hide()
            label.deleteLater()
        if not threads and not self._editors:
            none = self.tr("No threads here. Select words and press c.")
            self.threads.show_empty(self.tr("No thread here is of that sort.") if left_out else none)
        if focused is not None:
            focused.setFocus()

    def _focused(self) -> QWidget | None:
        return next(filter(None, (one.focused for one in self._editors)), None)

    @Slot()
    def _on_built(self) -> None:
        """Cards have come: what is written stands under its own."""
        focused = self._focused()
        for editor in self._editors:
            self._place_editor(editor)
        if focused is not None and not focused.hasFocus():
            focused.setFocus()
        self.threads.order_tabs()

    @Slot(object)
    def _on_brought(self, card: QWidget) -> None:
        if self._focused() is not None:
            return  # where one writes stays before the eye
        self.area.ensureWidgetVisible(card, 0, min(card.height(), self.area.height()) // 2)

    def open_editor(self, editor: CommentEditor, below: Thread | None, about: str = "") -> None:
        """Put an editor under a thread, or at the top for a new one, and write there."""
        self._editors[editor] = below, about
        if below is not None:
            self.list.open(below.key)
        for label in self.threads.content.findChildren(QLabel, "nothing"):
            label.hide()
        self._place_editor(editor)
        self.threads.content.setVisible(True)
        self.threads.order_tabs()
        editor.text.setFocus()
        self._opened = editor
        QTimer.singleShot(_LAID_OUT_MS, self._on_opened)

    @Slot()
    def _on_opened(self) -> None:
        """The editor has its place by now: bring it before the eye."""
        if self._opened in self._editors:
            self.area.ensureWidgetVisible(self._opened)

    def close_editor(self, editor: CommentEditor) -> None:
        """Take an editor away."""
        self._editors.pop(editor, None)
        editor.hide()
        editor.deleteLater()

    def _place_editor(self, editor: CommentEditor) -> None:
        below, about = self._editors[editor]
        card = self.list.card_of(below.key) if below is not None else None
        place = self.writing if card is None else card.lines
        if place.indexOf(editor) < 0:
            place.addWidget(editor)
        if below is not None:
            about = "" if card is not None else self.tr("To “{quote}”").format(quote=_about(below))
        editor.show_about(about)

    @Slot()
    def _save_editors(self) -> None:
        """Before cards go: what is written in them stays."""
        for editor in self._editors:
            self.writing.addWidget(editor)

    def show_annotations(self, shown: SectionAnswers, teams: int, has_any: bool) -> None:
        """Show what projects answer to the section; `teams` is how many could (0: not known)."""
        answering = len({one.project for one in shown.annotations})
        of = self.tr("{n} of {teams} answer").format(n=answering, teams=teams) if teams else str(answering)
        self.projects.count.setText(of if answering else self.tr("none"))
        self.projects.action.setVisible(has_any)
        for label in self.projects.content.findChildren(QLabel, "nothing"):
            label.hide()
            label.deleteLater()
        self.answers.setVisible(bool(shown.annotations))
        self.answers.show_answers(shown)
        if not shown.annotations:
            sentence = self.tr("No project has answered this section.")
            if not has_any:
                sentence = self.tr("No project has answered. Import what one wrote: Ctrl+K, “Import a reflection”.")
            self.projects.show_empty(sentence)

    def show_decisions(self, decisions: Sequence[Decision] | None) -> None:
        """Show what was decided about the section, newest first; None: that is not known yet."""
        self.decided.count.setText("" if decisions is None else str(len(decisions) or self.tr("none")))
        self.decisions.show_decisions(decisions or ())
        self.decided.order_tabs()

    def show_history(self, revisions: Sequence[Revision]) -> None:
        """Show the document's revisions, newest first."""
        clear(self.history.body)
        self.history.count.setText(f"{len(revisions)} revision" + ("s" if len(revisions) != 1 else ""))
        for revision in revisions[:30]:
            self.history.body.addWidget(_build_revision(self._look, revision, self))
        if not revisions:
            self.history.show_empty(self.tr("This file has not been committed yet."))
        self.history.order_tabs()

    def show_files(self, files: tuple[Path, Path] | None, *, only_threads: bool = False) -> None:
        """Two files outside a repository, in the place of all that needs one; None: it is a repository's document.

        `only_threads`: what the panel is about has neither projects' answers nor a history.
        """
        self.files.setVisible(files is not None)
        self.threads.setVisible(files is None)
        for group in (self.projects, self.decided, self.history):
            group.setVisible(files is None and not only_threads)
        clear(self.files.body)
        if files is None:
            return
        for side, file in zip((self.tr("older"), self.tr("newer")), files, strict=True):
            self.files.body.addWidget(_build_file(self._look, side, file))
        sentence = self.tr(
            "Compared by themselves, outside a repository. "
            "Comments, what projects answer and a history need one; Ctrl+O opens it."
        )
        self.files.show_empty(sentence)

    def choose_revision(self, revision: Revision) -> None:
        """Announce that a revision of the history was pressed."""
        self.revision_chosen.emit(revision)


def _build_file(look: Look, side: str, file: Path) -> QWidget:
    """A file's name, which of the two it is, and the folder it lies in."""
    row = QWidget()
    layout = QVBoxLayout(row)
    layout.setContentsMargins(18, 4, 18, 4)
    layout.setSpacing(0)
    folder = CutLabel("" if str(file) == os.devnull else str(file.absolute().parent), "muted")
    folder.setFont(look.fonts.program(-1))
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(CutLabel(shown_file(file)), 1)
    head.addWidget(build_label(side, "muted"))
    layout.addLayout(head)
    layout.addWidget(folder)
    return row


def _build_revision(look: Look, revision: Revision, panel: SidePanel) -> QWidget:
    byline = f"{revision.author}, {shown_date(revision.date)} · {revision.revision[:8]}"
    row = PastRow(look, revision, revision.subject, byline, panel.tr("Compare with what is shown"))
    row.pressed.connect(panel.choose_revision)
    return row


def _about(thread: Thread) -> str:
    return " ".join((thread.root.quote or thread.root.message).split())
