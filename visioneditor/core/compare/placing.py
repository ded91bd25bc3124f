"""Whatever has a place in both of two compared texts: words that were kept, edits, blocks that nothing happened to.

Read off a comparison's rows: words that no edit of a row covers were kept, and follow each other alike on both sides.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from visioneditor.core.compare.chains import Link, find_chains, part_order
from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, Op, RunKind
from visioneditor.core.compare.words import read_words
from visioneditor.core.document.model import Block, Document
from visioneditor.values import dataclass

Span = tuple[int, int]

_SIGN = re.compile(r"\S")
_OF_WORDS = frozenset({Op.DELETE, Op.INSERT, Op.REPLACE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A span of one text and the one of the other that it belongs to; one of them may be empty."""

    kind: RunKind
    old: Span
    new: Span
    moved: bool = False
    by_edit: bool = False  # an edit, or a kept word whose markup or link changed


def place_items(comparison: Comparison) -> Iterator[Item]:
    """All of them, in no telling order; on either side no two overlap."""
    rows: dict[Link, BlockRow] = {}  # by the places of their blocks
    for row in (row for section in comparison.sections for row in section.blocks):
        if row.old is None or row.new is None:
            yield from (_edit_item(edit, moved=False) for edit in row.edits)
        else:
            rows[row.old.start, row.new.start] = row
    moved = find_moved(comparison, rows)
    links, chains = find_chains(rows)
    for link in links:
        yield from _linked_items(comparison, {link: rows[link]}, moved)
    for chain in chains:
        yield from _linked_items(comparison, {link: rows[link] for link in sorted(chain.links)}, moved)


def find_moved(comparison: Comparison, rows: dict[Link, BlockRow]) -> set[Link]:
    """Rows that were moved, by themselves or along with a section above them."""
    sections = [row for row in comparison.sections if Kind.MOVED in row.kinds]
    olds = _with_all_below(comparison.old, {section.number for row in sections for section in row.old})
    news = _with_all_below(comparison.new, {section.number for row in sections for section in row.new})
    return {
        link
        for link, row in rows.items()
        if Kind.MOVED in row.kinds or row.old_section in olds or row.new_section in news
    }


def _with_all_below(document: Document, numbers: set[int]) -> set[int]:
    """Sections follow their parents, so one look at each is enough."""
    found = set(numbers)
    for section in document.sections if numbers else ():
        if section.parent in found:
            found.add(section.number)
    return found


def _edit_item(edit: Edit, *, moved: bool) -> Item:
    old, new = (edit.old_start, edit.old_end), (edit.new_start, edit.new_end)
    return Item(kind=RunKind.EDITED, old=old, new=new, moved=moved, by_edit=True)


def _linked_items(comparison: Comparison, rows: dict[Link, BlockRow], moved: set[Link]) -> Iterator[Item]:
    """Edits and kept words of two blocks that are each other's, or of several that were compared as one text."""
    old_text, new_text = comparison.old.text, comparison.new.text
    same = _same_block(comparison, rows)
    if same is not None:
        kind = RunKind.MOVED if moved & rows.keys() else RunKind.KEPT
        yield Item(kind=kind, old=same[0], new=same[1], moved=kind is RunKind.MOVED)
        return
    olds, news = (
        _Side(old_text, [row.old for row in rows.values()]),
        _Side(new_text, [row.new for row in rows.values()]),
    )
    are_words = olds.has_words or news.has_words
    edits = [(link, edit) for link, row in rows.items() for edit in row.edits]
    marked = [edit for _, edit in edits if are_words and edit.op not in _OF_WORDS]
    old_marks = _Spans((edit.old_start, edit.old_end) for edit in marked)
    new_marks = _Spans((edit.new_start, edit.new_end) for edit in marked)
    edits = [(link, edit) for link, edit in edits if not are_words or edit.op in _OF_WORDS]
    yield from (_edit_item(edit, moved=link in moved) for link, edit in edits)
    kept_old = olds.uncovered(news, _Spans((edit.old_start, edit.old_end) for _, edit in edits))
    kept_new = news.uncovered(olds, _Spans((edit.new_start, edit.new_end) for _, edit in edits))
    for (block, old), (partner, new) in zip(kept_old, kept_new, strict=True):
        is_moved, is_marked = (block, partner) in moved, old_marks.hold(old) and new_marks.hold(new)
        kind = RunKind.MOVED if is_moved else RunKind.KEPT
        if old_text[slice(*old)] != new_text[slice(*new)]:
            kind = RunKind.EDITED if is_marked else RunKind.LAYOUT
        yield Item(kind=kind, old=old, new=new, moved=is_moved, by_edit=is_marked)


def _same_block(comparison: Comparison, rows: dict[Link, BlockRow]) -> tuple[Span, Span] | None:
    """The places of a block that stands on both sides to the letter."""
    row = next(iter(rows.values()))
    if len(rows) > 1 or row.old is None or row.new is None:
        return None
    old, new = (row.old.start, row.old.end), (row.new.start, row.new.end)
    return (old, new) if comparison.old.text[slice(*old)] == comparison.new.text[slice(*new)] else None


class _Side:
    """Blocks of one text, and what can be kept of them one by one: words and signs; where nothing is read, letters."""

    def __init__(self, text: str, blocks: Iterable[Block | None]) -> None:
        self._text = text
        self._blocks = {block.start: block for block in sorted(filter(None, blocks), key=lambda block: block.start)}
        self._words = {start: read_words(text, block) for start, block in self._blocks.items()}
        self.has_words = any(words.tokens for words in self._words.values())

    def uncovered(self, other: "_Side", edits: "_Spans") -> Iterator[tuple[int, Span]]:
        """What no edit holds, each with the place of its block, in the order in which it was compared."""
        for start in self._order_beside(other):
            for span in self._units(start, are_words=self.has_words or other.has_words):
                if not edits.hold(span):
                    yield start, span

    def _order_beside(self, other: "_Side") -> Sequence[int]:
        starts = list(self._blocks)
        if len(starts) == 1 or len(other._blocks) > 1:
            return starts
        (whole,) = other._words.values()
        return [starts[at] for at in part_order(whole, list(self._words.values()))]

    def _units(self, start: int, *, are_words: bool) -> Iterable[Span]:
        if are_words:
            return zip(self._words[start].starts, self._words[start].ends, strict=True)
        return (found.span() for found in _SIGN.finditer(self._text, start, self._blocks[start].end))


class _Spans:
    """Spans of a text that do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(span for span in spans if span[0] < span[1])
        self._starts = [start for start, _ in self._spans]

    def hold(self, span: Span) -> bool:
        """Whether one of them holds all of another span."""
        at = bisect_right(self._starts, span[0]) - 1
        return at >= 0 and span[1] <= self._spans[at][1]
