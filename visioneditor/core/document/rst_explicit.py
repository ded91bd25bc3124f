"""Explicit markup of reStructuredText: what begins with two dots, and anonymous targets.

Footnotes and citations, targets, substitution definitions, and, where it is none of these, comments. Directives are
recognised here and taken apart in their own module.
"""

import re
from typing import TYPE_CHECKING

from visioneditor.core.document.model import BlockKind, Style
from visioneditor.core.document.rst_directives import Parts, scan_directive, take_apart
from visioneditor.core.document.rst_escapes import escape_to_null, join_address, unescape
from visioneditor.core.document.rst_inline import NAME
from visioneditor.core.document.rst_page import Head, fold_name
from visioneditor.core.document.rst_view import View, take_after_marker

if TYPE_CHECKING:
    from visioneditor.core.document.rst_body import Body

_START = re.compile(r"\.\.(?: +|\Z)")
_FOOTNOTE = re.compile(rf"\.\. +\[([0-9]+|#(?:{NAME})?|\*|{NAME})\](?: +|\Z)")
_TARGET = re.compile(r"\.\. +_(?![ ]|\Z)")
_SUBSTITUTION = re.compile(r"\.\. +\|(?![ ]|\Z)")
_DIRECTIVE = re.compile(rf"\.\. +({NAME}) ?::(?: +|\Z)")
_EMBEDDED_DIRECTIVE = re.compile(rf"({NAME})::(?: +|\Z)")
_ANONYMOUS = re.compile(r"__(?: +|\Z)")
_TARGET_NAME = re.compile(
    r"(?:_|(?!_)(?P<quote>`?)(?![ `])(?P<name>.+?)(?<![\s\x00])(?P=quote))(?<!(?<!\x00):)(?<![\s\x00]) ?:(?: +|\Z)"
)
_SUBSTITUTION_NAME = re.compile(r"(?! )(?P<name>.+?)(?<![\s\x00])\|(?: +|\Z)")
_REFERENCE = re.compile(rf"(?:(?P<simple>{NAME})_|`(?! )(?P<phrase>.+?)(?<![\s\x00])`_)\Z")
_MOST_NAME_LINES = 20


def scan_explicit(body: "Body", at: int) -> int:
    """Whatever begins with two dots and a blank."""
    line = body.view.lines[at]
    if not _START.match(line):
        return at
    if len(line) > 3:
        for scanner, pattern in _CONSTRUCTS:
            if found := pattern.match(line):
                end, finish = scanner(body, at, found)
                if end > at:
                    return _close(body, end, finish)
                break
    return _close(body, *_comment(body, at))


def _close(body: "Body", end: int, finish: bool) -> int:
    lines = body.view.lines
    if not finish and end < len(lines) and not _START.match(lines[end]) and not _ANONYMOUS.match(lines[end]):
        body.check_unindent("Explicit markup", end, finish)
    return end


def _comment(body: "Body", at: int) -> tuple[int, bool]:
    """A comment; two dots alone before a blank line take nothing with them."""
    lines = body.view.lines
    first = body.line_number(at)
    if not lines[at][2:].strip() and (at + 1 >= len(lines) or not lines[at + 1]):
        body.page.put(BlockKind.COMMENT, first, first, depth=body.depth)
        return at + 1, True
    part = take_after_marker(body.view, at, 2)
    last = at + max(len(_without_blank_end(part.view)), 1) - 1
    body.page.put(BlockKind.COMMENT, first, body.line_number(last), depth=body.depth)
    return part.end, part.blank_finish


def _without_blank_end(view: View) -> View:
    end = len(view)
    while end and not view.lines[end - 1]:
        end -= 1
    return view.part(0, end)


def _footnote(body: "Body", at: int, found: re.Match[str]) -> tuple[int, bool]:
    """A footnote or citation: its mark and what it says."""
    label = found[1]
    line = body.line_number(at)
    start = body.view.starts[at]
    part = take_after_marker(body.view, at, found.end())
    shown = View([label[: 1 if label[0] == "#" else None]], [start + found.start(1)], line)
    body.page.name_footnote(label, start, line)
    head = Head(
        kind=BlockKind.FIELD,
        line=line,
        end=start + found.end(),
        depth=body.depth,
        marker=f"[{label}]",
        indent=body.indent_at(at) + found.end(),
        group=body.group,
        runs=body.plain_runs(shown, Style.LABEL),
    )
    if not any(part.view.lines):
        body.page.warn(line, "Footnote content expected.")
    body.scan_item(part, head)
    return part.end, part.blank_finish


