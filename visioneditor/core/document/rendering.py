"""What a reader sees of a block, and which character of the source each shown character is.

Line breaks within a paragraph are blanks here, signs of markup are gone, literals keep their lines. How it looks (type,
colours, bullets) is left to whoever paints it.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from visioneditor.core.document.model import Block, BlockKind, Run, Style
from visioneditor.core.document.typesetting import typeset_quotes
from visioneditor.values import dataclass, field

CELL_BREAK = "\t"  # between the cells of a row that is rendered as one text

# Escaped blanks, addresses, tags.
_NOT_SHOWN = re.compile(r"\\\n[ \t]*|\\\s|\]\(.*\)|\]\[.*\]|<(?!br\b)[^<>]*>", re.DOTALL)
_LINK_TAIL = re.compile(r"\s*<[^<>]*>(?=`)")  # the address embedded in RST's link text
_BREAK = re.compile(r"\s|<br\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StyledSpan:
    """`text[start:end]` of a rendered text and how it is set, or where it leads."""

    start: int
    end: int
    style: Style
    target: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedText:
    """A shown text with the source offset of each of its characters; only spans that are not plain are listed."""

    text: str
    offsets: Sequence[int]
    spans: tuple[StyledSpan, ...] = ()
    unit_ends: dict[int, int] = field(default_factory=dict)  # source end of characters that stand for several
    is_ordered: bool = True  # offsets never fall; false where cells of several lines stand beside each other

    def source_end(self, index: int) -> int:
        """The offset after the source of a shown character."""
        return self.unit_ends.get(index, self.offsets[index] + 1)


class _Rendering:
    """A text under construction."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.parts: list[str] = []
        self.offsets: list[int] = []
        self.spans: list[StyledSpan] = []
        self.unit_ends: dict[int, int] = {}

    def show(self, start: int, end: int) -> None:
        self.parts.append(self.source[start:end])
        self.offsets.extend(range(start, end))

    def show_as(self, shown: str, start: int, end: int) -> None:
        """Characters that stand for the whole of `source[start:end]` (or, if that is empty, for where it is)."""
        at = len(self.offsets)
        self.unit_ends.update((index, end) for index in range(at, at + len(shown)))
        self.parts.append(shown)
        self.offsets.extend([start] * len(shown))

    def show_run(self, run: Run) -> None:
        at = len(self.offsets)
        if run.shown is None:
            self.show(run.start, run.end)
        else:
            self.show_as(run.shown, run.start, run.end)
        if run.style or run.target or run.role:
            span = StyledSpan(start=at, end=len(self.offsets), style=run.style, target=run.target, role=run.role)
            self.spans.append(span)

    def ends_blank(self) -> bool:
        return not self.parts or self.parts[-1][-1:].isspace()

    def finish(self, typeset: bool, ordered: bool = True) -> RenderedText:
        text = "".join(self.parts)
        return RenderedText(
            text=typeset_quotes(text, self._untouched()) if typeset else text,
            offsets=array("i", self.offsets),  # a tenth of what a tuple takes of memory
            spans=tuple(self.spans),
            unit_ends=self.unit_ends,
            is_ordered=ordered,
        )

    def _untouched(self) -> list[tuple[int, int]]:
        """Where straight quotes are meant: code, and addresses that stand in the text."""
        return [(span.start, span.end) for span in self.spans if span.style & Style.LITERAL or self._is_address(span)]

    def _is_address(self, span: StyledSpan) -> bool:
        start = self.offsets[span.start] if span.start < len(self.offsets) else 0
        return bool(span.target) and self.source.startswith(span.target, start)


def render_block(block: Block, text: str, typeset: bool = False) -> RenderedText:
    """A block as it is read; `typeset` curls its quotes. A table's row comes with its cells parted by CELL_BREAK."""
    rendering = _Rendering(text)
    if block.kind is BlockKind.LITERAL:
        _show_literal(rendering, block.runs)
        return rendering.finish(typeset=False)
    if not block.cells:
        _show_runs(rendering, block.runs, block.kind)
        return rendering.finish(typeset)
    for index, runs in enumerate(_cell_runs(block)):
        if index:
            end = rendering.offsets[-1] + 1 if rendering.offsets else block.start
            rendering.show_as(CELL_BREAK, end, end)
        _show_runs(rendering, runs, block.kind)
    offsets = rendering.offsets
    return rendering.finish(typeset, ordered=all(a <= b for a, b in pairwise(offsets)))


