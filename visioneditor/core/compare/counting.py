"""The visible words of sections and documents, counted as a comparison counts them."""

from collections.abc import Iterable

from visioneditor.core.compare.units import SILENT
from visioneditor.core.compare.words import count_plain_words, read_words
from visioneditor.core.document.model import Block, Document, Section


def count_section_words(document: Document, section: Section) -> int:
    """The words that a section shows itself, its heading's included, those of its sub-sections not."""
    return _count(document.text, document.blocks_of(section))


def count_document_words(document: Document) -> int:
    """The words that a document shows."""
    return _count(document.text, document.blocks)


def _count(text: str, blocks: Iterable[Block]) -> int:
    return sum(_count_block(text, block) for block in blocks if block.kind not in SILENT)


def _count_block(text: str, block: Block) -> int:
    """A text without any markup, be it a megabyte, is counted without being taken apart."""
    if len(block.runs) == 1 and (run := block.runs[0]).shown is None:
        return count_plain_words(text, run.start, run.end)
    return read_words(text, block).count()
