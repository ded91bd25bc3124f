"""List items and other lines set deeper or less deep: what Tab does in the source.

An item goes along with all that stands under it. In RST an item of another depth needs a blank line before it, which is
put there; Markdown does without.
"""

import re

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.text_change import TextChange

_ITEM = re.compile(r"([ \t]*)((?:[-*+•]|\(?(?:\d{1,9}|#|[A-Za-z])[.)])[ \t]+)(?=\S)")
_STEP = {Markup.RST: 3, Markup.MARKDOWN: 4, Markup.TEXT: 4}  # of lines that are no items


def is_item(line: str) -> bool:
    """Whether a line begins with an item's marker."""
    return _ITEM.match(line) is not None


def shift_lines(text: str, start: int, end: int, markup: Markup, *, deeper: bool) -> TextChange | None:
    """The change that sets the lines of `text[start:end]` deeper, or less deep; None where nothing would change."""
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", max(start, end - 1) if end > start else end)
    stop = len(text) if stop < 0 else stop
    item = _ITEM.match(text, first)
    if item is not None:
        stop = _end_of_item(text, stop, len(item[1]))
    step = len(item[2]) if item is not None else _STEP[markup]
    old = text[first:stop]
    new = "\n".join(_shifted(line, step if deeper else -step) for line in old.split("\n"))
    if new == old:
        return None
    if markup is Markup.RST and item is not None:
        above = text[text.rfind("\n", 0, max(0, first - 1)) + 1 : max(0, first - 1)]
        below = text[stop + 1 : text.find("\n", stop + 1) if text.find("\n", stop + 1) >= 0 else len(text)]
        new = ("\n" if above.strip() else "") + new + ("\n" if below.strip() else "")
    return TextChange(first, stop, new)


def _end_of_item(text: str, stop: int, indent: int) -> int:
    """Where what stands under an item ends: lines that are set deeper than it, blank ones between them."""
    at = stop
    while at < len(text):
        end = text.find("\n", at + 1)
        line = text[at + 1 : end if end >= 0 else len(text)]
        if line.strip():
            if len(line) - len(line.lstrip(" \t")) <= indent:
                return stop
            stop = end if end >= 0 else len(text)
        at = end if end >= 0 else len(text)
    return stop


def _shifted(line: str, by: int) -> str:
    if not line.strip():
        return line
    if by > 0:
        return " " * by + line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]