def render_cells(block: Block, text: str, typeset: bool = False) -> tuple[RenderedText, ...]:
    """The cells of a table's row, each as it is read."""
    cells = []
    for runs in _cell_runs(block):
        rendering = _Rendering(text)
        _show_runs(rendering, runs, block.kind)
        cells.append(rendering.finish(typeset))
    return tuple(cells)


def _cell_runs(block: Block) -> list[tuple[Run, ...]]:
    bounds = [*block.cells, len(block.runs)] if block.cells else [0, len(block.runs)]
    return [block.runs[start:end] for start, end in pairwise(bounds)]


def _show_runs(rendering: _Rendering, runs: Sequence[Run], kind: BlockKind) -> None:
    last: Run | None = None
    for run in runs:
        if last is not None and last.end != run.start:
            _show_gap(rendering, last, run, kind)
        rendering.show_run(run)
        last = run


def _show_gap(rendering: _Rendering, last: Run, run: Run, kind: BlockKind) -> None:
    """One blank where the source between two runs has any that is read as one; a field's name gets its colon."""
    gap = rendering.source[last.end : run.start]
    if kind is BlockKind.FIELD and last.style & Style.LABEL and gap.startswith(":"):
        rendering.show(last.end, last.end + 1)
    if not _parts_words(gap, last) or rendering.ends_blank():
        return
    starts_blank = rendering.source[run.start : run.start + 1].isspace() and run.shown is None
    if not starts_blank:
        found = _BREAK.search(gap)
        at = last.end + (found.start() if found else 0)
        rendering.show_as(" ", at, at + 1)


def _parts_words(gap: str, last: Run) -> bool:
    if gap.isspace():
        return True
    if last.style & Style.LINK or last.role:
        gap = _LINK_TAIL.sub("", gap)
    return _BREAK.search(_NOT_SHOWN.sub("", gap)) is not None


def _show_literal(rendering: _Rendering, runs: Sequence[Run]) -> None:
    """Lines as they stand, without the indentation that all of them share."""
    starts = [rendering.source.rfind("\n", 0, run.start) + 1 for run in runs]
    common = min((run.start - start for run, start in zip(runs, starts, strict=True)), default=0)
    end = line = -1
    for run, start in zip(runs, starts, strict=True):
        if start != line:
            _show_line_ends(rendering, end, start)
            indentation = rendering.source[start + common : run.start]
            if indentation.isspace():
                rendering.show(start + common, run.start)
            line = start
        rendering.show_run(run)
        end = run.end


def _show_line_ends(rendering: _Rendering, start: int, end: int) -> None:
    """All line ends of `source[start:end]`, so that blank lines stay; none before the first line."""
    at = rendering.source.find("\n", start, end) if start >= 0 else -1
    while at >= 0:
        rendering.show(at, at + 1)
        at = rendering.source.find("\n", at + 1, end)


def source_span(rendered: RenderedText, start: int, end: int) -> tuple[int, int]:
    """The source of `rendered.text[start:end]`, without blanks at its rims; an empty span is a place."""
    while start < end and rendered.text[start].isspace():
        start += 1
    while end > start and rendered.text[end - 1].isspace():
        end -= 1
    if start == end:
        return _place(rendered, start)
    if rendered.is_ordered:
        return rendered.offsets[start], rendered.source_end(end - 1)
    return min(rendered.offsets[start:end]), max(map(rendered.source_end, range(start, end)))


def _place(rendered: RenderedText, index: int) -> tuple[int, int]:
    if index < len(rendered.offsets):
        return rendered.offsets[index], rendered.offsets[index]
    end = rendered.source_end(len(rendered.offsets) - 1) if rendered.offsets else 0
    return end, end


def shown_span(rendered: RenderedText, source_start: int, source_end: int) -> tuple[int, int]:
    """The shown characters whose source touches the span; empty, at the place where it would be, where none does."""
    if not rendered.is_ordered:
        inside = [i for i, offset in enumerate(rendered.offsets) if _touches(rendered, i, source_start, source_end)]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)
    start = bisect_left(rendered.offsets, source_start)
    while start and rendered.source_end(start - 1) > source_start:
        start -= 1
    return start, max(start, bisect_left(rendered.offsets, source_end))


def _touches(rendered: RenderedText, index: int, start: int, end: int) -> bool:
    return rendered.offsets[index] < end and rendered.source_end(index) > start
