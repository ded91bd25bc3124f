"""Finding and replacing words in the source of a draft."""

from bisect import bisect_left

from PySide6.QtCore import QObject, QTimer, Slot

from visioneditor.core.document.finding import find_in_text
from visioneditor.core.drafting.text_change import TextChange, apply_changes, trimmed
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow

_AFTER_MS = 150  # of typing in the text; what is found follows
_MANY = 500  # places: more are replaced by putting the whole text anew


class ReplacingDesk(QObject):
    """Works on the bar and the editor of the drafting page; what is found is found anew while one types in the text."""

    def __init__(self, window: MainWindow, page: DraftingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._page, self._bar = window, page, page.find_bar
        self._spans: tuple[tuple[int, int], ...] = ()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._on_soon)
        self._bar.query_changed.connect(self._on_query)
        self._bar.next_requested.connect(self.go_next)
        self._bar.previous_requested.connect(self.go_back)
        self._bar.replace_requested.connect(self.replace)
        self._bar.replace_all_requested.connect(self.replace_all)
        self._bar.closed.connect(self._on_closed)
        page.editor.edited.connect(self._on_text_changed)
        window.commands.connect("draft.replace", self.open_replace)

    @Slot()
    def open_find(self) -> None:
        """Show the bar; what is selected within a line is looked for at once."""
        chosen = self._page.editor.textCursor().selectedText()
        self._bar.open_for("" if "\u2029" in chosen else chosen)
        self._on_query(self._bar.field.text())

    @Slot()
    def open_replace(self) -> None:
        """The same, ready for what is to stand in the place of what is found."""
        self.open_find()
        if self._bar.field.text():
            self._bar.replacement.setFocus()

    @Slot(str)
    def _on_query(self, query: str) -> None:
        self._look()
        if self._spans:
            self._go(self._following(self._page.editor.selected[0]))

    def _look(self) -> None:
        """Find all places anew; the cursor stays."""
        self._spans = find_in_text(self._page.text, self._bar.field.text()) if self._bar.isVisible() else ()
        self._page.editor.show_found(self._spans)
        self._bar.enable(bool(self._spans))
        self._bar.show_count(self._here() + 1, len(self._spans))

    @Slot()
    def _on_text_changed(self) -> None:
        if self._bar.isVisible():
            self._soon.start()

    @Slot()
    def _on_soon(self) -> None:
        self._look()

    def _here(self) -> int:
        """Which place is selected; -1: none."""
        selected = self._page.editor.selected
        return self._spans.index(selected) if selected in self._spans else -1

    def _following(self, offset: int) -> int:
        """The first place that begins there or later; from the end one goes on at the beginning."""
        return bisect_left(self._spans, (offset, 0)) % len(self._spans)

    def _go(self, at: int) -> None:
        self._page.editor.select(*self._spans[at])
        self._bar.show_count(at + 1, len(self._spans))

    @Slot()
    def go_next(self) -> None:
        """To the next place."""
        if self._spans:
            start, end = self._page.editor.selected
            self._go(self._following(start + 1 if self._here() >= 0 else end))

    @Slot()
    def go_back(self) -> None:
        """To the one before."""
        if self._spans:
            self._go((self._following(self._page.editor.selected[0]) - 1) % len(self._spans))

    @Slot()
    def replace(self) -> None:
        """Put other words in the place that is selected, and go to the next; where none is, go there first."""
        self._look()
        at, new = self._here(), self._bar.replacement.text()
        if at < 0:
            self.go_next()
            return
        start, end = self._spans[at]
        self._page.editor.apply([TextChange(start, end, new)], start + len(new))
        self._look()
        if self._spans:
            self._go(self._following(start + len(new)))

    @Slot()
    def replace_all(self) -> None:
        """Put other words in every place, as one step."""
        self._look()
        text, new = self._page.text, self._bar.replacement.text()
        changes = [TextChange(start, end, new) for start, end in self._spans if text[start:end] != new]
        if len(changes) > _MANY:
            whole = trimmed(text, TextChange(0, len(text), apply_changes(text, changes)))
            self._page.editor.apply([whole] if whole is not None else [], self._page.editor.offset)
        elif changes:
            self._page.editor.apply(changes, self._page.editor.offset)
        self._look()
        count = len(changes)
        said = self.tr("1 place replaced") if count == 1 else self.tr("{n} places replaced").format(n=count)
        self._bar.count.setText(said)

    @Slot()
    def _on_closed(self) -> None:
        self._spans = ()
        self._page.editor.show_found(())
        self._window.focus_middle()
