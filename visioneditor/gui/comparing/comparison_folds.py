"""What a comparison folds away: sections that did not change or only moved, long paragraphs that did not change."""

from collections.abc import Sequence

from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.compare.model import AlignedRow, Comparison, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind, Document
from visioneditor.core.document.rendering import render_block
from visioneditor.core.text import count_words
from visioneditor.gui.comparing.change_words import count_of_words, is_up, move_words, say
from visioneditor.gui.comparing.comparison_view import SAME, ComparisonView, block_key, is_same, number_of, section_key
from visioneditor.gui.prose.rows import NEW, OLD, BarKind, Face, Fold, Label, Row

_LONG_PARAGRAPH = 60  # words: longer unchanged ones inside a changed section are folded
_OPENING = 9  # words of it that stay


def opening(document: Document, block: Block, view: ComparisonView) -> str:
    """A block's first words."""
    words = render_block(block, document.text, typeset=view.is_typeset).text.split()
    return " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")


# sections that did not change


def same_fold(rows: Sequence[SectionRow], comparison: Comparison, view: ComparisonView) -> Row:
    """One row for neighbouring sections that did not change."""
    first = rows[0]
    key = f"same:{section_key(first)}"
    is_open = view.shows(key)
    return Row(
        key=key,
        fold=Fold(labels=_same_labels(rows, comparison, is_open), is_open=is_open),
        section=number_of(first.new),
        old_section=number_of(first.old),
        sections=tuple(section.number for row in rows for section in row.new),
        covers=() if is_open else tuple(span for row in rows for span in _covered(row)),
        spoken=say("unchanged, folded") if not is_open else say("unchanged, open"),
    )


def _same_labels(rows: Sequence[SectionRow], comparison: Comparison, is_open: bool) -> tuple[Label, ...]:
    icon = Label(text="", icon="fold-vertical" if is_open else "unfold-vertical")
    if len(rows) == 1:
        words = sum(count_section_words(comparison.new, section) for section in rows[0].new)
        title = rows[0].new[0].title or say("Beginning")
        return (icon, _said(title, "text"), _said(say("unchanged, {0}").format(count_of_words(words))))
    titles = ", ".join(row.new[0].title for row in rows if row.new[0].title)
    count = say("{0} sections").format(len(rows))
    return (icon, _said(count, "text"), _said(say("unchanged: {0}").format(titles)))


# sections that only moved


def is_only_moved(row: SectionRow) -> bool:
    """Whether a section stands elsewhere, and is otherwise as it was."""
    is_pair = len(row.old) == 1 and len(row.new) == 1
    return is_pair and Kind.MOVED in row.kinds and set(row.kinds) <= SAME | {Kind.MOVED}


def moved_fold(row: SectionRow, comparison: Comparison, view: ComparisonView) -> Row:
    """One row for a section that only moved: its title and where it stood."""
    key = f"moved:{section_key(row)}"
    is_open = view.shows(key)
    labels = _moved_labels(row, comparison, is_open)
    return Row(
        key=key,
        fold=Fold(labels=labels, is_open=is_open, ground="paper", bars=(BarKind.MOVED,)),
        section=number_of(row.new),
        old_section=number_of(row.old),
        covers=() if is_open else _covered(row),
        spoken=say("section, {0}, folded").format(move_words(row)),
    )


def _moved_labels(row: SectionRow, comparison: Comparison, is_open: bool) -> tuple[Label, ...]:
    words = count_section_words(comparison.new, row.new[0])
    return (
        Label(text="", icon="arrow-up" if is_up(row) else "arrow-down", token="moved"),
        Label(text=row.new[0].title, token="text", face=Face.TITLE),
        Label(text=move_words(row), token="moved", face=Face.SMALL_NAME),
        Label(text=say("{0} unchanged").format(count_of_words(words))),
        Label(text="", icon="chevron-down" if is_open else "chevron-right", is_right=True),
    )


# paragraphs


def is_folded_paragraph(section: SectionRow, aligned: AlignedRow, comparison: Comparison, view: ComparisonView) -> bool:
    """Whether a block is long, unchanged, in a section that did change, and was not unfolded."""
    if is_same(section) or aligned.new is None or aligned.old is None or not set(aligned.row.kinds) <= SAME:
        return False
    if aligned.new.kind is BlockKind.HEADING or aligned.new.cells or view.shows(block_key(aligned)):
        return False
    return _words_of(comparison.new, aligned.new) > _LONG_PARAGRAPH


def paragraph_fold(section: SectionRow, aligned: AlignedRow, comparison: Comparison, view: ComparisonView) -> Row:
    """One row for a long paragraph that did not change: its first words."""
    assert aligned.new is not None
    words = count_of_words(_words_of(comparison.new, aligned.new))
    labels = (
        Label(text="", icon="unfold-vertical"),
        Label(text=opening(comparison.new, aligned.new, view), face=Face.OPENING),
        _said(say("{0} unchanged").format(words)),
    )
    return Row(
        key=block_key(aligned),
        fold=Fold(labels=labels, has_rule=False, ground="paper"),
        section=number_of(section.new),
        old_section=number_of(section.old),
        covers=_covered_blocks(aligned.old, aligned.new),
        spoken=say("paragraph, unchanged, folded"),
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
