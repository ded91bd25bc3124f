"""Wraps paragraphs anew: at a width, or a sentence to a line. What is read is never another afterwards.

A line that begins with a dash, a number or a row of signs may be read as a list or a heading; lines are broken
elsewhere then, and a paragraph that would still be read in another way is left as it is.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from unicodedata import east_asian_width

from visioneditor.core.document.model import Block, BlockKind, Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.document.rendering import render_block
from visioneditor.core.drafting.text_change import TextChange, trimmed
from visioneditor.values import dataclass

Breaking = Callable[[Sequence[str], Markup, tuple[int, int]], list[list[str]]]  # room in the first line, and the others

_WRAPPED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.COMMENT, BlockKind.QUOTE, BlockKind.FIELD})
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)*")
_RST_LEAD = re.compile(r"[ \t]*(?:\.\. (?:\[[^\]\n]+\] )?|:[^:\n]+:[ \t]+)?")
_WORD = re.compile(r"[^ \t\n]+")  # a blank that is not to be broken at is none
_HEADER_LINE = re.compile(r"[A-Z][\w-]*:(?:\s|\Z)")  # as mail has them, and the enhancement proposals
_LEAST_ROOM = 20  # columns: deeper than that nothing can be wrapped sensibly

_RISKY = {  # words that may not begin a line: there they would be markup
    Markup.RST: re.compile(
        r"(?:[-*+•‣⁃]|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)[.)]|\||\.\.|__|>>>|([!-/:-@\[-`{-~])\1*)\Z|:[^:\s]"
    ),
    Markup.MARKDOWN: re.compile(r"(?:[-*+]|\d{1,9}[.)]|#{1,6}|[-=_*]{2,})\Z|[>|]|`{3}|~{3}|<[A-Za-z/!?]|\["),
    Markup.TEXT: re.compile(r"(?!)"),
}
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\Z")  # in Markdown, at a line's end
_CLOSING = "\"'”’)]}»*_`"
_ENDING = re.compile(rf"[.!?…][{re.escape(_CLOSING)}]*\Z")
_SHORTENED = frozenset(
    ("al", "approx", "cf", "dr", "e.g", "etc", "fig", "i.e", "jr", "mr", "mrs", "ms", "nr", "prof", "resp", "st", "vs")
)


class Wrapping(StrEnum):
    """Where lines end."""

    WIDTH = "width"
    SENTENCES = "sentences"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that are wrapped together: their words, and what stands before the first line and before the others."""

    start: int
    end: int
    first_prefix: str
    prefix: str
    words: tuple[str, ...]
    lines: tuple[str, ...]  # as they stand, without their prefixes
    hard_end: str = ""  # what breaks the line after it


def rewrap(
    document: Document, start: int, end: int, *, width: int, wrapping: Wrapping = Wrapping.WIDTH
) -> tuple[TextChange, ...]:
    """The changes that wrap every paragraph, list item, quotation and comment that the span touches anew."""
    breaking = fill if wrapping is Wrapping.WIDTH else part_sentences
    touched = [block for block in document.blocks if block.start <= end and block.end >= start]
    found = (rewrap_block(document, block, width, breaking) for block in touched)
    return tuple(change for change in found if change is not None)


def rewrap_block(document: Document, block: Block, width: int, breaking: Breaking) -> TextChange | None:
    """The change that breaks a block's lines in another way; None where nothing would change, or too much."""
    if not _is_wrapped(document, block):
        return None
    old = document.text[block.start : block.end]
    pieces, at = [], block.start
    for paragraph in paragraphs_of(document, block):
        pieces += [document.text[at : paragraph.start], _broken(paragraph, width, breaking, document.markup)]
        at = paragraph.end
    new = "".join([*pieces, document.text[at : block.end]])
    below = _line_below(document.text, block.end)
    if new == old or _reads(new + below, document.markup) != _reads(old + below, document.markup):
        return None
    return trimmed(document.text, TextChange(block.start, block.end, new))


def _line_below(text: str, end: int) -> str:
    """The line right below a block, if it is indented: a single line above one is a term, several are none."""
    stop = text.find("\n", end + 1)
    line = text[end : stop if stop >= 0 else len(text)]
    return line if line[:1] == "\n" and line[1:2].isspace() and line.strip() else ""


def _is_wrapped(document: Document, block: Block) -> bool:
    """Whether its lines end where there is no room, and not because each says something of its own."""
    if block.kind not in _WRAPPED or block.cells or not (block.runs or block.kind is BlockKind.COMMENT):
        return False
    lines = [line for line in document.text[block.start : block.end].split("\n") if not line[:1].isspace()]
    return len(lines) < 2 or not all(map(_HEADER_LINE.match, lines))


def paragraphs_of(document: Document, block: Block) -> Iterator[Paragraph]:
    """What is wrapped together in a block: a comment may hold several paragraphs, a Markdown one lines of its own."""
    at = block.start
    lines: list[tuple[int, str]] = []
    for line in document.text[block.start : block.end].split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    for is_text, group in groupby(lines, key=lambda each: bool(each[1].strip())):
        some = list(group)
        if is_text:
            yield from _paragraphs(document, block, some, is_first=some[0][0] == block.start)


