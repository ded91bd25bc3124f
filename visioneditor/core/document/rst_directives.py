"""Directives of reStructuredText, docutils', Sphinx' and anybody's: their text is kept, nothing in them is carried out.

A directive's arguments are words, its name and options are not. What it holds is scanned as body elements, or taken as
it stands where it is code. No file is ever included, no address fetched.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from visioneditor.core.document.model import BlockKind, Run, Style
from visioneditor.core.document.rst_data_tables import put_csv_table, put_list_table
from visioneditor.core.document.rst_lists import FIELD_MARKER
from visioneditor.core.document.rst_page import Head
from visioneditor.core.document.rst_view import View, take_after_marker

if TYPE_CHECKING:
    from visioneditor.core.document.rst_body import Body

# Text on the directive's own line begins what it holds; it is no argument.
_WITHOUT_ARGUMENTS = """
    attention caution danger error hint important note tip warning seealso compound epigraph highlights pull-quote
    header footer todo hlist centered
"""
_WITH_MARKUP = "admonition topic sidebar rubric table list-table csv-table versionadded versionchanged deprecated title"
_PLAIN = """
    image figure include literalinclude contents sectnum section-numbering class role default-role container date
    target-notes unicode replace code code-block sourcecode highlight math raw index only tabularcolumns productionlist
    glossary codeauthor sectionauthor default-domain currentmodule module automodule autoclass autofunction graphviz
    digraph graph inheritance-diagram ifconfig acks describe option program envvar toctree autosummary line-block
"""
_CODE = """
    code code-block sourcecode math raw graphviz digraph graph productionlist doctest testcode testsetup testcleanup
    testoutput prompt highlight plantuml uml mermaid blockdiag seqdiag actdiag nwdiag ipython jinja parsed-literal meta
    literalinclude include
"""
_ENTRIES = frozenset({"toctree", "autosummary"})
_WITHOUT_ARGUMENT_NAMES = frozenset(_WITHOUT_ARGUMENTS.split())
_CODE_NAMES = frozenset(_CODE.split())
_MARKED_NAMES = frozenset(_WITH_MARKUP.split())
_PLAIN_NAMES = frozenset(_PLAIN.split()) | _CODE_NAMES
_KNOWN_NAMES = _WITHOUT_ARGUMENT_NAMES | _MARKED_NAMES | _PLAIN_NAMES
_OPTION_LINE = re.compile(rf" |{FIELD_MARKER.pattern}", FIELD_MARKER.flags)
_EXPLICIT_TITLE = re.compile(r"(?P<title>.*\S)\s*<(?P<target>[^<>]*)>\Z")


class Parts(NamedTuple):
    """A directive taken apart."""

    arguments: View
    options: View
    content: View


def scan_directive(body: "Body", at: int, name: str, indent: int) -> tuple[int, bool]:
    """One directive; gives the index after it and whether a blank line follows."""
    part = take_after_marker(body.view, at, indent)
    line = body.line_number(at)
    kind = name.lower()
    parts = take_apart(part.view)
    if kind not in _KNOWN_NAMES:
        body.page.info(line, f'Unknown directive type "{name}"; shown as its text.')
    if _breaks_off(parts):
        body.page.warn(line, f'Invalid option block of "{name}"; what is no option is shown as text.')
    group = body.page.next_group()
    if kind in _WITHOUT_ARGUMENT_NAMES and parts.arguments.lines:
        _put_with_content(
            body,
            parts,
            Head(
                kind=BlockKind.DIRECTIVE,
                line=line,
                end=body.view.starts[at] + indent,
                depth=body.depth,
                marker=name,
                group=group,
                indent=body.indent_at(at) + indent,
                joins_later_lines=False,
            ),
        )
        return part.end, part.blank_finish
    runs = body.plain_runs(parts.arguments) if kind in _PLAIN_NAMES else body.runs_of(parts.arguments)
    last = max((view.first + len(view) - 1 for view in parts[:2] if view.lines), default=line)
    indent_of_content = body.indent_at(at) + indent
    body.page.put(
        BlockKind.DIRECTIVE, line, last, runs, depth=body.depth, marker=name, group=group, indent=indent_of_content
    )
    if parts.content.lines:
        _put_content(body, kind, parts, group)
    return part.end, part.blank_finish


def take_apart(view: View) -> Parts:
    """Arguments stand on the directive's line and below; options after them; what it holds after a blank line.

    Text that begins below the directive's line without either is what it holds. So is, from there on, what stands among
    the options and is none.
    """
    lines = view.lines
    start = 0 if lines[0] else 1
    end = start
    while end < len(lines) and lines[end]:
        end += 1
    options = next((i for i in range(start, end) if FIELD_MARKER.match(lines[i])), end)
    if start and options == end > start:
        return Parts(view.part(0, 0), view.part(0, 0), view.part(start, len(view)).trimmed())
    end = next((i for i in range(options, end) if not _OPTION_LINE.match(lines[i])), end)
    return Parts(view.part(start, options), view.part(options, end), view.part(end, len(view)).trimmed())


def _breaks_off(parts: Parts) -> bool:
    """Whether text follows the options without a blank line."""
    options, content = parts.options, parts.content
    return bool(options.lines and content.lines) and content.first == options.first + len(options)


def _put_with_content(body: "Body", parts: Parts, head: Head) -> None:
    """A directive whose text begins on its own line; the rest stands below its options."""
    body.page.open_head(head)
    if parts.options.lines or not parts.content.lines:
        body.nested(parts.arguments, group=head.group)
        body.page.close_head()
        body.nested(parts.content, group=head.group)
        return
    gap = parts.content.first - parts.arguments.first - len(parts.arguments)
    lines = [*parts.arguments.lines, *[""] * gap, *parts.content.lines]
    starts = [*parts.arguments.starts, *[0] * gap, *parts.content.starts]
    body.nested(View(lines, starts, parts.arguments.first), group=head.group)
    body.page.close_head()


def _put_content(body: "Body", kind: str, parts: Parts, group: int) -> None:
    content = parts.content
    if kind in _ENTRIES:
        _put_entries(body, content, group)
    elif kind == "parsed-literal":
        runs = body.runs_of(content, Style.LITERAL)
        last = content.first + len(content) - 1
        indent = content.starts[0] - body.page.starts[content.first - 1]
        body.page.put(
            BlockKind.LITERAL, content.first, last, runs, depth=body.depth + 1, indent=indent, marker=kind, group=group
        )
    elif kind in _CODE_NAMES:
        language = parts.arguments.lines[0].split(" ")[0] if parts.arguments.lines else ""
        body.put_literal(content, language or kind, deeper=1)
    elif kind == "list-table":
        put_list_table(body, content, parts.options, group)
    elif kind == "csv-table":
        put_csv_table(body, content, parts.options, group)
    else:
        body.nested(content, group=group)


def _put_entries(body: "Body", content: View, group: int) -> None:
    """The lines of a table of contents: documents, each with a title of its own or not."""
    for index, line in enumerate(content.lines):
        if not line:
            continue
        start = content.starts[index] + len(line) - len(line.lstrip())
        text = line.lstrip()
        found = _EXPLICIT_TITLE.match(text)
        shown, target = (found["title"], found["target"]) if found else (text, text)
        run = Run(start=start, end=start + len(shown), style=Style.LINK, target=target, role="doc")
        number = content.first + index
        indent = start - body.page.starts[number - 1]
        body.page.put(BlockKind.ENTRY, number, number, [run], depth=body.depth + 1, indent=indent, group=group)
