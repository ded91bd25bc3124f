"""Draft mode: the source, its preview, its problems; every pause in typing is announced, so that nothing is lost."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.findings import Finding
from visioneditor.gui.commands import Commands
from visioneditor.gui.drafting.problems_list import ProblemsList
from visioneditor.gui.drafting.replace_bar import ReplaceBar
from visioneditor.gui.drafting.source_editor import SourceEditor
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel, build_icon_button, build_label
from visioneditor.gui.widgets.segments import Segments
from visioneditor.gui.widgets.typing_pause import TypingPause
from visioneditor.gui.widgets.view_bar import ViewBar, build_drop_button, set_drop_text
from visioneditor.gui.worked_out import takes_long

_PREVIEW_AFTER_MS, _LONG_PREVIEW_AFTER_MS = 150, 300
_PROBLEM_ROWS = 3
_LEAST_PREVIEW = 340  # pixels
_ROOMY = 1000  # below it, the bar above has room for the state alone


class DraftingPage(QFrame):
    """Shows a draft; `text_typed` after pauses (to be kept), `preview_wanted` soon after each change."""

    text_typed = Signal(str)
    preview_wanted = Signal(str)
    cursor_moved = Signal(int, int)  # line, column

    def __init__(self, look: Look, commands: Commands, preview: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.title = build_label(self.tr("Draft"), "strong")
        self.drafts = build_drop_button(self.tr("Drafts of this document"))
        self.drafts.clicked.connect(commands.action("draft.list").trigger)
        self.place = build_label("", "muted")
        self.state = CutLabel(role="muted")
        self.counted = build_label("", "muted")
        self.views = Segments(
            (("source", self.tr("Source")), ("both", self.tr("Both")), ("preview", self.tr("Preview"))), self.tr("Show")
        )
        self.views.choose("both")
        self.compare = QPushButton(self.tr("Compare with base"))
        self.compare.clicked.connect(commands.action("draft.compare").trigger)
        self.commit = QPushButton(self.tr("Commit …"))
        self.commit.setProperty("role", "primary")
        self.commit.clicked.connect(commands.action("draft.commit").trigger)
        self.editor = SourceEditor(look)
        self.find_bar = ReplaceBar(look)
        self.preview = preview
        self.problems = ProblemsList(look)
        self.problems_title = build_label(self.tr("Problems"), "strong")
        self.problems_count = build_label("", "muted")
        self.problems_fold = build_icon_button(look, "chevron-down", self.tr("Show or fold the problems"))
        self.problems_fold.clicked.connect(self._on_fold)
        self._are_problems_folded = False
        self._lay_out()
        self._pause = TypingPause(self)
        self._pause.paused.connect(self._on_paused)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._on_soon)
        self._is_loading, self._known = False, ""  # the text that was loaded, or announced last
        self.editor.edited.connect(self._on_text_changed)
        self.editor.cursorPositionChanged.connect(self._on_cursor)
        self.views.chosen.connect(self._on_view)

    def _lay_out(self) -> None:
        bar = ViewBar(
            (self.title, self.drafts, self.place, self.state), (self.counted, self.views, self.compare, self.commit)
        )
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.addWidget(self.editor)
        self.columns.addWidget(self.preview)
        self.columns.setChildrenCollapsible(False)
        self._is_parted = False  # by the author's hand
        self.columns.splitterMoved.connect(self._on_parted)
        self.problems_box = QFrame()
        self.problems_box.setObjectName("outline_pane")
        head = QHBoxLayout()
        head.setContentsMargins(12, 4, 16, 0)
        head.setSpacing(8)
        for part in (self.problems_fold, self.problems_title, self.problems_count):
            head.addWidget(part)
        head.addStretch(1)
        box = QVBoxLayout(self.problems_box)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.problems)
        self.problems_box.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.columns, 1)
        layout.addWidget(self.problems_box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The source gets its whole lines, as long as the preview has room to be read in."""
        super().resizeEvent(event)
        for label in (self.counted, self.place):
            label.setVisible(event.size().width() > _ROOMY)
        if not self._is_parted:
            whole = event.size().width()
            source = max(whole // 2, min(self.editor.whole_width(), whole - _LEAST_PREVIEW))
            self.columns.setSizes([source, whole - source])

    @Slot()
    def _on_parted(self) -> None:
        self._is_parted = True

    def load(self, text: str, markup: Markup, line: int = 1, column: int = 1) -> None:
        """Put a draft here; nothing is announced for it."""
        self._is_loading = True
        self.editor.load(text, markup)
        self.editor.go_to_line(line, column)
        self._is_loading, self._known = False, self.text
        self._soon.start(0)  # once the source is on the screen

    def show_name(self, name: str, place: str) -> None:
        """Say which of the document's drafts this is, and where it came from."""
        set_drop_text(self.drafts, name)
        self.place.setText(place)

    @property
    def text(self) -> str:
        """The source as it stands."""
        return self.editor.toPlainText()

    @property
    def is_long(self) -> bool:
        """Whether reading it takes so long that one could type meanwhile."""
        return takes_long(self.editor.document().characterCount())

    def flush(self) -> None:
        """Announce what was typed and not yet announced."""
        self._pause.flush()

    def announce(self) -> None:
        """Announce the text as it stands, also where it is the one announced last."""
        self._pause.forget()
        self._known = self.text
        self.text_typed.emit(self._known)

    def show_problems(self, findings: Sequence[Finding]) -> None:
        """List what was found in the draft; none of it stops a commit."""
        self.problems.show_problems(findings)
        count = len(findings)
        self.problems_count.setText(self.tr("{n}, none of them stops a commit").format(n=count))
        self.problems.setFixedHeight(min(count, _PROBLEM_ROWS) * self.problems.row_height + 4)
        self.problems_box.setVisible(bool(count))

    @Slot()
    def _on_fold(self) -> None:
        self._are_problems_folded = not self._are_problems_folded
        self.problems.setVisible(not self._are_problems_folded)
        self.problems_fold.show_icon("chevron-right" if self._are_problems_folded else "chevron-down")

    @Slot()
    def _on_text_changed(self) -> None:
        if not self._is_loading:
            self._pause.touch()
            self._soon.start(_LONG_PREVIEW_AFTER_MS if self.is_long else _PREVIEW_AFTER_MS)

    @Slot()
    def _on_paused(self) -> None:
        text = self.text
        if text != self._known:
            self._known = text
            self.text_typed.emit(text)

    @Slot()
    def _on_soon(self) -> None:
        self.preview_wanted.emit(self.text)

    @Slot()
    def _on_cursor(self) -> None:
        self.cursor_moved.emit(self.editor.line, self.editor.column)

    @Slot(str)
    def _on_view(self, word: str) -> None:
        self.editor.setVisible(word != "preview")
        self.preview.setVisible(word != "source")
