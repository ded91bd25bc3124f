"""The page that lists changes: the search above, the table below it, and what to do where nothing is found."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from visioneditor.core.review.change_numbers import find_number
from visioneditor.core.review.listing import ListedChange, Viewer
from visioneditor.core.review.query import Query, is_unfinished, parse_query
from visioneditor.core.review.query_completion import Completion, complete, explain
from visioneditor.core.review.query_people import named
from visioneditor.errors import VisionEditorError
from visioneditor.gui.changes.changes_table import ChangesTable, is_letter
from visioneditor.gui.changes.fetch_strip import FetchStrip, FetchWish
from visioneditor.gui.changes.search_field import SearchField
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.controls import CutLabel, build_label, build_link
from visioneditor.gui.widgets.view_bar import HEIGHT, ViewBar

_BY_NAME = re.compile(
    r"(?:(?:^|[\s(-])(?:owner|o|reviewer|r|cc|commentby|from|uploader):|,user=)(?!self|me\b|\d)(\"[^\"]+\"|[^\s()\"]+)"
)
_FEW = 4  # completions, beside which there is room for what an operator takes
_QUICK = (
    ("Open", "is:open"),
    ("Mine", "owner:self"),
    ("To review", "reviewer:self is:open"),
    ("Unresolved", "has:unresolved"),
    ("My drafts", "has:draft"),
)


def understood(text: str) -> tuple[Query, VisionEditorError | None]:
    """What of a query can be understood, and what is wrong with the rest."""
    wrong: VisionEditorError | None = None
    rest = text
    while rest:
        try:
            return parse_query(rest), wrong
        except VisionEditorError as error:
            wrong = wrong or error
            start, end = int(str(error.arguments["start"])), int(str(error.arguments["end"]))
            rest = rest[:start] + " " * (min(end, len(rest)) > start) + rest[max(end, start + 1) :]
            rest = rest if rest.strip() else ""
    return parse_query(""), wrong


def unknown_names(text: str, changes: Sequence[ListedChange]) -> bool:
    """Whether a query looks for somebody by a name that nobody here has."""
    wanted = [found[1].strip('"') for found in _BY_NAME.finditer(text)]
    people = {one.name for change in changes for one in (change.owner, *change.commenters) if one.name}
    return any(not any(map(named(name), people)) for name in wanted)


def _sentence(error: VisionEditorError) -> str:
    return " ".join(part for part in (error.summary, error.hint) if part)


class ChangesPage(QFrame):
    """Shows what is found of the changes it is given; `change_chosen` with a ListedChange, `left`, `fetch_opened`."""

    change_chosen = Signal(object)
    fetch_opened = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("changes_page")
        self._changes: Sequence[ListedChange] | None = None
        self._viewer: Viewer | None = None
        self._query: Query = parse_query("")
        self._wrong: VisionEditorError | None = None
        self.field = SearchField()
        self.field.setAccessibleName(self.tr("Search changes"))
        self.field.setPlaceholderText(self.tr("Words, a number, or Gerrit's operators: status:open owner:self"))
        self.field.setFixedHeight(HEIGHT - 10)
        self.focus_target = self.field
        self.fetch_button = QPushButton(self.tr("Fetch changes …"))
        self.said = build_label("", is_wrapped=True)
        self.said.setContentsMargins(16, 0, 16, 6)
        self.count = build_label("", "muted")
        self.hint = CutLabel("", "muted")
        self._completions: tuple[Completion, ...] = ()
        self.strip = FetchStrip(look)
        self.strip.hide()
        self.table = ChangesTable(look)
        self.empty = build_label("", "muted", is_wrapped=True)
        self.action = build_link("")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = ViewBar((self.field,), (self.fetch_button,))
        if isinstance(row := bar.layout(), QHBoxLayout):
            row.setStretchFactor(self.field, 1_000)
        self.quick = tuple(self._build_quick(title, query) for title, query in _QUICK)
        links = QWidget()
        quick = QHBoxLayout(links)
        quick.setContentsMargins(0, 0, 0, 0)
        quick.setSpacing(16)
        for link in self.quick:
            quick.addWidget(link)
        quick.addStretch(1)
        self._below = QStackedWidget()  # a hint takes the links' place, so that nothing below it moves
        self._below.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._below.addWidget(links)
        self._below.addWidget(self.hint)
        second = QHBoxLayout()
        second.setContentsMargins(16, 6, 16, 6)
        second.setSpacing(16)
        second.addWidget(self._below, 1)
        second.addWidget(self.count)
        nothing = QWidget()
        told = QVBoxLayout(nothing)
        told.setContentsMargins(16, 12, 16, 12)
        told.setSpacing(8)
        told.addWidget(self.empty)
        told.addWidget(self.action)
        told.addStretch(1)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.table)
        self.middle.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.strip)
        layout.addLayout(second)
        layout.addWidget(self.said)
        layout.addWidget(self.middle, 1)
        self.said.hide()
        self._show_empty(self.tr("Reading the changes …"))

    def _build_quick(self, title: str, query: str) -> QPushButton:
        link = build_link(self.tr(title), self.tr("Search {query}").format(query=query))
        link.setToolTip(query)
        link.setProperty("query", query)
        link.clicked.connect(self._on_quick)
        return link

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_text)
        self.field.cursorPositionChanged.connect(self._on_cursor)
        self.field.completed.connect(self._on_completed)
        self.field.stepped.connect(self.table.step)
        self.field.paged.connect(self._on_paged)
        self.field.ended.connect(self._on_ended)
        self.field.entered.connect(self._on_entered)
        self.field.left.connect(self.left)
        self.table.change_chosen.connect(self.change_chosen)
        self.table.typed.connect(self._on_typed)
        self.table.left.connect(self.left)
        self.fetch_button.clicked.connect(self.open_fetch)
        self.strip.closed.connect(self._on_strip_closed)
        self.action.clicked.connect(self._on_action)

    # What is shown

    def show_changes(self, changes: Sequence[ListedChange], viewer: Viewer) -> None:
        """List these, searched as before."""
        self._changes, self._viewer = changes, viewer
        self.table.measure(changes)
        self.strip.offer([change.number for change in changes if change.is_open and change.number is not None])
        self._find()

    def clear(self) -> None:
        """Nothing is known yet."""
        self._changes = None
        self.table.show_changes(())
        self.count.setText("")
        self._show_empty(self.tr("Reading the changes …"))

    @property
    def known(self) -> int:
        """How many changes it was given."""
        return len(self._changes or ())

    def found(self) -> Sequence[ListedChange]:
        """The changes that are shown."""
        return self.table.rows.changes

    def search(self, query: str) -> None:
        """Put that into the field, and find it."""
        self.field.setText(query)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def open_fetch(self) -> None:
        """Ask which changes to fetch: the number that was searched for, where it was one."""
        number = find_number(self.field.text().strip())
        self.fetch_opened.emit()
        self.strip.open_for(str(number) if number is not None and not self.found() else "")

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self._query, self._wrong = understood(text)
        self._tell_wrong(is_typing=True)
        self._find()

    def _tell_wrong(self, *, is_typing: bool) -> None:
        """Say what of the query cannot be understood; where somebody may still be writing it, only as a hint."""
        error = self._wrong
        is_mild = is_typing and error is not None and is_unfinished(error, self.field.text())
        self._say("" if error is None or is_mild else _sentence(error), "error")
        self._show_hint()

    @Slot(int, int)
    def _on_cursor(self, _before: int, _now: int) -> None:
        self._show_hint()

    def _show_hint(self) -> None:
        """What the word in front of the cursor may become."""
        text = self.field.text()[: self.field.cursorPosition()]
        self._completions = complete(text, self._changes or ())
        self.field.can_complete = bool(self._completions)
        parts = ["Tab: " + "  ·  ".join(one.shown for one in self._completions)] if self._completions else []
        parts += [explain(text)] if explain(text) and len(self._completions) < _FEW else []
        if not parts and self._wrong is not None and not self.said.text():
            parts = [_sentence(self._wrong)]
        self.hint.set_whole(" — ".join(parts))
        self._below.setCurrentIndex(1 if parts else 0)

    @Slot()
    def _on_completed(self) -> None:
        """Tab takes the likeliest; a value is done with, behind an operator its value follows."""
        cursor, text = self.field.cursorPosition(), self.field.text()
        first = self._completions[0]
        end = "" if first.text.endswith(":") or text[cursor:].startswith(" ") else " "
        done = text[: first.start] + first.text + end
        self.field.setText(done + text[cursor:])
        self.field.setCursorPosition(len(done))

    def _say(self, text: str, role: str) -> None:
        self.said.setProperty("role", role)
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _find(self) -> None:
        if self._changes is None or self._viewer is None:
            return
        found = self._query.choose(self._changes, self._viewer)
        self.table.show_changes(found)
        if (number := find_number(self.field.text().strip())) is not None:
            self.table.select(str(number))  # others fit as well while their numbers only begin so
        self.count.setText(self._counted(len(found), len(self._changes)))
        if found:
            self.middle.setCurrentIndex(0)
        else:
            self._tell_nothing()

    def _counted(self, found: int, known: int) -> str:
        every = self.tr("1 change") if known == 1 else self.tr("{n} changes").format(n=f"{known:,}")
        return every if found == known else self.tr("{found} of {every}").format(found=f"{found:,}", every=every)

    def _tell_nothing(self) -> None:
        text = self.field.text().strip()
        if not self._changes:
            self._show_empty(self.tr("No change is here yet."), self.tr("Fetch changes …"))
        elif (number := find_number(text)) is not None:
            self._show_empty(
                self.tr("Change {number} is not here.").format(number=number),
                self.tr("Fetch change {number}  (Enter)").format(number=number),
            )
        elif self._asks_for_me(text):
            sentence = self.tr("It is not known which account on the server is yours; the settings can say it.")
            self._show_empty(sentence, self.tr("Show all changes"))
        else:
            sentence = self.tr("No change here fits “{query}”.").format(query=text)
            if self._wrong is None and unknown_names(text, self._changes):
                sentence += " " + self.tr("Gerrit keeps numbers of accounts in git, names only of those who uploaded.")
            self._show_empty(sentence, self.tr("Show all changes"))

    def _asks_for_me(self, text: str) -> bool:
        assert self._viewer is not None
        return not self._viewer.accounts and any(word in text for word in (":self", ":me", "is:owner", "is:mine"))

    def _show_empty(self, sentence: str, action: str = "") -> None:
        self.empty.setText(sentence)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.middle.setCurrentIndex(1)

    # Keys and clicks

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_letter(event):
            event.accept()  # letters belong to this page, not to the text that is hidden behind it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_letter(event) and event.text() != " ":
            self._on_typed("" if event.text() == "/" else event.text())
        else:
            super().keyPressEvent(event)

    @Slot(int)
    def _on_paged(self, direction: int) -> None:
        self.table.step(direction * self.table.page_rows())

    @Slot(int)
    def _on_ended(self, end: int) -> None:
        self.table.go_to(0 if end < 0 else len(self.found()) - 1)

    @Slot()
    def _on_entered(self) -> None:
        if self._wrong is not None:
            self._tell_wrong(is_typing=False)
        elif self.found():
            self.table.open_current()
        elif find_number(self.field.text().strip()) is not None:
            self._on_action()

    @Slot(str)
    def _on_typed(self, letters: str) -> None:
        """Letters typed in the table go on with the search."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.end(False)
        if letters:
            self.field.insert(letters)

    @Slot()
    def _on_quick(self) -> None:
        link = self.sender()
        if link is not None:
            self.search(str(link.property("query")))

    @Slot()
    def _on_strip_closed(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_action(self) -> None:
        """What is offered where nothing is found."""
        number = find_number(self.field.text().strip())
        if self._changes and number is None:
            self.search("")
        elif number is None:
            self.open_fetch()
        else:
            self.fetch_opened.emit()
            self.strip.open_for(str(number))
            self.strip.begin(FetchWish(numbers=(number,), remote=self.strip.remote.text().strip() or None))
