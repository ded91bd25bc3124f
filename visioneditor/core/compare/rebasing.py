"""What of a comparison of two patch sets came with a rebase: it happened between the commits they stand on.

Every word tells by itself. A word that came is of the rebase where it stands in the newer base, too, and came there
between the two bases; a word that went, where it stood in the older base and went between the two. What is not so
plain (words that were brought together with one's own, blocks split or merged) is left in, and counted.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, Op, RunKind, SectionRow, Summary
from visioneditor.core.compare.units import SILENT
from visioneditor.core.compare.words import read_words
from visioneditor.core.document.model import Block, BlockKind, Document, Section
from visioneditor.values import dataclass, field, replace

Span = tuple[int, int]

_SIGNS = re.compile(r"\S+")
_MARKS = {Op.MARKUP: Kind.MARKUP, Op.LINK: Kind.LINK}
_QUIET = frozenset({Kind.UNCHANGED, Kind.REFLOWED})
_SLIGHT = _QUIET | {Kind.MARKUP, Kind.LINK}
_OF_PLACE = (Kind.MOVED, Kind.RELEVELED, Kind.SPLIT, Kind.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebase:
    """Three comparisons around one of two patch sets: of the two bases, and of each base with what stands on it."""

    bases: Comparison
    old: Comparison  # from the older base to the older patch set
    new: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutRebase:
    """A comparison without what came with a rebase.

    Both texts are whole; of their differences `comparison` records only those that are left, so that it does not turn
    one text into the other any more. `edits` are those of the rebase, `words` counts theirs, and those moved by it;
    `unclear` counts words of the rebase in edits that are shown, for one's own words stand in them, too.
    """

    comparison: Comparison
    edits: frozenset[Edit] = frozenset()
    words: int = 0
    unclear: int = 0


def leave_out_rebase(comparison: Comparison, rebase: Rebase) -> WithoutRebase:
    """The comparison of two patch sets without what happened between their bases."""
    if rebase.bases.old.text == rebase.bases.new.text:
        return WithoutRebase(comparison=comparison)
    return _Sorting(comparison, rebase).result()


# Places in one text, looked up in another


class _Places:
    """From a text to its base: where what was kept stands there."""

    def __init__(self, own: Comparison) -> None:
        runs = [run for run in own.runs() if run.kind in (RunKind.KEPT, RunKind.MOVED) and run.new_start < run.new_end]
        self._runs = sorted(runs, key=lambda run: run.new_start)
        self._starts = [run.new_start for run in self._runs]

    def in_base(self, span: Span) -> Span | None:
        """Where a span stands in the base; None where it does not stand there as a whole."""
        at = bisect_right(self._starts, span[0]) - 1
        if at < 0 or self._runs[at].new_end < span[1]:
            return None
        run = self._runs[at]
        shift = run.old_start - run.new_start
        return span[0] + shift, span[1] + shift


class _Spans:
    """Spans of a text, those of either side of some edits."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(span for span in spans if span[0] < span[1])
        self._starts = [start for start, _ in self._spans]

    def hold(self, span: Span | None) -> bool:
        """Whether one of them holds all of a span."""
        if span is None:
            return False
        at = bisect_right(self._starts, span[0]) - 1
        return at >= 0 and span[1] <= self._spans[at][1]


