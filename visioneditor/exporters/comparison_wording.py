"""A comparison's facts in words, the same in all printed formats. Titles and words of the documents come as they are:
whoever prints them escapes them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, Op, SectionRow, Summary
from visioneditor.core.document.model import Block, BlockKind, Document, Run, Section, Style
from visioneditor.core.document.typesetting import in_quotes
from visioneditor.exporters.comparison_marked import QUIET_OPS, has_changed_words, is_raw
from visioneditor.exporters.comparison_shape import SAME
from visioneditor.values import dataclass

_SHORT = 60  # characters that a quoted title or target keeps
_MOST_NOTES = 3
_MOST_TITLES = 5
_BORDERS = frozenset("|+-=: \t\n")
_NUMBER = re.compile(r"\(?\w{1,9}[.)]")
_MARKER = re.compile(rf"[-*+•]|{_NUMBER.pattern}")
_STYLES = {
    Style.EMPHASIS: "emphasis",
    Style.STRONG: "strong emphasis",
    Style.LITERAL: "literal",
    Style.LINK: "link",
    Style.STRIKE: "strike-through",
    Style.LABEL: "label",
}
_QUIET_KINDS = {Kind.MARKUP: "markup changed", Kind.LINK: "link changed", Kind.REFLOWED: "re-wrapped"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What sections are called, and behind which other one of its parent each stands."""

    titles: Mapping[int, str]
    before: Mapping[int, int]

    def title(self, number: int | None) -> str:
        """In quotes; of what stands above the first heading a word for it."""
        title = self.titles.get(number or 0)
        return quoted(title) if title else "the beginning"


def name_sections(document: Document) -> Names:
    """The names of a document's sections."""
    before: dict[int, int] = {}
    last: dict[int | None, int] = {}
    for section in document.sections:
        if section.number:
            before[section.number] = last.get(section.parent, 0)
            last[section.parent] = section.number
    return Names(titles={section.number: section.title for section in document.sections}, before=before)


def counted(number: int, what: str) -> str:
    """ "1 word", "1,200 words"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def quoted(text: str, most: int = _SHORT) -> str:
    """Text of a document on one line, in quotes, cut where it is long."""
    return in_quotes(shortened(text, most))


def shortened(text: str, most: int = _SHORT) -> str:
    """Text on one line, cut where it is long."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[:most].rstrip() + "…"


# the whole


def summary_parts(summary: Summary) -> list[str]:
    """The sums: "3 words added", "1 removed", "2 sections renamed"; none where nothing changed."""
    numbers = ((summary.words_added, "added"), (summary.words_removed, "removed"), (summary.words_moved, "moved"))
    parts = [f"{number:,} {what}" for number, what in numbers if number]
    if parts:
        number, what = parts[0].split(" ")
        parts[0] = f"{number} word{'' if number == '1' else 's'} {what}"
    quiet = (
        (summary.markup_changes, "markup change"),
        (summary.link_changes, "link change"),
        (summary.reflowed_lines, "re-wrapped line"),
    )
    parts += [counted(number, what) for number, what in quiet if number]
    counts = [(kind, number) for kind, number in summary.sections if kind not in _QUIET_KINDS and number]
    sections = ", ".join(f"{number:,} {kind_word(kind)}" for kind, number in counts)
    changed = any(kind is not Kind.UNCHANGED for kind, _ in summary.sections)
    return [*parts, f"sections: {sections}"] if sections and changed else parts


def nothing_changed(comparison: Comparison) -> str:
    """The one sentence where no section changed; empty where one did."""
    if any(set(row.kinds) - SAME for row in comparison.sections):
        return ""
    if comparison.summary.reflowed_lines:
        lines = comparison.summary.reflowed_lines
        return f"No words differ; {counted(lines, 'line')} {'was' if lines == 1 else 'were'} re-wrapped."
    if comparison.old.text.split() != comparison.new.text.split():
        return "Nothing else differs."  # what does was left out: it came with a rebase
    if comparison.old.text != comparison.new.text:
        return "No words differ; only white space does."
    return "The two texts are the same."


def kind_word(kind: Kind) -> str:
    """A kind as people say it."""
    return "put at another level" if kind is Kind.RELEVELED else kind.value


