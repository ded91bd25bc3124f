"""Turns a document's blocks into pieces: faces, indents, bullets, notes with their bars, tables with their columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from visioneditor.core.document.model import Block, BlockKind, Document, Style
from visioneditor.gui.prose.rows import BlockWords, Face, Mark, Piece, PlainWords, Space, TableShape, TableWord
from visioneditor.values import dataclass, field

HIDDEN = frozenset({BlockKind.COMMENT, BlockKind.TARGET})
_HEADINGS = (Face.HEADING_1, Face.HEADING_2, Face.HEADING_3)
_BULLETS = {"-": "•", "*": "•", "+": "•", "•": "•"}
_NOTES = frozenset(
    {"note", "warning", "tip", "hint", "important", "caution", "danger", "attention", "error", "admonition"}
)
_NOTES |= {"seealso", "todo", "versionadded", "versionchanged", "deprecated"}
_PICTURES = frozenset({"image", "figure"})
_CODE = frozenset({"code-block", "code", "sourcecode", "highlight"})
READ_ROOM, SIDE_ROOM = 78.0, 50.0  # characters of a line: in one column, in one of two
_NUMBERS, _DIGIT, _FEWEST_DIGITS = 0.3, 0.31, 3  # levels that source stands in, for the numbers of its lines
_MOST_COLUMN, _LONGEST_WORD, _CELL_PAD = 40, 24, 2.6  # characters
_WHOLE = re.compile(r"[^\s/-]+[/-]?|[/-]")  # what a line is not broken in
_MEASURED = 4  # of a column's words: which of the longest is the widest depends on the font


@dataclass(frozen=True, slots=True, kw_only=True)
class _Width:
    """Characters that a table's column needs, and those it would like."""

    least: float
    liked: float


@dataclass(slots=True, kw_only=True)
class _Container:
    depth: int  # what is deeper stands in it
    has_rail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """Where a block stands among those before it: at which level its text begins, and beside which bars."""

    indent: int
    rails: tuple[int, ...]
    is_inside: bool  # not the first of what its bars stand beside


