"""Bytes and text, lines and words: what the rest of the core agrees on before it looks at any markup.

A text is Unicode with LF line ends; what decoding left out (a byte-order mark, CRs, invalid bytes) comes back when the
text is encoded beside its original bytes. Words are defined here once, for counting and for comparing. Graphemes, not a
dictionary, part the scripts that are written without blanks.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

_BOM = b"\xef\xbb\xbf"
_MOST_COMPARED_LINES = 2_000  # beyond this many changed lines on a side, equal lines are paired by content alone

# Code points that `\w` leaves out though they belong to words: all marks (Mn, Mc, Me), gaps of unassigned ones bridged.
_MARKS = """
    300-36f 483-489 591-5bd 5bf 5c1-5c2 5c4-5c5 5c7 610-61a 64b-65f 670 6d6-6dc 6df-6e4 6e7-6e8 6ea-6ed 711 730-74a
    7a6-7b0 7eb-7f3 7fd 816-819 81b-823 825-827 829-82d 859-85b 898-89f 8ca-8e1 8e3-903 93a-93c 93e-94f 951-957
    962-963 981-983 9bc 9be-9cd 9d7 9e2-9e3 9fe-a03 a3c-a51 a70-a71 a75 a81-a83 abc abe-acd ae2-ae3 afa-b03 b3c
    b3e-b57 b62-b63 b82 bbe-bcd bd7 c00-c04 c3c c3e-c56 c62-c63 c81-c83 cbc cbe-cd6 ce2-ce3 d00-d03 d3b-d3c d3e-d4d
    d57 d62-d63 d81-d83 dca-ddf df2-df3 e31 e34-e3a e47-e4e eb1 eb4-ebc ec8-ecd f18-f19 f35 f37 f39 f3e-f3f f71-f84
    f86-f87 f8d-fbc fc6 102b-103e 1056-1059 105e-1060 1062-1064 1067-106d 1071-1074 1082-108d 108f 109a-109d
    135d-135f 1712-1715 1732-1734 1752-1753 1772-1773 17b4-17d3 17dd 180b-180d 180f 1885-1886 18a9 1920-193b
    1a17-1a1b 1a55-1a7f 1ab0-1b04 1b34-1b44 1b6b-1b73 1b80-1b82 1ba1-1bad 1be6-1bf3 1c24-1c37 1cd0-1cd2 1cd4-1ce8
    1ced 1cf4 1cf7-1cf9 1dc0-1dff 20d0-20f0 2cef-2cf1 2d7f 2de0-2dff 302a-302f 3099-309a a66f-a672 a674-a67d
    a69e-a69f a6f0-a6f1 a802 a806 a80b a823-a827 a82c a880-a881 a8b4-a8c5 a8e0-a8f1 a8ff a926-a92d a947-a953
    a980-a983 a9b3-a9c0 a9e5 aa29-aa36 aa43 aa4c-aa4d aa7b-aa7d aab0 aab2-aab4 aab7-aab8 aabe-aabf aac1 aaeb-aaef
    aaf5-aaf6 abe3-abea abec-abed fb1e fe00-fe0f fe20-fe2f 101fd 102e0 10376-1037a 10a01-10a0f 10a38-10a3f
    10ae5-10ae6 10d24-10d27 10eab-10eac 10f46-10f50 10f82-10f85 11000-11002 11038-11046 11070 11073-11074
    1107f-11082 110b0-110ba 110c2 11100-11102 11127-11134 11145-11146 11173 11180-11182 111b3-111c0 111c9-111cc
    111ce-111cf 1122c-11237 1123e 112df-112ea 11300-11303 1133b-1133c 1133e-1134d 11357 11362-11374 11435-11446
    1145e 114b0-114c3 115af-115c0 115dc-115dd 11630-11640 116ab-116b7 1171d-1172b 1182c-1183a 11930-1193e 11940
    11942-11943 119d1-119e0 119e4 11a01-11a0a 11a33-11a39 11a3b-11a3e 11a47 11a51-11a5b 11a8a-11a99 11c2f-11c3f
    11c92-11cb6 11d31-11d45 11d47 11d8a-11d97 11ef3-11ef6 16af0-16af4 16b30-16b36 16f4f 16f51-16f92 16fe4-16ff1
    1bc9d-1bc9e 1cf00-1cf46 1d165-1d169 1d16d-1d172 1d17b-1d182 1d185-1d18b 1d1aa-1d1ad 1d242-1d244 1da00-1da36
    1da3b-1da6c 1da75 1da84 1da9b-1daaf 1e000-1e02a 1e130-1e136 1e2ae 1e2ec-1e2ef 1e8d0-1e8d6 1e944-1e94a
    e0100-e01ef