# sections


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Says what happened to sections and blocks of one comparison."""

    comparison: Comparison
    old: Names
    new: Names
    homes: frozenset[tuple[int, int]]  # numbers of sections that are matched

    def title(self, row: SectionRow) -> str:
        """The new title of a row of sections, the first of several; else the old one."""
        return (row.new or row.old)[0].title or "(beginning)"

    def goes_up(self, row: SectionRow) -> bool:
        """Whether a moved section stands nearer to the beginning."""
        return row.new[0].number <= row.old[0].number

    def section_move(self, row: SectionRow) -> str:
        """ "moved up, stood behind “Scope”", "moved down from “Goals” to “Aims”"; empty for what stayed."""
        if Kind.MOVED not in row.kinds or not row.old or not row.new:
            return ""
        way = "moved up" if self.goes_up(row) else "moved down"
        was, now = self._parent(self.old, row.old[0]), self._parent(self.new, row.new[0])
        if was != now:
            return f"{way} from {was} to {now}"
        before = self.old.before.get(row.old[0].number, 0)
        return f"{way}, stood {'behind ' + self.old.title(before) if before else 'first in ' + was}"

    def _parent(self, names: Names, section: Section) -> str:
        return names.title(section.parent) if section.parent is not None else "the top level"

    def is_renamed_at_length(self, row: SectionRow) -> bool:
        """Whether the old title would have to be cut in a note; then its changed words are shown in the heading."""
        return Kind.RENAMED in row.kinds and len(row.old) == 1 and len(row.old[0].title) > _SHORT

    def section_notes(self, row: SectionRow) -> list[str]:
        """What happened to a section besides a move, kinds in words."""
        olds = _titles(row.old)
        notes: list[str] = []
        if Kind.SPLIT in row.kinds:
            keeps_title = [section.title for section in row.old] == [section.title for section in row.new[:1]]
            split = f"{_titles(row.new[1:])} split off" if keeps_title else f"split from {olds} into {_titles(row.new)}"
            notes.append(split)
        if Kind.MERGED in row.kinds:
            notes.append(f"merged from {olds}")
        if Kind.RENAMED in row.kinds and not {Kind.SPLIT, Kind.MERGED} & set(row.kinds):
            notes.append("renamed" if self.is_renamed_at_length(row) else f"renamed from {olds}")
        if Kind.RELEVELED in row.kinds and row.old and row.new:
            notes.append(f"level {row.old[0].level} → {row.new[0].level}")
        notes += [kind.value for kind in (Kind.ADDED, Kind.REMOVED, Kind.EDITED) if kind in row.kinds]
        notes += [words for kind, words in _QUIET_KINDS.items() if kind in row.kinds and not notes]
        return notes

    # blocks

    def block_move(self, row: BlockRow, *, went_up: bool, is_left: bool = False) -> str:
        """ "moved up from “Goals”", "moved down"; at the place it left, "moved down to “Aims”"."""
        way = "moved up" if went_up else "moved down"
        if self.is_at_home(row):
            return way
        if is_left:
            return f"{way} to {self.new.title(row.new_section)}"
        return f"{way} from {self.old.title(row.old_section)}"

    def is_at_home(self, row: BlockRow) -> bool:
        """Whether a block stands in the section that it stood in."""
        return (row.old_section, row.new_section) in self.homes

    def block_notes(self, row: BlockRow, joined: Sequence[BlockRow] = ()) -> list[str]:
        """What is to be said of a block besides its words and a move."""
        notes: list[str] = []
        if len(joined) > 1:
            notes.append(f"joined from {len(joined)}")
        if Kind.SPLIT in row.kinds:
            notes.append("split off")
        if row.coarse:
            notes.append("too long to be compared by words")
        block = row.new or row.old
        if block is not None and is_raw(block) and has_changed_words(row):
            return notes  # its markup is shown as words
        slight = self.slight_change(row)
        if slight == "indented anew":
            return [*notes, slight]
        told = (edit for edit in row.edits if edit.op in QUIET_OPS and not self._is_bare_address(edit, row))
        quiet = [note for note in dict.fromkeys(self.edit_note(edit, row) for edit in told) if note]
        notes += [*quiet[:_MOST_NOTES], f"{len(quiet) - _MOST_NOTES} more"] if len(quiet) > _MOST_NOTES + 1 else quiet
        if not notes and Kind.MARKUP in row.kinds and not (block is not None and block.cells):
            notes.append("markup changed")
        return notes

    def slight_change(self, row: BlockRow) -> str:
        """What happened to a block of which only the number or the indentation changed; empty for any other."""
        if row.old is None or row.new is None or not row.edits or set(row.kinds) - {Kind.MARKUP, Kind.REFLOWED}:
            return ""
        sources = [self._sources(edit) for edit in row.edits]
        if all(is_renumbering(gone, come) for gone, come in sources):
            return "numbered anew"
        is_indented = row.old.indent != row.new.indent or row.old.depth != row.new.depth
        is_whole = all(self._begins(edit, row.old, row.new) for edit in row.edits)
        return "indented anew" if is_indented and is_whole and all(map(_has_same_words, sources)) else ""

    def _begins(self, edit: Edit, old: Block, new: Block) -> bool:
        """Whether an edit begins where the lines of its block do, before a marker."""
        before = (
            self.comparison.old.text[old.start : edit.old_start] + self.comparison.new.text[new.start : edit.new_start]
        )
        return not before.strip()

    def _sources(self, edit: Edit) -> tuple[str, str]:
        gone = self.comparison.old.text[edit.old_start : edit.old_end]
        return gone, self.comparison.new.text[edit.new_start : edit.new_end]

    def _is_bare_address(self, edit: Edit, row: BlockRow) -> bool:
        """Whether an edit is of an address that stands in the text: it is its words that changed."""
        sides = ((self.comparison.old, row.old, edit.old_start), (self.comparison.new, row.new, edit.new_start))
        return all(_is_bare_address(document.text, block, at) for document, block, at in sides)

    def edit_note(self, edit: Edit, row: BlockRow) -> str:
        """A change of markup or link in words: "link target of “charter” changed from a to b"."""
        gone, come = self._sources(edit)
        if gone.split() != come.split():
            if set(gone + come) <= _BORDERS:
                return ""  # of a table's cells
            if not gone.strip() or not come.strip():
                return f"{quoted(come)} added" if come.strip() else f"{quoted(gone)} removed"
            if is_renumbering(gone, come):
                return f"number {gone.strip()} → {come.strip()}"
            if _MARKER.fullmatch(gone.strip()) and _MARKER.fullmatch(come.strip()):
                return f"marker {gone.strip()} → {come.strip()}"
            return f"{quoted(gone)} became {quoted(come)}"
        old_run, new_run = _run_at(row.old, edit.old_start), _run_at(row.new, edit.new_start)
        if old_run is None or new_run is None:
            return f"markup of {quoted(come)} changed"
        if edit.op is Op.LINK and old_run.target != new_run.target:
            return f"link target of {quoted(come)} changed from {_target(old_run)} to {_target(new_run)}"
        was, now = _style(old_run), _style(new_run)
        return f"{quoted(come)}: {was} → {now}" if was != now else f"markup of {quoted(come)} changed"


def words_of(comparison: Comparison) -> Words:
    """The words for a comparison."""
    old, new = name_sections(comparison.old), name_sections(comparison.new)
    rows = comparison.sections
    homes = frozenset((was.number, now.number) for row in rows for was in row.old for now in row.new)
    return Words(comparison=comparison, old=old, new=new, homes=homes)


def _titles(sections: Sequence[Section]) -> str:
    titles = [quoted(section.title) if section.title else "the beginning" for section in sections]
    cut = [*titles[:_MOST_TITLES], f"{len(titles) - _MOST_TITLES} more"] if len(titles) > _MOST_TITLES + 1 else titles
    return "".join(cut) if len(cut) < 2 else f"{', '.join(cut[:-1])} and {cut[-1]}"


def _run_at(block: Block | None, offset: int) -> Run | None:
    if block is None:
        return None
    at = bisect_right(block.runs, offset, key=lambda run: run.start) - 1
    return block.runs[at] if at >= 0 and offset < block.runs[at].end else None


def _is_bare_address(source: str, block: Block | None, offset: int) -> bool:
    run = _run_at(block, offset)
    return run is not None and bool(run.target) and source[run.start : run.end] == run.target


def _has_same_words(sources: tuple[str, str]) -> bool:
    return sources[0].split() == sources[1].split()


def _target(run: Run) -> str:
    return shortened(run.target) or "none"


def _style(run: Run) -> str:
    names = list(_style_names(run))
    return ", ".join(names) or "plain"


def _style_names(run: Run) -> Iterator[str]:
    if run.role:
        yield f"role {shortened(run.role)}"
    yield from (name for style, name in _STYLES.items() if style in run.style)


def is_renumbering(gone: str, come: str) -> bool:
    """Whether both are numbers of items."""
    return _NUMBER.fullmatch(gone.strip()) is not None and _NUMBER.fullmatch(come.strip()) is not None


def block_name(block: Block) -> str:
    """A block that shows no words: its kind, and what it is called in the source."""
    return f"{block_word(block)} {shortened(block.marker)}".strip()


def block_word(block: Block) -> str:
    """A block's kind as people say it."""
    names = {BlockKind.TABLE_ROW: "table row", BlockKind.TABLE_CELL: "table cell", BlockKind.TARGET: "link target"}
    return names.get(block.kind, block.kind.value)