class _Side:
    """One side: a patch set's text, the base it stands on, and what happened there on the way to the other base."""

    def __init__(self, document: Document, own: Comparison, bases: Comparison, *, is_new: bool) -> None:
        self._document, self._places = document, _Places(own)
        edits = [edit for section in bases.sections for row in section.blocks for edit in row.edits]
        self._changed = {
            kind: _Spans((one.new_start, one.new_end) if is_new else (one.old_start, one.old_end) for one in found)
            for kind, found in _by_mark(edits).items()
        }

    def units(self, block: Block | None, span: Span) -> list[tuple[Span, bool]]:
        """The words and signs of a block in a span, each with whether it is counted."""
        if block is None or span[0] == span[1]:
            return []
        words = read_words(self._document.text, block)
        is_silent = block.kind in SILENT
        found = [
            ((start, end), is_word and not is_silent)
            for start, end, is_word in zip(words.starts, words.ends, words.counted, strict=True)
            if span[0] <= start and end <= span[1]
        ]
        return found or [(sign.span(), False) for sign in _SIGNS.finditer(self._document.text, *span)]

    def is_rebased(self, span: Span, op: Op) -> bool:
        """Whether a word, or its markup, changed between the bases."""
        changed = self._changed.get(_MARKS.get(op))
        return changed is not None and changed.hold(self._places.in_base(span))

    def place(self, block: Block | None) -> int | None:
        """Where in the base a block's first kept word stands."""
        units = self.units(block, (block.start, block.end)) if block is not None else []
        return next((found[0] for unit, _ in units if (found := self._places.in_base(unit))), None)

    def count(self, block: Block | None) -> int:
        """The words of a block."""
        return sum(is_word for _, is_word in self.units(block, (block.start, block.end))) if block is not None else 0


def _by_mark(edits: Iterable[Edit]) -> dict[Kind | None, list[Edit]]:
    found: dict[Kind | None, list[Edit]] = {}
    for edit in edits:
        found.setdefault(_MARKS.get(edit.op), []).append(edit)
    return found


# Sorting the edits


@dataclass(slots=True, kw_only=True)
class _Left:
    """What was left out so far."""

    edits: set[Edit] = field(default_factory=set)
    added: int = 0
    removed: int = 0
    unclear: int = 0
    marks: Counter[Kind] = field(default_factory=Counter)
    has_moves: bool = False


