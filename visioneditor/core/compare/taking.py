"""Taking changes over into a text: the old one, the new one, or a draft that grew out of either.

To accept a change is to bring what the new text says in place of what the old one says; to reject it is the same the
other way round. The draft is built of blocks: its own, in its own order, and those that are taken. Where it has words
of its own in a block that is to change, both are brought together word by word; where that cannot be, the change is
left.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from visioneditor.core.compare.changes import Change, list_changes, numbers_below
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.merging import merge_words, part_of
from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind
from visioneditor.core.document.model import Block, Document
from visioneditor.values import dataclass

_MAY_MOVE = frozenset({Kind.MOVED, Kind.SPLIT, Kind.MERGED})

Pair = tuple[int, int]  # the places of two blocks that are each other's, in the text left and in the text taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The draft's new text, and the changes that could not be brought into it."""

    text: str
    left: tuple[Change, ...] = ()


@dataclass(slots=True, eq=False)
class _Unit:
    """A block of the draft that is being built; a chain, so that one can be put behind any other."""

    words: str
    own: int | None = None  # its place among the draft's blocks
    taken: int | None = None  # its place among those of the text that is taken
    before: "_Unit | None" = None
    behind: "_Unit | None" = None


def take_over(
    comparison: Comparison,
    chosen: Collection[Change] | None,
    draft: Document,
    *,
    rejects: bool = False,
    only: Collection[Edit] | None = None,
) -> Taken:
    """The draft with some changes accepted (or rejected), all of them and the layout where `chosen` is None.

    `only` limits a single change to some of its edits.
    """
    left, taken = (comparison.new, comparison.old) if rejects else (comparison.old, comparison.new)
    is_all, chosen = chosen is None, list_changes(comparison) if chosen is None else chosen
    if draft.text == taken.text or (not chosen and not is_all):
        return Taken(text=draft.text)
    if draft.text == left.text and is_all:
        return Taken(text=taken.text)
    return _Taking(comparison, left, taken, draft, rejects=rejects).take(chosen, only)


class _Text:
    """A document as blocks with nothing but white space between them.

    Signs that stand there (a table's rules, the colons before a literal) go with the block that they touch.
    """

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        blocks = document.blocks
        ends = [0, *(block.end for block in blocks)]
        starts = [*(block.start for block in blocks), len(self.text)]
        gaps = [
            _part_gap(self.text, end, start, is_last=at == len(blocks))
            for at, (end, start) in enumerate(zip(ends, starts, strict=True))
        ]
        self.spans = [(gaps[at][1], gaps[at + 1][0]) for at in range(len(blocks))]
        self.at = {block.start: at for at, block in enumerate(blocks)}

    def source(self, block: Block) -> str:
        """A block with the signs that go with it."""
        return self.text[slice(*self.spans[self.at[block.start]])]

    def between(self, at: int) -> str:
        """The white space behind a block, to the next one."""
        return self.text[self.spans[at][1] : self.spans[at + 1][0]]

    @property
    def last(self) -> int:
        return len(self.spans) - 1


def _part_gap(text: str, start: int, end: int, *, is_last: bool) -> tuple[int, int]:
    """Where the block above ends, and where the one below begins, when signs in a gap are given to them."""
    gap = text[start:end]
    if not gap.strip():
        return start, end
    above = 0 if start == 0 else len(gap) if is_last else max(gap.find("\n\n"), 0)
    above = len(gap[:above].rstrip())
    below = len(gap) - len(gap[above:].lstrip("\n"))
    if not gap[above:].strip():
        below = len(gap)
    return start + above, start + below


@dataclass(frozen=True, slots=True)
class _Row:
    """A block row in the direction in which it is taken."""

    left: Block | None
    taken: Block | None
    row: BlockRow


