"""What an editor adds while one types: the next item's marker, a quotation's sign, the rest of a title's underline.

Each aid is a change that undo takes back in one step, and none where plain typing is what is wanted.
"""

import re
from typing import NamedTuple

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.core.drafting.wrapping import columns

_ITEM = re.compile(
    r"(?P<indent>[ \t]*(?:>[ \t]?)*)(?P<marker>[-*+•]|(?P<open>\(?)(?P<number>\d{1,9}|#|[A-Za-z])(?P<close>[.)]))"
    r"(?P<gap>[ \t]+)(?P<box>\[[ xX]\][ \t]+)?(?P<words>.*)"
)
_QUOTE = re.compile(r"(?P<lead>[ \t]*(?:>[ \t]?)+)(?P<words>.*)")
_LINE_BLOCK = re.compile(r"(?P<lead>[ \t]*\| )(?P<words>.*)")
_ROW = re.compile(r"([=\-~^\"'`#*+.:_])\1+\Z")
_INDENTED = re.compile(r"[ \t]*")


class Typed(NamedTuple):
    """A change, and where the cursor stands after it."""

    change: TextChange
    cursor: int


def on_enter(text: str, at: int, markup: Markup) -> Typed:
    """What Enter does: a list goes on with its next marker, an empty item ends it, an indentation is kept."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    before, line = text[start:at], text[start : end if end >= 0 else len(text)]
    lead, is_empty = _lead_of_next(before, line, markup)
    if is_empty:
        return Typed(TextChange(start, at, ""), start)
    return Typed(TextChange(at, at, "\n" + lead), at + 1 + len(lead))


def _lead_of_next(before: str, line: str, markup: Markup) -> tuple[str, bool]:
    """What the next line begins with, and whether this one holds a marker and nothing else."""
    if markup is Markup.TEXT:
        return "", False
    rest_is_empty = not line[len(before) :].strip()
    item = _ITEM.fullmatch(before)
    if item is not None and not _is_sentence(item, markup):
        return _next_item(item), rest_is_empty and not item["words"].strip()
    other = (_QUOTE if markup is Markup.MARKDOWN else _LINE_BLOCK).fullmatch(before)
    if other is not None:
        return other["lead"], rest_is_empty and not other["words"].strip()
    indent = _INDENTED.match(before)
    return (indent.group() if indent else ""), False


def _is_sentence(item: "re.Match[str]", markup: Markup) -> bool:
    """Whether a single letter with a stop begins a name or a sentence, and no list."""
    number = item["number"] or ""
    return number.isalpha() and (markup is Markup.MARKDOWN or number in "IiVvXx")


def _next_item(item: "re.Match[str]") -> str:
    box = "[ ] " if item["box"] else ""
    if item["number"] is None:
        return f"{item['indent']}{item['marker']}{item['gap']}{box}"
    return f"{item['indent']}{item['open']}{_next_number(item['number'])}{item['close']}{item['gap']}{box}"


def _next_number(number: str) -> str:
    if number.isdigit():
        return str(int(number) + 1)
    return number if number in ("#", "z", "Z") else chr(ord(number) + 1)


def complete_underline(text: str, at: int) -> Typed | None:
    """The rest of the row of signs below a title, once two are there; None where the line is none, or long enough."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    row = text[start : end if end >= 0 else len(text)]
    if start == 0 or at != start + len(row) or not _ROW.fullmatch(row):
        return None
    above = text[text.rfind("\n", 0, start - 1) + 1 : start - 1].rstrip()
    missing = columns(above) - len(row)
    if missing <= 0 or above[:1].isspace() or _ROW.fullmatch(above):
        return None
    return Typed(TextChange(at, at, row[0] * missing), at + missing)


def fit_rows(text: str, line_start: int) -> TextChange | None:
    """The change that makes the row under a title (and over it) as long as the title whose line begins there."""
    end = text.find("\n", line_start)
    if end < 0:
        return None
    title = text[line_start:end].rstrip()
    row_end = text.find("\n", end + 1)
    row = text[end + 1 : row_end if row_end >= 0 else len(text)].rstrip()
    if not title.strip() or _ROW.fullmatch(title) or not _ROW.fullmatch(row):
        return None
    above_start = text.rfind("\n", 0, max(0, line_start - 1)) + 1
    above = text[above_start : line_start - 1].rstrip() if line_start else ""
    has_overline = above == row and above_start != line_start
    if title[:1].isspace() and not has_overline:
        return None
    fitted = row[0] * max(2, columns(title) + (has_overline and title[:1].isspace()))
    if fitted == row:
        return None
    if has_overline:
        return TextChange(above_start, end + 1 + len(row), f"{fitted}\n{text[line_start:end]}\n{fitted}")
    return TextChange(end + 1, end + 1 + len(row), fitted)
