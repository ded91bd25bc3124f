"""What views need of a document or a comparison and takes long to find in a long one: worked out on the thread that
loads it, else when it is first asked for.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from visioneditor.gui.collecting import settle_values
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.reading.reading_rows import reading_rows
from visioneditor.services.model import LoadedComparison, LoadedDocument

if TYPE_CHECKING:
    from visioneditor.core.compare.changes import Change
    from visioneditor.core.compare.model import SectionRow
    from visioneditor.gui.comparing.comparison_view import ComparisonView


class ReadText:
    """A loaded document with its rows and figures."""

    def __init__(self, loaded: LoadedDocument) -> None:
        self.loaded = loaded

    def work_out(self) -> "ReadText":
        """Find everything now."""
        _ = self.rows, self.words
        settle_values()
        return self

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Read mode's rows, in one column."""
        return reading_rows(self.loaded.document)

    @cached_property
    def words(self) -> int:
        """How many words it shows."""
        from visioneditor.core.compare.counting import count_document_words

        return count_document_words(self.loaded.document)


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
        self.rows: Mapping[ComparisonView, tuple[Row, ...]] = {}

    def work_out(self) -> "ComparedTexts":
        """Find everything now; rows for both layouts, for the window's width decides between them."""
        from visioneditor.gui.comparing.comparison_rows import comparison_rows
        from visioneditor.gui.comparing.comparison_view import ComparisonView

        layouts = (False, True)
        views = [ComparisonView(is_unified=each, is_typeset=self._is_typeset) for each in layouts]
        self.rows = {view: comparison_rows(self.shown, view, self.changes) for view in views}
        _ = self.words, self.section_rows
        settle_values()
        return self

    @cached_property
    def words(self) -> int:
        """How many words the new text shows."""
        from visioneditor.core.compare.counting import count_document_words

        return count_document_words(self.loaded.new.document)

    @cached_property
    def changes(self) -> "tuple[Change, ...]":
        """What one steps through."""
        from visioneditor.core.compare.changes import list_changes

        return list_changes(self.shown)

    @cached_property
    def section_rows(self) -> "Mapping[int, SectionRow]":
        """What became of each section of the new text, by its number."""
        return {section.number: row for row in self.shown.sections for section in row.new}
