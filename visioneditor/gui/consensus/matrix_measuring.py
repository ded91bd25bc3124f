"""Measures a matrix in the fonts of the moment: how wide its names are, how high its titles, how long its end."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

from visioneditor.gui.consensus.matrix_plan import LEFT, SIGN_ROOM, MatrixPlan, head_height, title_end, title_length
from visioneditor.gui.consensus.matrix_words import counted_words, say
from visioneditor.gui.consensus.shown_matrix import ShownMatrix
from visioneditor.gui.look import Look

BEFORE_COUNT, AFTER_COUNT, ICON = 16, 10, 14  # pixels in the column of what each project has done
BADGE = 18  # pixels below the titles, where a section has unresolved threads
_MOST_HEAD = 0.45  # of the height
_NAMES = (110, 210)  # the names' column, at least and at most
_ABOVE_TITLES = 12
_ABOVE_FOOT, _FOOT_WIDTH = 20, 820


def measure(look: Look, shown: ShownMatrix, size: QSize) -> MatrixPlan:
    """Where everything stands on a screen of that size, not scrolled."""
    small, bold = QFontMetrics(look.fonts.program(-1)), QFontMetricsF(look.fonts.program(0, 600))
    foot = _title_foot(shown)
    lengths = [bold.horizontalAdvance(section.title) + 2 for section in shown.sections]
    longest = max(lengths, default=0.0)
    head = min(head_height(longest, foot) + _ABOVE_TITLES, int(size.height() * _MOST_HEAD))
    lines = missing_lines(look, shown.matrix.missing, size.width())
    return MatrixPlan(
        rows=len(shown.rows),
        columns=len(shown.sections),
        totals=len(shown.totals),
        name_width=_name_width(shown, small, bold),
        head_height=head,
        row_height=max(look.row_height + 5, small.height() + 14),
        total_height=small.height() + 9,
        count_width=_count_width(shown, small),
        foot_height=lines[-1][0].bottom() + LEFT if lines else LEFT,
        title_foot=foot,
        title_length=min(longest, room := title_length(head - _ABOVE_TITLES, foot)),
        titles_right=max((title_end(at, min(length, room)) for at, length in enumerate(lengths)), default=0),
    )


def _count_width(shown: ShownMatrix, small: QFontMetrics) -> int:
    every = len(shown.sections)
    more = ICON + 4 + small.horizontalAdvance("99") + AFTER_COUNT
    parts = sum((any(count.stale for count in shown.counts), any(count.open_threads for count in shown.counts)))
    return BEFORE_COUNT + small.horizontalAdvance(say("{n} of {all}").format(n=every, all=every)) + 12 + parts * more


def _name_width(shown: ShownMatrix, small: QFontMetrics, bold: QFontMetricsF) -> int:
    names = max((bold.horizontalAdvance(row.project) for row in shown.rows), default=0.0) + LEFT + 14
    kinds = max((small.horizontalAdvance(counted_words(kind)) for kind, _ in shown.totals), default=0)
    least, most = _NAMES
    return round(min(max(least, names, kinds + SIGN_ROOM + LEFT + 10), most))


def missing_lines(look: Look, missing: Sequence[str], width: int) -> tuple[tuple[QRect, QFont, str, str], ...]:
    """What is written below the numbers, and where: how many teams have not answered, then their names."""
    if not missing:
        return ()
    bold, plain = look.fonts.program(-1, 600), look.fonts.program(-1)
    room = QRect(LEFT, _ABOVE_FOOT, max(120, min(width - 2 * LEFT, _FOOT_WIDTH)), 100_000)
    said = say("No answer yet, {n}").format(n=len(missing))
    first = QFontMetrics(bold).boundingRect(room, Qt.TextFlag.TextWordWrap, said)
    names = ", ".join(missing)
    second = QFontMetrics(plain).boundingRect(room, Qt.TextFlag.TextWordWrap, names)
    second.moveTop(first.bottom() + 5)
    return (first.adjusted(0, 0, 2, 0), bold, said, "text"), (second.adjusted(0, 0, 2, 0), plain, names, "muted")


def _title_foot(shown: ShownMatrix) -> int:
    """Pixels between the titles and the cells: room for threads, where a section has any."""
    has_threads = any(shown.matrix.open_threads.get(section.number) for section in shown.sections)
    return 10 + (BADGE if has_threads else 0)
