"""A comparison as one HTML file that opens anywhere: both texts beside each other as they are read, row by row.

It holds no script and fetches nothing, and says so to the browser. What did not change is folded in <details>; ends of
moves lead to each other; the list at the top leads to each changed section.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from visioneditor.core.compare.counting import count_section_words
from visioneditor.core.compare.model import BlockRow, Comparison, Edit, Kind, SectionRow
from visioneditor.core.document.model import Block, BlockKind
from visioneditor.core.text import count_words
from visioneditor.exporters.comparison_folding import opening
from visioneditor.exporters.comparison_html_blocks import Setting, attribute, opening_text, settings, text
from visioneditor.exporters.comparison_html_style import Colours, style_sheet
from visioneditor.exporters.comparison_marked import QUIET_OPS, is_raw
from visioneditor.exporters.comparison_shape import Shape, ShownRow, ShownSection, is_title, shape
from visioneditor.exporters.comparison_wording import (
    Words,
    block_name,
    counted,
    nothing_changed,
    shortened,
    summary_parts,
    words_of,
)
from visioneditor.values import dataclass, field

_FOLDED = 80  # words of unchanged blocks within a changed section: more than that is folded
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The colours of the three themes, by token."""

    light: Colours
    dark: Colours
    contrast: Colours


@dataclass(slots=True)
class _Counts:
    """Words marked in a section."""

    come: int = 0
    gone: int = 0


def render_comparison_html(comparison: Comparison, look: Look, *, names: tuple[str, str] = ("", "")) -> str:
    """The page; `names` are those of the two sides."""
    sheet = style_sheet(look.light, look.dark, look.contrast)
    return "".join(_Printing(comparison).page(sheet, names))


