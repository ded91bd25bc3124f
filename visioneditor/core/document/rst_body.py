"""Body elements of reStructuredText: what kind of thing begins at a line, and where it ends.

One `Body` scans one view: the document, or what an item, a quote or a directive holds. It follows docutils line by
line; where docutils would drop text that is wrongly marked up, the text is kept as a paragraph.
"""

import re
from collections.abc import Callable

from visioneditor.core.document.model import BlockKind, Run, Style
from visioneditor.core.document.rst_explicit import scan_anonymous, scan_explicit
from visioneditor.core.document.rst_inline import inline_runs
from visioneditor.core.document.rst_lists import (
    scan_bullets,
    scan_enumeration,
    scan_fields,
    scan_line_block,
    scan_options,
)
from visioneditor.core.document.rst_page import Head, Page
from visioneditor.core.document.rst_tables import scan_grid_table, scan_simple_table
from visioneditor.core.document.rst_titles import ADORNMENT, Titles, scan_line, scan_underlined
from visioneditor.core.document.rst_view import Part, View, take_indented

_ATTRIBUTION = re.compile(r"(?:---?(?!-)|\u2014) *(?=[^ ])")
_DEEPEST = 60  # levels of nesting; what lies deeper is read as paragraphs


class Body:
    """Scans one view and puts its blocks on the page."""

    def __init__(
        self, page: Page, view: View, *, kind: BlockKind, depth: int, group: int, level: int, titles: Titles | None
    ) -> None:
        self.page = page
        self.view = view
        self.depth = depth
        self.group = group
        self._kind = kind  # of plain paragraphs
        self._level = level  # how deep this body is nested, in views
        self.titles = titles  # None where no sections can be
        self._definitions_end = -1
        self._definitions_group = 0

    def nested(self, view: View, *, kind: BlockKind = BlockKind.PARAGRAPH, deeper: int = 1, group: int = 0) -> None:
        """Scan a part that stands inside this one."""
        body = Body(
            self.page,
            view,
            kind=kind,
            depth=self.depth + deeper,
            group=group,
            level=self._level + 1,
            titles=None,
        )
        body.scan()

    def scan(self) -> None:
        """All blocks of the view."""
        if self._level > _DEEPEST:
            self._scan_flat()
            return
        lines, at, end = self.view.lines, 0, len(self.view.lines)
        while at < end:
            line = lines[at]
            if not line:
                at += 1
                continue
            for scanner in _SCANNERS.get(line[0], ()):
                after = scanner(self, at)
                if after > at:
                    at = after
                    break
            else:
                at = self._text(at)

    def line_number(self, at: int) -> int:
        return self.view.first + at

    def indent_at(self, at: int) -> int:
        """The column in the source at which a line of the view begins."""
        number = self.line_number(at)
        return self.view.starts[at] - self.page.starts[number - 1]

    def runs(self, start: int, end: int, style: Style = Style.PLAIN) -> list[Run]:
        """The inline markup of some lines."""
        return self.runs_of(self.view.part(start, end), style)

    def runs_of(self, part: View, style: Style = Style.PLAIN) -> list[Run]:
        return inline_runs(part.lines, part.starts, part.first, self.page, style)

    def plain_runs(self, part: View, style: Style = Style.PLAIN) -> list[Run]:
        """Lines as they stand, without looking for markup."""
        return [
            Run(start=at, end=at + len(line), style=style)
            for line, at in zip(part.lines, part.starts, strict=True)
            if line
        ]

    def check_unindent(self, what: str, at: int, blank_finish: bool) -> None:
        """Complain where a block ends and the next line follows at once."""
        if not blank_finish and at < len(self.view.lines):
            self.page.warn(self.line_number(at), f"{what} ends without a blank line; unexpected unindent.")

    # Text: paragraphs, titles, definitions.

    def _text(self, at: int) -> int:
        """What a line that is nothing else begins is told by the line below it."""
        lines = self.view.lines
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if not below:
            return self._paragraph(at, at + 1)
        if below[0] == " ":
            return self._definition(at)
        if ADORNMENT.match(below):
            after = scan_underlined(self, at)
            if after:
                return after
        end = at + 2
        while end < len(lines) and lines[end] and lines[end][0] != " ":
            end += 1
        return self._paragraph(at, end)

    def _paragraph(self, at: int, end: int) -> int:
        """A paragraph, and the literal block that it announces."""
        lines = self.view.lines
        if end < len(lines) and lines[end]:
            self.page.error(self.line_number(end), "Unexpected indentation.")
        part = self.view.part(at, end)
        is_literal_next = _cut_colons(part)
        if part.lines:
            runs = self.runs_of(part)
            self.page.put_paragraph(
                self._kind,
                self.line_number(at),
                self.line_number(end - 1),
                runs,
                self.depth,
                self.indent_at(at),
                self.group,
            )
        return self._literal(end) if is_literal_next else end

    def _definition(self, at: int) -> int:
        """A term with what it means below it."""
        part = take_indented(self.view, at + 1)
        line = self.line_number(at)
        if at != self._definitions_end:
            self._definitions_group = self.page.next_group()
        if self.view.lines[at].endswith("::"):
            self.page.info(
                line + 1,
                'Blank line missing before literal block (after the "::")? Interpreted as a definition list item.',
            )
        group, indent = self._definitions_group, self.indent_at(at)
        self.page.put(BlockKind.TERM, line, line, self.runs(at, at + 1), depth=self.depth, indent=indent, group=group)
        self.nested(part.view, group=group)
        self._definitions_end = self.skip_blank(part.end)
        if not self._begins_definition(part.end):
            self.check_unindent("Definition list", part.end, part.blank_finish)
        return part.end

    def _begins_definition(self, at: int) -> bool:
        lines = self.view.lines
        return at + 1 < len(lines) and lines[at + 1][:1] == " " and lines[at][:1] not in ("", *" -+*.:|>_")

    def skip_blank(self, at: int) -> int:
        while at < len(self.view.lines) and not self.view.lines[at]:
            at += 1
        return at

    # Quotes and literals.

    def quote(self, at: int) -> int:
        """An indented part: one quote or, where attributions end them, several."""
        part = take_indented(self.view, at)
        rest = part.view
        while rest.lines:
            at_attribution, end = _attribution(rest)
            self.nested(rest.part(0, at_attribution), kind=BlockKind.QUOTE, group=self.group)
            if end > at_attribution:
                self._attribution(rest.part(at_attribution, end))
            rest = rest.part(end, len(rest)).trimmed()
        self.check_unindent("Block quote", part.end, part.blank_finish)
        return part.end

    def _attribution(self, part: View) -> None:
        """Who said it, set apart from the quote."""
        found = _ATTRIBUTION.match(part.lines[0])
        assert found is not None
        indent = len(part.lines[1]) - len(part.lines[1].lstrip()) if len(part) > 1 else 0
        self.page.put(
            BlockKind.QUOTE,
            part.first,
            part.first + len(part) - 1,
            self.runs_of(part.cut(0, len(part), indent, found.end())),
            depth=self.depth + 1,
            indent=part.starts[0] - self.page.starts[part.first - 1] + found.end(),
            marker=found.group().strip(),
            group=self.group,
        )

    def _literal(self, at: int) -> int:
        """The literal block after `::`: the indented part, or lines that begin with one quoting character."""
        part = take_indented(self.view, at)
        if part.view.lines:
            self.put_literal(part.view)
            self.check_unindent("Literal block", part.end, part.blank_finish)
            return part.end
        start = self.skip_blank(at)
        lines = self.view.lines
        if start >= len(lines) or not ADORNMENT.match(lines[start][0]):
            self.page.warn(self.line_number(min(start, len(lines) - 1)), "Literal block expected; none found.")
            return start
        quote, end = lines[start][0], start
        while end < len(lines) and lines[end][:1] == quote:
            end += 1
        self.put_literal(self.view.part(start, end))
        if end < len(lines) and lines[end]:
            is_indented = lines[end][0] == " "
            self.page.error(
                self.line_number(end),
                "Unexpected indentation." if is_indented else "Inconsistent literal block quoting.",
            )
        return end

    def put_literal(self, part: View, marker: str = "", deeper: int = 0) -> None:
        """Text that stands as it is."""
        if part.lines:
            self.page.put(
                BlockKind.LITERAL,
                part.first,
                part.first + len(part) - 1,
                self.plain_runs(part, Style.LITERAL),
                depth=self.depth + deeper,
                indent=part.starts[0] - self.page.starts[part.first - 1],
                marker=marker,
                group=self.page.next_group(),
            )

    def doctest(self, at: int) -> int:
        """A Python session, up to the next blank line."""
        if self.view.lines[at] != ">>>" and not self.view.lines[at].startswith(">>> "):
            return at
        end = at
        while end < len(self.view.lines) and self.view.lines[end]:
            end += 1
        self.put_literal(self.view.part(at, end), "doctest")
        return end

    def _scan_flat(self) -> None:
        """Too deep to be taken apart: paragraphs of plain lines."""
        lines, at = self.view.lines, self.skip_blank(0)
        if at < len(lines):
            self.page.warn(self.line_number(at), "Nested too deeply; shown as plain text.")
        while at < len(lines):
            end = at
            while end < len(lines) and lines[end]:
                end += 1
            part = self.view.part(at, end)
            flat = View([line.lstrip() for line in part.lines], _left_starts(part), part.first)
            self.page.put_paragraph(
                self._kind,
                part.first,
                part.first + len(part) - 1,
                self.plain_runs(flat),
                self.depth,
                self.indent_at(at),
                self.group,
            )
            at = self.skip_blank(end)

    def scan_item(self, part: Part, head: Head) -> None:
        """A marker and what it stands before."""
        self.page.open_head(head)
        self.nested(part.view.trimmed(), group=head.group)
        self.page.close_head()