"""
# Han, Hiragana, Thai, Lao, Khmer, Myanmar: letters and digits, each of which begins a word.
_EACH_A_WORD = """
    3005-3007 3021-3029 3031-3035 3038-303b 3400-4dbf 4e00-9fff f900-faff 20000-2fa1f 30000-323af 3041-3096 309d-309f
    1b001-1b11f 1b132 1b150-1b152 e01-e30 e32-e33 e40-e46 e50-e59 e81-eb0 eb2-eb3 ebd-ec6 ed0-edf 1780-17b3 17d7 17dc
    17e0-17f9 1000-102a 103f-1049 1050-1055 105a-105d 1061 1065-1066 106e-1070 1075-1081 108e 1090-1099 a9e0-a9e4
    a9e6-a9fe aa60-aa76 aa7a aa7e-aa7f
"""
_KATAKANA = "30a1-30fa 30fc-30ff 31f0-31ff ff66-ff9f 1aff0-1affe 1b000 1b120-1b122 1b155 1b164-1b167"


def _character_class(ranges: str) -> str:
    """Hexadecimal ranges as what stands between the brackets of a regular expression."""
    return "".join("-".join(chr(int(end, 16)) for end in span.split("-")) for span in ranges.split())


WORD: re.Pattern[str]  # what a word is in any text; compiled when it is first asked for, which takes 5 ms

if not TYPE_CHECKING:

    def __getattr__(name: str) -> re.Pattern[str]:
        if name == "WORD":
            return _any_word()
        raise AttributeError(name)


_ASCII_WORD = re.compile(r"[0-9A-Za-z_]+")


def word_pattern(text: str) -> re.Pattern[str]:
    """What a word is in this text; WORD says the same, but where all is ASCII a start need not wait for it."""
    return _ASCII_WORD if text.isascii() else _any_word()


@cache
def _any_word() -> re.Pattern[str]:
    marks, unparted, katakana = (_character_class(ranges) for ranges in (_MARKS, _EACH_A_WORD, _KATAKANA))
    # The first branch is only a short cut for the bulk of what is read; without it the rest says the same.
    return re.compile(
        rf"[0-9A-Za-z_]++(?![^\x00-\x7f])"
        rf"|(?=[0-9A-Za-z_\x80-\U0010ffff])"
        rf"(?:[{unparted}][\u0e33\u0eb3{marks}]*+|[{katakana}][{katakana}{marks}]*+"
        rf"|(?![{unparted}{katakana}])\w(?:(?![{unparted}{katakana}])[\w{marks}])*+)"
    )


def words(text: str) -> list[str]:
    """The words of a text in order, punctuation left out."""
    return word_pattern(text).findall(text)


def count_words(text: str) -> int:
    """How many words a text has."""
    return len(word_pattern(text).findall(text))


_HYPHENS_AND_BLANKS = re.compile(r"[-\u2010\u2011\s]+")


def fold(title: str) -> str:
    """A title as it is matched with others: case, hyphens and white space folded."""
    return _HYPHENS_AND_BLANKS.sub(" ", title.replace("\u00ad", "")).strip().casefold()


def decode(data: bytes) -> str:
    """A file's text: UTF-8, invalid sequences U+FFFD, a leading byte-order mark left out, CRLF as LF."""
    return data.removeprefix(_BOM).decode("utf-8", errors="replace").replace("\r\n", "\n")