@dataclass(slots=True, kw_only=True)
class BlockSetter:
    """Makes pieces of the blocks of one document, one after the other, in their order."""

    document: Document
    text: int
    face: Face = Face.BODY
    room: float = READ_ROOM
    _columns: Mapping[int, tuple[float, ...]] = field(default_factory=dict)
    _tables: Mapping[int, TableShape] = field(default_factory=dict)
    _containers: list[_Container] = field(default_factory=list)
    _last: Block | None = None
    _numbers: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._columns = table_columns(self.document, self.room)
        self._tables = table_shapes(self.document)

    def begin_section(self) -> None:
        """Forget what stood before: the next block is the first of a section that is shown by itself."""
        self._containers.clear()
        self._last = None

    def pieces(self, block: Block, marks: Sequence[Mark] = (), *, is_raw: bool = False) -> tuple[Piece, ...]:
        """The pieces of the next block; none for what no reader sees."""
        standing = self._stand(block)
        words = BlockWords(source=self.document.text, block=block, text=self.text, marks=tuple(marks), is_raw=is_raw)
        if is_raw:
            above = Space.NONE if self._last is None else Space.TIGHT
            token = "muted" if block.kind in HIDDEN else "text"
            found: tuple[Piece, ...] = (
                Piece(
                    words=words,
                    face=Face.SOURCE,
                    above=above,
                    indent=self._room_for_numbers(),
                    token=token,
                    first_line=block.first_line,
                ),
            )
        elif block.kind in HIDDEN:
            return ()
        elif block.cells:
            found = tuple(self._table(block, words, standing))
        else:
            found = self._set(block, words, standing)
        self._last = block
        return found

    def _room_for_numbers(self) -> float:
        last = self.document.blocks[-1].last_line
        return _NUMBERS + _DIGIT * max(_FEWEST_DIGITS, len(str(last)))

    def _stand(self, block: Block) -> _Standing:
        while self._containers and block.depth <= self._containers[-1].depth:
            self._containers.pop()
        rails = tuple(container.depth + 1 for container in self._containers if container.has_rail)
        is_inside = any(container.has_rail for container in self._containers)
        indent = block.depth
        if block.kind is BlockKind.QUOTE and not rails:
            rails = (max(1, block.depth),)
            indent = max(1, block.depth)
            is_inside = (
                self._last is not None and self._last.kind is BlockKind.QUOTE and self._last.group == block.group
            )
        if block.kind is BlockKind.DIRECTIVE:
            self._containers.append(_Container(depth=block.depth, has_rail=_is_note(block.marker)))
        elif block.kind is BlockKind.ITEM:
            self._containers.append(_Container(depth=block.depth, has_rail=False))
        return _Standing(indent=indent, rails=rails, is_inside=is_inside)

    def _set(self, block: Block, words: BlockWords, standing: _Standing) -> tuple[Piece, ...]:
        if block.kind is BlockKind.HEADING:
            face = _HEADINGS[min(max(block.level, 1), 3) - 1]
            return (Piece(words=words, face=face, above=Space.HEADING),)
        if block.kind is BlockKind.DIRECTIVE:
            return tuple(self._directive(block, words, standing))
        if not block.runs:
            return ()
        return (self._paragraph(block, words, standing),)

    def _paragraph(self, block: Block, words: BlockWords, standing: _Standing) -> Piece:
        kind, indent, marker = block.kind, standing.indent, ""
        if kind is BlockKind.ITEM:
            indent, marker = indent + 1, self._marker(block)
        elif kind is BlockKind.ENTRY:
            marker, indent = "→", indent + 1
        return Piece(
            words=words,
            face=self._face_of(kind),
            above=self._space_above(block),
            indent=indent,
            marker=marker,
            rails=standing.rails,
            is_rail_joined=standing.is_inside,
            token="muted" if kind is BlockKind.OTHER else "text",
            is_boxed=kind is BlockKind.LITERAL,
        )

    def _face_of(self, kind: BlockKind) -> Face:
        if kind is BlockKind.TERM:
            return Face.TERM
        return Face.LITERAL if kind is BlockKind.LITERAL else self.face

    def _directive(self, block: Block, words: BlockWords, standing: _Standing) -> Iterator[Piece]:
        """Its name in the program's font, then its own words; a note's bar stands beside both."""
        name = block.marker.strip()
        is_note = _is_note(name)
        inner = standing.indent + (1 if is_note else 0)
        rails = (*standing.rails, block.depth + 1) if is_note else standing.rails
        if name in _CODE:
            if block.runs:
                yield Piece(words=words, face=Face.SMALL, indent=inner, rails=rails, token="muted")
            return
        if name and not (name in _PICTURES and block.runs):
            label = PlainWords(shown=name.capitalize() if is_note else name)
            yield Piece(
                words=label, face=Face.SMALL_NAME, indent=inner, rails=rails, token="muted", above=Space.PARAGRAPH
            )
        if block.runs:
            token = "muted" if name in _PICTURES else "text"
            above = Space.NONE if name and name not in _PICTURES else Space.PARAGRAPH
            yield Piece(
                words=words, face=self.face, indent=inner, rails=rails, above=above, token=token, is_rail_joined=is_note
            )

    def _table(self, block: Block, words: BlockWords, standing: _Standing) -> Iterator[Piece]:
        columns = self._columns.get(block.group) or _even(len(block.cells))
        bounds = [*block.cells, len(block.runs)]
        is_next = self._last is not None and self._last.group == block.group and bool(self._last.cells)
        for number, (start, end) in enumerate(pairwise(bounds)):
            left, right = (columns[min(at, len(columns) - 1)] for at in (number, number + 1))
            yield Piece(
                words=BlockWords(
                    source=words.source, block=block, text=words.text, marks=words.marks, runs=(start, end)
                ),
                face=self.face,
                above=Space.NONE if is_next else Space.PARAGRAPH,
                indent=0,
                span=(left, right),
                is_beside=number > 0,
                has_grid=True,
                table=self._tables.get(block.group),
                table_column=number,
                is_strong=block.header,
            )

    def _marker(self, block: Block) -> str:
        marker = block.marker.strip()
        if marker in _BULLETS:
            return _BULLETS[marker]
        number = self._numbers.get(block.group, 0) + 1
        if marker.strip("().").isdigit() and block.group not in self._numbers:
            number = int(marker.strip("()."))
        self._numbers[block.group] = number
        return marker.replace("#", str(number))

    def _space_above(self, block: Block) -> Space:
        last = self._last
        if last is None:
            return Space.PARAGRAPH
        if last.kind is BlockKind.HEADING:
            return Space.BELOW_HEADING
        in_one = {block.kind, last.kind} <= {BlockKind.ITEM, BlockKind.ENTRY, BlockKind.FIELD, BlockKind.TERM}
        if in_one or (last.kind is BlockKind.TERM) or last.kind is BlockKind.DIRECTIVE:
            return Space.TIGHT
        return Space.PARAGRAPH


