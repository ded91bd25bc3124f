"""Which sections of a text say something else than they did, and by how many words.

Lines that were wrapped anew, sections that moved, paragraphs in another order and other markup say nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from visioneditor.core.compare.changes import list_changes
from visioneditor.core.compare.model import Comparison, SectionRow
from visioneditor.core.document.model import Block, Document
from visioneditor.core.document.rendering import render_block
from visioneditor.core.text import words
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsChanged:
    """How many words came and went; a replaced one counts on both sides."""

    added: int = 0
    removed: int = 0


def changed_sections(comparison: Comparison) -> frozenset[int]:
    """Numbers of the new text's sections that say something else than the old text's did."""
    return frozenset(
        section.number for row in comparison.sections if _says_else(comparison, row) for section in row.new
    )


def count_changed(comparison: Comparison, number: int) -> WordsChanged:
    """The words that changed in a section of the new text, what went from it counted where it stood."""
    own = [change for change in list_changes(comparison) if change.place == (True, number)]
    return WordsChanged(added=sum(one.words_added for one in own), removed=sum(one.words_removed for one in own))


def _says_else(comparison: Comparison, row: SectionRow) -> bool:
    """Whether other words stand in a row's new sections than stood in the old; the order of blocks does not count."""
    old = _block_words(comparison.old, [block for section in row.old for block in comparison.old.blocks_of(section)])
    new = _block_words(comparison.new, [block for section in row.new for block in comparison.new.blocks_of(section)])
    return _flat(old) != _flat(new) and Counter(old) != Counter(new)


def _block_words(document: Document, blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    shown = [render_block(block, document.text).text for block in blocks if block.runs]
    return [said for text in shown if (said := tuple(words(text)))]


def _flat(blocks: Iterable[tuple[str, ...]]) -> list[str]:
    return [word for block in blocks for word in block]
