"""Taking a suggestion, made on one text, into another: a draft of it that has gone on since.

It is followed through two comparisons, from the text it was made on and from that text as it is suggested: what the
draft says already is not said again, and what it says otherwise is not written over.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import RunKind
from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse
from visioneditor.core.review.anchors import Span
from visioneditor.core.review.porter import Placed, Ported, Porter
from visioneditor.core.review.suggestions import compare_lines, is_change, put_lines, span_of_lines
from visioneditor.core.text import Lines
from visioneditor.values import dataclass

_NEXT_WORD = re.compile(r"\s*\S+")

Hunk = tuple[Span, Span]  # what differs: its place in the text, and in the text as it is suggested


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A text with a suggestion taken into it; `is_left` where the text has other words there."""

    text: str
    is_left: bool = False


def apply_suggestion(text: Document, lines: tuple[int, int], suggested: str, draft: Document) -> Applied:
    """Take a suggestion, made on `text`, into a draft of it.

    Lines that stand there as they were are replaced as they are suggested. Of others only the words that differ are,
    and only where the draft still has the old words between the same neighbours: all of them, or none.
    """
    span = span_of_lines(text.text, lines)
    if draft.text == text.text:
        return Applied(text=put_lines(text.text, span, suggested))
    wanted = parse(put_lines(text.text, span, suggested), text.markup)
    return _Applying(text, wanted, draft, span, suggested).apply()


def move_suggestion(
    text: Document, lines: tuple[int, int], suggested: str, there: Document, lines_there: tuple[int, int]
) -> str | None:
    """What is suggested for lines, as a suggestion for those of another text that they became.

    None where that text has other words there, or where more than those lines would have to change.
    """
    applied = apply_suggestion(text, lines, suggested, there)
    start, end = span_of_lines(there.text, lines_there)
    before, behind = there.text[:start], there.text[end:]
    middle = applied.text[start : len(applied.text) - len(behind)]
    return middle if not applied.is_left and applied.text == before + middle + behind else None


class _Applying:
    """Follows a suggestion into a draft: from the text it was made on, and from that text as it is suggested."""

    def __init__(self, text: Document, wanted: Document, draft: Document, span: Span, suggested: str) -> None:
        self._text, self._wanted, self._draft = text.text, wanted.text, draft.text
        self._span, self._suggested = span, suggested
        self._ported, self._done = Porter(compare(text, draft)), Porter(compare(wanted, draft))

    def apply(self) -> Applied:
        found = self._ported.port(*self._span)
        if self._is_there(found.span):
            return Applied(text=self._draft)
        place = self._whole_lines(found)
        if place is not None:
            return Applied(text=put_lines(self._draft, place, self._suggested))
        return self._apply_hunks()

    def _is_there(self, near: Span | None) -> bool:
        """Whether the draft says so already, at that place and not somewhere else."""
        start = self._span[0]
        there = self._done.port(start, start + len(self._suggested)) if self._suggested.strip() else None
        if there is None or there.placed is not Placed.EXACT or there.span is None:
            return False
        return near is None or (there.span[0] <= near[1] and near[0] <= there.span[1])

    def _whole_lines(self, found: Ported) -> Span | None:
        """Where the very lines stand in the draft, as they were broken; None where they are not, or not alone."""
        if found.placed is not Placed.EXACT or found.span is None:
            return None
        lines, (first, last) = Lines(self._draft), found.span
        place = lines.start(lines.line_of(first)), lines.end(lines.line_of(max(first, last - 1)))
        return place if self._draft[slice(*place)] == self._text[slice(*self._span)] else None

    def _apply_hunks(self) -> Applied:
        hunks = _hunks(self._text, self._wanted, self._span, self._suggested)
        waiting = [hunk for hunk in hunks if self._done.port(*hunk[1]).placed is not Placed.EXACT]
        found = [self._ported.port(*here) for here, _ in waiting]
        spans = [one.span for one in found if one.placed is Placed.EXACT and one.span]
        if len(spans) < len(waiting) or any(one[1] > other[0] for one, other in pairwise(spans)):
            return Applied(text=self._draft, is_left=True)
        text = self._draft
        for (_, there), (start, end) in reversed([*zip(waiting, spans, strict=True)]):
            text = text[:start] + self._wanted[slice(*there)] + text[end:]
        return Applied(text=text)


def _hunks(text: str, wanted: str, span: Span, suggested: str) -> Iterator[Hunk]:
    """What differs, each with the word before and the word behind it; those that share a word are one."""
    before: Hunk | None = None
    for old, new in _differences(text[slice(*span)], suggested):
        there = _with_neighbours(wanted, new[0] + span[0], new[1] + span[0])
        here = _with_neighbours(text, old[0] + span[0], old[1] + span[0])
        if before is not None and (here[0] < before[0][1] or there[0] < before[1][1]):
            before = (before[0][0], here[1]), (before[1][0], there[1])
        else:
            if before is not None:
                yield before
            before = here, there
    if before is not None:
        yield before


def _differences(old: str, suggested: str) -> Iterator[Hunk]:
    """The spans that differ, in order; where words changed places, all of it."""
    comparison = compare_lines(old, suggested)
    kept = [run for run in comparison.runs() if not is_change(comparison, run)]
    if any(run.kind is RunKind.MOVED for run in kept) or any(a.old_end > b.old_start for a, b in pairwise(kept)):
        yield (0, len(old)), (0, len(suggested))
        return
    at = 0, 0
    for run in kept:
        if at != (run.old_start, run.new_start):
            yield (at[0], run.old_start), (at[1], run.new_start)
        at = run.old_end, run.new_end
    if at != (len(old), len(suggested)):
        yield (at[0], len(old)), (at[1], len(suggested))


def _with_neighbours(text: str, start: int, end: int) -> Span:
    before, behind = text[:start].rstrip(), _NEXT_WORD.match(text, end)
    first = max(map(before.rfind, " \t\n")) + 1 if before else start
    return first, behind.end() if behind else end
