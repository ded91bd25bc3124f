"""What lexers of source tell an editor: each line's tokens, and the state in which the next line begins.

A lexer sees a line, the one below it and a state, never the whole text: so it can begin anew at any line after an edit.
It is no parser; where a construct spans lines in a way that a state cannot hold, the line is taken for prose.
"""

from enum import IntEnum, StrEnum, auto
from typing import NamedTuple

LONGEST = 5_000  # characters; a longer line is no prose, and stays plain


class TokenKind(StrEnum):
    """What some signs of a line are."""

    TITLE = "title"
    ADORNMENT = "adornment"
    COMMENT = "comment"
    LITERAL = "literal"
    MARKUP = "markup"  # directives, their options, fields, borders of tables, bullets
    REFERENCE = "reference"  # roles, links, targets
    STRONG = "strong"
    EMPHASIS = "emphasis"


class Token(NamedTuple):
    """From where to where in its line, in code points."""

    start: int
    end: int
    kind: TokenKind


class Within(IntEnum):
    """What a line begins in."""

    NOTHING = 0  # a blank line stands above
    PARAGRAPH = auto()
    EXPECTING = auto()  # a literal, when the line is blank
    LITERAL = auto()
    COMMENT = auto()
    TARGET = auto()
    OPTIONS = auto()  # of a directive
    CODE_OPTIONS = auto()  # of one that holds a literal
    OVERLINE = auto()
    TITLE = auto()  # its underline comes
    FENCE = auto()
    FRONT_MATTER = auto()


class State(NamedTuple):
    """`indent`: of what holds the lines below; `sign`, `size`: of a row or a fence; `inline`: what is still open."""

    within: Within = Within.NOTHING
    indent: int = 0
    inline: int = 0
    sign: str = " "
    size: int = 0


START = State()
Lexed = tuple[tuple[Token, ...], State]

_MOST_INDENT, _MOST_SIZE = 511, 63


def pack(state: State) -> int:
    """A state as a number of 30 bits, for a text block of Qt's."""
    number = min(state.size, _MOST_SIZE) << 9 | min(state.indent, _MOST_INDENT)
    return (number << 3 | state.inline) << 12 | (ord(state.sign) & 0xFF) << 4 | state.within


def unpack(number: int) -> State:
    """The state again; START for Qt's -1."""
    if number < 0:
        return START
    rest = number >> 15
    return State(Within(number & 0xF), rest & _MOST_INDENT, number >> 12 & 0x7, chr(number >> 4 & 0xFF), rest >> 9)
