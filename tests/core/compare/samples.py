"""Comparisons to test on: short Markdown texts, and short ways to ask what came of them."""

from collections.abc import Iterator

from visioneditor.core.compare.aligning import align
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, SectionRow
from visioneditor.core.compare.turning import turn_edit, turn_kinds
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

VISION = """\
# Vision for Clouds

This document says what a cloud is for, and whom it serves.

## Self-service

Users help themselves through an API that is open to everyone. Nobody has to file a ticket and wait.

## Partitioning

A failure in one place shall not take down another place, however large the cloud has grown.

- regions are independent of each other
- zones share the network of their region
- hosts share nothing but their rack

## Interoperability

One client speaks to all clouds, whoever runs them and wherever they stand.

### Versions

Old clients go on working when a cloud is upgraded below them.
"""


def markdown(text: str) -> Document:
    """A Markdown text as a document."""
    return parse(text, Markup.MARKDOWN)


def compare_markdown(old: str, new: str) -> Comparison:
    """Two Markdown texts laid beside each other."""
    return compare(markdown(old), markdown(new))


def kinds_by_title(comparison: Comparison) -> dict[str, list[str]]:
    """What happened to each section that changed, by its new title, else its old one."""
    return {
        (row.new or row.old)[0].title: [kind.value for kind in row.kinds]
        for row in comparison.sections
        if row.kinds != (Kind.UNCHANGED,)
    }


def changed_blocks(comparison: Comparison) -> list[tuple[SectionRow, BlockRow]]:
    """Block rows of which something is to be said."""
    return [(row, block) for row in comparison.sections for block in row.blocks if block.kinds != (Kind.UNCHANGED,)]


def edits(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Each edit's operation, old and new text."""
    return [
        (edit.op.value, old_text(comparison, edit), new_text(comparison, edit))
        for _, block in changed_blocks(comparison)
        for edit in block.edits
    ]


def old_text(comparison: Comparison, edit: Edit) -> str:
    """What the edit took away."""
    return comparison.old.text[edit.old_start : edit.old_end]


def new_text(comparison: Comparison, edit: Edit) -> str:
    """What the edit put there."""
    return comparison.new.text[edit.new_start : edit.new_end]


def facts(comparison: Comparison, *, turned: bool = False) -> set[object]:
    """All that a comparison says but the order of its rows; `turned`, as it would say it the other way round."""
    return set(_facts(comparison, turned))


def _facts(comparison: Comparison, turned: bool) -> Iterator[object]:
    for row in comparison.sections:
        old, new = tuple(section.number for section in row.old), tuple(section.number for section in row.new)
        yield (turn_kinds(row.kinds), new, old) if turned else (row.kinds, old, new)
        for block in row.blocks:
            before, after = block.old and block.old.start, block.new and block.new.start
            if turned:
                yield turn_kinds(block.kinds), after, before, tuple(map(turn_edit, block.edits)), block.coarse
            else:
                yield block.kinds, before, after, block.edits, block.coarse


def counts(comparison: Comparison, *, turned: bool = False) -> dict[str, int]:
    """The sums of words and of changes of markup; `turned`, as they would be the other way round."""
    found = comparison.summary
    added, removed = found.words_added, found.words_removed
    return {
        "added": removed if turned else added,
        "removed": added if turned else removed,
        "markup": found.markup_changes,
        "link": found.link_changes,
    }


def misplaced_blocks(comparison: Comparison) -> list[str]:
    """Columns of the side-by-side view that do not show every block once."""
    rows = align(comparison)
    shown = {
        "old": (sorted(row.old.start for row in rows if row.old), comparison.old),
        "new": (sorted(row.new.start for row in rows if row.new), comparison.new),
    }
    return [name for name, (starts, document) in shown.items() if starts != [block.start for block in document.blocks]]


def broken_promises(comparison: Comparison) -> list[str]:
    """What does not hold of rows and offsets; empty where all is well."""
    found: list[str] = []
    for name, document, numbers in (
        ("old", comparison.old, [section.number for row in comparison.sections for section in row.old]),
        ("new", comparison.new, [section.number for row in comparison.sections for section in row.new]),
    ):
        if sorted(numbers) != [section.number for section in document.sections]:
            found.append(f"{name} sections are not in exactly one row each: {numbers}")
    for row, block in changed_blocks(comparison):
        paired = block.old is not None and block.new is not None
        if paired and Kind.MOVED not in block.kinds and block.old_section not in {s.number for s in row.old}:
            found.append(f"a block came from elsewhere and is not called moved: {block}")
        found += [f"an edit is not within its block: {edit}" for edit in block.edits if not _is_inside(block, edit)]
    return found


def _is_inside(row: BlockRow, edit: Edit) -> bool:
    sides = ((row.old, edit.old_start, edit.old_end), (row.new, edit.new_start, edit.new_end))
    return all(
        start == end or (block is not None and block.start <= start < end <= block.end) for block, start, end in sides
    )
