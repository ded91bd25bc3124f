"""The three-way view: places both drafts changed, each decided by a click, a key, or words of one's own."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.decisions import Decisions, Place, Taken
from visioneditor.gui.look import Look
from visioneditor.gui.merging.merge_rows import merge_rows, place_of, row_key, say
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.widgets.controls import build_label
from visioneditor.gui.widgets.typing_pause import TypingPause
from visioneditor.gui.widgets.view_bar import ViewBar

_EDITOR_HEIGHT = 150
_KEYS = {"1": Taken.BASE, "2": Taken.THEIRS, "3": Taken.OURS, "4": Taken.BOTH}


class MergePage(QFrame):
    """Shows a merge; `decided` after each decision, `save_requested` when all is."""

    decided = Signal()
    save_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._decisions: Decisions | None = None
        self._markup, self._in_hand = Markup.RST, Place(-1, -1)
        self._opened: frozenset[str] = frozenset()
        self._before: list[Decisions] = []  # to be undone
        self.title, self.state = build_label("", "strong"), build_label("", "muted")
        self.previous, self.next = QPushButton(self.tr("Previous")), QPushButton(self.tr("Next"))
        self.undo = QPushButton(self.tr("Undo"))
        self.save = QPushButton(self.tr("Save and close"))
        self.save.setProperty("role", "primary")
        self.view = ProseView(look, Shape.THIRDS)
        self.view.setAccessibleName(self.tr("What stood there, theirs, mine"))
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

    def _lay_out(self) -> None:
        names = QWidget()
        columns = QHBoxLayout(names)
        columns.setContentsMargins(22, 6, 0, 6)
        columns.setSpacing(0)
        for name in (self.tr("Before"), self.tr("Theirs"), self.tr("Mine")):
            columns.addWidget(build_label(name, "strong"), 1)
        below = QFrame()
        below.setObjectName("outline_pane")
        box = QVBoxLayout(below)
        box.setContentsMargins(16, 8, 16, 12)
        box.addWidget(self.own_title)
        box.addWidget(self.own, 1)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.view)
        self.parts.addWidget(below)
        self.parts.setChildrenCollapsible(False)
        self.parts.setStretchFactor(0, 1)
        self.parts.setSizes([700, _EDITOR_HEIGHT])
        self.order.setContentsMargins(16, 6, 16, 6)
        self.order.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ViewBar((self.title, self.state), (self.undo, self.previous, self.next, self.save)))
        layout.addWidget(self.order)
        layout.addWidget(names)
        layout.addWidget(self.parts, 1)

    def _connect(self) -> None:
        self.view.label_activated.connect(self._on_label)
        self.view.row_toggled.connect(self._on_toggled)
        self.own.textChanged.connect(self._on_typing)
        self.save.clicked.connect(self.save_requested)
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
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.save_requested)
        self.save.setToolTip(self.tr("Save and close (Ctrl+Return)"))

    @Slot()
    def _on_look(self) -> None:
        self.own.setFont(self._look.fonts.fixed())
        self._show()

    # What is shown

    def show_merge(self, decisions: Decisions, markup: Markup, name: str) -> None:
        """Put a merge here; the first place to be decided is in hand."""
        self._markup, self._decisions, self._before = markup, decisions, []
        self.own.setFont(self._look.fonts.fixed())  # the style sheet has had its say by now
        self.title.setText(self.tr("Merging {name}").format(name=name))
        self.order.setVisible(decisions.merged.is_order_open)
        places = decisions.open_places or tuple(decisions.places())
        self._take_in_hand(places[0] if places else Place(-1, -1))
        self.view.setFocus()

    @property
    def decisions(self) -> Decisions | None:
        """What is decided so far, with what was typed just now."""
        self._pause.flush()
        return self._decisions

    @property
    def in_hand(self) -> Place | None:
        """The place that keys and the editor below are about."""
        return self._in_hand if self._in_hand.section >= 0 else None

    @property
    def has_undo(self) -> bool:
        """Whether anything was decided."""
        return bool(self._before)

    def _show(self) -> None:
        decisions = self._decisions
        if decisions is None:
            return
        place = self.view.place()
        self.view.set_rows(merge_rows(decisions, self._markup, self.in_hand, self._opened))
        if place is not None:
            self.view.restore_place(place)
        places, open_places = tuple(decisions.places()), decisions.open_places
        if open_places:
            told = self.tr("{open} of {all} places to decide").format(open=len(open_places), all=len(places))
        else:
            told = self.tr("all {all} places decided").format(all=len(places))
        self.state.setText(told)
        self.save.setEnabled(not open_places)
        self.undo.setEnabled(bool(self._before))
        for button in (self.previous, self.next):
            button.setEnabled(len(places) > 1)

    def _show_own(self) -> None:
        place, decisions = self.in_hand, self._decisions
        self.own.setEnabled(place is not None)
        if decisions is None or place is None:
            self.own_title.setText(self.tr("Both drafts come together without a decision of yours."))
            return
        number = list(decisions.places()).index(place) + 1
        title = decisions.merged.sections[place.section].title
        self.own_title.setText(
            self.tr("Place {n}, {title}: what will stand there").format(n=number, title=title or say("Beginning"))
        )
        text = decisions.text_of(place).rstrip("\n")
        if self.own.toPlainText() != text:
            with QSignalBlocker(self.own):
                self.own.setPlainText(text)

    # Going

    def _take_in_hand(self, place: Place) -> None:
        self._in_hand = place
        self._show()
        self._show_own()
        row = next((at for at, row in enumerate(self.view.rows()) if row.key == row_key(place)), None)
        if row is not None:
            self.view.scroll_to_row(row)

    @Slot()
    def go_next(self) -> None:
        """To the next place, what is to be decided first."""
        self._step(1)

    @Slot()
    def go_back(self) -> None:
        """To the one before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        decisions = self.decisions
        if decisions is None:
            return
        every = list(decisions.places())
        wanted = [place for place in every if decisions.is_open(place) or not decisions.open_places]
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
        if decisions is None:
            return
        was_open = decisions.is_open(place)
        self._decide(decisions.take(place, taken))
        following = [each for each in self._decisions.open_places if each > place] if self._decisions else []
        if was_open and following:
            self._take_in_hand(following[0])
        else:
            self._take_in_hand(place)

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