class _Taking:
    """One draft under construction."""

    def __init__(
        self, comparison: Comparison, left: Document, taken: Document, draft: Document, *, rejects: bool
    ) -> None:
        self._comparison = comparison
        self._left, self._taken, self._draft = _Text(left), _Text(taken), _Text(draft)
        self._rejects = rejects
        self._head = _Unit("")
        self._units = [_Unit(self._draft.source(block), own=at) for at, block in enumerate(draft.blocks)]
        at = self._head
        for unit in self._units:
            _put_behind(at, unit)
            at = unit
        self._home = self._homes()  # by the place of a block of the text left: the draft's
        rows = [self._turned(row) for section in comparison.sections for row in section.blocks]
        self._by_taken: dict[int, list[_Row]] = {}
        for row in rows:
            if row.taken is not None:
                self._by_taken.setdefault(row.taken.start, []).append(row)
        self._movers = self._moved(rows)
        self._kept = -1  # of the draft's blocks, the last one met that stays where it stands
        self._next_kept = self._next_kept_at()
        self._failed: set[int] = set()  # rows, by their id

    def _turned(self, row: BlockRow) -> _Row:
        return _Row(row.new, row.old, row) if self._rejects else _Row(row.old, row.new, row)

    def _homes(self) -> Mapping[int, _Unit]:
        if self._draft.text == self._left.text:
            return {block.start: unit for block, unit in zip(self._left.document.blocks, self._units, strict=True)}
        found: dict[int, _Unit] = {}
        for section in compare(self._left.document, self._draft.document).sections:
            for row in section.blocks:
                if row.old is not None and row.new is not None:
                    found.setdefault(row.old.start, self._units[self._draft.at[row.new.start]])
        return found

    def _moved(self, rows: Sequence[_Row]) -> Mapping[Pair, list[int | None]]:
        """For each pair that stands elsewhere the section rows (by index) it went along with; None: by itself."""
        found: dict[Pair, list[int | None]] = {}
        pairs = [(row, (row.left.start, row.taken.start)) for row in rows if row.left and row.taken]
        for row, pair in pairs:
            if _MAY_MOVE & set(row.row.kinds):
                found.setdefault(pair, []).append(None)
        for at, section in enumerate(self._comparison.sections):
            if Kind.MOVED in section.kinds:
                olds = numbers_below(self._comparison.old, {one.number for one in section.old})
                news = numbers_below(self._comparison.new, {one.number for one in section.new})
                for row, pair in pairs:
                    if row.row.old_section in olds and row.row.new_section in news:
                        found.setdefault(pair, []).append(at)
        return found

    def _next_kept_at(self) -> Sequence[int]:
        """For each place in the text taken where in the draft the next block stands that does not move."""
        found, at = [], len(self._units)
        for block in reversed(self._taken.document.blocks):
            found.append(at)
            at = next((own for own in map(self._still, self._by_taken.get(block.start, [])) if own is not None), at)
        return found[::-1]

    def _still(self, row: _Row) -> int | None:
        """Where in the draft a block stands that does not move."""
        if row.left is None or row.taken is None or (row.left.start, row.taken.start) in self._movers:
            return None
        unit = self._home.get(row.left.start)
        return unit.own if unit is not None else None

    def _stands_right(self, unit: _Unit, place: int) -> bool:
        """Whether a block of the draft stands between the same unmoved ones as it does in the text taken."""
        return unit.own is not None and self._kept < unit.own < self._next_kept[place]

    # taking

    def take(self, chosen: Collection[Change], only: Collection[Edit] | None) -> Taken:
        wanted = {id(row) for change in chosen for row in change.rows}
        sections = {change.section for change in chosen if change.moves_section}
        for change in chosen:
            for row in map(self._turned, change.rows):
                if row.left is not None and row.taken is None:
                    self._remove(row)
        anchor = self._head
        done: set[int] = set()  # blocks of the text left whose words were brought over
        for place, block in enumerate(self._taken.document.blocks):
            rows = self._by_taken.get(block.start, [])
            anchor = self._place(block, place, rows, wanted, sections, anchor, done, only)
        left = tuple(change for change in chosen if any(id(row) in self._failed for row in change.rows))
        return Taken(text=self._written(), left=left)

    def _remove(self, row: _Row) -> None:
        assert row.left is not None
        unit = self._home.get(row.left.start)
        if unit is None:
            return  # it is gone already
        if unit.words.split() == self._left.source(row.left).split():
            _take_out(unit)
        else:
            self._failed.add(id(row.row))

    def _place(
        self,
        block: Block,
        place: int,
        rows: Sequence[_Row],
        wanted: set[int],
        sections: set[int],
        anchor: _Unit,
        done: set[int],
        only: Collection[Edit] | None,
    ) -> _Unit:
        """Bring one block of the text that is taken where it belongs; answers with what the next one stands behind."""
        matched = [row for row in rows if row.left is not None]
        is_wanted = any(id(row.row) in wanted for row in rows)
        if not matched:
            return self._insert(block, place, anchor, is_wanted=is_wanted) if rows else anchor
        first = next((row for row in matched if row.left and row.left.start not in done), None)
        if first is None:  # a further part of what was one block
            return self._insert(block, place, anchor, is_wanted=is_wanted)
        matched = [row for row in matched if row.left and row.left.start not in done]  # the others stand above already
        assert first.left is not None
        unit = self._home.get(first.left.start)
        if unit is None or (unit.before is None):
            for row in matched:
                if id(row.row) in wanted:
                    self._failed.add(id(row.row))
            return anchor
        movers = self._movers.get((first.left.start, block.start), [])
        goes = any((id(first.row) in wanted) if at is None else (at in sections) for at in movers)
        stays = not movers or self._stands_right(unit, place)
        if stays:
            self._kept = unit.own if unit.own is not None else self._kept
        elif goes:
            _take_out(unit)
            _put_behind(anchor, unit)
        is_filled = (is_wanted or goes) and self._fill(unit, block, matched, wanted, only)
        if is_wanted and is_filled:
            done |= {row.left.start for row in matched if row.left is not None}
            for row in matched[1:]:  # parts that became one block
                self._take_part_out(row, unit)
        elif len(matched) == 1:
            done.add(first.left.start)
        unit.taken = place if unit.taken is None else unit.taken
        return unit if goes or stays else anchor

    def _insert(self, block: Block, place: int, anchor: _Unit, *, is_wanted: bool) -> _Unit:
        """Put a new block behind the anchor, unless the draft has it already; what is there stands before the next."""
        source = self._taken.source(block)
        equal = [unit for unit in self._strangers() if unit.words.split() == source.split()]
        there = next((unit for unit in equal if self._stands_right(unit, place)), None)
        if there is not None:
            there.taken, self._kept = place, there.own if there.own is not None else self._kept
            return there
        if not is_wanted:
            return anchor
        if equal:
            equal[0].taken = place
            return anchor
        unit = _Unit(source, taken=place)
        _put_behind(anchor, unit)
        return unit

    def _strangers(self) -> Iterator[_Unit]:
        """Blocks that the draft alone has, or has from the text that is taken."""
        if self._draft.text != self._left.text:
            homes = {id(unit) for unit in self._home.values()}
            yield from (unit for unit in self._units if id(unit) not in homes and unit.taken is None)

    def _take_part_out(self, row: _Row, kept: _Unit) -> None:
        other = self._home.get(row.left.start) if row.left is not None else None
        if other is not None and other is not kept and other.before is not None:
            _take_out(other)

    def _fill(
        self, unit: _Unit, block: Block, matched: Sequence[_Row], wanted: set[int], only: Collection[Edit] | None
    ) -> bool:
        """Put the taken words in a block's place, together with what the draft has changed there; whether it went."""
        is_wanted = any(id(row.row) in wanted for row in matched)
        source = self._taken.source(block)
        before = "\n".join(self._left.source(row.left) for row in matched if row.left is not None)
        if not is_wanted and source.split() != before.split():
            return True  # it goes along with its section; its words are another change
        if only is not None and len(matched) == 1:
            part = part_of(self._comparison, matched[0].row, only, rejects=self._rejects)
            assert matched[0].left is not None
            source = before.replace(self._left.text[matched[0].left.start : matched[0].left.end], part, 1)
        homes = [self._home.get(row.left.start) for row in matched if row.left is not None]
        held = "\n".join(home.words for home in homes if home is not None)
        if held.split() in (before.split(), source.split()) or unit.words.split() == source.split():
            unit.words = source
            return True
        merged = merge_words(before, source, unit.words) if len(matched) == 1 else None
        if merged is None:
            self._failed |= {id(row.row) for row in matched}
            return False
        unit.words = merged
        return True

    # writing

    def _written(self) -> str:
        unit, parts = self._head.behind, [self._begin(self._head.behind)]
        while unit is not None:
            parts.append(unit.words)
            parts.append(self._gap(unit, unit.behind) if unit.behind is not None else self._end(unit))
            unit = unit.behind
        return "".join(parts)

    def _begin(self, first: _Unit | None) -> str:
        starts = (text.text[: text.spans[0][0]] for text, at in self._places(first) if at == 0)
        return next(starts, "")

    def _gap(self, above: _Unit, below: _Unit) -> str:
        """What stands between two blocks: as either text has it, else the wider of what each of them had there."""
        if above.own is not None and below.own == above.own + 1:
            return self._draft.between(above.own)
        if above.taken is not None and below.taken == above.taken + 1:
            return self._taken.between(above.taken)
        beside = [*self._places(above), *((text, at - 1) for text, at in self._places(below))]
        gaps = [text.between(at) for text, at in beside if 0 <= at < text.last]
        wide = max(gaps, key=lambda gap: gap.count("\n"), default="\n\n")
        return wide if "\n" in wide else "\n\n"

    def _places(self, unit: _Unit | None) -> Iterator[tuple[_Text, int]]:
        if unit is not None and unit.own is not None:
            yield self._draft, unit.own
        if unit is not None and unit.taken is not None:
            yield self._taken, unit.taken

    def _end(self, unit: _Unit) -> str:
        texts = [text for text, at in self._places(unit) if at == text.last]
        text = texts[0] if texts else self._draft if self._draft.spans else self._taken
        return text.text[text.spans[-1][1] :] if text.spans else "\n"


def _put_behind(anchor: _Unit, unit: _Unit) -> None:
    unit.before, unit.behind = anchor, anchor.behind
    if anchor.behind is not None:
        anchor.behind.before = unit
    anchor.behind = unit


def _take_out(unit: _Unit) -> None:
    assert unit.before is not None
    unit.before.behind = unit.behind
    if unit.behind is not None:
        unit.behind.before = unit.before
    unit.before = unit.behind = None
