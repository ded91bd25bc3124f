"""Lines for a terminal: cells counted, words wrapped, nothing of a document's that could steer the terminal.

Wide characters take two cells, marks on letters none. A line of marked bits is never broken within a grapheme; colour
ends with the line. Text written from right to left is kept from turning what stands around it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum

from visioneditor.values import dataclass

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
KEPT_BLANK = "\0"  # a blank at which no line is broken; no text that is clean holds one
_ISOLATE, _ISOLATE_END = "\u2068", "\u2069"
_LETTER = re.compile(r"\w")
_BLANKS = re.compile(r"\s+")
_JOINER = "\u200d"
_TAB = "    "


class Look(StrEnum):
    """What a bit of a line is."""

    PLAIN = ""
    GONE = "31;9"
    COME = "32;4"
    REMOVED = "31"
    ADDED = "32"
    MOVED = "35"
    NOTE = "36"
    TITLE = "1"
    DIM = "2"


@dataclass(frozen=True, slots=True)
class Bit:
    """Text of one look; `text` is clean."""

    text: str
    look: Look = Look.PLAIN


Line = tuple[Bit, ...]


def clean(text: str) -> str:
    """The text with everything that steers a terminal or hides made visible; tabs as blanks."""
    text = text.replace("\t", _TAB)
    if text.isprintable() and text.isascii():
        return text
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def cells(text: str) -> int:
    """Columns that the text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(sign: str) -> int:
    if unicodedata.combining(sign) or sign == _JOINER or "\u1160" <= sign <= "\u11ff":
        return 0
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def line_cells(line: Iterable[Bit]) -> int:
    """Columns that a line takes."""
    return sum(cells(bit.text) for bit in line)


def wrap(bits: Iterable[Bit], room: int) -> list[Line]:
    """The bits on lines of at most `room` columns, broken at blanks, between wide signs, else where it must be.

    Old words and the new ones behind them may part, too.
    """
    flat = _flatten(bits)
    lines: list[Line] = []
    at = 0
    while at < len(flat.text):
        if flat.text[at] == " ":
            at += 1
            continue
        end = _reach(flat.text, at, max(2, room))
        if end < len(flat.text):
            end = _break(flat, at, end)
        lines.append(tuple(_slice(flat, at, end)))
        at = end
    return lines


@dataclass(frozen=True, slots=True)
class _Flat:
    """Bits as one text, its white space folded."""

    text: str
    starts: tuple[int, ...]  # of the bits
    looks: tuple[Look, ...]
    joints: tuple[int, ...]  # where new words follow old ones


def _flatten(bits: Iterable[Bit]) -> _Flat:
    texts: list[str] = []
    starts: list[int] = []
    looks: list[Look] = []
    joints: list[int] = []
    at = 0
    for bit in bits:
        text = _BLANKS.sub(" ", bit.text)
        if text[:1] == " " and texts and texts[-1][-1:] == " ":
            text = text[1:]
        if not text:
            continue
        if bit.look is Look.COME and looks and looks[-1] is Look.GONE:
            joints.append(at)
        texts.append(text)
        starts.append(at)
        looks.append(bit.look)
        at += len(text)
    return _Flat("".join(texts), tuple(starts), tuple(looks), tuple(joints))


def _reach(text: str, at: int, room: int) -> int:
    """How far a line from `at` on can reach."""
    end = min(at + room, len(text))
    if text[at : end + 1].isascii():
        return end
    width, end = 0, at
    while end < len(text):
        width += _cells(text[end])
        if width > room:
            break
        end += 1
    while end < len(text) and end > at + 1 and _is_joined(text, end):
        end -= 1
    return max(end, at + 1)


def _break(flat: _Flat, at: int, end: int) -> int:
    """Where a line that can reach to `end` is best ended."""
    found = flat.text.rfind(" ", at + 1, end + 1)
    joint = bisect_right(flat.joints, end) - 1
    if joint >= 0:
        found = max(found, flat.joints[joint])
    if not flat.text[at : end + 1].isascii():
        wide = end
        while wide > max(found, at) and not _begins_wide(flat.text, wide):
            wide -= 1
        found = max(found, wide)
    if found > at:
        return found
    slash = flat.text.rfind("/", at + (end - at) // 2, end) + 1  # of a long address
    return slash if slash > at else end


def _begins_wide(text: str, at: int) -> bool:
    """Whether a line may begin here with a wide sign: with a letter or picture, not with a comma."""
    sign = text[at]
    is_wide = unicodedata.east_asian_width(sign) in "WF" and unicodedata.category(sign) in ("Lo", "So")
    return is_wide and not _is_joined(text, at)


def _is_joined(text: str, at: int) -> bool:
    """Whether the sign belongs to the one before it."""
    sign = text[at]
    return not sign.isascii() and (not _cells(sign) or text[at - 1] == _JOINER or "\U0001f3fb" <= sign <= "\U0001f3ff")


def _slice(flat: _Flat, start: int, end: int) -> Iterator[Bit]:
    while end > start and flat.text[end - 1] == " ":
        end -= 1
    number = bisect_right(flat.starts, start) - 1
    while start < end:
        last = min(end, flat.starts[number + 1]) if number + 1 < len(flat.starts) else end
        yield Bit(flat.text[start:last].replace(KEPT_BLANK, " "), flat.looks[number])
        start = last
        number += 1


def render_line(line: Iterable[Bit], *, colour: bool) -> str:
    """A line as it is sent."""
    bits = tuple(line)
    plain = "".join(bit.text for bit in bits)
    if plain.isascii() or not _RIGHT_TO_LEFT.search(plain):
        return "".join(_coloured(bit, bit.text) for bit in bits) if colour else plain
    texts = [_isolated(bit.text) if _is_marked(bit) else bit.text for bit in bits]
    shown = list(map(_coloured, bits, texts)) if colour else texts
    margin = next(at for at, bit in enumerate(bits) if _LETTER.search(bit.text))
    return "".join(shown[:margin]) + _isolated("".join(shown[margin:]))


def _is_marked(bit: Bit) -> bool:
    return bit.look is not Look.PLAIN and _RIGHT_TO_LEFT.search(bit.text) is not None


def _coloured(bit: Bit, text: str) -> str:
    return f"\x1b[{bit.look.value}m{text}\x1b[0m" if bit.look is not Look.PLAIN and text else text


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{text}{_ISOLATE_END}"