class _Sorting:
    """Goes through one comparison."""

    def __init__(self, comparison: Comparison, rebase: Rebase) -> None:
        self._comparison, self._bases = comparison, rebase.bases
        self._old = _Side(comparison.old, rebase.old, rebase.bases, is_new=False)
        self._new = _Side(comparison.new, rebase.new, rebase.bases, is_new=True)
        self._only_bases_moved = not _has_moves(rebase.old) and not _has_moves(rebase.new)
        self._left = _Left()

    def result(self) -> WithoutRebase:
        """All that is to be known."""
        sections = tuple(filter(None, map(self._section, self._comparison.sections)))
        left = self._left
        if sections == self._comparison.sections:
            return WithoutRebase(comparison=self._comparison, unclear=left.unclear)
        summary = self._summary(sections)
        words = left.added + left.removed + self._comparison.summary.words_moved - summary.words_moved
        kept = replace(self._comparison, sections=sections, summary=summary)
        return WithoutRebase(comparison=kept, edits=frozenset(left.edits), words=words, unclear=left.unclear)

    def _section(self, section: SectionRow) -> SectionRow | None:
        """A section's row with what is left; None where all of it went with the rebase."""
        blocks = tuple(filter(None, map(self._block, section.blocks)))
        if not section.new and not blocks and section.blocks:
            return None
        kinds = set(section.kinds) - self._settled(section, blocks) - self._places_of_rebase(section)
        return replace(section, kinds=tuple(kind for kind in Kind if kind in kinds) or (Kind.UNCHANGED,), blocks=blocks)

    def _settled(self, section: SectionRow, blocks: Sequence[BlockRow]) -> set[Kind]:
        """Kinds of a section that none of its blocks speaks for any more."""
        if blocks == section.blocks:
            return set()
        found = {kind for row in blocks for kind in row.kinds}
        body = {kind for row in blocks if not _is_heading(row) for kind in row.kinds}
        gone = {kind for kind in (Kind.MARKUP, Kind.LINK) if kind not in found}
        if body <= _SLIGHT:
            gone.add(Kind.EDITED)
        if found <= _QUIET:
            gone |= {Kind.ADDED, Kind.REMOVED}
        if not any(Kind.EDITED in row.kinds for row in blocks if _is_heading(row)):
            gone.add(Kind.RENAMED)
        return gone

    def _places_of_rebase(self, section: SectionRow) -> set[Kind]:
        """How the same section changed its place between the bases."""
        if not set(_OF_PLACE) & set(section.kinds):
            return set()
        olds, news = (
            {side.place(_first_block(document, one)) for one in sections}
            for side, document, sections in (
                (self._old, self._comparison.old, section.old),
                (self._new, self._comparison.new, section.new),
            )
        )
        found = {
            kind
            for row in self._bases.sections
            if all(_holds(row.old, place) for place in olds) and all(_holds(row.new, place) for place in news)
            for kind in row.kinds
            if kind in _OF_PLACE
        }
        if self._only_bases_moved and None not in olds | news:
            found.add(Kind.MOVED)  # which of two that changed places moved is not told alike in every comparison
        self._left.has_moves |= Kind.MOVED in found & set(section.kinds)
        return found

    def _block(self, row: BlockRow) -> BlockRow | None:
        """A block's row with what is left; None where it went with the rebase."""
        edits = tuple(edit for each in row.edits for edit in self._edit(row, each))
        moved_along = Kind.MOVED in row.kinds and self._is_moved(row)
        shaped_along = self._shaped_along(row)
        if edits == row.edits and not moved_along and not shaped_along:
            return row
        if row.new is None and not edits:
            self._left.marks[Kind.MARKUP] += row.old is not None and row.old.kind in SILENT
            return None
        self._left.marks[Kind.MARKUP] += row.old is None and not edits and _is_silent(row.new)
        self._left.has_moves |= moved_along
        gone = shaped_along | ({Kind.MOVED} if moved_along else set())
        was, still = {edit.op for edit in row.edits}, {edit.op for edit in edits}
        gone |= {kind for op, kind in _MARKS.items() if op in was - still or (row.old is None and not edits)}
        if all(edit.op in _MARKS for edit in edits):
            gone |= {Kind.EDITED, Kind.ADDED}
        kinds = tuple(kind for kind in row.kinds if kind not in gone) or (Kind.UNCHANGED,)
        return replace(row, edits=edits, kinds=kinds)

    def _is_moved(self, row: BlockRow) -> bool:
        """Whether the same block was moved between the bases."""
        old, new = self._old.place(row.old), self._new.place(row.new)
        if self._only_bases_moved and old is not None and new is not None:
            return True
        return self._happened(row, Kind.MOVED)

    def _shaped_along(self, row: BlockRow) -> set[Kind]:
        """Kinds that no edit tells (a paragraph that became an item) and that came between the bases, too."""
        told = {_MARKS.get(edit.op) for edit in row.edits}
        return {
            kind for kind in _MARKS.values() if kind in row.kinds and kind not in told and self._happened(row, kind)
        }

    def _happened(self, row: BlockRow, kind: Kind) -> bool:
        """Whether the same happened to the same block between the bases."""
        old, new = self._old.place(row.old), self._new.place(row.new)
        rows = (each for section in self._bases.sections for each in section.blocks if kind in each.kinds)
        return any(_is_in(each.old, old) and _is_in(each.new, new) for each in rows)

    def _edit(self, row: BlockRow, edit: Edit) -> Iterator[Edit]:
        """What is left of an edit."""
        olds = self._told(self._old, row.old, (edit.old_start, edit.old_end), edit.op)
        news = self._told(self._new, row.new, (edit.new_start, edit.new_end), edit.op)
        told = [*olds, *news]
        if not any(is_rebased for _, _, is_rebased in told):
            yield edit
        elif all(is_rebased for _, _, is_rebased in told):
            self._leave_out(edit, olds, news)
        elif row.old is None or row.new is None or edit.op in _MARKS:
            self._left.unclear += sum(is_word and is_rebased for _, is_word, is_rebased in told)
            yield edit
        else:
            self._count(olds, news)
            yield from _parted(edit, _own_spans(olds), _own_spans(news))

    @staticmethod
    def _told(side: _Side, block: Block | None, span: Span, op: Op) -> list["_Told"]:
        return [(unit, is_word, side.is_rebased(unit, op)) for unit, is_word in side.units(block, span)]

    def _leave_out(self, edit: Edit, olds: Sequence["_Told"], news: Sequence["_Told"]) -> None:
        self._left.edits.add(edit)
        if edit.op in _MARKS:
            self._left.marks[_MARKS[edit.op]] += 1
        else:
            self._count(olds, news)

    def _count(self, olds: Sequence["_Told"], news: Sequence["_Told"]) -> None:
        self._left.removed += sum(is_word and is_rebased for _, is_word, is_rebased in olds)
        self._left.added += sum(is_word and is_rebased for _, is_word, is_rebased in news)

    # Counting

    def _summary(self, sections: Sequence[SectionRow]) -> Summary:
        told, left = self._comparison.summary, self._left
        kinds = Counter(kind for row in sections for kind in row.kinds)
        return replace(
            told,
            words_added=max(0, told.words_added - left.added),
            words_removed=max(0, told.words_removed - left.removed),
            words_moved=self._count_moved(sections) if left.has_moves else told.words_moved,
            markup_changes=max(0, told.markup_changes - left.marks[Kind.MARKUP]),
            link_changes=max(0, told.link_changes - left.marks[Kind.LINK]),
            sections=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        )

    def _count_moved(self, sections: Sequence[SectionRow]) -> int:
        document = self._comparison.new
        moved = {one.number for row in sections if Kind.MOVED in row.kinds for one in row.new}
        for one in document.sections:
            if one.parent in moved:
                moved.add(one.number)
        inside = {
            block.start: block for one in document.sections if one.number in moved for block in document.blocks_of(one)
        }
        rows = (row for section in sections for row in section.blocks if Kind.MOVED in row.kinds)
        inside |= {row.new.start: row.new for row in rows if row.new is not None}
        return sum(map(self._new.count, inside.values()))


