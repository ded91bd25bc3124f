"""Lays rows out: every piece's lines at fixed heights, labels in their lines, tables in their grid.

Made anew for each width, scale and theme; the view keeps what it lays out.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout

from visioneditor.core.document.model import Style
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Column, Plan
from visioneditor.gui.prose.grid import GRID_PAD, STACKED_PAD, close_rows, column_name, set_name
from visioneditor.gui.prose.label_setting import place_labels
from visioneditor.gui.prose.laid import LaidCell, LaidLabel, LaidMark, LaidPiece, LaidRow, Units
from visioneditor.gui.prose.late import Late
from visioneditor.gui.prose.lines import break_lines, is_bidirectional, runs_leftward, text_options
from visioneditor.gui.prose.rows import (
    BlockWords,
    Cell,
    Face,
    LabelLine,
    MarkKind,
    Piece,
    Row,
    Space,
    TableShape,
    TableWord,
    length_of,
    shaping_cells,
)
from visioneditor.gui.prose.shown import Shown, mark_parts, render_words
from visioneditor.gui.prose.table_setting import TablePlan, plan_table
from visioneditor.gui.prose.type_scale import (
    FOLD_HEIGHT,
    INDENT,
    LABEL_HEIGHT,
    SOURCE_SHRINKS,
    face_font,
    is_program,
    line_height,
    type_scale,
)
from visioneditor.values import replace

_BOX_PAD = QPointF(10, 7)
_CHARACTER = 0.47  # of the size: an average character's width
_LINE = "m" * 79  # a usual line of source
_SOURCE_BEYOND, _SOURCE_BESIDE = 16, 6  # pixels: source goes on behind where prose ends, nearly to the column's edge
_MARK_COLOURS = {MarkKind.ADDED: "added", MarkKind.REMOVED: "removed"}


class Typesetter:
    """Lays out rows in the columns of a plan."""

    def __init__(self, look: Look, plan: Plan) -> None:
        self.look = look
        self.plan = plan
        self._scale = type_scale(plan.shape)
        self._options = text_options()
        self._options_rtl = text_options(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._fonts: dict[tuple[Face, int, bool, float], QFont] = {}
        self._metrics: dict[tuple[Face, bool, float], QFontMetricsF] = {}
        self._lines: dict[Face, float] = {}
        self._source_shrinks: dict[int, float] = {}
        self._tables: dict[tuple[int, int, Face], tuple[TableShape, TablePlan]] = {}

    def lay(self, row: Row) -> LaidRow:
        """Lay a row out."""
        if row.fold is not None:
            return self._lay_fold(row)
        top = row.pad_above + self._gap(_first_space(row))
        if row.shaping is not None:
            return self._lay_shaped(row, row.shaping, top)
        pairs = zip(self.plan.columns, row.cells, strict=False)
        cells = tuple(None if cell is None else self._lay_cell(cell, column, top) for column, cell in pairs)
        bottom = max((cell.bottom for cell in cells if cell), default=top)
        return LaidRow(height=round(bottom + row.pad_below), cells=cells)

    def _lay_shaped(self, row: Row, shaping: Sequence[int], top: float) -> LaidRow:
        """A row as high as some of its cells; the others are laid out when they are seen."""
        columns = self.plan.columns

        def lay(at: int, bottom: float | None = None) -> LaidCell | None:
            cell = row.cells[at] if at < len(columns) else None
            return None if cell is None else self._lay_cell(cell, columns[at], top, bottom)

        shaped = {at: lay(at) for at in shaping}
        bottom = max([top + self._least(row), *(cell.bottom for cell in shaped.values() if cell)])
        cells = Late(len(row.cells), lambda at: lay(at, None if at in shaping else bottom), shaped)
        return LaidRow(height=round(bottom + row.pad_below), cells=cells)

    def _least(self, row: Row) -> float:
        """Room for some lines of notes, and for what is said above and below them."""
        return row.least_lines * self._line_height(Face.SIDE_NOTE) + 2 * LABEL_HEIGHT if row.least_lines else 0.0

    def guess(self, row: Row) -> float:
        """About how high a row will be, without laying it out."""
        if row.fold is not None:
            return FOLD_HEIGHT
        cells = [
            self._guess_cell(cell, self.plan.columns[at])
            for at in (range(len(row.cells)) if row.shaping is None else row.shaping)
            if at < len(self.plan.columns) and (cell := row.cells[at]) is not None
        ]
        height = max([self._least(row), *cells])
        return round(row.pad_above + self._gap(_first_space(row)) + height + row.pad_below)

    def _guess_cell(self, cell: Cell, column: Column) -> float:
        height, band = 0.0, 0.0
        is_stacked = any(isinstance(piece, Piece) and self._is_stacked(piece, column) for piece in cell.pieces)
        for number, piece in enumerate(cell.pieces):
            if isinstance(piece, LabelLine):
                height += LABEL_HEIGHT
                continue
            lines = self._line_height(piece.face) * self._guess_lines(piece, column)
            if piece.is_beside and not is_stacked:
                height += max(0.0, lines - band)
                band = max(band, lines)
                continue
            height += lines + (self._gap(piece.above) if number else 0)
            band = lines
        return height

    def _guess_lines(self, piece: Piece, column: Column) -> int:
        width = column.text_width * (piece.span[1] - piece.span[0]) - piece.indent * INDENT
        if piece.is_boxed and isinstance(piece.words, BlockWords) and piece.words.part is None:
            return piece.words.block.last_line - piece.words.block.first_line + 1
        size = self._scale.sizes.get(piece.face, (13.0, 20.0))[0] * self.look.fonts.scale
        return max(1, -(-int(length_of(piece.words) * size * _CHARACTER) // max(40, int(width))))

    def _lay_fold(self, row: Row) -> LaidRow:
        assert row.fold is not None
        first, last = self.plan.columns[0], self.plan.columns[-1]
        height = max(FOLD_HEIGHT, self._line_height(Face.TITLE) + 8)
        right = min(last.right, self.plan.width) - 20
        labels = place_labels(row.fold.labels, first.text_left, right, 0, height, self.font)
        return LaidRow(height=height, cells=(), labels=labels)

    def _lay_cell(self, cell: Cell, column: Column, top: float, bottom: float | None = None) -> LaidCell:
        """A cell; where it has to end at `bottom`, its texts make room for what the program says below them."""
        pieces: list[LaidPiece] = []
        labels: list[LaidLabel] = []
        y, band, is_cut = top, top, False
        budget = None if bottom is None else bottom - self._below_text(cell, column)
        for number, piece in enumerate(cell.pieces):
            if isinstance(piece, LabelLine):
                if is_cut or not piece.is_for_cut:
                    y = self._lay_label_line(piece, column, y + (self._gap(piece.above) if number else 0), labels)
                continue
            if is_cut:
                continue
            is_stacked = self._is_stacked(piece, column)
            if piece.is_beside and not is_stacked:
                start = band
            else:
                start = y + (self._gap(piece.above) if number and not (is_stacked and piece.is_beside) else 0)
                band = start
            laid, bottom = self._lay_piece(piece, column, start, budget)
            pieces.append(laid)
            is_cut = laid.is_cut
            y = max(y, bottom)
        close_rows(pieces, column.text_left, column.text_right)
        return LaidCell(pieces=pieces, labels=labels, marks=_marks_of(pieces), top=top, bottom=y)

    def _below_text(self, cell: Cell, column: Column) -> float:
        """How high the labels are that stand below texts."""
        return sum(
            self._lay_label_line(piece, column, 0.0, []) + self._gap(piece.above)
            for piece in cell.pieces[1:]
            if isinstance(piece, LabelLine)
        )

    def _lay_label_line(self, line: LabelLine, column: Column, y: float, labels: list[LaidLabel]) -> float:
        placed = place_labels(
            line.labels, column.text_left, column.text_right, y, LABEL_HEIGHT, self.font, wraps=len(line.labels) == 1
        )
        labels.extend(placed)
        return max((label.box.bottom() for label in placed), default=y)

    def _lay_piece(self, piece: Piece, column: Column, top: float, budget: float | None) -> tuple[LaidPiece, float]:
        shown = render_words(piece.words, is_typeset=self.look.is_typeset)
        is_stacked = self._is_stacked(piece, column)
        pad = STACKED_PAD if is_stacked else _pad_of(piece)
        left, right, shrink = self._extent(piece, column)
        width = max(1.0 if piece.table is not None else 24.0, right - left - 2 * pad.x())
        box = QRectF(left + pad.x(), top + pad.y(), width, 0)
        laid = self._set(piece, shown, box, shrink)
        laid.is_beside, laid.is_stacked = piece.is_beside and not is_stacked, is_stacked
        if is_stacked and left > column.text_left and (name := column_name(piece)):
            set_name(laid, name, self.font(piece.face), column.text_left + pad.x())
        if budget is not None and box.top() + laid.box.height() > budget:
            laid = self._cut(laid, piece, budget)
        laid.rails = tuple(column.text_left + (level - 0.5) * INDENT * self._text_scale(piece) for level in piece.rails)
        laid.rail_top = laid.box.top() - (self._gap(piece.above) if piece.is_rail_joined else 0.0)
        if pad.x():
            laid.frame = laid.box.adjusted(-pad.x(), -pad.y(), pad.x(), pad.y())
        self._set_marker(laid)
        return laid, laid.box.bottom() + pad.y()

    def _extent(self, piece: Piece, column: Column) -> tuple[float, float, float]:
        """The left and the right edge of a piece, and how much smaller its type is set."""
        if piece.table is not None and piece.table_column < len(piece.table.words):
            plan = self._table(piece.table, piece.face, column)
            if plan.is_stacked:
                is_named = bool(column_name(piece))
                return column.text_left + (plan.borders[1] if is_named else 0.0), column.text_right, 1.0
            left, right = plan.borders[piece.table_column : piece.table_column + 2]
            return column.text_left + left, column.text_left + right, plan.shrink
        left = column.text_left + round(column.text_width * piece.span[0])
        right = column.text_left + round(column.text_width * piece.span[1])
        left += piece.indent * INDENT * self._text_scale(piece)
        if piece.face is Face.SOURCE:
            right = max(right, min(right + _SOURCE_BEYOND, column.right - _SOURCE_BESIDE))
            return left, right, self._source_shrink(round(right - left))
        return left, right, 1.0

    def _source_shrink(self, width: int) -> float:
        """How much smaller source is set so that its usual lines are not wrapped; not at all where that is no help."""
        if width not in self._source_shrinks:
            fits = (s for s in SOURCE_SHRINKS if self._metric(Face.SOURCE, False, s).horizontalAdvance(_LINE) <= width)
            self._source_shrinks[width] = next(fits, 1.0)
        return self._source_shrinks[width]

    def _is_stacked(self, piece: Piece, column: Column) -> bool:
        """Whether a table's cells stand one below the other."""
        return piece.table is not None and self._table(piece.table, piece.face, column).is_stacked

    def _table(self, shape: TableShape, face: Face, column: Column) -> TablePlan:
        key = (id(shape), round(column.text_width), face)
        if key not in self._tables:

            def measure(word: TableWord, shrink: float) -> float:
                font = self.font(face, word.is_strong, shrink)
                font = self._literal(font) if word.is_literal else font
                return QFontMetricsF(font).horizontalAdvance(word.text)

            size = float(self.font(face).pixelSize())
            plan = plan_table(shape, column.text_width, 2 * GRID_PAD.x() + 2, size, measure)
            self._tables[key] = (shape, plan)
        return self._tables[key][1]

    def _set(self, piece: Piece, shown: Shown, box: QRectF, shrink: float = 1.0) -> LaidPiece:
        font = self.font(piece.face, piece.is_strong, shrink)
        metrics = self._metric(piece.face, piece.is_strong, shrink)
        units = Units(shown.text)
        layout = QTextLayout(shown.text, font)
        layout.setTextOption(self._options_rtl if runs_leftward(shown.text) else self._options)
        layout.setCacheEnabled(True)
        if shown.spans or shown.marks:
            layout.setFormats(self._formats(piece, shown, units, shrink))
        line_height_px = round(self._line_height(piece.face) * shrink)
        lead = (line_height_px - metrics.ascent() - metrics.descent()) / 2
        box.setHeight(break_lines(layout, box.width(), line_height_px, lead + metrics.ascent()))
        laid = LaidPiece(
            piece=piece,
            shown=shown,
            layout=layout,
            units=units,
            box=box,
            ascent=metrics.ascent(),
            descent=metrics.descent(),
            line_height=line_height_px,
            is_bidirectional=is_bidirectional(shown.text),
        )
        for span in shown.spans:
            if span.style & Style.LINK:
                laid.links.extend(laid.rectangles(span.start, span.end))
            if span.style & Style.STRIKE:
                laid.strikes.extend(laid.rectangles(span.start, span.end))
        return laid

    def _cut(self, laid: LaidPiece, piece: Piece, budget: float) -> LaidPiece:
        """The same piece with as many lines as fit, the last one ending in "…"."""
        fitting = int((budget - laid.box.top()) // laid.line_height)
        line = laid.layout.lineAt(max(1, min(fitting, laid.layout.lineCount())) - 1)
        end = laid.units.point(line.textStart() + line.textLength())
        kept = laid.shown.text[:end].rstrip()
        room = line.naturalTextWidth() + self._metric(piece.face, False).horizontalAdvance("…") <= laid.box.width()
        if not room:
            kept = kept.rpartition(" ")[0] or kept[:-1]
        shown = _shortened(laid.shown, len(kept))
        cut = self._set(piece, shown, QRectF(laid.box))
        cut.is_cut = True
        return cut

    def _set_marker(self, laid: LaidPiece) -> None:
        if not laid.piece.marker:
            return
        marker = QTextLayout(laid.piece.marker, self.font(Face.BODY if not is_program(laid.piece.face) else Face.SMALL))
        break_lines(marker, 1000, laid.line_height, laid.layout.lineAt(0).y() + laid.layout.lineAt(0).ascent())
        width = marker.lineAt(0).naturalTextWidth()
        laid.marker = marker
        laid.marker_at = QPointF(laid.box.left() - width - 8, laid.box.top())

    def _formats(self, piece: Piece, shown: Shown, units: Units, shrink: float = 1.0) -> list[QTextLayout.FormatRange]:
        formats = []
        for span in shown.spans:
            font = self._styled(piece, span.style, shrink)
            if font is not None:
                form = QTextCharFormat()
                form.setFont(font)
                formats.append(_format_range(units, span.start, span.end, form))
        for mark in shown.marks:
            if mark.kind in _MARK_COLOURS:
                form = QTextCharFormat()
                form.setForeground(self.look.theme.colour(_MARK_COLOURS[mark.kind]))
                formats.append(_format_range(units, mark.start, mark.end, form))
        return formats

    def _styled(self, piece: Piece, style: Style, shrink: float) -> QFont | None:
        """The font of a styled run; None where it is the piece's own."""
        wanted = style & (Style.EMPHASIS | Style.STRONG | Style.LITERAL | Style.LABEL)
        if not wanted or piece.face in {Face.LITERAL, Face.SOURCE}:
            return None
        key = (piece.face, int(wanted), piece.is_strong, shrink)
        if key not in self._fonts:
            font = QFont(self.font(piece.face, piece.is_strong, shrink))
            if wanted & Style.LITERAL:
                font = self._literal(font)
            if wanted & Style.EMPHASIS:
                font.setItalic(True)
            if wanted & (Style.STRONG | Style.LABEL):
                font.setWeight(QFont.Weight.DemiBold)
            self._fonts[key] = font
        return self._fonts[key]

    def _literal(self, beside: QFont) -> QFont:
        size = beside.pixelSize() / self.look.fonts.scale if beside.pixelSize() > 0 else 13
        return self.look.fonts.fixed(size * 0.84)

    def font(self, face: Face, is_strong: bool = False, shrink: float = 1.0) -> QFont:
        """A face's font, made once."""
        key = (face, 0, is_strong, shrink)
        if key not in self._fonts:
            font = face_font(face, self._scale, self.look.fonts)
            if shrink < 1.0 and font.pixelSize() > 0:
                font.setPixelSize(max(9, round(font.pixelSize() * shrink)))
            if is_strong:
                font.setWeight(QFont.Weight.DemiBold)
            self._fonts[key] = font
        return self._fonts[key]

    def _metric(self, face: Face, is_strong: bool, shrink: float = 1.0) -> QFontMetricsF:
        key = (face, is_strong, shrink)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(face, is_strong, shrink))
        return self._metrics[key]

    def _line_height(self, face: Face) -> float:
        if face not in self._lines:
            self._lines[face] = line_height(face, self._scale, self.look.fonts, self._metric(face, False).height())
        return self._lines[face]

    def _gap(self, space: Space) -> float:
        return round(self._scale.gaps[space] * self.look.fonts.scale)

    def _text_scale(self, piece: Piece) -> float:
        return 1.0 if is_program(piece.face) else self.look.fonts.scale


