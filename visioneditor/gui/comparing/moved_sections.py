"""Where moved sections stood: a line for each, with the way to where they stand now and back."""

from collections import defaultdict
from collections.abc import Mapping

from visioneditor.core.compare.model import Comparison, Kind, SectionRow
from visioneditor.gui.comparing.change_words import move_words, say
from visioneditor.gui.comparing.comparison_folds import is_only_moved
from visioneditor.gui.comparing.comparison_view import section_key
from visioneditor.gui.comparing.moved_blocks import LEFT
from visioneditor.gui.prose.rows import BarKind, Face, Fold, Label, Row
from visioneditor.values import replace


def is_moved_section(row: SectionRow) -> bool:
    """Whether one section stands elsewhere as one section."""
    return Kind.MOVED in row.kinds and len(row.old) == 1 and len(row.new) == 1


def left_key(row: SectionRow) -> str:
    """The key of the line where a section stood."""
    return f"{LEFT}section:{section_key(row)}"


def stands_key(row: SectionRow) -> str:
    """The key of the row where it stands now."""
    return f"moved:{section_key(row)}" if is_only_moved(row) else f"new:{row.new[0].start}"


def left_sections(comparison: Comparison) -> Mapping[int, tuple[SectionRow, ...]]:
    """The moved sections that stood behind each section row (by its index); -1: before all others."""
    stays = {
        section.number: at
        for at, row in enumerate(comparison.sections)
        if not is_moved_section(row) and Kind.ADDED not in row.kinds
        for section in row.old
    }
    found: defaultdict[int, list[SectionRow]] = defaultdict(list)
    for row in sorted((row for row in comparison.sections if is_moved_section(row)), key=lambda row: row.old[0].number):
        before = [number for number in stays if number < row.old[0].number]
        found[stays[max(before)] if before else -1].append(row)
    return {at: tuple(rows) for at, rows in found.items()}


def left_row(row: SectionRow, change: int) -> Row:
    """One line: its title and where it went."""
    action = Label(text=move_words(row), token="moved", face=Face.SMALL_NAME, action=f"row:{stands_key(row)}")
    labels = (
        Label(text="", icon="corner-up-left", token="moved"),
        Label(text=row.old[0].title, face=Face.OPENING),
        action,
    )
    return Row(
        key=left_key(row),
        fold=Fold(labels=labels, has_rule=False, ground="paper", bars=(BarKind.MOVED,)),
        old_section=row.old[0].number,
        change=change,
        spoken=say("section {0} stood here").format(row.old[0].title),
    )


def with_way_back(row: Row, section: SectionRow) -> Row:
    """A folded moved section whose words on its move lead to where it stood."""
    if row.fold is None:
        return row
    labels = tuple(
        replace(label, action=f"row:{left_key(section)}") if label.face is Face.SMALL_NAME else label
        for label in row.fold.labels
    )
    return replace(row, fold=replace(row.fold, labels=labels))
