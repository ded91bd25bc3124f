"""Lists of reStructuredText: bullets, numbers, fields, options, lines.

Each function looks at one line of a body; it gives the index after what it put on the page, or the same index where
no such list begins there.
"""

import re
from typing import TYPE_CHECKING

from visioneditor.core.document.model import BlockKind, Style
from visioneditor.core.document.rst_inline import inline_runs
from visioneditor.core.document.rst_page import Head
from visioneditor.core.document.rst_view import Part, View, take_after_marker, take_known

if TYPE_CHECKING:
    from visioneditor.core.document.rst_body import Body

_BULLET = re.compile(r"[-+*\u2022\u2023\u2043](?: +|\Z)")
_ENUMERATOR = re.compile(r"(?P<before>\(?)(?P<number>[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|#)(?P<after>[.)])(?: +|\Z)")
FIELD_MARKER = re.compile(r":(?![: ])(?:[^:\\]++|\\.|:(?![ `]|\Z))*+(?<! ):(?: +|\Z)")
_ARGUMENT = r"(?:[a-zA-Z][a-zA-Z0-9_-]*|<[^<>]+>)"
_OPTION = rf"(?:[-+][a-zA-Z0-9](?: ?{_ARGUMENT})?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*(?:[ =]{_ARGUMENT})?)"
_OPTIONS = re.compile(rf"({_OPTION}(?:, {_OPTION})*)(?:  +| ?\Z)")
_LINE = re.compile(r"\|(?: +|\Z)")
_ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SEQUENCES = ("arabic", "loweralpha", "upperalpha", "lowerroman", "upperroman")
_LONGEST_NUMBER = 18


def scan_bullets(body: "Body", at: int) -> int:
    """A bullet list: items that begin with the same sign."""
    lines = body.view.lines
    bullet = lines[at][0]
    group = 0
    end, finish = at, True
    while at < len(lines) and lines[at][:1] == bullet and (found := _BULLET.match(lines[at])):
        group = group or body.page.next_group()
        end, finish = _item(body, at, found.end(), bullet, group)
        at = body.skip_blank(end)
    if group:
        body.check_unindent("Bullet list", end, finish)
    return end


def _item(body: "Body", at: int, indent: int, marker: str, group: int) -> tuple[int, bool]:
    """One item with all that it holds; the index after it and whether a blank line follows."""
    line = body.view.lines[at]
    if len(line) > indent:
        part = take_known(body.view, at, indent)
    else:
        part = take_after_marker(body.view, at, indent)
    body.scan_item(part, _head(body, at, indent, BlockKind.ITEM, marker, group))
    return part.end, part.blank_finish


def _head(body: "Body", at: int, indent: int, kind: BlockKind, marker: str, group: int) -> Head:
    start = body.view.starts[at]
    return Head(
        kind=kind,
        line=body.line_number(at),
        end=start + indent,
        depth=body.depth,
        marker=marker,
        group=group,
        indent=body.indent_at(at) + indent,
    )


def scan_enumeration(body: "Body", at: int) -> int:
    """A numbered list: items in order, in one style."""
    lines = body.view.lines
    group = 0
    end, finish = at, True
    sequence = style = ""
    ordinal = 0
    while at < len(lines) and (found := _ENUMERATOR.match(lines[at])):
        own_sequence, number = _parse_number(found["number"], sequence)
        own_style = found["before"] + found["after"]
        follows = own_sequence == "#" or (own_sequence == sequence and number == ordinal + 1)
        if own_style == "(." or (group and (own_style != style or not follows)):
            break
        if not _is_item(lines, at, own_sequence, number, own_style):
            break
        if not group:
            group, sequence, style = body.page.next_group(), own_sequence, own_style
            if number != 1:
                body.page.info(
                    body.line_number(at),
                    f'Enumerated list start value not ordinal-1: "{found["number"]}" (ordinal {number})',
                )
        ordinal = number
        if own_sequence == "#":
            sequence = "#"
        end, finish = _item(body, at, found.end(), found.group().strip(), group)
        at = body.skip_blank(end)
    if group:
        body.check_unindent("Enumerated list", end, finish)
    return end


def _parse_number(text: str, expected: str) -> tuple[str, int]:
    """The kind of an enumerator and its value; 0 where it has none."""
    if text == "#":
        return "#", 1
    if expected and expected != "#" and _is_of(text, expected):
        return expected, _value(text, expected)
    if text in "iI":
        return ("lowerroman" if text == "i" else "upperroman"), 1
    sequence = next(sequence for sequence in _SEQUENCES if _is_of(text, sequence))
    return sequence, _value(text, sequence)


