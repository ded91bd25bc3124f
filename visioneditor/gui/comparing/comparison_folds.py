"""What a comparison folds away: sections that did not change or only moved, long passages that did not change."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from visioneditor.core.compare.model import AlignedRow, Comparison, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind, Document, Section
from visioneditor.core.document.rendering import render_block
from visioneditor.core.text import count_words
from visioneditor.gui.comparing.change_words import count_of_words, is_up, move_words, say
from visioneditor.gui.comparing.comparison_view import SAME, ComparisonView, block_key, is_same, number_of, section_key
from visioneditor.gui.prose.rows import NEW, OLD, BarKind, Face, Fold, Label, Row

Counting = Callable[[Section], int]  # the words of a section of the newer text

_LONG = 60  # words: more than that which did not change is folded, inside a section that did
_MOST_COUNTED = 40  # sections of one row: nobody reads more names, and their words would have to be counted
_OPENING = 9  # words of it that stay


def opening(document: Document, block: Block, view: ComparisonView) -> str:
    """A block's first words."""
    words = render_block(block, document.text, typeset=view.is_typeset).text.split()
    return " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")


# sections that did not change


def same_fold(rows: Sequence[SectionRow], view: ComparisonView, count: Counting) -> Row:
    """One row for neighbouring sections that did not change."""
    first = rows[0]
    key = f"same:{section_key(first)}"
    is_open = view.shows(key)
    return Row(
        key=key,
        fold=Fold(labels=_same_labels(rows, is_open, count), is_open=is_open),
        section=number_of(first.new),
        old_section=number_of(first.old),
        sections=tuple(section.number for row in rows for section in row.new),
        covers=() if is_open else tuple(span for row in rows for span in _covered(row)),
        spoken=say("unchanged, folded") if not is_open else say("unchanged, open"),
    )


def _same_labels(rows: Sequence[SectionRow], is_open: bool, count_words: Counting) -> tuple[Label, ...]:
    icon = Label(text="", icon="fold-vertical" if is_open else "unfold-vertical")
    words = sum(count_words(section) for row in rows[:_MOST_COUNTED] for section in row.new)
    if len(rows) == 1:
        title = rows[0].new[0].title or say("Beginning")
        return (icon, _said(title, "text"), _said(say("unchanged, {0}").format(count_of_words(words))))
    titles = ", ".join(row.new[0].title for row in rows[:_MOST_COUNTED] if row.new[0].title)
    count = say("{0} sections").format(len(rows))
    if len(rows) > _MOST_COUNTED:
        return (icon, _said(count, "text"), _said(say("unchanged: {0} …").format(titles)))
    return (icon, _said(count, "text"), _said(say("unchanged, {0}: {1}").format(count_of_words(words), titles)))


# sections that only moved


def is_only_moved(row: SectionRow) -> bool:
    """Whether a section stands elsewhere, and is otherwise as it was."""
    is_pair = len(row.old) == 1 and len(row.new) == 1
    return is_pair and Kind.MOVED in row.kinds and set(row.kinds) <= SAME | {Kind.MOVED}


def moved_fold(row: SectionRow, view: ComparisonView, count: Counting) -> Row:
    """One row for a section that only moved: its title and where it stood."""
    key = f"moved:{section_key(row)}"
    is_open = view.shows(key)
    labels = _moved_labels(row, is_open, count(row.new[0]))
    return Row(
        key=key,
        fold=Fold(labels=labels, is_open=is_open, ground="paper", bars=(BarKind.MOVED,)),
        section=number_of(row.new),
        old_section=number_of(row.old),
        covers=() if is_open else _covered(row),
        spoken=say("section, {0}, folded").format(move_words(row)),
    )


def _moved_labels(row: SectionRow, is_open: bool, words: int) -> tuple[Label, ...]:
    return (
        Label(text="", icon="arrow-up" if is_up(row) else "arrow-down", token="moved"),
        Label(text=row.new[0].title, token="text", face=Face.TITLE),
        Label(text=move_words(row), token="moved", face=Face.SMALL_NAME),
        Label(text=say("{0} unchanged").format(count_of_words(words))),
        Label(text="", icon="chevron-down" if is_open else "chevron-right", is_right=True),
    )


