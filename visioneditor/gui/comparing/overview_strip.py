"""The strip at the right of Compare: every change and thread in its lane, and which part is on the screen."""

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QWidget

from visioneditor.gui.look import Look
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.prose.rows import BarKind, BlockWords, MarkKind, MergedWords, Piece, Row, Words
from visioneditor.values import dataclass

WIDTH = 26
_LEAST = 4.0
_FINE = 4.0  # in a row that is lower in the strip there is no telling where its changes are
_STEP = 1.5  # pixels that a mark has to add to those above it
_AGAIN_MS = 200
_SLICE_S = 0.006
_LANES = {BarKind.REMOVED: 3.0, BarKind.ADDED: 9.0}
_LANE_WIDTH = 5.0
_THREAD_LANE = 20.0


_BARS = {MarkKind.ADDED: BarKind.ADDED, MarkKind.REMOVED: BarKind.REMOVED}
_NO_KINDS: frozenset[BarKind] = frozenset()
_Part = tuple[BarKind, float, float]  # from where to where in its row, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMark:
    """A change in the strip: where it begins and ends in the laid-out text, in pixels of it."""

    kind: BarKind
    top: float
    bottom: float


class OverviewStrip(QWidget):
    """Follows a prose view and scrolls it."""

    def __init__(self, look: Look, view: ProseView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._view = view
        self._has_threads = True
        self._only: frozenset[int] | None = None  # the changes that are shown; None: all
        self._picture = QPixmap()
        self._drawn_for: object = None
        self._drawn_total = 0.0
        self._again = QTimer(self)  # heights are learnt one after the other: not for each of them
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._begin_marks)
        self._undrawn: Iterator[StripMark | None] = iter(())
        self._next_picture = QPixmap()
        self._drawn_to: dict[BarKind, float] = {}
        self._drawing = QTimer(self)  # of very many changes some, and the others in the turns that follow
        self._drawing.setSingleShot(True)
        self._drawing.timeout.connect(self._draw_marks)
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Overview of the changes"))
        self.setToolTip(self.tr("Removed, added and moved text; diamonds are threads"))
        view.view_moved.connect(self.update)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def limit(self, only: frozenset[int] | None, *, has_threads: bool) -> None:
        """Show some changes, by their numbers (None: all of them), and the threads or not."""
        self._only, self._has_threads = only, has_threads
        self.update()

    def marks(self) -> Iterator[StripMark]:
        """The changes, from above."""
        return (mark for mark in self._marks(0.0) if mark is not None)

    def _marks(self, least: float) -> Iterator[StripMark | None]:
        """The changes, and None behind each row; those of a row lower than `least` only by what there is in it."""
        heights = self._view.stage().scroll.heights
        for at, row in enumerate(self._view.rows()):
            kinds = _kinds_of(row)
            if kinds and (self._only is None or row.change in self._only):
                top, height = heights.top(at) + row.pad_above, heights.height(at) - row.pad_above - row.pad_below
                for kind, start, end in _parts_of(row) if height >= least else ((kind, 0.0, 1.0) for kind in kinds):
                    yield StripMark(kind=kind, top=top + start * height, bottom=top + end * height)
            yield None

    def _factor(self) -> float:
        """Pixels of the strip for one of the text: a text shorter than the screen keeps its own height."""
        return self.height() / max(self._view.stage().scroll.heights.total, float(self.height()), 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        painter.fillRect(self.rect(), theme.colour("paper"))
        scroll, factor = self._view.stage().scroll, self._factor()
        if not self._view.rows():
            return
        box = QRectF(1, scroll.value * factor, WIDTH - 1, max(8.0, min(scroll.page, scroll.heights.total) * factor))
        painter.fillRect(box, theme.colour("hover"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), theme.colour("line"))
        painter.fillRect(QRectF(0, box.top(), 2, box.height()), theme.colour("muted"))
        painter.drawPixmap(0, 0, self._picture_of_marks())
        for y, is_unresolved in sorted(self._thread_places(), key=lambda place: place[1]):  # the open ones on top
            self._paint_thread(painter, y * factor, is_unresolved=is_unresolved)

    def _picture_of_marks(self) -> QPixmap:
        """The changes as drawn; where only heights were learnt since, as they were drawn a moment ago."""
        theme, ratio = self._look.theme, self.devicePixelRatioF()
        key = (id(self._view.rows()), self.size(), ratio, theme, self._only)
        if key != self._drawn_for:
            self._drawn_for = key
            self._begin_marks()
        elif self._drawn_total != self._view.stage().scroll.heights.total and not self._again.isActive():
            self._again.start()
        return self._picture

    @Slot()
    def _begin_marks(self) -> None:
        ratio = self.devicePixelRatioF()
        self._drawn_total = self._view.stage().scroll.heights.total
        self._next_picture = QPixmap(self.size() * ratio)
        self._next_picture.setDevicePixelRatio(ratio)
        self._next_picture.fill(Qt.GlobalColor.transparent)
        self._drawn_to = {}
        self._undrawn = self._marks(_FINE / self._factor())
        self._draw_marks()

    @Slot()
    def _draw_marks(self) -> None:
        """Go on with the next picture; what is painted meanwhile is the one before."""
        painter, factor, until = QPainter(self._next_picture), self._factor(), perf_counter() + _SLICE_S
        is_done = True
        for mark in self._undrawn:
            if mark is not None:
                self._draw_mark(painter, mark, factor)
            if perf_counter() > until:
                is_done = False
                break
        painter.end()
        if is_done:
            self._picture = self._next_picture
            self.update()
        else:
            self._drawing.start()

    def _draw_mark(self, painter: QPainter, mark: StripMark, factor: float) -> None:
        bottom = max(mark.bottom * factor - 1, mark.top * factor + _LEAST)
        if bottom > self._drawn_to.get(mark.kind, 0.0) + _STEP:
            self._drawn_to[mark.kind] = bottom
            self._paint_mark(painter, mark, factor)

    def _paint_mark(self, painter: QPainter, mark: StripMark, factor: float) -> None:
        top = mark.top * factor
        height = max(_LEAST, (mark.bottom - mark.top) * factor - 1)
        if mark.kind in _LANES:
            box = QRectF(_LANES[mark.kind], top, _LANE_WIDTH, height)
            painter.fillRect(box, self._look.theme.colour(mark.kind.value))
        elif mark.kind is BarKind.MOVED:
            for x in (_LANES[BarKind.REMOVED], _LANES[BarKind.ADDED] + _LANE_WIDTH - 2):
                painter.fillRect(QRectF(x, top, 2, height), self._look.theme.colour("moved"))
        else:  # low, and over both lanes: it is no words
            painter.fillRect(QRectF(6, top, _LANE_WIDTH, min(height, _LEAST)), self._look.theme.colour("markup"))

    def _paint_thread(self, painter: QPainter, y: float, *, is_unresolved: bool) -> None:
        """A diamond, hollow where the thread is resolved."""
        diamond = QPolygonF([QPointF(_THREAD_LANE, y - 5), QPointF(_THREAD_LANE + 5, y), QPointF(_THREAD_LANE, y + 5)])
        diamond.append(QPointF(_THREAD_LANE - 5, y))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen if is_unresolved else QPen(colours.colour("comment-bar"), 1))
        painter.setBrush(colours.colour("comment-bar" if is_unresolved else "paper"))
        painter.drawPolygon(diamond)
        painter.restore()

    def _thread_places(self) -> Iterator[tuple[float, bool]]:
        """Where each thread stands, and whether it is unresolved."""
        stage = self._view.stage()
        for thread in self._view.threads() if self._has_threads else ():
            row = stage.row_of(thread.text, thread.start)
            if row is not None:
                middle = stage.scroll.heights.top(row) + stage.scroll.heights.height(row) / 2
                yield middle, thread.is_unresolved

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._view.wheelEvent(event)

    def _go(self, y: float) -> None:
        total = max(1.0, self._view.stage().scroll.heights.total)
        self._view.scroll_to_fraction(y / self._factor() / total)


