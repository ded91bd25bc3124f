"""A text in the pieces that a merge takes as a whole: sentences of what is wrapped, lines of everything else.

Put together, the pieces are the text. Two pieces are the same to a merge when their words are, wherever lines end.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from visioneditor.core.document.model import Block, BlockKind, Document
from visioneditor.core.drafting.wrapping import ends_sentence

_WRAPPED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.FIELD, BlockKind.TERM})
_WORD = re.compile(r"[^ \t\n]+")


class Atom(NamedTuple):
    """A piece of text; `key` is what it is compared by."""

    text: str
    key: tuple[str, ...]


def cut_atoms(document: Document, start: int, end: int) -> tuple[Atom, ...]:
    """The pieces of `document.text[start:end]`, which begins and ends between blocks."""
    return tuple(_cut(document, start, end))


def _cut(document: Document, start: int, end: int) -> Iterator[Atom]:
    at, text, blocks = start, document.text, document.blocks
    first = bisect_right(blocks, start, key=lambda block: block.end)
    for block in blocks[first : bisect_left(blocks, end, key=lambda block: block.start)]:
        if text[at : block.start].strip():
            yield from _lines(text, at, block.start)
            at = block.start
        behind = _end_of_gap(text, block.end, end)
        yield from (_sentences if _is_wrapped(block) else _lines)(text, at, behind)
        at = behind
    if at < end:
        yield from _lines(text, at, end)


def _is_wrapped(block: Block) -> bool:
    return block.kind in _WRAPPED and not block.cells


def _end_of_gap(text: str, at: int, end: int) -> int:
    """Where the white space behind a block ends, the indentation of the next line left to it."""
    stop = at
    while stop < end and text[stop].isspace():
        stop += 1
    return stop if stop == end else max(at, text.rfind("\n", at, stop) + 1)


def _lines(text: str, start: int, end: int) -> Iterator[Atom]:
    """Line by line, blank lines with the one above them."""
    at = start
    while at < end:
        stop = text.find("\n", at, end) + 1 or end
        behind = _end_of_gap(text, stop, end) if text[at:stop].strip() else stop
        yield Atom(text[at:behind], ("line", text[at:stop].rstrip(), *_parting(text[at:behind])))
        at = behind


def _sentences(text: str, start: int, end: int) -> Iterator[Atom]:
    found = list(_WORD.finditer(text, start, end))
    at = start
    for number, word in enumerate(found):
        is_last = number + 1 == len(found)
        if is_last or ends_sentence(word.group(), found[number + 1].group()):
            stop = end if is_last else found[number + 1].start()
            yield Atom(text[at:stop], (*_WORD.findall(text, at, stop), *_parting(text[at:stop])))
            at = stop
    if at < end:
        yield Atom(text[at:end], _parting(text[at:end]))


def _parting(text: str) -> tuple[str, ...]:
    """What tells a sentence that ends its paragraph from the same one within it."""
    gap = text[len(text.rstrip()) :]
    return ("\n\n",) if gap.count("\n") > 1 else ()
