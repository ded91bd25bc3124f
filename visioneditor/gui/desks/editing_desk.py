"""What is done to a draft's text as a whole: paragraphs wrapped anew, sections moved.

The text is read in the background, for a long one takes its time; what was found is done only where the text is still
the same by then.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.rewrapping import rewrap_touched
from visioneditor.core.drafting.section_moves import Way, move_section
from visioneditor.core.drafting.text_change import TextChange, apply_changes
from visioneditor.core.drafting.wrapping import Wrapping, rewrap
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.session import Session
from visioneditor.services.reading import parse_text
from visioneditor.values import dataclass

_NOTHING = "nothing-edited"  # what a message is about

Editing = Callable[[Document], "Edited | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """Changes of a text, and where the cursor stands afterwards."""

    text: str  # before them
    changes: tuple[TextChange, ...]
    offset: int


class EditingDesk(QObject):
    """Listens to the commands that edit, and carries them out on what the drafting desk has open."""

    def __init__(
        self, window: MainWindow, session: Session, page: DraftingPage, drafting: DraftingDesk, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._session, self._page, self._drafting = window, session, page, drafting
        self._refusal = ""
        for id, handler in (
            ("draft.wrap", self.wrap),
            ("draft.wrap-sentences", self.wrap_sentences),
            ("draft.wrap-touched", self.wrap_touched),
            ("draft.section-up", self.move_up),
            ("draft.section-down", self.move_down),
            ("draft.section-in", self.move_in),
            ("draft.section-out", self.move_out),
        ):
            window.commands.connect(id, handler)

    @Slot()
    def wrap(self) -> None:
        """Wrap the paragraph the cursor is in, or those that are selected, at the width of the settings."""
        self._wrap(Wrapping.WIDTH)

    @Slot()
    def wrap_sentences(self) -> None:
        """Give each of their sentences a line."""
        self._wrap(Wrapping.SENTENCES)

    def _wrap(self, wrapping: Wrapping) -> None:
        start, end = self._page.editor.selected
        width, offset = self._window.look.wrap_width, self._page.editor.offset

        def work(document: Document) -> Edited | None:
            changes = rewrap(document, start, end, width=width, wrapping=wrapping)
            return _kept_place(document.text, changes, offset)

        self._edit(work, self.tr("Here is nothing to be wrapped: it is as it would be."))

    @Slot()
    def wrap_touched(self) -> None:
        """Wrap what was written since the base, and nothing else."""
        opened = self._drafting.opened
        if opened is None:
            return
        base, width, offset = opened.base.document, self._window.look.wrap_width, self._page.editor.offset

        def work(document: Document) -> Edited | None:
            return _kept_place(document.text, rewrap_touched(base, document, width=width), offset)

        self._edit(work, self.tr("Nothing that was written since the base needs other lines."))

    @Slot()
    def move_up(self) -> None:
        """Move the section the cursor is in past the one before it."""
        self._move(Way.UP, self.tr("No section of the same parent stands before this one."))

    @Slot()
    def move_down(self) -> None:
        """Past the one behind it."""
        self._move(Way.DOWN, self.tr("No section of the same parent stands behind this one."))

    @Slot()
    def move_in(self) -> None:
        """Into the one before it, as its last sub-section."""
        self._move(Way.IN, self.tr("There is no section before this one that it could become a part of."))

    @Slot()
    def move_out(self) -> None:
        """Out of its parent, to stand behind it."""
        self._move(Way.OUT, self.tr("This section stands in no other one that it could leave."))

    def _move(self, way: Way, refusal: str) -> None:
        offset = self._page.editor.offset

        def work(document: Document) -> Edited | None:
            section = document.section_at(offset)
            move = move_section(document, section, way) if section is not None else None
            if section is None or move is None:
                return None
            within = min(offset - section.start, section.end - section.start)
            return Edited(text=document.text, changes=(move.change,), offset=move.heading + max(0, within))

        self._edit(work, refusal)

    def _edit(self, work: Editing, refusal: str) -> None:
        opened = self._drafting.opened
        if opened is None:
            return
        text, markup, self._refusal = self._page.text, opened.markup, refusal
        self._window.close_message(_NOTHING)
        self._session.jobs.start(
            "editing", self.tr("Editing"), lambda *_: work(parse_text(text, markup)), self._on_found, self._on_failed
        )

    @Slot(object)
    def _on_found(self, edited: Edited | None) -> None:
        if edited is None:
            self._window.messages.show_notice(self._refusal, about=_NOTHING)
        elif self._page.text == edited.text:
            self._page.editor.apply(edited.changes, edited.offset)

    @Slot(object)
    def _on_failed(self, error: VisionEditorError) -> None:
        self._session.failed.emit(error, None)


def _kept_place(text: str, changes: tuple[TextChange, ...], offset: int) -> Edited | None:
    """The changes with the cursor before the same letter: only white space, and what stands before lines, differs."""
    if not changes:
        return None
    before = sum(not sign.isspace() for sign in text[:offset])
    new, at = apply_changes(text, changes), 0
    is_behind = offset > 0 and not text[offset - 1].isspace()
    while before and at < len(new):
        before -= not new[at].isspace()
        at += 1
    while not is_behind and at < len(new) and new[at].isspace() and offset < len(text):
        at += 1
    return Edited(text=text, changes=changes, offset=at)