_Told = tuple[Span, bool, bool]  # a word's place, whether it is counted, whether it is of the rebase


def _own_spans(told: Iterable[_Told]) -> list[Span]:
    """Stretches of words that are one's own."""
    spans: list[Span] = []
    goes_on = False
    for (start, end), _, is_rebased in told:
        if not is_rebased and goes_on:
            spans[-1] = spans[-1][0], end
        elif not is_rebased:
            spans.append((start, end))
        goes_on = not is_rebased
    return spans


def _parted(edit: Edit, olds: Sequence[Span], news: Sequence[Span]) -> Iterator[Edit]:
    """One's own part of an edit."""
    if len(olds) == len(news) == 1:
        (old,), (new,) = olds, news
        yield Edit(op=Op.REPLACE, old_start=old[0], old_end=old[1], new_start=new[0], new_end=new[1])
        return
    at = edit.new_start
    for start, end in olds:
        yield Edit(op=Op.DELETE, old_start=start, old_end=end, new_start=at, new_end=at)
    at = edit.old_end
    for start, end in news:
        yield Edit(op=Op.INSERT, old_start=at, old_end=at, new_start=start, new_end=end)


def _has_moves(comparison: Comparison) -> bool:
    sections = comparison.sections
    blocks = (row for section in sections for row in section.blocks)
    return any(Kind.MOVED in section.kinds for section in sections) or any(Kind.MOVED in row.kinds for row in blocks)


def _first_block(document: Document, section: Section) -> Block | None:
    return next(iter(document.blocks_of(section)), None)


def _is_heading(row: BlockRow) -> bool:
    block = row.new or row.old
    return block is not None and block.kind is BlockKind.HEADING


def _is_silent(block: Block | None) -> bool:
    return block is not None and block.kind in SILENT


def _holds(sections: Sequence[Section], place: int | None) -> bool:
    return place is not None and any(one.start <= place < one.end for one in sections)


def _is_in(block: Block | None, place: int | None) -> bool:
    return block is not None and place is not None and block.start <= place < block.end
