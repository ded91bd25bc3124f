"""Drafts to compare: texts in all three markups and others that grew out of them, for the property tests.

A draft is a list of blocks, each with its words, and is written down line by line with so many words a line: so the
same draft can be wrapped in another way without becoming another one.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hypothesis import strategies as st

from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

Words = tuple[str, ...]

_PLAIN = ("cloud", "users", "help", "themselves", "API", "open", "place", "the", "of", "and", "failure", "e.g.", "(so)")
_MARKED = {
    Markup.RST: ("*strong*", "**stronger**", "``code``", "`link <x>`__", ":doc:`other`", r"back\*slash"),
    Markup.MARKDOWN: ("*strong*", "**stronger**", "`code`", "[link](x)", "<https://example.org>", "&amp;", "**re**run"),
    Markup.TEXT: ("*strong*", "https://example.org", "naïve"),
}
_KINDS = (
    "paragraph",
    "paragraph",
    "paragraph",
    "title",
    "subtitle",
    "item",
    "item",
    "number",
    "quote",
    "table",
    "note",
)
_FIXED = ("comment", "target", "literal")
_WRAPPED = frozenset({"paragraph", "item", "number", "quote", "note"})


class Block(NamedTuple):
    """A piece of a draft."""

    kind: str
    words: Words


class Drafts(NamedTuple):
    """Two drafts and the markup they are written in."""

    markup: Markup
    old: tuple[Block, ...]
    new: tuple[Block, ...]

    def documents(self, old_width: int = 5, new_width: int = 5) -> tuple[Document, Document]:
        """Both as documents, with so many words a line."""
        return (
            parse(write(self.old, self.markup, old_width), self.markup),
            parse(write(self.new, self.markup, new_width), self.markup),
        )


def write(blocks: Sequence[Block], markup: Markup, width: int) -> str:
    """The text of a draft; `width` words a line where lines may be broken."""
    writers = {Markup.RST: _write_rst, Markup.MARKDOWN: _write_markdown, Markup.TEXT: _write_plain}
    pieces = [writers[markup](block, _lines(block, width)) for block in blocks]
    for at, (before, block) in enumerate(pairwise(blocks), 1):
        if markup is Markup.RST and (before.kind, block.kind) == ("literal", "quote"):
            pieces[at] = f"..\n\n{pieces[at]}"  # an empty comment, or its lines would be lines of the literal
    return "\n\n".join(pieces) + "\n"


def _lines(block: Block, width: int) -> list[str]:
    if block.kind not in _WRAPPED:
        return [" ".join(block.words)]
    return [" ".join(block.words[at : at + width]) for at in range(0, len(block.words), width)]


def _hung(first: str, lines: list[str]) -> str:
    """Lines behind a marker, the later ones indented as far."""
    return first + ("\n" + " " * len(first)).join(lines)


def _write_rst(block: Block, lines: list[str]) -> str:
    line = lines[0]
    match block.kind:
        case "title" | "subtitle":
            return f"{line}\n{('=' if block.kind == 'title' else '-') * len(line)}"
        case "item" | "number":
            return _hung("- " if block.kind == "item" else "1. ", lines)
        case "quote":
            return _hung("   ", lines)
        case "table":
            return _grid(block.words)
        case "note":
            return _hung(".. note:: ", lines).replace("\n          ", "\n   ")
        case "comment":
            return f".. {line}"
        case "target":
            return f".. _{block.words[0].strip('*`[]()<>:&;')}: https://example.org/{len(line)}"
        case "literal":
            return f"::\n\n   {line}\n   {line}"
        case _:
            return "\n".join(lines)


def _grid(words: Words) -> str:
    """A table of one row and two columns, two words a line."""
    half = (len(words) + 1) // 2
    cells = [words[:half], words[half:]]
    height = max(1, (half + 1) // 2)
    columns = [[" ".join(cell[at * 2 : at * 2 + 2]) for at in range(height)] for cell in cells]
    widths = [max(map(len, column)) + 2 for column in columns]
    border = "+" + "+".join("-" * width for width in widths) + "+"
    rows = [
        "|" + "|".join(f" {text}".ljust(width) for text, width in zip(row, widths, strict=True)) + "|"
        for row in zip(*columns, strict=True)
    ]
    return "\n".join([border, *rows, border])


def _write_markdown(block: Block, lines: list[str]) -> str:
    line = lines[0]
    match block.kind:
        case "title" | "subtitle":
            return f"{'#' if block.kind == 'title' else '##'} {line}"
        case "item" | "number":
            return _hung("- " if block.kind == "item" else "1. ", lines)
        case "quote" | "note":
            return "\n".join(f"> {each}" for each in lines)
        case "table":
            return f"| {' '.join(block.words[:2])} | {' '.join(block.words[2:])} |\n| --- | --- |\n| a | b |"
        case "comment":
            return f"<!-- {line} -->"
        case "target":
            return f"[{block.words[0].strip('*`[]()<>:&;')}]: https://example.org/{len(line)}"
        case "literal":
            return f"```\n{line}\n```"
        case _:
            return "\n".join(lines)


def _write_plain(block: Block, lines: list[str]) -> str:
    return _hung("  " if block.kind == "quote" else "", lines)


@st.composite
def _blocks(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Block:
    kind = draw(st.sampled_from(_KINDS + _FIXED))
    sentences = draw(st.lists(st.lists(words, min_size=1, max_size=9), min_size=1, max_size=3))
    return Block(kind, tuple(word for sentence in sentences for word in (*sentence[:-1], f"{sentence[-1]}.")))


@st.composite
def drafts(draw: st.DrawFn) -> Drafts:
    """A draft and another that grew out of it: blocks and words taken out, put in, moved, parted, joined, replaced."""
    markup = draw(st.sampled_from(list(Markup)))
    words = st.sampled_from(_PLAIN + _PLAIN + _MARKED[markup])
    old = draw(st.lists(_blocks(words), max_size=9))
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        _change(draw, new, words)
    return Drafts(markup, tuple(old), tuple(new))


def _change(draw: st.DrawFn, blocks: list[Block], words: st.SearchStrategy[str]) -> None:
    at = draw(st.integers(0, len(blocks)))
    if at == len(blocks):
        blocks.append(draw(_blocks(words)))
        return
    kind, inside = blocks[at]
    place = draw(st.integers(0, len(inside) - 1))
    match draw(st.integers(0, 7)):
        case 0:
            blocks.insert(at, draw(_blocks(words)))
        case 1:
            del blocks[at]
        case 2:
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(at))
        case 3 if place > 0:
            blocks[at : at + 1] = [Block(kind, inside[:place]), Block(kind, inside[place:])]
        case 4 if at + 1 < len(blocks):
            blocks[at : at + 2] = [Block(kind, inside + blocks[at + 1].words)]
        case 5:
            blocks[at] = Block(draw(st.sampled_from(_KINDS)), inside)
        case 6 if len(inside) > 1:
            blocks[at] = Block(kind, inside[:place] + inside[place + 1 :])
        case _:
            blocks[at] = Block(kind, (*inside[:place], draw(words), *inside[place + draw(st.integers(0, 1)) :]))