def _target(body: "Body", at: int, found: re.Match[str]) -> tuple[int, bool]:
    """A name for a place or an address."""
    part = take_after_marker(body.view, at, found.end(), until_blank=True)
    lines = [escape_to_null(line) for line in part.view.lines]
    joined, count = lines[0], 1
    while not (name := _TARGET_NAME.match(joined)) and count < min(len(lines), _MOST_NAME_LINES):
        joined += " " + lines[count].strip()
        count += 1
    line = body.line_number(at)
    if name is None:
        body.page.warn(line, "Malformed hyperlink target.")
        return at, True
    body.page.put(BlockKind.TARGET, line, line + len(lines) - 1, depth=body.depth)
    if name["name"]:
        _name_target(body, unescape(name["name"]), [joined[name.end() :], *lines[count:]], at)
    return part.end, part.blank_finish


def _name_target(body: "Body", name: str, address: list[str], at: int) -> None:
    line, start = body.line_number(at), body.view.starts[at]
    stripped = [part.strip() for part in address]
    reference = _REFERENCE.match(" ".join(" ".join(stripped).split())) if stripped[-1].endswith("_") else None
    if reference:
        body.page.name_address(name, fold_name(unescape(reference["simple"] or reference["phrase"])) + "_", line)
        return
    found = join_address(" ".join(stripped))
    if found:
        body.page.name_address(name, found, line)
    else:
        body.page.name_place(name, start, line)


def _substitution(body: "Body", at: int, found: re.Match[str]) -> tuple[int, bool]:
    """A definition of what stands for `|name|`: its text is shown where it is defined."""
    line = body.line_number(at)
    part = take_after_marker(body.view, at, found.end())
    first = escape_to_null(part.view.lines[0])
    name = _SUBSTITUTION_NAME.match(first)
    if name is None:
        body.page.warn(line, "Malformed substitution definition.")
        return at, True
    view = part.view
    rest = View([view.lines[0][name.end() :], *view.lines[1:]], [view.starts[0] + name.end(), *view.starts[1:]], line)
    directive = _EMBEDDED_DIRECTIVE.match(rest.lines[0])
    if directive is None:
        body.page.warn(line, f'Substitution definition "{name["name"]}" empty or invalid.')
        marker = ""
    else:
        marker = directive[1]
        rest.lines[0] = rest.lines[0][directive.end() :]
        rest.starts[0] += directive.end()
    rest = rest.trimmed()
    parts = take_apart(rest) if rest.lines else Parts(rest, rest, rest)
    runs = body.runs_of(parts.arguments) if marker in ("", "replace") else body.plain_runs(parts.arguments)
    last = max((view.first + len(view) - 1 for view in parts[:2] if view.lines), default=line)
    body.page.put(BlockKind.OTHER, line, last, runs, depth=body.depth, marker=marker or "|")
    body.nested(parts.content)
    return part.end, part.blank_finish


def _directive(body: "Body", at: int, found: re.Match[str]) -> tuple[int, bool]:
    return scan_directive(body, at, found[1], found.end())


def scan_anonymous(body: "Body", at: int) -> int:
    """The target of the next anonymous reference."""
    found = _ANONYMOUS.match(body.view.lines[at])
    if found is None:
        return at
    part = take_after_marker(body.view, at, found.end(), until_blank=True)
    line = body.line_number(at)
    body.page.put(BlockKind.TARGET, line, line + len(part.view) - 1, depth=body.depth)
    return _close(body, part.end, part.blank_finish)


_CONSTRUCTS = (
    (_footnote, _FOOTNOTE),
    (_target, _TARGET),
    (_substitution, _SUBSTITUTION),
    (_directive, _DIRECTIVE),
)