@dataclass(slots=True)
class _Printing:
    """Prints one comparison."""

    comparison: Comparison
    words: Words = field(init=False)
    shape: Shape = field(init=False)
    old: Setting = field(init=False)
    new: Setting = field(init=False)
    places: dict[int, int] = field(init=False)  # of the row that each old section is in

    def __post_init__(self) -> None:
        self.words = words_of(self.comparison)
        self.shape = shape(self.comparison)
        self.old, self.new = settings(self.comparison)
        rows = enumerate(self.comparison.sections)
        self.places = {section.number: at for at, row in rows for section in row.old}

    def page(self, sheet: str, names: tuple[str, str]) -> Iterator[str]:
        """The document, from its head to its end."""
        title = self.comparison.new.title or self.comparison.old.title or names[1] or "Two texts"
        yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="referrer" content="no-referrer">\n'
        yield f"<title>{text(shortened(title))} – compared</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
        yield '<a class="skip" href="#changes">To the changes</a>\n'
        counts: dict[int, _Counts] = {}
        body = list(self._groups(counts))
        yield f'<header>\n<h1 dir="auto">{text(" ".join(title.split()))}</h1>\n'
        if any(names):
            yield f"<p>{text(names[0])} → {text(names[1])}</p>\n"
        same = nothing_changed(self.comparison)
        yield f'<p class="sums">{text(same) if same else self._sums()}</p>\n</header>\n'
        yield from () if same else self._list(counts)
        yield '<main id="changes">\n'
        yield f'<div class="heads" aria-hidden="true"><div>{_head(names[0], "Old")}</div>'
        yield f"<div>{_head(names[1], 'New')}</div></div>\n"
        yield from body
        yield "</main>\n</body>\n</html>\n"

    def _sums(self) -> str:
        return " · ".join(text(part) for part in summary_parts(self.comparison.summary))

    def _list(self, counts: dict[int, _Counts]) -> Iterator[str]:
        """The list of changed sections."""
        yield '<nav aria-label="Changed sections">\n<h2>Changed sections</h2>\n<ol>\n'
        for shown in self.shape.sections():
            if not shown.is_same:
                yield self._entry(shown, counts[shown.index])
        yield '</ol>\n<p class="legend"><span><ins>new words</ins></span><span><del>old words</del></span>'
        yield '<span class="arrow">↑ ↓ moved</span><span><span class="quietly">markup or link only</span></span></p>\n'
        yield "</nav>\n"

    def _entry(self, shown: ShownSection, counts: _Counts) -> str:
        row = shown.section
        sign, look = self._sign(row)
        move = self.words.section_move(row)
        said = ", ".join([*([move] if move else []), *self.words.section_notes(row)])
        numbers = [f'<span class="plus">+{counts.come:,}</span>'] if counts.come else []
        numbers += [f'<span class="minus">−{counts.gone:,}</span>'] if counts.gone else []
        return (
            f'<li><span class="sign {look}" aria-hidden="true">{sign}</span><span class="what">'
            f'<a href="#s{shown.index}"><bdi>{text(self.words.title(row))}</bdi></a>'
            f' <span class="said">{text(said)}</span></span>'
            f'<span class="count">{" ".join(numbers)}</span></li>\n'
        )

    def _sign(self, row: SectionRow) -> tuple[str, str]:
        if not row.old:
            return "+", "plus"
        if not row.new:
            return "−", "minus"
        if Kind.MOVED in row.kinds:
            return ("↑" if self.words.goes_up(row) else "↓"), "arrow"
        return "~", ""

    # sections

    def _groups(self, counts: dict[int, _Counts]) -> Iterator[str]:
        for group in self.shape.groups:
            if group[0].is_same:
                yield from self._same(group)
                continue
            for shown in group:
                told = counts[shown.index] = _Counts()
                yield from self._moved(shown) if shown.is_only_moved else self._section(shown, told)

    def _same(self, group: Sequence[ShownSection]) -> Iterator[str]:
        sections = [section for shown in group for section in shown.section.new]
        words = sum(count_section_words(self.comparison.new, section) for section in sections)
        titles = ", ".join(self.words.title(shown.section) for shown in group[:60])
        number = f"{len(group)} sections unchanged" if len(group) > 1 else "unchanged"
        yield f'<details class="same"><summary><b><bdi>{text(shortened(titles, 90))}</bdi></b> '
        yield f"{number}, {counted(words, 'word')}</summary>\n"
        for shown in group:
            yield f'<div id="s{shown.index}">\n'
            yield from self._rows(shown, shown.rows, _Counts())
            yield "</div>\n"
        yield "</details>\n"

    def _moved(self, shown: ShownSection) -> Iterator[str]:
        row = shown.section
        words = counted(sum(count_section_words(self.comparison.new, section) for section in row.new), "word")
        yield f'<details class="moved" id="s{shown.index}"><summary>'
        yield f'<span class="arrow" aria-hidden="true">{"↑" if self.words.goes_up(row) else "↓"}</span> '
        yield f"<b><bdi>{text(self.words.title(row))}</bdi></b> "
        yield f'<span class="label moved">{self._to_old_place(row)}</span> {words} unchanged</summary>\n'
        yield from self._rows(shown, shown.rows, _Counts())
        yield "</details>\n"

    def _section(self, shown: ShownSection, counts: _Counts) -> Iterator[str]:
        title = attribute(self.words.title(shown.section))
        yield f'<section id="s{shown.index}" aria-label="{title}">\n'
        if not any(is_title(shown, row) for row in shown.rows):
            yield self._labels(shown, is_alone=True)
        for is_same, group in groupby(shown.rows, key=_can_be_folded):
            rows = tuple(row for row in group if not (is_same and is_raw(row.block)))
            words = (
                sum(count_words(opening_text(row.block, self.comparison.new.text)) for row in rows) if is_same else 0
            )
            if words <= _FOLDED:
                yield from self._rows(shown, rows, counts)
                continue
            first = opening(opening_text(rows[0].block, self.comparison.new.text))
            yield f'<details class="inside"><summary><bdi>{text(first)}</bdi> '
            yield f"{counted(words, 'word')} unchanged</summary>\n"
            yield from self._rows(shown, rows, counts)
            yield "</details>\n"
        yield "</section>\n"

    def _labels(self, shown: ShownSection, *, is_alone: bool = False) -> str:
        """What happened to the section, below its heading."""
        row = shown.section
        labels: list[str] = []
        move = self.words.section_move(row)
        if move:
            arrow = "↑" if self.words.goes_up(row) else "↓"
            labels.append(
                f'<p class="label moved"><span aria-hidden="true">{arrow}</span> {self._to_old_place(row)}</p>'
            )
        for note in self.words.section_notes(row):
            if note == Kind.EDITED.value:
                continue
            look = {"added": "come", "removed": "gone"}.get(note, "")
            said = {"added": "+ section added", "removed": "− section removed"}.get(note, note)
            labels.append(f'<p class="label {look}">{text(said)}</p>')
        found = f'<div class="labels">{"".join(labels)}</div>' if labels else ""
        return f'<div class="cell">{found}</div>' if is_alone and found else found

    def _to_old_place(self, row: SectionRow) -> str:
        """A section's move, leading to the section that it stood behind or in."""
        old = row.old[0]
        place = self.places.get(self.words.old.before.get(old.number) or old.parent or 0)
        move = text(self.words.section_move(row))
        return move if place is None else f'<a href="#s{place}">{move}</a>'

    # rows

    def _rows(self, shown: ShownSection, rows: Iterable[ShownRow], counts: _Counts) -> Iterator[str]:
        for row in rows:
            if row.is_same and is_raw(row.block):
                continue
            if row.is_left:
                yield self._left(row)
                continue
            labels = self._labels(shown) if is_title(shown, row) and not shown.is_same else ""
            old, gone = self._cell(row, row.old, self.old, "" if shown.section.new else labels)
            new, come = self._cell(row, row.new, self.new, labels if shown.section.new else "")
            counts.gone, counts.come = counts.gone + gone, counts.come + come
            kinds = ["row", *(["same"] if row.is_same else []), *(["table"] if row.block.cells else [])]
            kinds += ["title"] if row.block.kind is BlockKind.HEADING else []
            mark = f' id="{_new_end(row.row)}"' if Kind.MOVED in row.row.kinds else ""
            yield f'<div class="{" ".join(kinds)}"{mark}>{old}{new}</div>\n'

    def _cell(self, row: ShownRow, block: Block | None, setting: Setting, labels: str) -> tuple[str, int]:
        side = "old" if setting.is_old else "new"
        if block is None:
            return f'<div class="cell {side} empty"></div>', 0
        is_whole = row.row.old is None or row.row.new is None
        inner, number = setting.marked(block, lambda edit: self.words.edit_note(edit, row.row), is_whole=is_whole)
        if is_whole:
            tag, said = ("del", "Removed: ") if setting.is_old else ("ins", "Added: ")
            inner = f'<{tag} class="whole"><span class="hidden">{said}</span>{inner}</{tag}>'
        notes = "" if setting.is_old and row.new is not None else self._notes(row)
        bar = self._bar(row, setting, number)
        return f'<div class="cell {side}"><div class="body {bar}">{inner}{labels}{notes}</div></div>', number

    def _bar(self, row: ShownRow, setting: Setting, number: int) -> str:
        block = (row.old if setting.is_old else row.new) or row.block
        edits = setting.edits.get(block.start, ())
        if row.row.old is None:
            return "come"
        if row.row.new is None:
            return "gone"
        if number or any(_has_side(edit, setting.is_old) for edit in edits):
            return "gone" if setting.is_old else "come"
        if Kind.MOVED in row.row.kinds:
            return "moved"
        return "quiet" if any(edit.op in QUIET_OPS for edit in edits) else ""

    def _notes(self, row: ShownRow) -> str:
        """A move and what else is to be said of a block, below it."""
        found: list[str] = []
        if Kind.MOVED in row.row.kinds:
            is_up = id(row.row) in self.shape.went_up
            move = text(self.words.block_move(row.row, went_up=is_up))
            if id(row.row) in self.shape.left:
                move = f'<a href="#{_old_end(row.row)}">{move}</a>'
            found.append(f'<p class="label moved"><span aria-hidden="true">{"↑" if is_up else "↓"}</span> {move}</p>')
        if row.row.old is not None and row.row.new is not None:
            notes = self.words.block_notes(row.row, row.joined)
            found += [f'<p class="label note">{text(note)}</p>' for note in notes]
        return f'<div class="labels">{"".join(found)}</div>' if found else ""

    def _left(self, shown: ShownRow) -> str:
        """Where a block stood that is elsewhere now."""
        row = shown.row
        assert row.old is not None
        is_up = id(row) in self.shape.went_up
        first = opening(opening_text(row.old, self.comparison.old.text)) or block_name(row.old)
        move = text(self.words.block_move(row, went_up=is_up, is_left=True))
        return (
            f'<div class="row" id="{_old_end(row)}"><div class="cell old"><div class="body moved">'
            f'<p dir="auto" class="other">{text(first)}</p><p class="label moved"><span aria-hidden="true">'
            f'{"↑" if is_up else "↓"}</span> <a href="#{_new_end(row)}">{move}</a></p></div></div>'
            '<div class="cell new empty"></div></div>\n'
        )


def _can_be_folded(row: ShownRow) -> bool:
    return row.is_same and row.block.kind is not BlockKind.HEADING and not row.block.header


def _has_side(edit: Edit, is_old: bool) -> bool:
    if edit.op in QUIET_OPS:
        return False
    return edit.old_start < edit.old_end if is_old else edit.new_start < edit.new_end


def _head(name: str, word: str) -> str:
    return f"{word}: {text(name)}" if name else word


def _new_end(row: BlockRow) -> str:
    return f"n{row.new.start if row.new else 0}"


def _old_end(row: BlockRow) -> str:
    return f"o{row.old.start if row.old else 0}"
