"""Blocks of a compared document as HTML, as they are read; everything of the document is text and stays text.

Only addresses of the web and of mail become links. Nothing is fetched: an image is its description.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape as _escape
from itertools import groupby

from visioneditor.core.compare.model import Comparison, Edit
from visioneditor.core.document.model import Block, BlockKind, Document, Style
from visioneditor.core.document.rendering import RenderedText, render_cells
from visioneditor.core.text import count_words
from visioneditor.exporters.comparison_marked import (
    Mark,
    Piece,
    Pieces,
    is_raw,
    item_markers,
    shown_cells,
    shown_text,
    side,
    whole,
)
from visioneditor.exporters.comparison_text_cells import clean
from visioneditor.values import dataclass

_WEB = re.compile(r"(?:https?://|mailto:)[^\s\"'<>]+", re.IGNORECASE)
_STYLES = {Style.LITERAL: "code", Style.STRONG: "strong", Style.EMPHASIS: "em", Style.STRIKE: "s", Style.LABEL: "b"}
_MARKS = {Mark.GONE: "del", Mark.COME: "ins"}
_MOST_COLUMN, _LEAST_COLUMN = 40, 5  # characters
_DEEPEST = 8


def text(words: str) -> str:
    """Text of a document: never markup; signs that turn the writing direction or cannot be seen made visible."""
    return "\n".join(_escape(clean(line)) for line in words.split("\n"))


def attribute(words: str) -> str:
    """The same within an attribute."""
    return _escape(" ".join(clean(words).split()), quote=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Sets the blocks of one side."""

    document: Document
    is_old: bool
    edits: Mapping[int, Sequence[Edit]]  # by a block's start, of all rows that it stands in
    markers: Mapping[int, str]
    columns: Mapping[int, Sequence[int]]  # by a table's group: the share of each column in percent

    def marked(self, block: Block, note: Callable[[Edit], str], *, is_whole: bool) -> tuple[str, int]:
        """The block's HTML, and how many of its words are marked."""
        cells = [self._pieces(cell, block, is_whole=is_whole) for cell in self._cells(block)]
        inner = [_inline(cell, note, is_code=block.kind is BlockKind.LITERAL) for cell in cells]
        marked = (piece for cell in cells for piece in cell if is_whole or piece.mark in _MARKS)
        changed = 0 if is_raw(block) else sum(count_words(piece.text) for piece in marked)
        return self._set(block, inner), changed

    def _cells(self, block: Block) -> tuple[RenderedText, ...]:
        return shown_cells(block, self.document.text, typeset=True)

    def _pieces(self, cell: RenderedText, block: Block, *, is_whole: bool) -> Pieces:
        edits = self.edits.get(block.start, ())
        if is_whole or not edits:
            return whole(cell)
        return side(cell, edits, is_old=self.is_old, is_raw=is_raw(block))

    def _set(self, block: Block, inner: Sequence[str]) -> str:
        if block.cells:
            return self._table_row(block, inner)
        return _indented(block, self._element(block, inner[0]))

    def _element(self, block: Block, inner: str) -> str:
        kind = block.kind
        if kind is BlockKind.HEADING:
            level = min(block.level + 1, 6)
            return f'<h{level} dir="auto">{inner}</h{level}>'
        if kind is BlockKind.LITERAL:
            return f"<pre><code>{inner}</code></pre>"
        if kind in (BlockKind.ITEM, BlockKind.ENTRY):
            marker = text(self.markers.get(block.start, "→"))
            return f'<div class="item"><span class="marker">{marker}</span><p dir="auto">{inner}</p></div>'
        if kind is BlockKind.DIRECTIVE and block.marker.strip():
            name = f'<p class="label">{text(block.marker.strip())}</p>'
            return name + (f'<p dir="auto">{inner}</p>' if inner else "")
        looks = {BlockKind.QUOTE: "quote", BlockKind.TERM: "term", BlockKind.OTHER: "other"}
        look = "unseen" if is_raw(block) else looks.get(kind, "")
        named = f' class="{look}"' if look else ""
        return f'<p dir="auto"{named}>{inner}</p>'

    def _table_row(self, block: Block, inner: Sequence[str]) -> str:
        tag = 'th scope="col"' if block.header else "td"
        shares = self.columns.get(block.group, ())
        widths = "".join(f'<col style="width:{share}%">' for share in shares) if len(shares) == len(inner) else ""
        cells = "".join(f'<{tag} dir="auto">{cell}</{tag[:2]}>' for cell in inner)
        return f"<table><colgroup>{widths}</colgroup><tr>{cells}</tr></table>"


def settings(comparison: Comparison) -> tuple[Setting, Setting]:
    """What sets the old side's blocks, and the new one's."""
    return _setting(comparison, is_old=True), _setting(comparison, is_old=False)


def _setting(comparison: Comparison, *, is_old: bool) -> Setting:
    document = comparison.old if is_old else comparison.new
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for section in comparison.sections:
        for row in section.blocks:
            block = row.old if is_old else row.new
            if block is not None:
                edits[block.start] += row.edits
    columns = _columns(document)
    return Setting(document=document, is_old=is_old, edits=edits, markers=item_markers(document), columns=columns)


def _columns(document: Document) -> dict[int, list[int]]:
    """The share of each column by its longest cell, within bounds."""
    liked: defaultdict[int, list[int]] = defaultdict(list)
    for block in document.blocks:
        if block.cells:
            widths = liked[block.group]
            for at, cell in enumerate(render_cells(block, document.text)):
                width = min(max(len(cell.text), _LEAST_COLUMN), _MOST_COLUMN)
                if at == len(widths):
                    widths.append(width)
                widths[at] = max(widths[at], width)
    return {group: [round(100 * width / sum(widths)) for width in widths] for group, widths in liked.items()}


def _indented(block: Block, element: str) -> str:
    depth = min(block.depth, _DEEPEST)
    return f'<div style="margin-left:{1.4 * depth:.1f}em">{element}</div>' if depth else element


def _inline(pieces: Iterable[Piece], note: Callable[[Edit], str], *, is_code: bool) -> str:
    """Pieces as HTML; those of one mark in one element."""
    parts: list[str] = []
    for (mark, edit), group in groupby(pieces, key=lambda piece: (piece.mark, piece.edit)):
        inner = "".join(_styled(piece, is_code=is_code) for piece in group)
        if mark in _MARKS:
            inner = f"<{_MARKS[mark]}>{inner}</{_MARKS[mark]}>"
        elif mark is Mark.QUIET and edit is not None:
            inner = f'<span class="quietly" title="{attribute(note(edit))}">{inner}</span>'
        parts.append(inner)
    return "".join(parts)


def _styled(piece: Piece, *, is_code: bool) -> str:
    inner = text(piece.text)
    if is_code:
        return inner
    for style, tag in _STYLES.items():
        if style in piece.style:
            inner = f"<{tag}>{inner}</{tag}>"
    if _WEB.fullmatch(piece.target):
        inner = f'<a href="{attribute(piece.target)}" rel="noreferrer noopener nofollow">{inner}</a>'
    return inner


def opening_text(block: Block, source: str) -> str:
    """A block as one line."""
    return " ".join(shown_text(block, source, typeset=True).text.split())
