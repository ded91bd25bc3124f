"""A comparison as the command line's JSON, `visioneditor.comparison/1`.

Unchanged blocks are left out; unchanged sections have their row.
"""

import json

import msgspec

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, SectionRow, Summary
from visioneditor.core.compare.rebasing import WithoutRebase
from visioneditor.core.document.model import Block
from visioneditor.exporters.json_document import SectionReference, section_reference

_SECTION_KINDS = (
    Kind.UNCHANGED,
    Kind.EDITED,
    Kind.RENAMED,
    Kind.MOVED,
    Kind.ADDED,
    Kind.REMOVED,
    Kind.SPLIT,
    Kind.MERGED,
    Kind.RELEVELED,
    Kind.MARKUP,
    Kind.LINK,
    Kind.REFLOWED,
)


class ComparedSide(msgspec.Struct, kw_only=True, frozen=True):
    """Where one of the texts comes from."""

    revision: str
    path: str


class ComparedSummary(msgspec.Struct, kw_only=True, frozen=True):
    """The sums; `sections` counts each row under each of its kinds."""

    words_added: int
    words_removed: int
    words_moved: int
    markup_changes: int
    link_changes: int
    reflowed_lines: int
    sections: dict[str, int]


class ComparedEdit(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """An edit with its offsets and what stands between them. `by_rebase` is there only where it is true."""

    op: str
    old: tuple[int, int]
    new: tuple[int, int]
    old_text: str
    new_text: str
    by_rebase: bool = False


class ComparedBlock(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """A block that changed. `coarse` is there only where it is true."""

    kind: str
    kinds: tuple[str, ...]
    old_lines: tuple[int, int] | None
    new_lines: tuple[int, int] | None
    old_section: int | None
    new_section: int | None
    edits: tuple[ComparedEdit, ...]
    coarse: bool = False


class ComparedSection(msgspec.Struct, kw_only=True, frozen=True):
    """A row of sections."""

    kinds: tuple[str, ...]
    old: tuple[SectionReference, ...]
    new: tuple[SectionReference, ...]
    blocks: tuple[ComparedBlock, ...]


class ComparedRebase(msgspec.Struct, kw_only=True, frozen=True):
    """How many of the words came with a rebase; `unclear` ones stand in an edit together with others."""

    words: int
    unclear: int


class ComparisonAnswer(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """The answer of `diff`. `rebase` is there between patch sets whose bases differ in the document."""

    schema: str
    old: ComparedSide
    new: ComparedSide
    summary: ComparedSummary
    sections: tuple[ComparedSection, ...]
    rebase: ComparedRebase | None = None


def render_comparison_json(
    comparison: Comparison, old: tuple[str, str], new: tuple[str, str], without_rebase: WithoutRebase | None = None
) -> bytes:
    """The comparison of two sides, each given as revision and path; UTF-8, ended by a line end.

    A path's bytes that are no UTF-8 come out of git as lone surrogates and are written as JSON's own escapes.
    """
    answer = comparison_answer(comparison, old, new, without_rebase)
    try:
        encoded = msgspec.json.encode(answer)
    except UnicodeEncodeError:
        encoded = json.dumps(msgspec.to_builtins(answer), ensure_ascii=False).encode("utf-8", "backslashreplace")
    return msgspec.json.format(encoded, indent=2) + b"\n"


def comparison_answer(
    comparison: Comparison, old: tuple[str, str], new: tuple[str, str], without_rebase: WithoutRebase | None = None
) -> ComparisonAnswer:
    """The same before it is written out; all of it is there, also what came with a rebase."""
    rebased = without_rebase.edits if without_rebase else frozenset()
    return ComparisonAnswer(
        schema="visioneditor.comparison/1",
        old=ComparedSide(revision=old[0], path=old[1]),
        new=ComparedSide(revision=new[0], path=new[1]),
        summary=_summary(comparison.summary),
        sections=tuple(_section(comparison, row, rebased) for row in comparison.sections),
        rebase=ComparedRebase(words=without_rebase.words, unclear=without_rebase.unclear) if without_rebase else None,
    )


def _summary(summary: Summary) -> ComparedSummary:
    counts = dict(summary.sections)
    return ComparedSummary(
        words_added=summary.words_added,
        words_removed=summary.words_removed,
        words_moved=summary.words_moved,
        markup_changes=summary.markup_changes,
        link_changes=summary.link_changes,
        reflowed_lines=summary.reflowed_lines,
        sections={kind.value: counts.get(kind, 0) for kind in _SECTION_KINDS},
    )


def _section(comparison: Comparison, row: SectionRow, rebased: frozenset[Edit]) -> ComparedSection:
    return ComparedSection(
        kinds=tuple(kind.value for kind in row.kinds),
        old=tuple(map(section_reference, row.old)),
        new=tuple(map(section_reference, row.new)),
        blocks=tuple(_block(comparison, block, rebased) for block in row.blocks if block.kinds != (Kind.UNCHANGED,)),
    )


def _block(comparison: Comparison, row: BlockRow, rebased: frozenset[Edit]) -> ComparedBlock:
    shown = row.new or row.old
    return ComparedBlock(
        kind=shown.kind.value if shown else "other",
        kinds=tuple(kind.value for kind in row.kinds),
        old_lines=_lines(row.old),
        new_lines=_lines(row.new),
        old_section=row.old_section,
        new_section=row.new_section,
        edits=tuple(_edit(comparison, edit, rebased) for edit in row.edits),
        coarse=row.coarse,
    )


def _lines(block: Block | None) -> tuple[int, int] | None:
    return (block.first_line, block.last_line) if block else None


def _edit(comparison: Comparison, edit: Edit, rebased: frozenset[Edit]) -> ComparedEdit:
    return ComparedEdit(
        op=edit.op.value,
        old=(edit.old_start, edit.old_end),
        new=(edit.new_start, edit.new_end),
        old_text=comparison.old.text[edit.old_start : edit.old_end],
        new_text=comparison.new.text[edit.new_start : edit.new_end],
        by_rebase=edit in rebased,
    )