def _kinds_of(row: Row) -> frozenset[BarKind]:
    """What changed in a row."""
    if row.fold is not None:
        return frozenset(row.fold.bars)
    bars = [kind for cell in row.cells if cell is not None for kind in cell.bars]
    return frozenset(bars) if bars else _NO_KINDS


def _parts_of(row: Row) -> Iterator[_Part]:
    if row.fold is not None:
        yield from ((kind, 0.0, 1.0) for kind in row.fold.bars)
        return
    for cell in row.cells:
        if cell is None:
            continue
        marked = [part for piece in cell.pieces if isinstance(piece, Piece) for part in _marked(piece.words)]
        yield from marked
        yield from ((kind, 0.0, 1.0) for kind in cell.bars if kind not in {part[0] for part in marked})


def _marked(words: Words) -> Iterator[_Part]:
    """The marked words of a block, as parts of its height: about where they will be laid out."""
    if isinstance(words, MergedWords):
        yield from _marked(words.old)
        yield from _marked(words.new)
    if isinstance(words, BlockWords):
        length = max(1, words.block.end - words.block.start)
        for mark in words.marks:
            kind = _BARS.get(mark.kind)
            if kind is not None:
                yield kind, (mark.start - words.block.start) / length, (mark.end - words.block.start) / length
