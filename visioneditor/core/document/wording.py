"""The visible words of blocks and sections, counted; which characters make a word is for `core.text` to say."""

import re

from visioneditor.core.document.model import Block, Document, Section
from visioneditor.core.text import count_words

_HIDDEN_BLANK = re.compile(r"\\\s|\s*<[^<>]*>")  # an escaped blank, or a link's address: part no words


def count_block_words(text: str, block: Block) -> int:
    """The words that a block shows."""
    return count_words(visible_text(text, block))


def count_section_words(document: Document, section: Section) -> int:
    """The words that a section shows itself, its heading's included, those of its sub-sections not."""
    return sum(count_block_words(document.text, block) for block in document.blocks_of(section))


def count_document_words(document: Document) -> int:
    """The words that a document shows."""
    return sum(count_block_words(document.text, block) for block in document.blocks)


def visible_text(text: str, block: Block) -> str:
    """What is read of a block, its lines and cells parted by blanks; markup inside a word parts nothing."""
    pieces: list[str] = []
    at = block.start
    cells = frozenset(block.cells)
    for index, run in enumerate(block.runs):
        if index in cells or _parts_words(text[at : run.start]):
            pieces.append(" ")
        pieces.append(text[run.start : run.end] if run.shown is None else run.shown)
        at = run.end
    return "".join(pieces)


def _parts_words(gap: str) -> bool:
    return any(map(str.isspace, _HIDDEN_BLANK.sub("", gap)))
