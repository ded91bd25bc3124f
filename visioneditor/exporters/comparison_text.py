"""A comparison to be read in a terminal: sections that changed, moves with arrows, changed words marked in place.

Without colour, removed words stand in [-…-] and added ones in {+…+}; with colour they are red and struck out, green and
underlined. Signs that would move the cursor or turn the writing direction are written as escapes.
"""

import re
import textwrap
from collections.abc import Iterator

from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, Op, SectionRow, Summary
from visioneditor.core.document.model import Block, BlockKind, Section

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\ue003]")
_GONE, _GONE_END, _COME, _COME_END = "\ue000", "\ue001", "\ue002", "\ue003"
_PLAIN = {_GONE: "[-", _GONE_END: "-]", _COME: "{+", _COME_END: "+}"}
_COLOUR = {_GONE: "\x1b[31;9m", _GONE_END: "\x1b[0m", _COME: "\x1b[32;4m", _COME_END: "\x1b[0m"}
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_CONTEXT = 8  # words that are kept on either side of an edit
_NO_TEXT = {BlockKind.COMMENT: "comment", BlockKind.TARGET: "link target"}


def render_comparison_text(comparison: Comparison, *, colour: bool = False, width: int = 100) -> str:
    """All that changed, in the order of the new document."""
    renderer = _Renderer(comparison, colour=colour, width=width)
    return "\n".join(renderer.lines()) + "\n"


class _Renderer:
    def __init__(self, comparison: Comparison, *, colour: bool, width: int) -> None:
        self.comparison = comparison
        self.colour, self.width = colour, width
        self.old, self.new = comparison.old, comparison.new
        self.old_titles = {section.number: section.title for section in self.old.sections}
        self.new_titles = {section.number: section.title for section in self.new.sections}

    def lines(self) -> Iterator[str]:
        yield summary_line(self.comparison.summary)
        unchanged = 0
        for row in self.comparison.sections:
            if row.kinds == (Kind.UNCHANGED,):
                unchanged += 1
            else:
                yield from self._section(row)
        if unchanged:
            yield ""
            yield self._dim(_counted(unchanged, "section") + " unchanged")

    def _section(self, row: SectionRow) -> Iterator[str]:
        yield ""
        yield self._bold(_clean(self._heading(row)))
        for block in row.blocks:
            if block.kinds != (Kind.UNCHANGED,):
                yield from self._block(row, block)

    def _heading(self, row: SectionRow) -> str:
        """The section's title and what happened to it."""
        news, olds = _titles(row.new), _titles(row.old)
        notes = [self._move(row)] if Kind.MOVED in row.kinds else []
        if Kind.SPLIT in row.kinds:
            notes.append(f"split from {olds}")
        elif Kind.MERGED in row.kinds:
            notes.append(f"merged from {olds}")
        elif Kind.RENAMED in row.kinds:
            notes.append(f"renamed from {olds}")
        if Kind.RELEVELED in row.kinds:
            notes.append(f"level {row.old[0].level} → {row.new[0].level}")
        told = {Kind.MOVED, Kind.SPLIT, Kind.MERGED, Kind.RENAMED, Kind.RELEVELED}
        notes += [kind.value for kind in row.kinds if kind not in told]
        return f"{_mark(row)} {news or olds}   {', '.join(notes)}".rstrip()

    def _move(self, row: SectionRow) -> str:
        """Which way a section went, and from under which other."""
        old, new = row.old[0], row.new[0]
        was, stands = old.number / len(self.old.sections), new.number / len(self.new.sections)
        arrow = "↑" if was > stands else "↓"
        parent = self.old_titles.get(old.parent) if old.parent is not None else None
        parent = None if parent == self.new_titles.get(new.parent or -1) else parent
        return f"{arrow} moved {'up' if arrow == '↑' else 'down'}" + (f" (was in {parent})" if parent else "")

    def _block(self, section: SectionRow, row: BlockRow) -> Iterator[str]:
        note = self._note(section, row)
        if note:
            yield self._dim(f"    {_clean(note)}")
        text = self._marked(row)
        if text:
            indent = "    "
            wrapped = textwrap.wrap(
                text,
                self.width,
                initial_indent=indent,
                subsequent_indent=indent,
                break_on_hyphens=False,
                break_long_words=False,
            )
            yield from self._signs(wrapped)

    def _note(self, section: SectionRow, row: BlockRow) -> str:
        """What is to be said of a block besides its words."""
        notes: list[str] = []
        if Kind.MOVED in row.kinds:
            source = self.old_titles.get(row.old_section or 0, "")
            home = {place.number for place in section.old}
            notes.append("⇅ moved" if row.old_section in home else f"↷ moved from {source or 'the preamble'}")
        for kind in (Kind.SPLIT, Kind.MERGED, Kind.REFLOWED):
            if kind in row.kinds:
                notes.append({Kind.SPLIT: "split off", Kind.MERGED: "joined", Kind.REFLOWED: "re-wrapped"}[kind])
        if row.coarse:
            notes.append("too long to be compared by words")
        marked = [self._look(edit) for edit in row.edits if edit.op in (Op.MARKUP, Op.LINK)]
        notes += [*marked[:3], "…"] if len(marked) > 3 else marked
        shown = row.new or row.old
        if shown is not None and shown.kind in _NO_TEXT:
            notes.append(_NO_TEXT[shown.kind])
        if not notes:
            return ""
        return f"{_lines(row)}: {', '.join(notes)}"

    def _look(self, edit: Edit) -> str:
        words = _shortened(" ".join(self.new.text[edit.new_start : edit.new_end].split()))
        gone = _shortened(" ".join(self.old.text[edit.old_start : edit.old_end].split()))
        return f"{edit.op.value} of “{words or gone}”"

    def _marked(self, row: BlockRow) -> str:
        """The block's text with its changed words marked; long stretches of unchanged words left out."""
        edits = [edit for edit in row.edits if edit.op not in (Op.MARKUP, Op.LINK)]
        shown = row.new or row.old
        if shown is None or (not edits and Kind.MOVED not in row.kinds):
            return ""
        if not edits:
            return _shortened(" ".join(_clean(self.new.text[shown.start : shown.end]).split()), 2 * _CONTEXT)
        if row.new is None:
            return _wrapped(_clean(self.old.text[slice(*_extent(shown))]), _GONE, _GONE_END)
        if row.old is None:
            return _wrapped(_clean(self.new.text[slice(*_extent(shown))]), _COME, _COME_END)
        pieces: list[str] = []
        at, end = _extent(row.new)
        for index, edit in enumerate(edits):
            pieces.append(_context(self.new.text[at : edit.new_start], first=index == 0, last=False))
            if edit.op is Op.DELETE and self.old.text[edit.old_start - 1 : edit.old_start].isspace():
                pieces.append(" ")
            pieces.append(_wrapped(self._old(edit), _GONE, _GONE_END))
            pieces.append(_wrapped(_clean(self.new.text[edit.new_start : edit.new_end]), _COME, _COME_END))
            at = edit.new_end
        pieces.append(_context(self.new.text[at:end], first=False, last=True))
        return _spaced(pieces)

    def _old(self, edit: Edit) -> str:
        return _clean(self.old.text[edit.old_start : edit.old_end])

    def _signs(self, lines: list[str]) -> Iterator[str]:
        """The lines with the marks as they are shown; colour ends with the line and goes on with the next."""
        signs = _COLOUR if self.colour else _PLAIN
        going_on = ""
        for line in lines:
            body = line.lstrip()
            shown = line[: len(line) - len(body)] + (going_on if self.colour else "")
            for letter in body:
                if letter in signs:
                    going_on = signs[letter] if letter in (_GONE, _COME) else ""
                shown += signs.get(letter, letter)
            yield shown + (_RESET if self.colour and going_on else "")

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_RESET}" if self.colour else text

    def _dim(self, text: str) -> str:
        return f"{_DIM}{text}{_RESET}" if self.colour else text


