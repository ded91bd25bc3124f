"""What views need of a document or a comparison and takes long to find in a long one: worked out on the thread that
loads it, else when it is first asked for.
"""

import gc
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from visioneditor.core.document.model import Document
from visioneditor.gui.place import committed_revision
from visioneditor.gui.prose.placed_rows import PlacedRows
from visioneditor.gui.prose.rows import OLD
from visioneditor.gui.reading.reading_rows import barred_rows, reading_rows
from visioneditor.services.model import Annotations, LoadedComparison, LoadedDocument
from visioneditor.values import replace

if TYPE_CHECKING:
    from visioneditor.core.compare.changes import Change
    from visioneditor.core.compare.model import SectionRow
    from visioneditor.core.drafting.own_changes import OwnChanges
    from visioneditor.gui.comparing.comparison_view import ComparisonView
    from visioneditor.gui.reading.answer_cells import Answers
    from visioneditor.gui.reading.beside_rows import VisionSection
    from visioneditor.repository.model import Revision
    from visioneditor.services.workspace import Workspace


NEVER_ALL = 1_000_000  # the collector's threshold where the window says itself when everything is walked


def settle_values() -> None:
    """Leave what there is now out of every later walk for garbage, where the program collects in this way."""
    if gc.get_threshold()[2] == NEVER_ALL:  # counting what was left out already takes as long as a walk
        gc.freeze()


class AnsweredText:
    """A loaded document beside what projects say about it."""

    def __init__(self, loaded: LoadedDocument, annotations: Annotations) -> None:
        self.document, self.annotations = loaded.document, annotations

    @classmethod
    def without_answers(cls, document: Document) -> "AnsweredText":
        """A document of which it is not known yet what projects say."""
        loaded = LoadedDocument(revision="", path="", data=b"", document=document)
        return cls(loaded, Annotations(document="", revision="", projects=(), teams=0, annotations=()))

    def work_out(self) -> "AnsweredText":
        """Find everything now."""
        _ = self.sections, self.answers
        settle_values()
        return self

    @cached_property
    def sections(self) -> "tuple[VisionSection, ...]":
        """The document's sections as they stand at the left of Side by side."""
        from visioneditor.gui.reading.beside_rows import vision_sections

        return vision_sections(self.document)

    @cached_property
    def answers(self) -> "Answers":
        """What projects say, to be found by project and section."""
        from visioneditor.gui.reading.answer_cells import Answers

        return Answers(self.document, self.annotations.annotations, self.annotations.changed)


LONG_BYTES = 100_000  # comparing less is done before one could read a word of it


def takes_long(size: int) -> bool:
    """Whether comparing a text of so many bytes takes so long that one could read meanwhile."""
    return size > LONG_BYTES


def _count_words(document: Document) -> Mapping[int, int]:
    """What does not stand in any section is counted as if it stood before the first one."""
    from visioneditor.core.compare.counting import count_document_words, count_section_words

    if not document.sections:
        return {0: count_document_words(document)}
    return {section.number: count_section_words(document, section) for section in document.sections}


class ReadText:
    """A loaded document with its rows and figures."""

    def __init__(self, loaded: LoadedDocument) -> None:
        self.loaded = loaded

    def work_out(self) -> "ReadText":
        """Find everything now."""
        _ = self.rows.placed(), self.section_words
        settle_values()
        return self

    @cached_property
    def rows(self) -> PlacedRows:
        """Read mode's rows, in one column."""
        return PlacedRows(reading_rows(self.loaded.document))

    @cached_property
    def section_words(self) -> Mapping[int, int]:
        """How many words it shows, by the section's number."""
        return _count_words(self.loaded.document)


def old_text_rows(old: Document) -> PlacedRows:
    """The older text alone, as it is shown while it is being compared."""
    rows = (replace(row, section=None, old_section=row.section) for row in reading_rows(old, text=OLD))
    return PlacedRows(rows).placed()


def read_history(
    workspace: "Workspace", loaded: LoadedDocument, cancel: Callable[[], bool] = lambda: False
) -> "tuple[Revision, ...]":
    """The document's revisions; of a long one, all of whose drafts are compared, in a process of its own.

    What is only drafted yet has none.
    """
    from visioneditor.services.aside import AsideError, work_aside
    from visioneditor.services.reading import is_drafted_only
    from visioneditor.services.tracing import history_aside, load_history

    revision = committed_revision(loaded.revision)
    if is_drafted_only(workspace, loaded):
        return ()
    if takes_long(len(loaded.data)):
        with suppress(AsideError, StopIteration):
            found: tuple[Revision, ...] = next(
                work_aside(history_aside, workspace.path, revision, loaded.path, cancel=cancel)
            )
            return found
    return () if cancel() else load_history(workspace, revision, loaded.path)


