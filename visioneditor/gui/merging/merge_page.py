"""The three-way view: places both drafts changed, each decided by a click, a key, or words of one's own.

It is the whole of `--merge`'s window, and a page of the main one; there it also shows what changed on either side where
nothing is to be decided.
"""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from visioneditor.core.drafting.decisions import Decisions, Place, Taken
from visioneditor.gui.look import Look
from visioneditor.gui.merging.merge_rows import MergeRows, place_of, row_key
from visioneditor.gui.merging.merge_view import MergeView
from visioneditor.gui.merging.saying import say
from visioneditor.gui.prose.column_names import ColumnNames
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.widgets.controls import build_label
from visioneditor.gui.widgets.typing_pause import TypingPause
from visioneditor.gui.widgets.view_bar import ViewBar
from visioneditor.values import dataclass

_EDITOR_HEIGHT = 150
_KEYS = {"1": Taken.BASE, "2": Taken.THEIRS, "3": Taken.OURS, "4": Taken.BOTH}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMerge:
    """A merge with its rows worked out, and what it is called; `leave` names the way out, where the page has one."""

    rows: MergeRows
    decisions: Decisions
    title: str
    columns: tuple[str, str, str] | None = None  # what stood there, theirs, mine; None: just that
    save: str = ""
    leave: str = ""