def _is_of(text: str, sequence: str) -> bool:
    if sequence == "arabic":
        return text.isdigit()
    if text.isdigit() or text.islower() != sequence.startswith("lower"):
        return False
    return len(text) == 1 if sequence.endswith("alpha") else not text.lower().strip("ivxlcdm")


def _value(text: str, sequence: str) -> int:
    if sequence == "arabic":
        return int(text) if len(text) <= _LONGEST_NUMBER else 0
    text = text.lower()
    if sequence.endswith("alpha"):
        return ord(text) - ord("a") + 1
    if len(text) > _LONGEST_NUMBER or not _ROMAN.match(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def _is_item(lines: list[str], at: int, sequence: str, number: int, style: str) -> bool:
    """Whether the line below lets an enumerator be one: blank, indented, or with the next number."""
    if not number and not (sequence == "arabic" and lines[at][0] in "0("):
        return False
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if not below or below[0] == " ":
        return True
    before = style[:-1]
    following = [f"{before}{text}{style[-1]} " for text in (_number_text(number + 1, sequence), "#") if text]
    return below.startswith(tuple(following)) if len(following) == 2 or sequence == "#" else False


def _number_text(number: int, sequence: str) -> str:
    """A number as an enumerator of its sequence; empty where the sequence has ended."""
    if sequence in ("#", "arabic"):
        return "#" if sequence == "#" else str(number)
    if sequence.endswith("alpha"):
        text = chr(ord("a") + number - 1) if number <= 26 else ""
    else:
        text = _roman(number)
    return text if sequence.startswith("lower") else text.upper()


def _roman(number: int) -> str:
    if number > 4999:
        return ""
    signs = zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN_SIGNS, strict=True)
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text


_ROMAN_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


def scan_fields(body: "Body", at: int) -> int:
    """A field list: names between colons, each with what it says."""
    lines = body.view.lines
    group = 0
    end, finish = at, True
    while at < len(lines) and lines[at][:1] == ":" and (found := FIELD_MARKER.match(lines[at])):
        group = group or body.page.next_group()
        part = take_after_marker(body.view, at, found.end())
        name_end = found.group().rindex(":")
        head = _head(body, at, found.end(), BlockKind.FIELD, "", group)
        head.runs = body.runs_of(_within(body.view, at, 1, name_end), Style.LABEL)
        body.scan_item(part, head)
        end, finish = part.end, part.blank_finish
        at = body.skip_blank(end)
    if group:
        body.check_unindent("Field list", end, finish)
    return end


def _within(view: View, at: int, start: int, end: int) -> View:
    """A piece of one line."""
    return View([view.lines[at][start:end]], [view.starts[at] + start], view.first + at)


def scan_options(body: "Body", at: int) -> int:
    """A list of command-line options, each with what it does."""
    lines = body.view.lines
    group = 0
    end, finish = at, True
    while at < len(lines) and (found := _OPTIONS.match(lines[at])):
        part = take_after_marker(body.view, at, found.end())
        if not any(part.view.lines):
            break
        group = group or body.page.next_group()
        head = _head(body, at, found.end(), BlockKind.FIELD, "", group)
        head.runs = body.plain_runs(_within(body.view, at, 0, found.end(1)), Style.LABEL | Style.LITERAL)
        body.scan_item(part, head)
        end, finish = part.end, part.blank_finish
        at = body.skip_blank(end)
    if group:
        body.check_unindent("Option list", end, finish)
    return end


def scan_line_block(body: "Body", at: int) -> int:
    """Lines that stay lines: each is a block."""
    lines = body.view.lines
    group = 0
    finish = True
    while at < len(lines) and (found := _LINE.match(lines[at])):
        group = group or body.page.next_group()
        part = take_after_marker(body.view, at, found.end(), until_blank=True)
        _put_line(body, part, at, found.end(), group)
        at, finish = part.end, part.blank_finish
        if finish:
            break
    if group and not finish:
        body.page.warn(body.line_number(min(at, len(lines) - 1)), "Line block ends without a blank line.")
    return at


def _put_line(body: "Body", part: Part, at: int, indent: int, group: int) -> None:
    view = part.view
    first = body.line_number(at)
    body.page.put(
        BlockKind.OTHER,
        first,
        first + max(len(view), 1) - 1,
        inline_runs(view.lines, view.starts, first, body.page),
        depth=body.depth,
        indent=body.indent_at(at) + indent,
        marker="|",
        group=group,
    )