Rest = Callable[[Callable[[], bool]], "Iterable[tuple[ComparisonView, PlacedRows]]"]  # until cancelled


class ComparedTexts:
    """A loaded comparison with the rows it is first shown with.

    `shown` is the whole comparison, or what is left of it where something came with a rebase and shall not be shown.
    """

    def __init__(self, loaded: LoadedComparison, *, is_typeset: bool = True, with_rebase: bool = False) -> None:
        self.loaded = loaded
        self.with_rebase = with_rebase
        less = None if with_rebase else loaded.without_rebase
        self.shown = less.comparison if less is not None else loaded.comparison
        self._is_typeset = is_typeset
        self.rows: dict[ComparisonView, PlacedRows] = {}
        self._rest: Rest | None = None

    def work_out(self, is_unified: bool = False) -> "ComparedTexts":
        """Find everything that a layout shows now."""
        self.find_rows(self.views(is_unified)[0])
        return self.work_out_figures()

    def work_out_figures(self) -> "ComparedTexts":
        """Find everything but the rows, which are put into the reader's language and so need Qt."""
        _ = self.changes, self.section_words, self.section_rows
        settle_values()
        return self

    def expect(self, rest: "Rest") -> "ComparedTexts":
        """Take over what was worked out elsewhere; the rest of it will be read from `rest`."""
        self._rest = rest
        settle_values()
        return self

    def work_out_rest(self, cancel: Callable[[], bool] = lambda: False) -> None:
        """The rows of the other layout, for when the window's width or the reader wants it."""
        rest, self._rest = self._rest, None
        self.rows.update(rest(cancel) if rest is not None else ())
        for view in self.views():
            if rest is None:
                self.find_rows(view)
        settle_values()

    def views(self, is_unified: bool = False) -> "tuple[ComparisonView, ComparisonView]":
        """Both layouts as they are first shown, the one that is wanted before the other."""
        from visioneditor.gui.comparing.comparison_view import ComparisonView

        wanted = ComparisonView(is_unified=is_unified, is_typeset=self._is_typeset)
        return wanted, replace(wanted, is_unified=not is_unified)

    def find_rows(self, view: "ComparisonView") -> PlacedRows:
        if view not in self.rows:
            from visioneditor.gui.comparing.comparison_rows import comparison_rows

            self.rows[view] = PlacedRows(comparison_rows(self.shown, view, self.changes, self.section_words)).placed()
        return self.rows[view]

    def make_rows(self, view: "ComparisonView") -> PlacedRows:
        """The rows of any way to show it; those with folds open are not kept."""
        from visioneditor.gui.comparing.comparison_rows import comparison_rows

        if not view.opened and not view.is_all_open:
            return self.find_rows(view)
        rows = PlacedRows(comparison_rows(self.shown, view, self.changes, self.section_words)).placed()
        settle_values()
        return rows

    @property
    def takes_long(self) -> bool:
        """Whether making its rows would keep a reader waiting."""
        return takes_long(max(len(self.loaded.old.data), len(self.loaded.new.data)))

    @cached_property
    def section_words(self) -> Mapping[int, int]:
        """How many words the new text shows, by the section's number."""
        return _count_words(self.loaded.new.document)

    @cached_property
    def changes(self) -> "tuple[Change, ...]":
        """What one steps through."""
        from visioneditor.core.compare.changes import list_changes

        return list_changes(self.shown)

    @cached_property
    def section_rows(self) -> "Mapping[int, SectionRow]":
        """What became of each section of the new text, by its number."""
        return {section.number: row for row in self.shown.sections for section in row.new}


class DraftedText:
    """A draft as it was just parsed, with its preview's rows; `own` is what it changed, where that is known yet."""

    def __init__(self, document: Document, own: "OwnChanges | None" = None) -> None:
        self.document, self.own = document, own
        rows = reading_rows(document)
        self.rows = PlacedRows(barred_rows(rows, own.kinds_by_block) if own is not None else rows).placed().shaped()
