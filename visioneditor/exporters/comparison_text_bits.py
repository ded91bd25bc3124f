"""Pieces of marked text as bits of lines for a terminal: signs or colour, literals line by line."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from visioneditor.core.document.model import Block, BlockKind, Style
from visioneditor.exporters.comparison_marked import Mark, Piece, Pieces, with_addresses
from visioneditor.exporters.comparison_text_cells import KEPT_BLANK, Bit, Line, Look, clean, line_cells, wrap

_LOOKS = {Mark.SAME: Look.PLAIN, Mark.QUIET: Look.PLAIN, Mark.GONE: Look.GONE, Mark.COME: Look.COME}
_SIGNS = {Mark.GONE: ("[-", "-]"), Mark.COME: ("{+", "+}")}
_MANY_BLANKS = re.compile(" {2,}")
_NEAR = 1  # lines of a literal around a changed one


def bits_of(pieces: Iterable[Piece], look: Look | None, *, is_coloured: bool, keeps_lines: bool = False) -> list[Bit]:
    """Pieces as bits: their marks as signs where there is no colour, literals in backquotes."""
    bits: list[Bit] = []
    for mark, group in groupby(pieces, key=lambda piece: piece.mark):
        if keeps_lines:
            text = "".join(piece.text for piece in group)
        elif mark is Mark.COME or look is Look.ADDED:
            text = "".join(_readable(piece) + address for piece, address in with_addresses(group))
        else:
            text = "".join(map(_readable, group))
        text = text if keeps_lines else clean(text.replace("\n", " "))
        before, after = ("", "") if is_coloured else _SIGNS.get(mark, ("", ""))
        if is_coloured and mark is Mark.COME and bits and bits[-1].look is Look.GONE and not keeps_lines:
            bits.append(Bit(" "))
        core = text.strip() if before else text
        if before and core:
            lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            text = f"{lead}{before}{core}{after}{trail}"
        bits.append(Bit(text, look or _LOOKS[mark]))
    return bits


def literal_lines(pieces: Pieces, look: Look | None, room: int, *, is_coloured: bool) -> list[Line]:
    """Lines as they stand; of unchanged ones only those beside a changed one."""
    rows: list[list[Bit]] = [[]]
    for bit in bits_of(pieces, look, is_coloured=is_coloured, keeps_lines=True):
        first, *others = bit.text.split("\n")
        rows[-1].append(Bit(clean(first), bit.look))
        rows += [[Bit(clean(text), bit.look)] for text in others]
    changed = [any(bit.look is not Look.PLAIN for bit in row) for row in rows]
    kept = [any(changed[max(0, at - _NEAR) : at + _NEAR + 1]) for at in range(len(rows))]
    found: list[Line] = []
    groups = [(is_kept, tuple(rows)) for is_kept, rows in groupby(zip(rows, kept, strict=True), lambda pair: pair[1])]
    for at, (is_kept, group) in enumerate(groups):
        if is_kept:
            found += [line for row, _ in group for line in _broken(row, room)]
        elif 0 < at < len(groups) - 1:
            found.append((Bit("⋮", Look.DIM),))
    return found


def _broken(row: Sequence[Bit], room: int) -> list[Line]:
    """A line of a literal; too long a one goes on further in."""
    if line_cells(row) <= room:
        return [tuple(row)]
    text = "".join(bit.text for bit in row)
    indent = min(len(text) - len(text.lstrip(" ")), room // 2)
    kept = [Bit(_MANY_BLANKS.sub(lambda found: KEPT_BLANK * len(found[0]), bit.text), bit.look) for bit in row]
    lines = wrap(kept, room - indent - 2)
    first, *others = lines
    return [(Bit(" " * indent), *_unindented(first)), *((Bit(" " * (indent + 2)), *line) for line in others)]


def _unindented(line: Line) -> Line:
    return (Bit(line[0].text.lstrip(" "), line[0].look), *line[1:])


def lead_of(block: Block, marker: str) -> str:
    if block.kind is BlockKind.ITEM:
        return f"{marker} "
    if block.kind is BlockKind.ENTRY:
        return "→ "
    if block.kind is BlockKind.HEADING:
        return "§ "
    if block.kind is BlockKind.QUOTE:
        return "│ "
    name = clean(block.marker.strip())
    return f"{name}: " if block.kind is BlockKind.DIRECTIVE and name else ""


def _readable(piece: Piece) -> str:
    """A piece's text, a literal in backquotes."""
    if not piece.style & Style.LITERAL:
        return piece.text
    return f"{'`' if piece.opens else ''}{piece.text}{'`' if piece.closes else ''}"
