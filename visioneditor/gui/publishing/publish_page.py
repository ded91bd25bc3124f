"""Review and publish: all of one's own that leaves, read once more in the middle of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from visioneditor.core.review.model import Change
from visioneditor.core.review.publication import OutboxItem, Publication
from visioneditor.core.review.publication_groups import group_by_patch_set
from visioneditor.gui.changes.changes_table import is_letter
from visioneditor.gui.command_specs import show_key
from visioneditor.gui.look import Look
from visioneditor.gui.publishing.comment_list import CommentList, count_chosen
from visioneditor.gui.publishing.outcome_view import OutcomeView
from visioneditor.gui.publishing.problem_row import ProblemRow
from visioneditor.gui.review.own_review import OwnReview
from visioneditor.gui.widgets.controls import (
    CutLabel,
    build_column,
    build_icon_button,
    build_label,
    build_rule,
    put_behind,
)
from visioneditor.gui.widgets.side_panel import clear
from visioneditor.gui.widgets.view_bar import ViewBar
from visioneditor.services.unsent_review import UnsentReview

_COLUMN_PX, _MARGIN_PX = 640, 24
_LAID_OUT_MS = 30  # by then what has come has its place
_ROOM_FOR_KEPT_PX = 720  # beside the names of page and change


class PublishPage(QFrame):
    """Shows an unsent review and announces what its writer wants: `review`, `comments` and `outcome` do so, too."""

    publish_requested = Signal()
    export_requested = Signal()
    change_chosen = Signal(int)  # of those offered
    problem_way_chosen = Signal(object, object)  # the Problem of all of it, and the Way
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("publish_page")
        self._look = look
        self.unsent: UnsentReview | None = None
        self._brought = ""  # the comment that is brought before the eye
        self.back = build_icon_button(look, "arrow-left", self.tr("Back to the text, all is kept"))
        self.name = build_label(self.tr("Review and publish"), "strong")
        self.change = CutLabel("", "muted")
        self.changes = QComboBox()
        self.changes.setAccessibleName(self.tr("Change to publish"))
        self.changes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.changes.setMinimumContentsLength(16)
        self.changes.hide()
        self.kept = build_label(self.tr("Drafts are kept here until the server has taken them"), "muted")
        self.subject = build_label("", is_wrapped=True)
        self.about = build_label("", "muted", is_wrapped=True)
        self.problems = QVBoxLayout()
        self.problems.setSpacing(4)
        self.review = OwnReview(look, is_wide=True)
        self.heading = build_label(self.tr("Comments"), "strong")
        self.count = build_label("", "muted")
        self.comments = CommentList(look)
        self.nothing = build_label("", "muted", is_wrapped=True)
        self.outcome = OutcomeView(look)
        self.focus_target = self.review.cover
        self._lay_out()
        self._connect()
        self._on_look()

    # Building

    def _lay_out(self) -> None:
        bar = ViewBar((self.back, self.name, self.change, self.changes), (self.kept,))
        if isinstance(row := bar.layout(), QHBoxLayout):
            row.setStretchFactor(self.change, 1_000)
        self.stack = QStackedWidget()
        self.area = self._build_area(self._build_form(), self.tr("Your review"))
        self.stack.addWidget(self.area)
        self.stack.addWidget(self._build_area(self.outcome, self.tr("What became of it")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self._build_foot())

    def _build_form(self) -> QWidget:
        form = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(0, 14, 0, 6)
        head.setSpacing(8)
        head.addWidget(self.heading)
        head.addWidget(self.count)
        head.addStretch(1)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.subject)
        column.addWidget(self.about)
        column.addSpacing(10)
        column.addLayout(self.problems)
        column.addWidget(self.review)
        column.addLayout(head)
        column.addWidget(build_rule())
        self.nothing.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.nothing)
        column.addWidget(self.comments)
        column.addStretch(1)
        return form

    def _build_area(self, content: QWidget, name: str) -> QScrollArea:
        """A column in the middle, no wider than one reads."""
        content.setMaximumWidth(_COLUMN_PX)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(_MARGIN_PX, 20, _MARGIN_PX, 24)
        row.addStretch(1)
        row.addWidget(content, 1_000)
        row.addStretch(1)
        area = build_column(page, name)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "paper")
        page.setProperty("role", "paper")
        return area

    def _build_foot(self) -> QWidget:
        self.foot = QFrame()
        self.foot.setObjectName("publish_foot")
        self.notified_icon = QLabel()
        self.notified = CutLabel("", "muted")
        self.export_button = QPushButton(self.tr("Export …"))
        self.keep_button = QPushButton(self.tr("Keep as draft"))
        self.keep_button.setToolTip(self.tr("Go back and send nothing: all of it is kept on this computer  (Esc)"))
        self.publish_button = QPushButton(self.tr("Publish"))
        self.publish_button.setProperty("role", "primary")
        self.publish_button.setAccessibleName(self.tr("Publish"))
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(10)
        row.addWidget(self.notified_icon)
        row.addWidget(self.notified, 1)
        for button in (self.export_button, self.keep_button, self.publish_button):
            row.addWidget(button)
        return self.foot

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.keep_button.clicked.connect(self.left)
        self.outcome.left.connect(self.left)
        self.export_button.clicked.connect(self.export_requested)
        self.publish_button.clicked.connect(self.publish_requested)
        self.changes.activated.connect(self.change_chosen)
        self.comments.built.connect(self._on_built)
        self._look.changed.connect(self._on_look)

    @Slot()
    def _on_look(self) -> None:
        self.notified_icon.setPixmap(self._look.icons.pixmap("users", "muted", 16, self.devicePixelRatioF()))
        self.publish_button.setIcon(self._look.icons.icon("send", "on-accent", 16))
        if self.unsent is not None and not self.comments.is_editing:
            self.comments.forget()
            self.show_review(self.unsent)

    @Slot()
    def _on_built(self) -> None:
        put_behind(self.review, self.comments)
        put_behind(self.comments, self.foot)

    # Showing

    def begin(self) -> None:
        """It is asked for anew: what became of the last review is gone."""
        self.stack.setCurrentIndex(0)
        self.foot.show()

    def offer_changes(self, changes: Sequence[Change], at: int) -> None:
        """The changes that have something unsent, where there are several."""
        self.changes.clear()
        self.changes.addItems([change.subject or change.key for change in changes])
        self.changes.setCurrentIndex(at)
        self.changes.setVisible(len(changes) > 1)

    def show_review(self, unsent: UnsentReview) -> None:
        """Show a review as it stands now; what is being typed stays."""
        publication = unsent.publication
        if self.unsent is None or self.unsent.publication.change.key != publication.change.key:
            self.review.forget()
            self.comments.forget()
        self.unsent = unsent
        self._show_head(unsent)
        self._show_problems(publication)
        self.review.show_review(unsent.labels, unsent.votes, unsent.cover)
        groups = group_by_patch_set(publication)
        chosen, every = count_chosen(groups)
        self.count.setText(self.tr("{chosen} of {every} chosen").format(chosen=chosen, every=every) if every else "")
        self.comments.show_groups(groups, unsent.sections, publication.change.current.number)
        self.comments.setVisible(bool(every))
        self.nothing.setText(self._told_nothing(unsent))
        self.nothing.setVisible(not every)
        self._show_foot(unsent)
        self.stack.setCurrentIndex(0)
        self.foot.show()

    def _show_head(self, unsent: UnsentReview) -> None:
        change, server = unsent.publication.change, unsent.publication.server
        number = self.tr("change {number}, ").format(number=change.number) if change.number is not None else ""
        self.change.set_whole(number + self.tr("patch set {number}").format(number=change.current.number))
        self.subject.setFont(self._look.fonts.reading(18, 600))
        self.subject.setText(change.subject or change.key)
        parts = [
            server.project if server else "",
            change.branch and self.tr("branch {name}").format(name=change.branch),
        ]
        about = ", ".join(part for part in parts if part)
        owner = self.tr("owner {name}").format(name=unsent.owner.shown) if unsent.owner else ""
        self.about.setText(" · ".join(part for part in (about, owner) if part))
        self.about.setVisible(bool(self.about.text()))

    def _show_problems(self, publication: Publication) -> None:
        clear(self.problems)
        for problem in publication.problems:
            row = ProblemRow(self._look, problem)
            row.way_chosen.connect(self._on_way)
            self.problems.addWidget(row)
        self.problems.setContentsMargins(0, 0, 0, 10 if publication.problems else 0)

    def _told_nothing(self, unsent: UnsentReview) -> str:
        if unsent.is_empty:
            return self.tr(
                "Nothing of yours waits here. Vote or write a message above, or select words in the text and press c."
            )
        return self.tr("No comments. Select words in the text and press c.")

    def _show_foot(self, unsent: UnsentReview) -> None:
        server = unsent.publication.server
        said = self.tr("Notifies owner, reviewers and watchers")
        if server is None:
            said = self.tr("Stays in this repository, as notes")
        elif unsent.is_work_in_progress:
            said = self.tr("Work in progress: the server notifies few")
        self.notified.set_whole(said)
        text = self.tr("Publish") if server is not None else self.tr("Publish as notes")
        self.publish_button.setText(f" {text}   {show_key(QKeySequence('Ctrl+Enter'))}")
        self.publish_button.setAccessibleName(text)
        self.publish_button.setEnabled(bool(unsent.publication.posts))

    def show_outcome(self, items: Sequence[OutboxItem]) -> None:
        """Show what became of it."""
        assert self.unsent is not None
        self.outcome.show_items(self.unsent.publication.change.subject, items, self.unsent.address)
        self._turn_to_outcome()

    def show_notes(self, sentence: str) -> None:
        """Say that it stands in the repository now."""
        assert self.unsent is not None
        self.outcome.show_notes(self.unsent.publication.change.subject, sentence)
        self._turn_to_outcome()

    def _turn_to_outcome(self) -> None:
        was_form = self.stack.currentIndex() == 0
        self.stack.setCurrentIndex(1)
        self.foot.hide()
        if was_form:
            self.outcome.back.setFocus()

    @property
    def shows_outcome(self) -> bool:
        """Whether it is published already."""
        return self.stack.currentIndex() == 1

    def bring(self, id: str) -> None:
        """Bring a comment before the eye, as soon as all of it has its place."""
        self._brought = id
        QTimer.singleShot(_LAID_OUT_MS, self._on_laid_out)

    @Slot()
    def _on_laid_out(self) -> None:
        if (row := self.comments.rows.get(self._brought)) is not None:
            self.area.ensureWidgetVisible(row, 0, 0)

    def fill_publish(self, *, is_filled: bool) -> None:
        """Only one filled button is seen at a time: none here while a comment's editor has one."""
        self.publish_button.setProperty("role", "primary" if is_filled else "")
        self.publish_button.setIcon(self._look.icons.icon("send", "on-accent" if is_filled else "text", 16))
        self.publish_button.style().unpolish(self.publish_button)
        self.publish_button.style().polish(self.publish_button)

    # Keys

    def resizeEvent(self, event: object) -> None:
        self.kept.setVisible(self.width() >= _ROOM_FOR_KEPT_PX)

    def event(self, event: QEvent) -> bool:
        is_shortcut = event.type() == QEvent.Type.ShortcutOverride
        if is_shortcut and isinstance(event, QKeyEvent) and (is_letter(event) or _is_publish(event)):
            event.accept()  # letters belong to this page, not to the text that is hidden behind it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_publish(event) and self.publish_button.isEnabled() and not self.shows_outcome:
            self.publish_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _on_way(self, way: object) -> None:
        row = self.sender()
        assert isinstance(row, ProblemRow)
        self.problem_way_chosen.emit(row.problem, way)


def _is_publish(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
