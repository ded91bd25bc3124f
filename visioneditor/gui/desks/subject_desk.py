"""What to comment on: a list of all that can be, from the selected words to the patch set, on either side."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from visioneditor.core.document.model import Document
from visioneditor.core.review.subjects import Scope, Subject, block_subject, list_subjects, section_subject
from visioneditor.gui.prose.rows import NEW, OLD, Row, spans_of_row
from visioneditor.gui.widgets.picker import Choice, Picker
from visioneditor.services.window_request import Mode
from visioneditor.values import dataclass

if TYPE_CHECKING:
    from visioneditor.gui.comparing.comparing_view import ComparingView
    from visioneditor.gui.reading.reading_view import ReadingView
    from visioneditor.gui.window import Window

_OF_NEW = (Scope.COMMIT_MESSAGE, Scope.PATCH_SET)  # of two texts the newer one's patch set
_LONGEST = 64  # characters of the words that a row shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in one of the shown texts, with what is selected there; nothing where `start` is `end`."""

    text: int
    document: Document
    start: int
    end: int


class SubjectDesk(QObject):
    """Opens the list, and an editor for what was chosen; `suggest` opens one on the selected words' lines."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.picker = Picker(window.look, self.tr("Comment on"), window.frame, width=600)
        self.picker.chosen.connect(self._on_chosen)
        self.picker.dismissed.connect(window.frame.focus_middle)
        window.frame.commands.connect("review.comment-on", self.choose)
        window.frame.commands.connect("review.suggest", self.suggest)

    @Slot()
    def choose(self) -> None:
        """List what can be commented on."""
        spots = list(self._spots())
        choices: list[Choice] = []
        for spot in spots:
            if len(spots) > 1:
                choices.append(Choice(value=None, title=self._side(spot), is_enabled=False, is_heading=True))
            subjects = list_subjects(spot.document, spot.start, spot.end)
            choices += [self._choice(spot, one) for one in subjects if spot.text == NEW or one.scope not in _OF_NEW]
        if choices:
            self.picker.show_choices(choices)
            self.picker.open_below(self._window.frame.header.document)

    def comment(self) -> None:
        """Comment on the section under the eye; where the text has none, on the paragraph."""
        session, spot = self._window.session, next(self._spots(), None)
        section, document = session.section, session.document
        if section is not None and document is not None:
            subject, text = section_subject(document, section.start), NEW
        elif spot is not None:
            subject, text = block_subject(spot.document, spot.start), spot.text
        else:
            return
        if subject is not None:
            self._window.review.writing.begin_on(subject, text)

    @Slot()
    def suggest(self) -> None:
        """Other words for what is selected, or for the paragraph under the eye; in the editor that is open, there."""
        writing, spot = self._window.review.writing, next(self._spots(), None)
        if writing.is_writing:
            writing.suggest()
        elif spot is not None:
            words = Subject(scope=Scope.WORDS, span=(spot.start, spot.end))
            subject = words if spot.start < spot.end else block_subject(spot.document, spot.start)
            if subject is not None:
                writing.begin_on(subject, spot.text, suggests=True)

    def _spots(self) -> Iterator[Spot]:
        """Where one is in each text, the one that words are selected in first."""
        session, selected = self._window.session, self._view().prose.selected_span()
        if session.workspace is None or session.place.mode is Mode.DRAFT:
            return
        documents = self._documents()
        if selected is not None and selected.text in documents:
            document = documents.pop(selected.text)
            yield Spot(text=selected.text, document=document, start=selected.start, end=selected.end)
        for text in sorted(documents, reverse=True):
            at = self._under_eye(text)
            yield Spot(text=text, document=documents[text], start=at, end=at)

    def _documents(self) -> dict[int, Document]:
        """The shown texts that are of a document."""
        session = self._window.session
        comparison = session.comparison if session.place.mode is Mode.COMPARE else None
        if comparison is None:
            return {NEW: session.loaded.document} if session.loaded is not None else {}
        sides = ((NEW, comparison.new), (OLD, comparison.old))
        return {text: side.document for text, side in sides if side.path}

    def _under_eye(self, text: int) -> int:
        """Where the change in hand, else the row that is read, stands in a text; folds are passed over."""
        held = self._in_hand(text)
        if held is not None:
            return held
        prose = self._view().prose
        rows, at = prose.rows(), prose.focused_row() or 0
        starts = (
            min((start for of, start, _ in spans_of_row(row) if of == text), default=None) for row in _open(rows[at:])
        )
        return next((start for start in starts if start is not None), 0)

    def _in_hand(self, text: int) -> int | None:
        if self._window.session.place.mode is not Mode.COMPARE:
            return None
        change = self._window.comparing.view.steps.change
        spans = (change.new if text == NEW else change.old) if change is not None else ()
        return spans[0][0] if spans else None

    def _view(self) -> "ReadingView | ComparingView":
        window = self._window
        return window.comparing.view if window.session.place.mode is Mode.COMPARE else window.reading.view

    def _side(self, spot: Spot) -> str:
        """Which of two texts it is, by the name that the bar has for it."""
        page = self._window.comparing
        is_old = spot.text == OLD
        name = (page.old if is_old else page.new).accessibleDescription()
        side = self.tr("The older text") if is_old else self.tr("The newer text")
        return f"{side}: {name}" if name else side

    def _choice(self, spot: Spot, subject: Subject) -> Choice:
        words = " ".join(subject.words.split())
        words = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
        title = self._title(spot, subject)
        aside = self.tr("c") if subject.scope is Scope.WORDS else ""
        return Choice(value=(spot.text, subject), title=f"{title}: {words}" if words else title, aside=aside)

    def _title(self, spot: Spot, subject: Subject) -> str:
        titles = {
            Scope.WORDS: self.tr("The selected words"),
            Scope.LINE: self.tr("Line {n}").format(n=subject.line),
            Scope.BLOCK: self.tr("The paragraph"),
            Scope.SECTION: self.tr("The section"),
            Scope.DOCUMENT: self.tr("The document as a whole"),
            Scope.COMMIT_MESSAGE: self.tr("The commit message"),
            Scope.PATCH_SET: self.tr("The patch set as a whole"),
        }
        return titles[subject.scope]

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        assert isinstance(value, tuple)
        text, subject = value
        self._window.review.writing.begin_on(subject, text)


def _open(rows: Sequence[Row]) -> Iterator[Row]:
    return (row for row in rows if row.fold is None)