# paragraphs


def fold_runs(
    section: SectionRow, aligned: Sequence[AlignedRow], comparison: Comparison, view: ComparisonView
) -> Iterator[tuple[bool, Sequence[AlignedRow]]]:
    """A section's rows in order, parted into those to show and those to fold (True), which did not change.

    What did not change is folded where it is long, together with its neighbours; a short block beside a change stays,
    for it says where one is.
    """
    if is_same(section):
        yield False, aligned
        return
    for is_quiet, places in groupby(range(len(aligned)), lambda at: _is_quiet(aligned[at])):
        run = list(places)
        start, end = run[0], run[-1] + 1
        if is_quiet:
            start, end = _inner(aligned, start, end, comparison)
        inner = aligned[start:end]
        words = sum(_words_of(comparison.new, row.new) for row in inner if row.new is not None) if is_quiet else 0
        is_folded = words > _LONG and not view.shows(block_key(inner[0]))
        if not is_folded:
            yield False, aligned[run[0] : run[-1] + 1]
            continue
        yield False, aligned[run[0] : start]
        yield True, inner
        yield False, aligned[end : run[-1] + 1]


def _is_quiet(aligned: AlignedRow) -> bool:
    """Whether a block may be folded away: it did not change, and is neither a heading nor a part of a table."""
    if aligned.new is None or aligned.old is None or not set(aligned.row.kinds) <= SAME:
        return False
    return aligned.new.kind is not BlockKind.HEADING and not aligned.new.cells


def _inner(aligned: Sequence[AlignedRow], start: int, end: int, comparison: Comparison) -> tuple[int, int]:
    """Blocks that did not change, without a short one beside a change at either end."""
    if start > 0 and _stays_beside(aligned[start - 1], aligned[start], comparison):
        start += 1
    if start < end < len(aligned) and _stays_beside(aligned[end], aligned[end - 1], comparison):
        end -= 1
    return start, end


def _stays_beside(neighbour: AlignedRow, aligned: AlignedRow, comparison: Comparison) -> bool:
    is_change = not set(neighbour.row.kinds) <= SAME
    return is_change and aligned.new is not None and _words_of(comparison.new, aligned.new) <= _LONG


def run_fold(section: SectionRow, run: Sequence[AlignedRow], comparison: Comparison, view: ComparisonView) -> Row:
    """One row for neighbours that did not change: the first words of the first."""
    blocks = [row.new for row in run if row.new is not None]
    words = count_of_words(sum(_words_of(comparison.new, block) for block in blocks))
    more = say("and {0} more, {1} unchanged").format(len(run) - 1, words)
    first = next((block for block in blocks if block.runs), blocks[0])
    labels = (
        Label(text="", icon="unfold-vertical"),
        Label(text=opening(comparison.new, first, view), face=Face.OPENING),
        _said(more if len(run) > 1 else say("{0} unchanged").format(words)),
    )
    return Row(
        key=block_key(run[0]),
        fold=Fold(labels=labels, has_rule=False, ground="paper"),
        section=number_of(section.new),
        old_section=number_of(section.old),
        covers=tuple(span for row in run for span in _covered_blocks(row.old, row.new)),
        spoken=say("paragraph, unchanged, folded") if len(run) == 1 else say("unchanged, folded"),
    )


def _words_of(document: Document, block: Block) -> int:
    return count_words(render_block(block, document.text).text)


def _covered(row: SectionRow) -> tuple[tuple[int, int, int], ...]:
    old = tuple((OLD, section.start, section.end) for section in row.old)
    return old + tuple((NEW, section.start, section.end) for section in row.new)


def _covered_blocks(old: Block | None, new: Block | None) -> tuple[tuple[int, int, int], ...]:
    sides = ((OLD, old), (NEW, new))
    return tuple((text, block.start, block.end) for text, block in sides if block is not None)


def _said(text: str, token: str = "muted") -> Label:
    return Label(text=text, token=token, face=Face.PROGRAM)