def encode(text: str, original: bytes = b"") -> bytes:
    """The bytes of a text; lines that stand in `original` come back as they stood there, line ends included.

    New lines end as most lines of the original do. `encode(decode(data), data)` is `data`.
    """
    bom = _BOM if original.startswith(_BOM) else b""
    old = _split_lines(original[len(bom) :])
    ends = Counter(end for _, end in old[:-1])
    new_end = b"\r\n" if ends[b"\r\n"] > ends[b"\n"] else b"\n"
    is_plain = not ends[b"\r\n"] and _is_utf8(original)
    new = text.split("\n")
    found = {} if is_plain else _original_lines(new, old)
    pieces = [bom]
    for number, line in enumerate(new):
        content, end = found.get(number) or (line.encode("utf-8", errors="replace"), new_end)
        pieces += [content, (end or new_end) if number < len(new) - 1 else b""]
    return b"".join(pieces)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _split_lines(data: bytes) -> list[tuple[bytes, bytes]]:
    """Each line's content and its line end; the last has none, and a CR there is content."""
    *lines, last = data.split(b"\n")
    parted = [(line[:-1], b"\r\n") if line.endswith(b"\r") else (line, b"\n") for line in lines]
    return [*parted, (last, b"")]


def _original_lines(new: list[str], old: list[tuple[bytes, bytes]]) -> dict[int, tuple[bytes, bytes]]:
    """For each unchanged new line, by index, the bytes and the line end that it had."""
    contents = [content.decode("utf-8", errors="replace") for content, _ in old]
    least = min(len(new), len(old))
    head = 0
    while head < least and new[head] == contents[head]:
        head += 1
    tail = 0
    while tail < least - head and new[-1 - tail] == contents[-1 - tail]:
        tail += 1
    found = {number: number for number in range(head)}
    found.update((len(new) - number, len(old) - number) for number in range(1, tail + 1))
    found.update(_changed_lines(new[head : len(new) - tail], contents[head : len(old) - tail], head))
    return {number: old[was] for number, was in found.items()}


def _changed_lines(new: list[str], old: list[str], shift: int) -> dict[int, int]:
    """The same for the lines between the first and the last change, both sides shifted alike."""
    if max(len(new), len(old)) <= _MOST_COMPARED_LINES:
        from difflib import SequenceMatcher  # only writing needs it

        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return {shift + b + i: shift + a + i for a, b, size in blocks for i in range(size)}
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(old))):
        places[old[number]].append(shift + number)
    return {shift + number: places[line].pop() for number, line in enumerate(new) if places.get(line)}


class Lines:
    """Where the lines of a text begin and end. Lines count from 1 and end at LF only."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts

    @property
    def count(self) -> int:
        """How many lines there are; what follows the last LF is one only where it is not empty."""
        return len(self._starts) - (self._starts[-1] == len(self._text))

    def line_of(self, offset: int) -> int:
        """The line that holds the offset; an LF belongs to the line that it ends."""
        return max(1, bisect_right(self._starts, offset))

    def start(self, line: int) -> int:
        """The offset of a line's first character."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self._text)

    def end(self, line: int) -> int:
        """The offset after a line's last character, before its LF."""
        return self._starts[line] - 1 if line < len(self._starts) else len(self._text)

    def position(self, offset: int) -> tuple[int, int]:
        """An offset as line and character in UTF-16 units, as Gerrit counts."""
        line = self.line_of(offset)
        return line, _utf16_units(self._text[self.start(line) : offset])

    def offset(self, line: int, character: int) -> int:
        """The offset of a line and a character in UTF-16 units; what lies beyond the text or line is clamped."""
        if line < 1:
            return 0
        start, end = self.start(line), self.end(line)
        rest = self._text[start:end]
        if _utf16_units(rest) == len(rest):
            return start + max(0, min(character, len(rest)))
        units = 0
        for at, letter in enumerate(rest):
            units += 2 if letter > "\uffff" else 1
            if units > character:
                return start + at
        return end


def _utf16_units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text) if not text.isascii() else len(text)
