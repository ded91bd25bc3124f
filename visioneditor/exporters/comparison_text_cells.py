"""Lines for a terminal: cells counted, words wrapped, nothing of a document's that could steer the terminal.

Wide characters take two cells, marks on letters none. A line of marked bits is never broken within a grapheme; colour
ends with the line. Text written from right to left is kept from turning what stands around it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_CONTROL = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ISOLATE, _ISOLATE_END = "\u2068", "\u2069"
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
    """The bits on lines of at most `room` columns, broken at blanks, between wide signs, else where it must be."""
    wrapping = _Wrapping(room)
    for word in _words(bits):
        wrapping.add(word)
    return wrapping.finish()


class _Wrapping:
    """Lines under construction."""

    def __init__(self, room: int) -> None:
        self.room = max(2, room)
        self.lines: list[Line] = []
        self.line: list[Bit] = []
        self.width = 0
        self.blank: Bit | None = None

    def add(self, word: Sequence[Bit]) -> None:
        """A word, or one blank between words."""
        if len(word) == 1 and word[0].text == " ":
            self.blank = word[0] if self.line else None
            return
        width = line_cells(word)
        if self.line and self.width + (self.blank is not None) + width > self.room:
            self.end_line()
        if self.blank is not None:
            self.line.append(self.blank)
            self.width += 1
            self.blank = None
        for bit in word:
            self._put(bit, width)
        self.width += width if width <= self.room else 0

    def _put(self, bit: Bit, width: int) -> None:
        if width <= self.room:
            self.line.append(bit)
            return
        for part, size in cut(bit.text, self.room - self.width, self.room):
            if self.line and self.width + size > self.room:
                self.end_line()
            self.line.append(Bit(part, bit.look))
            self.width += size

    def end_line(self) -> None:
        self.lines.append(tuple(self.line))
        self.line, self.width, self.blank = [], 0, None

    def finish(self) -> list[Line]:
        if self.line:
            self.end_line()
        return self.lines


def cut(text: str, first: int, room: int) -> Iterator[tuple[str, int]]:
    """The text in parts that fit, the first into `first` columns; and how many columns each takes."""
    part: list[str] = []
    width, space = 0, first if first > 0 else room
    for sign in text:
        size = 1 if sign.isascii() else _cells(sign)
        joined = bool(part) and (part[-1] == _JOINER or "\U0001f3fb" <= sign <= "\U0001f3ff")
        if part and size and not joined and width + size > space:
            yield "".join(part), width
            part, width, space = [], 0, room
        part.append(sign)
        width += size
    if part:
        yield "".join(part), width


def _words(bits: Iterable[Bit]) -> Iterator[tuple[Bit, ...]]:
    """Words (several bits where a mark begins within one) and single blanks between them."""
    word: list[Bit] = []
    for bit in bits:
        if word and word[-1].look is Look.GONE and bit.look is Look.COME:
            yield tuple(word)
            word = []
        for part in _parts(bit.text):
            if part.isspace():
                if word:
                    yield tuple(word)
                    word = []
                yield (Bit(" ", bit.look),)
            else:
                if word and _is_wide(part[0]) and not word[-1].text.endswith(_JOINER):
                    yield tuple(word)
                    word = []
                word.append(Bit(part, bit.look))
    if word:
        yield tuple(word)


_PARTS = re.compile(r"\s+|[^\s\u2e80-\U0003ffff]+|[\u2e80-\U0003ffff][^\s\u2e80-\U0003ffff]*")


def _parts(text: str) -> list[str]:
    """Blanks, words, and wide signs with what follows them (so that no line begins with a comma)."""
    return _PARTS.findall(text)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF" and unicodedata.category(sign) in ("Lo", "So")


def render_line(line: Iterable[Bit], *, colour: bool) -> str:
    """A line as it is sent."""
    bits = tuple(line)
    text = "".join(_coloured(bit, _isolated(bit.text) if _is_marked(bit) else bit.text, colour) for bit in bits)
    return _isolated(text) if any(_RIGHT_TO_LEFT.search(bit.text) for bit in bits) else text


def _is_marked(bit: Bit) -> bool:
    return bit.look is not Look.PLAIN and _RIGHT_TO_LEFT.search(bit.text) is not None


def _coloured(bit: Bit, text: str, colour: bool) -> str:
    return f"\x1b[{bit.look.value}m{text}\x1b[0m" if colour and bit.look.value and text else text


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{text}{_ISOLATE_END}"