class MergePage(QFrame):
    """Shows a merge; `decided` after each decision, `save_requested` when all is, `leave_requested` for the way out."""

    decided = Signal()
    save_requested = Signal()
    leave_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: MergeRows | None = None
        self._decisions: Decisions | None = None
        self._in_hand = Place(-1, -1)
        self._opened: frozenset[str] = frozenset()
        self._before: list[Decisions] = []  # to be undone
        self.title, self.state = build_label("", "strong"), build_label("", "muted")
        self.previous, self.next = QPushButton(self.tr("Previous")), QPushButton(self.tr("Next"))
        self.undo, self.leave = QPushButton(self.tr("Undo")), QPushButton()
        self.save = QPushButton(self.tr("Save and close"))
        self.save.setProperty("role", "primary")
        self.view = MergeView(look, Shape.THIRDS)
        self.view.setAccessibleName(self.tr("What stood there, theirs, mine"))
        self.names = ColumnNames(self.view)
        self.names.show_names(self._usual_names())
        self.own = QPlainTextEdit()
        self.own.setProperty("role", "source")
        self.own.setAccessibleName(self.tr("What will stand in the place in hand"))
        self.own_title = build_label("", "strong")
        self.order = QLabel(self.tr("Both put the sections into another order: they stand as in mine."))
        self._lay_out()
        self._pause = TypingPause(self)
        self._pause.paused.connect(self._on_written)
        self._connect()
        self._on_look()

    def _usual_names(self) -> tuple[str, str, str]:
        return self.tr("Before"), self.tr("Theirs"), self.tr("Mine")

    def _lay_out(self) -> None:
        self.below = QFrame()
        self.below.setObjectName("outline_pane")
        box = QVBoxLayout(self.below)
        box.setContentsMargins(16, 8, 16, 12)
        box.addWidget(self.own_title)
        box.addWidget(self.own, 1)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.view)
        self.parts.addWidget(self.below)
        self.parts.setChildrenCollapsible(False)
        self.parts.setStretchFactor(0, 1)
        self.parts.setSizes([700, _EDITOR_HEIGHT])
        self.order.setContentsMargins(16, 6, 16, 6)
        self.order.hide()
        self.leave.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        buttons = self.leave, self.undo, self.previous, self.next, self.save
        layout.addWidget(ViewBar((self.title, self.state), buttons))
        layout.addWidget(self.order)
        layout.addWidget(self.names)
        layout.addWidget(self.parts, 1)

    def _connect(self) -> None:
        self.view.label_activated.connect(self._on_label)
        self.view.row_toggled.connect(self._on_toggled)
        self.own.textChanged.connect(self._on_typing)
        self.save.clicked.connect(self.save_requested)
        self.leave.clicked.connect(self.leave_requested)
        self._look.changed.connect(self._on_look)
        for button, keys, act in (
            (self.next, "N", self.go_next),
            (self.previous, "P", self.go_back),
            (self.undo, "Ctrl+Z", self.take_back),
        ):
            button.clicked.connect(act)
            shortcut = QShortcut(QKeySequence(keys), self.view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
            button.setToolTip(f"{button.text()} ({keys})")
        for key in _KEYS:
            shortcut = QShortcut(QKeySequence(key), self.view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.setObjectName(key)
            shortcut.activated.connect(self._on_key)
        done = QShortcut(QKeySequence("Ctrl+Return"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        done.activated.connect(self.save_requested)
        self.escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.escape.activated.connect(self.leave_requested)

    @Slot()
    def _on_look(self) -> None:
        self.own.setFont(self._look.fonts.fixed())
        self._show()

    def put_messages(self, messages: QWidget) -> None:
        """Put what tells of errors below the bar."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, messages)

    @property
    def focus_target(self) -> QWidget:
        """What keys go to."""
        return self.view

    # What is shown

    def show_merge(self, shown: ShownMerge) -> None:
        """Put a merge here; the first place to be decided, else the one decided last is in hand."""
        self._rows, self._decisions, self._before = shown.rows, shown.decisions, []
        self._opened = frozenset()
        self.own.setFont(self._look.fonts.fixed())  # the style sheet has had its say by now
        self.title.setText(shown.title)
        self.names.show_names(shown.columns or self._usual_names())
        self.save.setText(shown.save or self.tr("Save and close"))
        self.save.setToolTip(f"{self.save.text()} (Ctrl+Return)")
        self.leave.setText(shown.leave)
        self.leave.setVisible(bool(shown.leave))
        self.escape.setEnabled(bool(shown.leave) and not shown.rows.is_deciding)
        for part in (self.below, self.undo, self.save):
            part.setVisible(shown.rows.is_deciding)
        self.order.setVisible(shown.decisions.merged.is_order_open)
        places = shown.decisions.open_places or tuple(shown.decisions.decided)[-1:] or shown.rows.places
        self._take_in_hand(places[0] if places else Place(-1, -1))
        self.view.setFocus()

    @property
    def decisions(self) -> Decisions | None:
        """What is decided so far, with what was typed just now."""
        self._pause.flush()
        return self._decisions

    @property
    def decided_so_far(self) -> Decisions | None:
        """What is decided, without what is being typed."""
        return self._decisions

    @property
    def in_hand(self) -> Place | None:
        """The place that keys and the editor below are about."""
        return self._in_hand if self._in_hand.section >= 0 else None

    @property
    def has_undo(self) -> bool:
        """Whether anything was decided."""
        return bool(self._before)

    @property
    def is_deciding(self) -> bool:
        """Whether what is shown is to be decided, and not only to be read."""
        return self._rows is not None and self._rows.is_deciding

    def flush(self) -> None:
        """Take what was typed just now."""
        self._pause.flush()

    def _show(self) -> None:
        decisions, rows = self._decisions, self._rows
        if decisions is None or rows is None:
            return
        self.view.set_rows(rows.rows(decisions, self.in_hand, self._opened))
        open_places = len(decisions.open_places)
        self.state.setText(self._told(rows, open_places))
        self.save.setEnabled(not open_places)
        self.undo.setEnabled(bool(self._before))
        for button in (self.previous, self.next):
            button.setEnabled(len(rows.places) > 1)

    def _told(self, rows: MergeRows, open_places: int) -> str:
        number = len(rows.places)
        if not rows.is_deciding:
            both = self.tr(", {n} on both sides").format(n=open_places) if open_places else ""
            return (
                self.tr("1 place changed") if number == 1 else self.tr("{n} places changed").format(n=number)
            ) + both
        if number == 1:
            return self.tr("1 place to decide") if open_places else self.tr("the one place is decided")
        if open_places:
            return self.tr("{open} of {all} places to decide").format(open=open_places, all=number)
        return self.tr("all {all} places decided").format(all=number)

    def _show_own(self) -> None:
        place, decisions, rows = self.in_hand, self._decisions, self._rows
        self.own.setEnabled(place is not None)
        if decisions is None or rows is None or place is None:
            self.own_title.setText(self.tr("Both drafts come together without a decision of yours."))
            return
        number = rows.number(place)
        title = decisions.merged.sections[place.section].title
        self.own_title.setText(
            self.tr("Place {n}, {title}: what will stand there").format(n=number, title=title or say("Beginning"))
        )
        text = decisions.text_of(place).rstrip("\n")
        if self.own.toPlainText() != text:
            with QSignalBlocker(self.own):
                self.own.setPlainText(text)

    # Going

    def go_to_section(self, title: str) -> None:
        """Bring a section of that title to the eye."""
        sections = self._rows.merged.sections if self._rows is not None else ()
        at = next((at for at, section in enumerate(sections) if section.title == title), None)
        if at is not None:
            self._bring(f"section:{at}")

    def _bring(self, key: str) -> None:
        row = next((at for at, row in enumerate(self.view.rows()) if row.key == key), None)
        if row is not None:
            self.view.scroll_to_row(row)

    def _take_in_hand(self, place: Place) -> None:
        self._in_hand = place
        self._show()
        self._show_own()
        self._bring(row_key(place))

    @Slot()
    def go_next(self) -> None:
        """To the next place, what is to be decided first."""
        self._step(1)

    @Slot()
    def go_back(self) -> None:
        """To the one before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        decisions, rows = self.decisions, self._rows
        if decisions is None or rows is None:
            return
        wanted = (decisions.open_places if rows.is_deciding else ()) or rows.places
        ahead = [place for place in wanted if (place > self._in_hand if by > 0 else place < self._in_hand)]
        if wanted:
            self._take_in_hand((ahead or wanted)[0 if by > 0 else -1])

    # Deciding

    @Slot(str)
    def _on_label(self, action: str) -> None:
        verb, place = place_of(action)
        self._take(place, Taken(verb))

    @Slot()
    def _on_key(self) -> None:
        place = self.in_hand
        if place is not None:
            self._take(place, _KEYS[self.sender().objectName()])

    def _take(self, place: Place, taken: Taken) -> None:
        decisions = self.decisions
        if decisions is None or not self.is_deciding:
            return
        was_open, after = decisions.is_open(place), decisions.take(place, taken)
        self._decide(after)
        following = [each for each in after.open_places if each > place] if was_open else []
        self._take_in_hand(following[0] if following else place)

    def _decide(self, decisions: Decisions) -> None:
        if self._decisions is not None:
            self._before.append(self._decisions)
        self._decisions = decisions
        self.decided.emit()

    @Slot()
    def take_back(self) -> None:
        """The decision before this one."""
        self._pause.forget()
        if self._before:
            self._decisions = self._before.pop()
            self._show()
            self._show_own()
            self.decided.emit()

    @Slot()
    def _on_typing(self) -> None:
        self._pause.touch()

    @Slot()
    def _on_written(self) -> None:
        place, decisions, text = self.in_hand, self._decisions, self.own.toPlainText()
        if decisions is not None and place is not None and text.rstrip() != decisions.text_of(place).rstrip():
            self._decide(decisions.write(place, text))
            self._show()

    @Slot(str)
    def _on_toggled(self, key: str) -> None:
        if key.startswith("kept:"):
            self._opened ^= {key}
            self._show()
