"""Where the contents that markdown-it cuts out of a text stand in it.

markdown-it knows a block's lines; what it hands on as content has lost quote marks, indentation and escaped bars.
"""

from collections.abc import Sequence

from visioneditor.core.document.markdown_inline import Piece
from visioneditor.values import dataclass

_CONTAINER_SIGNS = " \t>-+*0123456789.)"


class SourceLines:
    """A text's lines by number, counted from 0 as markdown-it does."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def end(self, line: int) -> int:
        """Offset of the line's end, before its LF."""
        return self.starts[line] + len(self.lines[line])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A table cell's content and where its parts stand."""

    content: str
    pieces: tuple[Piece, ...]


def place_lines(source: SourceLines, content: str, first: int) -> list[Piece]:
    """Pieces of a content whose lines are ends of the source's lines from `first` on."""
    pieces: list[Piece] = []
    at = 0
    for number, line in enumerate(content.split("\n"), start=first):
        if number < len(source.lines) and (visible := line.strip()):
            column = _column(source.lines[number], visible)
            if column >= 0:
                lead = len(line) - len(line.lstrip())
                pieces.append(Piece(at=at + lead, source=source.starts[number] + column, length=len(visible)))
        at += len(line) + 1
    return pieces


def _column(line: str, visible: str) -> int:
    line = line.rstrip()
    return len(line) - len(visible) if line.endswith(visible) else line.find(visible)


def place_heading(source: SourceLines, content: str, line: int, level: int) -> list[Piece]:
    """The piece of a heading that begins with number signs (and may end with some)."""
    if not content:
        return []
    column = source.lines[line].index("#") + level
    column = source.lines[line].index(content, column)
    return [Piece(at=0, source=source.starts[line] + column, length=len(content))]


def place_cells(source: SourceLines, contents: Sequence[str], line: int) -> list[Cell]:
    """The cells of a table's row; an escaped bar lies between two pieces of its cell."""
    slices = _split_row(source.lines[line], source.starts[line])
    led_in = not slices[0].content.strip(_CONTAINER_SIGNS)
    skipped = max((led_in, not led_in), key=lambda skip: _agreement(slices[skip:], contents))
    cells = [_trimmed(cell, content) for cell, content in zip(slices[skipped:], contents, strict=False)]
    return cells + [Cell(content="", pieces=())] * (len(contents) - len(cells))


def _agreement(slices: Sequence[Cell], contents: Sequence[str]) -> int:
    pairs = zip(slices, contents, strict=False)
    return sum(
        cell.content.rstrip().endswith(content) if content else not cell.content.strip() for cell, content in pairs
    )


def _split_row(line: str, start: int) -> list[Cell]:
    """The line cut at its bars, the backslashes of escaped ones left out."""
    cells: list[Cell] = []
    content, pieces, from_column = "", [], 0
    for column, sign in enumerate(line):
        if sign != "|":
            continue
        escaped = column > 0 and line[column - 1] == "\\"
        end = column - escaped
        pieces.append(Piece(at=len(content), source=start + from_column, length=end - from_column))
        content += line[from_column:end]
        from_column = column + (not escaped)
        if not escaped:
            cells.append(Cell(content=content, pieces=tuple(pieces)))
            content, pieces = "", []
    pieces.append(Piece(at=len(content), source=start + from_column, length=len(line) - from_column))
    cells.append(Cell(content=content + line[from_column:], pieces=tuple(pieces)))
    return cells


def _trimmed(cell: Cell, content: str) -> Cell:
    """The cell without the blanks (and, in a first cell, container signs) around its content."""
    skipped = cell.content.rstrip().rfind(content) if content else 0
    if not content or skipped < 0:
        return Cell(content="", pieces=())
    pieces: list[Piece] = []
    for piece in cell.pieces:
        start, end = max(piece.at, skipped), min(piece.at + piece.length, skipped + len(content))
        if start < end:
            pieces.append(Piece(at=start - skipped, source=piece.source + start - piece.at, length=end - start))
    return Cell(content=content, pieces=tuple(pieces))
