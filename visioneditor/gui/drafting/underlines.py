"""Wavy lines under what was found in the source: words that no dictionary has, links that lead nowhere."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from visioneditor.gui.drafting.followed_spans import FollowedSpan, FollowedSpans
from visioneditor.gui.drafting.places import all_units
from visioneditor.gui.look import Look

MOST = 5_000  # of one group; of more those nearest to the cursor
_REACH = 2_000  # characters before what is on the screen: from where a span may come


class Underlines:
    """Spans by group, each with its colour's token; not a Qt object: the editor asks what to underline."""

    def __init__(self, editor: QPlainTextEdit, look: Look) -> None:
        self._editor, self._look = editor, look
        self._groups: dict[str, FollowedSpans] = {}

    def show(self, group: str, spans: Sequence[tuple[int, int, str]]) -> None:
        """Underline these code points, and what other groups have."""
        text, here = self._editor.toPlainText(), self._editor.textCursor().position()
        if len(spans) > MOST:
            spans = sorted(spans, key=lambda span: abs(span[0] - here))[:MOST]
        starts = all_units(text, (start for start, _, _ in spans))
        ends = all_units(text, (end for _, end, _ in spans))
        followed = self._groups.setdefault(group, FollowedSpans(self._editor.document()))
        followed.show(zip(starts, ends, (token for _, _, token in spans), strict=True))

    def clear(self) -> None:
        """Underline nothing: another text comes."""
        self._groups.clear()

    def within(self, start: int, end: int) -> Iterator[FollowedSpan]:
        """What is underlined there, in Qt's units; what was deleted is not."""
        for followed in self._groups.values():
            for span in followed.within(start, end, _REACH):
                if start <= span.end and span.start < span.end:
                    yield span

    def selections(self, start: int, end: int) -> list[QTextEdit.ExtraSelection]:
        """How Qt is told of them."""
        return [self._selection(span) for span in self.within(start, end)]

    def _selection(self, span: FollowedSpan) -> QTextEdit.ExtraSelection:
        underlined = QTextEdit.ExtraSelection()
        underlined.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        underlined.format.setUnderlineColor(self._look.theme.colour(span.value))
        underlined.cursor = QTextCursor(self._editor.document())
        underlined.cursor.setPosition(span.start)
        underlined.cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
        return underlined
