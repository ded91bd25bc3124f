"""Marks laid over whatever is shown, not part of the rows: threads, what was found, what is selected."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QRectF

from visioneditor.gui.prose.columns import Column
from visioneditor.gui.prose.laid import LaidCell, LaidMark, LaidPiece
from visioneditor.gui.prose.painting import COUNT_SIZE, Count
from visioneditor.gui.prose.rows import Mark, MarkKind, ThreadMark
from visioneditor.gui.prose.selecting import Selection

_KINDS = {
    (False, False): MarkKind.COMMENT,
    (False, True): MarkKind.COMMENT_ON,
    (True, False): MarkKind.COMMENT_BESIDE,
    (True, True): MarkKind.COMMENT_BESIDE_ON,
}


class MarkIndex:
    """Marks of several texts, found by place."""

    def __init__(self, marks: Iterable[tuple[int, Mark]] = ()) -> None:
        parted: dict[int, list[Mark]] = {}
        for text, mark in marks:
            parted.setdefault(text, []).append(mark)
        self._marks = {text: sorted(found, key=lambda mark: mark.start) for text, found in parted.items()}
        self._starts = {text: [mark.start for mark in found] for text, found in self._marks.items()}
        self._longest = max((mark.end - mark.start for found in self._marks.values() for mark in found), default=0)

    def __bool__(self) -> bool:
        return bool(self._marks)

    def touching(self, text: int, start: int, end: int) -> list[Mark]:
        """The marks of a text that lie wholly or in part between two offsets, the end included."""
        starts = self._starts.get(text)
        if not starts:
            return []
        first = bisect_left(starts, start - self._longest)
        return [mark for mark in self._marks[text][first : bisect_left(starts, end + 1)] if mark.end > start]


def laid_marks(cell: LaidCell, indexes: Sequence[MarkIndex]) -> Iterator[LaidMark]:
    """The overlaid marks of a cell, laid out."""
    found = [index for index in indexes if index]
    for piece in cell.pieces if found else ():
        for text in piece.shown.sources:
            extent = piece.shown.extent(text)
            if extent is None:
                continue
            for index in found:
                for mark in index.touching(text, *extent):
                    yield LaidMark(kind=mark.kind, boxes=_boxes(piece, text, mark.start, mark.end), note=mark.note)


def _boxes(piece: LaidPiece, text: int, start: int, end: int) -> list[QRectF]:
    ranges = piece.shown.ranges(text, start, end)
    return [box for first, last in ranges for box in piece.rectangles(first, last)]


def selection_marks(cell: LaidCell, row: int, selection: Selection) -> Iterator[LaidMark]:
    """What is selected in a cell."""
    for number, piece in enumerate(cell.pieces):
        stretch = selection.within(row, number, len(piece.shown.text))
        if stretch is not None:
            yield LaidMark(kind=MarkKind.SELECTED, boxes=piece.rectangles(*stretch))


def thread_marks(threads: Iterable[ThreadMark]) -> MarkIndex:
    """The washes under the words of threads."""
    return MarkIndex((thread.text, _mark_of(thread)) for thread in threads if thread.end > thread.start)


def _mark_of(thread: ThreadMark) -> Mark:
    kind = _KINDS[thread.is_beside, thread.is_in_hand]
    if kind is MarkKind.COMMENT and not thread.is_unresolved:
        kind = MarkKind.COMMENT_DONE
    return Mark(kind=kind, start=thread.start, end=thread.end, note=thread.key)


def counts_of(cell: LaidCell, column: Column, threads: Sequence[ThreadMark]) -> list[Count]:
    """The numbers in a cell's margin: one a line in which the words of threads end."""
    lines: dict[float, list[ThreadMark]] = {}
    for piece in cell.pieces:
        for thread in threads:
            extent = piece.shown.extent(thread.text)
            if extent is None or not extent[0] < thread.end <= extent[1] + 1:
                continue
            boxes = _boxes(piece, thread.text, thread.start, thread.end)
            if boxes:
                lines.setdefault(boxes[-1].center().y(), []).append(thread)
    left = min(column.text_right + 16, column.right - COUNT_SIZE - 2)
    return [_count(found, left, y) for y, found in lines.items()]


def _count(threads: Sequence[ThreadMark], left: float, middle: float) -> Count:
    unresolved = [thread for thread in threads if thread.is_unresolved]
    return Count(
        number=len(threads),
        is_unresolved=bool(unresolved),
        box=QRectF(left, round(middle - COUNT_SIZE / 2), COUNT_SIZE, COUNT_SIZE - 1),
        key=(unresolved or threads)[0].key,
    )
