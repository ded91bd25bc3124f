"""Blocks that moved by themselves: which way they went, and what is said where they stood and where they stand."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from visioneditor.core.compare.model import AlignedRow, BlockRow, Comparison, Kind
from visioneditor.core.document.model import Block, BlockKind
from visioneditor.gui.comparing.change_words import say, spoken_row, title_of
from visioneditor.gui.comparing.comparison_folds import opening
from visioneditor.gui.comparing.comparison_view import ComparisonView, kind_words
from visioneditor.gui.prose.rows import NEW, OLD, BarKind, Face, Fold, Label, Row

LEFT = "left:"  # of the keys of rows where moved blocks stood


def is_left_behind(row: Row) -> bool:
    """Whether a row only says where something stood."""
    return row.key.startswith(LEFT)


def left_key(block: Block) -> str:
    """The key of the row where a block stood."""
    return f"{LEFT}{block.start}"


class MovedBlocks:
    """The moved blocks of one comparison, in the order in which its rows stand."""

    def __init__(self, comparison: Comparison, view: ComparisonView, aligned: Sequence[AlignedRow]) -> None:
        self._comparison, self._view = comparison, view
        self._order: dict[tuple[int, bool], float] = {
            (id(each.row), each.new is None): at for at, each in enumerate(aligned) if Kind.MOVED in each.row.kinds
        }
        self._left = self._left_beside(aligned)

    def _left_beside(self, aligned: Sequence[AlignedRow]) -> Mapping[int, list[BlockRow]]:
        """Behind which rows the moved blocks stood that now stand beside their old words, for they were edited, too."""
        stays = sorted(
            (each.old.start, at)
            for at, each in enumerate(aligned)
            if each.old is not None and Kind.MOVED not in each.row.kinds
        )
        found: defaultdict[int, list[BlockRow]] = defaultdict(list)
        beside = [each for each in aligned if self._is_beside(each)]
        for each in sorted(beside, key=lambda each: each.old.start if each.old else 0):
            assert each.old is not None
            before = bisect_left(stays, (each.old.start, 0)) - 1
            at = stays[before][1] if before >= 0 else 0
            self._order[id(each.row), True] = at + 0.5
            found[id(aligned[at])].append(each.row)
        return found

    def _is_beside(self, aligned: AlignedRow) -> bool:
        if Kind.MOVED not in aligned.row.kinds or aligned.old is None or aligned.new is None:
            return False
        is_heading = aligned.new.kind is BlockKind.HEADING
        return not (is_heading and Kind.MOVED in self._comparison.sections[aligned.section].kinds)

    def left_behind_here(self, aligned: AlignedRow) -> Sequence[BlockRow]:
        """The moved and edited blocks that stood behind a row."""
        return self._left.get(id(aligned), ())

    def _goes_up(self, row: BlockRow) -> bool:
        """Whether a moved block stands nearer to the beginning than it did."""
        old_end, new_end = self._order.get((id(row), True)), self._order.get((id(row), False))
        if old_end is not None and new_end is not None:
            return new_end < old_end
        return (row.new_section or 0) < (row.old_section or 0)

    def _is_near(self, row: BlockRow) -> bool:
        """Whether a moved block stands in its section, as far as a reader can tell."""
        whence = title_of(self._comparison.old, row.old_section)
        return row.old_section is not None and title_of(self._comparison.new, row.new_section) == whence

    def left_behind(self, row: BlockRow, *, is_hidden: bool = True) -> Row:
        """Where a moved block stood: its first words and where it went; `is_hidden`: they are shown nowhere else."""
        assert row.old is not None
        went_up = self._goes_up(row)
        if self._is_near(row):
            words = say("moved up") if went_up else say("moved down")
        else:
            words = say("moved up to {0}") if went_up else say("moved down to {0}")
        labels = (
            Label(text="", icon="arrow-up" if went_up else "arrow-down", token="moved"),
            Label(text=opening(self._comparison.old, row.old, self._view), face=Face.OPENING),
            Label(
                text=words.format(title_of(self._comparison.new, row.new_section)),
                token="moved",
                face=Face.SMALL_NAME,
                action=f"go:{NEW}:{row.new.start}" if row.new is not None else "",
            ),
        )
        return Row(
            key=left_key(row.old),
            fold=Fold(labels=labels, has_rule=False, ground="paper", bars=(BarKind.MOVED,)),
            section=row.new_section if row.old_section is None else None,
            old_section=row.old_section,
            covers=((OLD, row.old.start, row.old.end),) if is_hidden else (),
            spoken=spoken_row(row, self._comparison, kind_words(row.old)),
        )

    def labels(self, row: BlockRow) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
        """What stands below a moved block, in the old and in the new text."""
        came_up = self._goes_up(row)
        whence = title_of(self._comparison.old, row.old_section)
        is_near = self._is_near(row)
        if is_near:
            words = say("moved up") if came_up else say("moved down")
        else:
            words = (say("moved up from {0}") if came_up else say("moved down from {0}")).format(whence)
        stood_alone = row.old is not None and (id(row), True) in self._order
        back = f"row:{left_key(row.old)}" if stood_alone and row.old is not None else ""
        new = Label(
            text=words,
            token="moved",
            icon="arrow-up" if came_up else "arrow-down",
            face=Face.SMALL_NAME,
            action=back,
        )
        old = Label(
            text=say("stood in {0}").format(whence),
            token="moved",
            icon="corner-up-left",
            face=Face.SMALL_NAME,
            action=back,
        )
        return ((old,) if not is_near else ()), (new,)