def _first_space(row: Row) -> Space:
    first = [cell.pieces[0].above for cell in shaping_cells(row) if cell is not None and cell.pieces]
    return max(first, default=Space.NONE)


def _format_range(units: Units, start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = units.unit(start)  # type: ignore[attr-defined, unused-ignore]
    found.length = units.unit(end) - units.unit(start)  # type: ignore[attr-defined, unused-ignore]
    found.format = form  # type: ignore[attr-defined, unused-ignore]
    return found


def _pad_of(piece: Piece) -> QPointF:
    if piece.is_boxed:
        return _BOX_PAD
    return GRID_PAD if piece.has_grid else QPointF(0, 0)


def _marks_of(pieces: Sequence[LaidPiece]) -> list[LaidMark]:
    return [
        LaidMark(
            kind=mark.kind,
            boxes=[box for part in mark_parts(laid.shown.text, mark) for box in laid.rectangles(*part)],
            note=mark.note,
        )
        for laid in pieces
        for mark in laid.shown.marks
    ]


def _shortened(shown: Shown, length: int) -> Shown:
    text = shown.text[:length] + "…"
    return replace(
        shown,
        text=text,
        texts=(*shown.texts[:length], 0),
        offsets=(*shown.offsets[:length], -1),
        spans=tuple(replace(span, end=min(span.end, length)) for span in shown.spans if span.start < length),
        marks=tuple(replace(mark, end=min(mark.end, length)) for mark in shown.marks if mark.start < length),
    )