def summary_line(summary: Summary) -> str:
    """The sums in words: "3 words added · 1 removed"; "no change" where there is none."""
    words = [
        (summary.words_added, "added"),
        (summary.words_removed, "removed"),
        (summary.words_moved, "moved"),
    ]
    parts = [f"{number} {what}" for number, what in words if number]
    if parts:
        first = parts[0].split(" ")
        parts[0] = f"{_counted(int(first[0]), 'word')} {first[1]}"
    for number, what in (
        (summary.markup_changes, "markup change"),
        (summary.link_changes, "link change"),
        (summary.reflowed_lines, "re-wrapped line"),
    ):
        if number:
            parts.append(_counted(number, what))
    for kind, number in summary.sections:
        if kind not in (Kind.UNCHANGED, Kind.EDITED, Kind.MARKUP, Kind.LINK, Kind.REFLOWED):
            parts.append(f"{_counted(number, 'section')} {kind.value}")
    if not parts:
        changed = [kind for kind, _ in summary.sections if kind is not Kind.UNCHANGED]
        return "only punctuation, order or spacing changed" if changed else "no change"
    return " · ".join(parts)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _titles(sections: tuple[Section, ...]) -> str:
    return " + ".join(section.title or "(preamble)" for section in sections)


def _mark(row: SectionRow) -> str:
    return "+" if Kind.ADDED in row.kinds else "-" if Kind.REMOVED in row.kinds else "§"


def _extent(block: Block) -> tuple[int, int]:
    """What is shown of a block: a heading without its adornments, anything else whole."""
    if block.kind is BlockKind.HEADING and block.runs:
        return block.runs[0].start, block.runs[-1].end
    return block.start, block.end


def _lines(row: BlockRow) -> str:
    block: Block | None = row.new or row.old
    if block is None:
        return ""
    return f"line {block.first_line}" if row.new else f"old line {block.first_line}"


def _clean(text: str) -> str:
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def _wrapped(text: str, start: str, end: str) -> str:
    text = " ".join(text.split())
    return f"{start}{text}{end}" if text else ""


def _shortened(text: str, words: int = _CONTEXT) -> str:
    parts = text.split(" ")
    return text if len(parts) <= words else " ".join(parts[:words]) + " …"


def _context(text: str, *, first: bool, last: bool) -> str:
    """Unchanged words around an edit; the blanks at its ends stay, as they part it from the edit."""
    text = _clean(text)
    words = text.split()
    before = " " if text[:1].isspace() and not first else ""
    behind = " " if text[-1:].isspace() and not last else ""
    if not words:
        return before or behind
    least = _CONTEXT if first or last else 2 * _CONTEXT
    if len(words) > least + 3:
        if first:
            words = ["…", *words[-_CONTEXT:]]
        elif last:
            words = [*words[:_CONTEXT], "…"]
        else:
            words = [*words[:_CONTEXT], "…", *words[-_CONTEXT:]]
    return before + " ".join(words) + behind


def _spaced(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())
