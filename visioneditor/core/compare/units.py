"""A document's sections and blocks with what matching asks of them, worked out when first asked for.

Most of two revisions is alike to the letter, so nothing here is computed for a block that nobody doubts.
Sections and blocks go by their place in the document's tuples.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, compress

from visioneditor.core.compare.words import Words, are_whole, read_words, visible_words
from visioneditor.core.document.model import BlockKind, Document
from visioneditor.core.text import fold

Bag = Counter[str]

# Blocks whose source is not read as words: what changes in them is markup or a link.
SILENT = frozenset({BlockKind.COMMENT, BlockKind.TARGET})
# Where lines are broken is a part of what these say.
_IN_LINES = frozenset({BlockKind.LITERAL, BlockKind.TABLE_ROW, BlockKind.TABLE_CELL})
# What comes and goes where a text is wrapped anew, the signs of its quotations included.
LAYOUT = " \n\t>"
_QUOTING = re.compile(r"\n[ \t]*>[> \t]*")  # the signs that a quotation repeats on each of its lines


def unwrapped(text: str) -> str:
    """A text however its lines are broken: what is decided by it stays so when it is wrapped anew."""
    return " ".join((_QUOTING.sub(" ", text) if ">" in text and "\n" in text else text).split())


def count_letters(text: str) -> int:
    """How many characters are no layout: as many in two texts that are the same however their lines are broken."""
    return len(text) - sum(map(text.count, LAYOUT))


class Units:
    """One side of a comparison while it is being worked out."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.sections = document.sections
        self.blocks = document.blocks
        self.section_of: list[int] = self._sections_of_blocks()
        self.parent_of, self.children_of = self._family()
        self._sources = [document.text[block.start : block.end] for block in document.blocks]
        self._kinds = [block.kind for block in document.blocks]
        self._silent = [block.kind in SILENT or not block.runs for block in document.blocks]
        self._unwrapped: dict[int, str] = {}
        self._words: dict[int, Words] = {}
        self._keys: dict[int, tuple[BlockKind, str]] = {}
        self._bags: dict[int, Bag] = {}
        self._counts: dict[int, int] = {}
        self._section_bags: dict[tuple[int, bool], Bag] = {}
        self._own_counts: dict[int, int] = {}
        self._titles: dict[int, str] = {}

    def _sections_of_blocks(self) -> list[int]:
        owners = [-1] * len(self.blocks)
        for at, section in enumerate(self.sections):
            owners[section.first_block : section.first_block + section.block_count] = [at] * section.block_count
        return owners

    def _family(self) -> tuple[list[int], dict[int, list[int]]]:
        places = {section.number: at for at, section in enumerate(self.sections)}
        parents: list[int] = []
        children: dict[int, list[int]] = {}
        for at, section in enumerate(self.sections):
            parent = -1 if section.parent is None else places[section.parent]
            parents.append(parent)
            children.setdefault(parent, []).append(at)
        return parents, children

    def source(self, block: int) -> str:
        """The block as it stands in the file."""
        return self._sources[block]

    def unwrapped(self, block: int) -> str:
        """The same however its lines are broken, unless that is a part of what it says."""
        found = self._unwrapped.get(block)
        if found is None:
            source = self._sources[block]
            found = self._unwrapped[block] = source if self._kinds[block] in _IN_LINES else unwrapped(source)
        return found

    def is_same(self, block: int, other: "Units", there: int) -> bool:
        """Whether a block says the same as one of the other text, however their lines are broken."""
        if self._sources[block] == other._sources[there]:
            return True
        return self.unwrapped(block) == other.unwrapped(there)

    def same_blocks(self, places: range, other: "Units", others: range) -> bool:
        """Whether some blocks in a row are of the same kinds and letters as some in the other text."""
        here, there = slice(places.start, places.stop), slice(others.start, others.stop)
        return self._sources[here] == other._sources[there] and self._kinds[here] == other._kinds[there]

    def section_number(self, block: int) -> int:
        """The number of the section that the block stands in."""
        return self.sections[self.section_of[block]].number

    def title(self, section: int) -> str:
        """The section's title as it is matched with others."""
        found = self._titles.get(section)
        if found is None:
            found = self._titles[section] = fold(self.sections[section].title)
        return found

    def section_source(self, section: int) -> str:
        """The section's own part as it stands in the file, without the blank lines at its end."""
        found = self.sections[section]
        return self.text[found.start : found.end].rstrip()

    def body(self, section: int) -> range:
        """The section's blocks without its heading."""
        found = self.sections[section]
        start = found.first_block
        end = start + found.block_count
        if start < end and self.blocks[start].kind is BlockKind.HEADING:
            start += 1
        return range(start, end)

    def heading(self, section: int) -> int | None:
        """The section's heading block; the preamble has none."""
        found = self.sections[section]
        if found.block_count and self.blocks[found.first_block].kind is BlockKind.HEADING:
            return found.first_block
        return None

    def blocks_of(self, section: int) -> range:
        """All the section's own blocks."""
        found = self.sections[section]
        return range(found.first_block, found.first_block + found.block_count)

    def words(self, block: int) -> Words:
        """The block's tokens with their places."""
        found = self._words.get(block)
        if found is None:
            found = self._words[block] = read_words(self.text, self.blocks[block])
        return found

    def key(self, block: int) -> tuple[BlockKind, str]:
        """The same for blocks of the same words, whatever kinds of blocks they are."""
        found = self._keys.get(block)
        if found is None:
            found = self._keys[block] = self._key(block)
        return found

    def _key(self, block: int) -> tuple[BlockKind, str]:
        if self.is_silent(block):
            return self.blocks[block].kind, self.unwrapped(block)
        return BlockKind.OTHER, "\n".join(self.words(block).tokens)

    def bag(self, block: int) -> Bag:
        """How often each word stands in the block, case folded."""
        found = self._bags.get(block)
        if found is None:
            found = self._bags[block] = Counter(map(str.casefold, self._visible_words(block)))
        return found

    def _visible_words(self, block: int) -> Iterable[str]:
        read = self._words.get(block)
        if read is not None and read.are_whole:
            return compress(read.tokens, read.counted)
        return visible_words(self.text, self.blocks[block])

    def count(self, block: int) -> int:
        """The block's counted words."""
        found = self._counts.get(block)
        if found is None:
            is_known = block not in self._words and are_whole(self.text, self.blocks[block])
            found = self.bag(block).total() if is_known else self.words(block).count()
            self._counts[block] = found
        return found

    def section_bag(self, section: int, *, whole: bool) -> Bag:
        """The words of the section's body; with `whole`, of its sub-sections with their titles, too."""
        found = self._section_bags.get((section, whole))
        if found is None:
            bags = list(map(self.bag, self.body(section)))
            for child in self.children_of.get(section, ()) if whole else ():
                bags.append(self.section_bag(child, whole=True))
                heading = self.heading(child)
                if heading is not None:
                    bags.append(self.bag(heading))
            found = Counter(chain.from_iterable(map(Counter.elements, bags)))
            self._section_bags[section, whole] = found
        return found

    def own_count(self, section: int) -> int:
        """The counted words of the section's own blocks, its heading's included."""
        found = self._own_counts.get(section)
        if found is None:
            found = self._own_counts[section] = sum(map(self.count, self.blocks_of(section)))
        return found

    def whole_count(self, section: int) -> int:
        """The counted words of the section and its sub-sections."""
        total = self.own_count(section)
        pending = list(self.children_of.get(section, ()))
        while pending:
            child = pending.pop()
            total += self.own_count(child)
            pending.extend(self.children_of.get(child, ()))
        return total

    def is_silent(self, block: int) -> bool:
        """Whether nothing in the block is read as words."""
        return self._silent[block]