def _paragraphs(
    document: Document, block: Block, lines: list[tuple[int, str]], *, is_first: bool
) -> Iterator[Paragraph]:
    lead = _lead(document, block) if is_first else _indent(lines[0][1])
    follows = _follows(document.markup, block, lead, lines) if is_first else lead
    first = lead
    while lines:
        count = _to_hard_break(lines) if document.markup is Markup.MARKDOWN else len(lines)
        some, lines = lines[:count], lines[count:]
        bare = [line[len(first) :] if not n else _without(line, document.markup) for n, (_, line) in enumerate(some)]
        hard = _HARD_BREAK.search(bare[-1]) if lines else None
        bare[-1] = bare[-1][: hard.start()] if hard else bare[-1]
        if not any(line.strip() for line in bare):
            return
        yield Paragraph(
            start=some[0][0],
            end=some[-1][0] + len(some[-1][1]),
            first_prefix=first,
            prefix=follows,
            words=tuple(_WORD.findall("\n".join(bare))),
            lines=tuple(line.strip() for line in bare),
            hard_end=hard.group() if hard else "",
        )
        first = follows


def _lead(document: Document, block: Block) -> str:
    """What stands before a block's first word: indentation, signs of a quotation, a marker."""
    text = document.text
    if block.runs and block.kind is not BlockKind.FIELD:
        return text[block.start : _first_word(document, block)]
    found = (_RST_LEAD if document.markup is Markup.RST else _QUOTED).match(text, block.start, block.end)
    return found.group() if found else ""


def _first_word(document: Document, block: Block) -> int:
    """Where the first word begins with the signs that touch it: `**`, a quotation mark, a bracket."""
    at = block.runs[0].start
    while at > block.start and not document.text[at - 1].isspace():
        at -= 1
    return at


def _follows(markup: Markup, block: Block, lead: str, lines: list[tuple[int, str]]) -> str:
    """What stands before the second line: as it is there, else as wide as what stands before the first."""
    if len(lines) > 1:
        second = lines[1][1]
        if markup is not Markup.MARKDOWN:
            return _indent(second)
        quoted = _QUOTED.match(second)
        return quoted.group() if quoted else ""
    quoted = _QUOTED.match(lead)
    kept = quoted.group() if quoted and markup is Markup.MARKDOWN else _indent(lead)
    is_field = markup is Markup.RST and lead.strip().startswith(":")
    return kept + " " * (4 if is_field else len(lead) - len(kept))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _without(line: str, markup: Markup) -> str:
    if markup is Markup.MARKDOWN and (quoted := _QUOTED.match(line)):
        return line[quoted.end() :]
    return line.lstrip(" \t")


def _to_hard_break(lines: list[tuple[int, str]]) -> int:
    breaks = (number for number, (_, line) in enumerate(lines, start=1) if _HARD_BREAK.search(line))
    return next(breaks, len(lines))


def _broken(paragraph: Paragraph, width: int, breaking: Breaking, markup: Markup) -> str:
    first_room, room = (max(_LEAST_ROOM, width - columns(each)) for each in (paragraph.first_prefix, paragraph.prefix))
    lines = breaking(paragraph.words, markup, (first_room, room))
    prefixes = [paragraph.first_prefix, *[paragraph.prefix] * (len(lines) - 1)]
    return "\n".join(prefix + " ".join(line) for prefix, line in zip(prefixes, lines, strict=True)) + paragraph.hard_end


def begins_markup(word: str, before: str, markup: Markup) -> bool:
    """Whether a word would be markup at the beginning of a line, or the one before it loses its sense at an end."""
    return _RISKY[markup].match(word) is not None or before.endswith("[")


def columns(text: str) -> int:
    """How many columns a text takes; a wide sign takes two, a combining one none is taken for one."""
    return len(text) if text.isascii() else sum(1 + (east_asian_width(sign) in "WF") for sign in text)


def fill(words: Sequence[str], markup: Markup, rooms: tuple[int, int]) -> list[list[str]]:
    """As many words a line as there is room for."""
    lines: list[list[str]] = []
    left = -1
    for unit in _kept_together(words, markup):
        need = columns(" ".join(unit)) + 1
        if not lines or need > left:
            left = rooms[bool(lines)] + 1
            lines.append([])
        lines[-1] += unit
        left -= need
    return lines


def _kept_together(words: Sequence[str], markup: Markup) -> list[list[str]]:
    """The words, each that may not begin a line together with the one before it."""
    units: list[list[str]] = []
    for word in words:
        if units and begins_markup(word, units[-1][-1], markup):
            units[-1].append(word)
        else:
            units.append([word])
    return units


def part_sentences(words: Sequence[str], markup: Markup, rooms: tuple[int, int]) -> list[list[str]]:
    """A sentence a line, however long it is."""
    lines: list[list[str]] = [[]]
    for unit in _kept_together(words, markup):
        if lines[-1] and ends_sentence(lines[-1][-1], unit[0]):
            lines.append([])
        lines[-1] += unit
    return lines


def ends_sentence(word: str, following: str) -> bool:
    """Whether a sentence ends between two words."""
    if not _ENDING.search(word):
        return False
    bare = word.strip(_CLOSING + "([{«“‘").rstrip(".").casefold()
    is_initial = len(bare) == 1 and bare.isalpha() and word.endswith(".") and bare != "i"
    begins = following.lstrip(_CLOSING + "([{«“‘")[:1]
    return bare not in _SHORTENED and not is_initial and not begins.islower()


def _reads(text: str, markup: Markup) -> list[tuple[object, ...]]:
    """What is read in a block by itself: kinds and words, wherever its lines end."""
    indent = len(_indent(text))
    document = parse(re.sub(rf"^[ \t]{{{indent}}}", "", text, flags=re.MULTILINE), markup)
    text = document.text
    return [
        (block.kind, block.depth, block.marker, _WORD.findall(render_block(block, text).text))
        if block.kind is not BlockKind.COMMENT
        else (block.kind, block.depth, _WORD.findall(text[block.start : block.end]))
        for block in document.blocks
    ]