def _is_note(name: str) -> bool:
    return name.strip().lower().removesuffix("::") in _NOTES


def _even(count: int) -> tuple[float, ...]:
    return tuple(number / count for number in range(count + 1))


def table_columns(document: Document, room: float = READ_ROOM) -> Mapping[int, tuple[float, ...]]:
    """For each table of a document the borders of its columns, from 0 to 1, in a line of `room` characters."""
    tables: dict[int, list[_Width]] = {}
    for block in document.blocks:
        if block.cells:
            known = tables.setdefault(block.group, [])
            for number, width in enumerate(_cell_widths(block, document.text)):
                if number == len(known):
                    known.append(width)
                known[number] = _Width(
                    least=max(known[number].least, width.least), liked=max(known[number].liked, width.liked)
                )
    return {group: _borders(found, room) for group, found in tables.items()}


def _cell_widths(block: Block, text: str) -> Iterator[_Width]:
    """How many characters each cell would like: all of it where that is little; and at least its longest word."""
    bounds = [*block.cells, len(block.runs)]
    for start, end in pairwise(bounds):
        words = " ".join(text[run.start : run.end] for run in block.runs[start:end])
        longest = max(map(len, words.split()), default=1) * (1.15 if block.header else 1.0)
        least = min(longest, _LONGEST_WORD) + _CELL_PAD
        yield _Width(least=least, liked=max(least, min(len(words), _MOST_COLUMN) + _CELL_PAD))


def _borders(widths: Sequence[_Width], room: float) -> tuple[float, ...]:
    """Borders that give each column what it needs before any gets what it likes."""
    least, liked = sum(width.least for width in widths), sum(width.liked for width in widths)
    if liked <= room or least >= room:
        share = [width.liked if liked <= room else width.least for width in widths]
    else:
        spare = (room - least) / (liked - least)
        share = [width.least + (width.liked - width.least) * spare for width in widths]
    total = sum(share)
    return tuple(at / total for at in accumulate(share, initial=0.0))


def table_shapes(document: Document) -> Mapping[int, TableShape]:
    """For each table of a document its columns' longest words, how much of a line each would like, and their names."""
    words: dict[int, list[set[TableWord]]] = {}
    liked: dict[int, list[int]] = {}
    names: dict[int, tuple[str, ...]] = {}
    for block in document.blocks:
        if block.cells and block.header:
            names.setdefault(block.group, tuple(_cell_texts(block, document.text)))
        for number, (start, end) in enumerate(pairwise([*block.cells, len(block.runs)]) if block.cells else ()):
            known, wishes = words.setdefault(block.group, []), liked.setdefault(block.group, [])
            if number == len(known):
                known.append(set())
                wishes.append(1)
            runs = block.runs[start:end]
            known[number] |= {_longest(document.text[run.start : run.end], block, run.style) for run in runs}
            length = sum(run.end - run.start + 1 for run in runs) - 1
            wishes[number] = max(wishes[number], min(length, _MOST_COLUMN))
    return {group: _shape(columns, liked[group], names.get(group, ())) for group, columns in words.items()}


def _cell_texts(block: Block, text: str) -> Iterator[str]:
    for start, end in pairwise([*block.cells, len(block.runs)]):
        yield " ".join(" ".join(text[run.start : run.end] for run in block.runs[start:end]).split())


def _longest(text: str, block: Block, style: Style) -> TableWord:
    longest = max(_WHOLE.findall(text), key=len, default="")
    return TableWord(text=longest, is_strong=block.header, is_literal=bool(style & Style.LITERAL))


def _shape(columns: Sequence[set[TableWord]], liked: Sequence[int], names: tuple[str, ...]) -> TableShape:
    longest = [sorted(words, key=lambda word: (-len(word.text), word.text))[:_MEASURED] for words in columns]
    strong = [[word for word in words if word.is_strong] for words in columns]  # bold type is wider
    found = zip(longest, strong, strict=True)
    words = tuple(tuple(dict.fromkeys((*one, *two))) for one, two in found)
    return TableShape(words=words, liked=tuple(liked), names=names)
