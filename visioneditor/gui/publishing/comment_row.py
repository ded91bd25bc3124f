"""One comment before it leaves: whether it is chosen, where it stands, its words, and what stands in its way."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from visioneditor.core.document.typesetting import in_quotes
from visioneditor.core.review.model import PATCH_SET_PATH, Comment
from visioneditor.core.review.publication import PlannedComment, Way
from visioneditor.core.review.publication_groups import Going, ReviewedComment
from visioneditor.gui.look import Look
from visioneditor.gui.publishing.places import shown_place, shown_title
from visioneditor.gui.publishing.problem_row import ProblemRow
from visioneditor.gui.review.message_view import MessageView
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link
from visioneditor.values import dataclass

_LONG_QUOTE = 220
_ONE_LINE_PX = 340  # a quote that is no wider stands in a box of its own width


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentWish:
    """What is wanted of a comment: another place or state by a Way; its words' editor for one of its drafts."""

    planned: PlannedComment
    way: Way
    draft: Comment


class CommentRow(QFrame):
    """Announces what its writer wants done with it."""

    choice_changed = Signal(str, bool)  # its id, and whether it leaves
    way_chosen = Signal(object)  # CommentWish
    text_requested = Signal(object)  # its first draft

    def __init__(self, look: Look, reviewed: ReviewedComment, section: str, *, names_file: bool) -> None:
        super().__init__()
        self._look, self.section, self.names_file = look, section, names_file
        self.planned = planned = reviewed.planned
        self.is_editing = False
        root = planned.drafts[0]
        title = shown_title(root, section, names_file=names_file)
        self.setAccessibleName(self.tr("Comment on {title}").format(title=title))
        self.check = QCheckBox()
        self.check.setAccessibleName(self.tr("Send the comment on {title}").format(title=title))
        self.check.setToolTip(self.tr("Send this comment now, or keep it for later"))
        self.check.toggled.connect(self._on_toggled)
        self.title = CutLabel(title, "strong")
        self.title.setToolTip(root.path)
        place = build_label(shown_place(planned.comment), "muted")
        place.setFont(look.fonts.program(-1))
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.check, self.title, place):
            head.addWidget(part, 1 if part is self.title else 0)
        self.words = QVBoxLayout()
        self.words.setContentsMargins(self.check.sizeHint().width() + head.spacing(), 0, 0, 0)
        self.words.setSpacing(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 9, 0, 9)
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(self.words)
        self._messages: dict[str, MessageView] = {}
        self._add_words(root)
        self.show_going(reviewed.going)

    def _add_words(self, root: Comment) -> None:
        if root.quote.strip():
            self._add_quote(root.quote)
        for draft in self.planned.drafts:
            view = self._messages[draft.key] = MessageView(self._look, draft.message)
            self.words.addWidget(view)
            if draft is not self.planned.drafts[-1]:
                self._add_links(QHBoxLayout(), draft, is_last=False)
        if self.planned.is_server_draft:
            self._add_note(self.tr("Its file is not in this patch set: it goes as a draft on the server first."))
        for problem in self.planned.problems:
            row = ProblemRow(self._look, problem)
            row.way_chosen.connect(self._on_way)
            self.words.addWidget(row)
        self._add_foot()

    def _add_quote(self, quote: str) -> None:
        words = " ".join(quote.split())
        shown = words if len(words) <= _LONG_QUOTE else words[:_LONG_QUOTE].rsplit(" ", 1)[0] + " …"
        label = build_label(in_quotes(shown, is_typeset=self._look.is_typeset), "words")
        label.setFont(self._look.fonts.reading(14.5))
        is_short = label.fontMetrics().horizontalAdvance(label.text()) <= _ONE_LINE_PX
        label.setWordWrap(not is_short)
        across = QSizePolicy.Policy.Maximum if is_short else QSizePolicy.Policy.Preferred
        label.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.words.addWidget(label)

    def _add_note(self, sentence: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap("info", "muted", 14, self.devicePixelRatioF()))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(build_label(sentence, "muted", is_wrapped=True), 1)
        self.words.addLayout(row)

    def _add_foot(self) -> None:
        """The state, whether it stays, and what can be done."""
        is_unresolved = self.planned.comment.unresolved
        icon_name, token = ("circle-dot", "unresolved") if is_unresolved else ("circle-check", "muted")
        icon = QLabel()
        icon.setPixmap(self._look.icons.pixmap(icon_name, token, 14, self.devicePixelRatioF()))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(icon)
        foot.addWidget(build_label(self.tr("Unresolved") if is_unresolved else self.tr("Resolved"), token))
        self.stays = build_label("")
        foot.addWidget(self.stays)
        self._add_links(foot, self.planned.drafts[-1], is_last=True)

    def _add_links(self, row: QHBoxLayout, draft: Comment, *, is_last: bool) -> None:
        row.addStretch(1)
        edit = build_link(
            self.tr("Edit"), self.tr("Edit the comment on {title}").format(title=self.title.accessibleName())
        )
        edit.setProperty("draft", draft)
        edit.clicked.connect(self._on_edit)
        row.addWidget(edit)
        if is_last:
            self.edit = edit
            self.show_in_text = self._build_show()
            if self.planned.drafts[0].path != PATCH_SET_PATH:  # which stands nowhere in it
                row.addSpacing(8)
                row.addWidget(self.show_in_text)
        self.words.addLayout(row)

    def _build_show(self) -> QPushButton:
        link = build_link(self.tr("Show in text"))
        link.setParent(self)
        link.clicked.connect(self._on_show)
        return link

    def show_going(self, going: Going) -> None:
        """What becomes of it; announces nothing."""
        self.check.blockSignals(True)
        self.check.setChecked(going is Going.LEAVES)
        self.check.blockSignals(False)
        self.check.setEnabled(going is not Going.BLOCKED)
        self.stays.setText(self.tr("·  kept for later") if going is Going.KEPT else self.tr("·  stays here"))
        self.stays.setVisible(going is not Going.LEAVES)

    def focused_part(self) -> str:
        """What of it has the focus: "check", "edit", "show"; empty where nothing has."""
        return next((name for name, part in self._parts().items() if part.hasFocus()), "")

    def focus_part(self, name: str) -> None:
        """Give that part the focus."""
        if (part := self._parts().get(name)) is not None:
            part.setFocus()

    def _parts(self) -> Mapping[str, QWidget]:
        return {"check": self.check, "edit": self.edit, "show": self.show_in_text}

    def open_editor(self, editor: CommentEditor, draft: Comment) -> None:
        """Let a draft's words be changed where they stand."""
        message = self._messages[draft.key]
        message.hide()
        self.is_editing = True
        self.words.insertWidget(self.words.indexOf(message), editor)

    def close_editor(self) -> None:
        """The words are kept, and the editor goes."""
        self.is_editing = False
        for message in self._messages.values():
            message.show()

    @Slot(bool)
    def _on_toggled(self, is_chosen: bool) -> None:
        self.choice_changed.emit(self.planned.id, is_chosen)

    @Slot(object)
    def _on_way(self, way: Way) -> None:
        self.way_chosen.emit(CommentWish(planned=self.planned, way=way, draft=self.planned.drafts[0]))

    @Slot()
    def _on_edit(self) -> None:
        draft = self.sender().property("draft")
        self.way_chosen.emit(CommentWish(planned=self.planned, way=Way.EDIT, draft=draft))

    @Slot()
    def _on_show(self) -> None:
        self.text_requested.emit(self.planned.drafts[0])