def _cut_colons(part: View) -> bool:
    """Take the `::` from a paragraph's end, one colon of it where it stands at a word; whether there was one."""
    last = part.lines[-1]
    if not last.endswith("::"):
        return False
    backslashes = len(last) - 2 - len(last[:-2].rstrip("\\"))
    if backslashes % 2:
        return False
    if last == "::":
        del part.lines[-1], part.starts[-1]
    elif last[-3] == " ":
        part.lines[-1] = last[:-2].rstrip()
    else:
        part.lines[-1] = last[:-1]
    return True


def _left_starts(part: View) -> list[int]:
    return [at + len(line) - len(line.lstrip()) for line, at in zip(part.lines, part.starts, strict=True)]


def _attribution(view: View) -> tuple[int, int]:
    """Where in a quote its attribution begins and ends; both the quote's end where it has none."""
    lines = view.lines
    for at in range(2, len(lines)):
        if lines[at] and not lines[at - 1] and _ATTRIBUTION.match(lines[at]):
            end = _attribution_end(lines, at)
            if end:
                return at, end
    return len(lines), len(lines)


def _attribution_end(lines: list[str], at: int) -> int:
    """The index after an attribution whose later lines are indented alike, else 0."""
    indent = -1
    end = at + 1
    while end < len(lines) and lines[end]:
        own = len(lines[end]) - len(lines[end].lstrip())
        if indent not in (-1, own):
            return 0
        indent = own
        end += 1
    return end


_Scanner = Callable[[Body, int], int]
_SCANNERS: dict[str, tuple[_Scanner, ...]] = dict.fromkeys("!\"#$%&'),;<?@[\\]^`{}~", (scan_line,))
_SCANNERS |= dict.fromkeys("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", (scan_enumeration,))
_SCANNERS |= dict.fromkeys("\u2022\u2023\u2043", (scan_bullets,))
_SCANNERS |= {
    " ": (Body.quote,),
    "-": (scan_bullets, scan_options, scan_line),
    "+": (scan_bullets, scan_options, scan_grid_table, scan_line),
    "*": (scan_bullets, scan_line),
    "#": (scan_enumeration, scan_line),
    "(": (scan_enumeration, scan_line),
    ":": (scan_fields, scan_line),
    "/": (scan_options, scan_line),
    ">": (Body.doctest, scan_line),
    "|": (scan_line_block, scan_line),
    "=": (scan_simple_table, scan_line),
    ".": (scan_explicit, scan_line),
    "_": (scan_anonymous, scan_line),
}
