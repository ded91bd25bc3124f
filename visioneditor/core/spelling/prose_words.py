"""Which words of a document are prose, and so to be spelled: no names of things that programs read.

Left out are literals and code, the targets of links and roles, addresses and paths, words with digits or underscores,
words in capitals and those with a capital in their middle.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from visioneditor.core.document.model import Block, BlockKind, Document, Run, Style
from visioneditor.core.text import word_pattern

_PROSE = frozenset(
    {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.TERM,
        BlockKind.TABLE_ROW,
        BlockKind.TABLE_CELL,
        BlockKind.FIELD,
        BlockKind.QUOTE,
    }
)
_PROSE_DIRECTIVES = frozenset(
    {"admonition", "attention", "caution", "danger", "epigraph", "error", "hint", "important", "note", "rubric"}
    | {"seealso", "sidebar", "tip", "todo", "topic", "warning"}
)
_WITH_TITLE = frozenset({"doc", "ref", "term", "image", "numref", "any", "abbr"})  # what is read may be prose
_NO_PROSE = Style.LITERAL | Style.LABEL
# A stretch without blanks that a program reads: an address, a path, an option, an expression, a file's name.
_READ_BY_PROGRAMS = re.compile(r"://|[@=\\_$<>{}`]|\(\)|^\W*[#~/]|^-{1,2}\w|/.*/|\w\w\.\w\w|^\W*www\.", re.IGNORECASE)
_INNER = "'’‐‑-"  # what joins the pieces of a word
_PIECES = re.compile(f"[{_INNER}]")


class ProseWord(NamedTuple):
    """A word as it is written, and where."""

    start: int
    end: int
    text: str


def prose_words(document: Document, is_wanted: Callable[[str], bool] = bool) -> Iterator[ProseWord]:
    """The words of a document that are to be spelled and are wanted, in order; those with a hyphen are one."""
    for block in document.blocks:
        if _is_prose(block):
            yield from _words_of(document.text, block, is_wanted)


def _is_prose(block: Block) -> bool:
    if block.kind is BlockKind.DIRECTIVE:
        return block.marker in _PROSE_DIRECTIVES
    return block.kind in _PROSE


def _words_of(text: str, block: Block, is_wanted: Callable[[str], bool]) -> Iterator[ProseWord]:
    for run in block.runs:
        if not _is_spelled(text, run):
            continue
        for start, end, word in words_in(text[run.start : run.end]):
            if not is_wanted(word):
                continue
            is_whole = not _is_glued(text, run.start) if start == 0 else True
            if is_whole and (run.start + end < run.end or not _goes_on(text, run.end)):
                yield ProseWord(run.start + start, run.start + end, word)


def _is_spelled(text: str, run: Run) -> bool:
    if run.style & _NO_PROSE or run.shown is not None:
        return False
    if run.role:
        return run.role in _WITH_TITLE and text[run.start : run.end] != run.target
    is_quoted = text[max(0, run.start - 1) : run.start] == "`" == text[run.end : run.end + 1]
    return not is_quoted or bool(run.target)  # a name in quotes that has no role


_MARKS = "*_`\\|"  # signs of markup that stand between the pieces of a word


def _is_glued(text: str, start: int) -> bool:
    """Whether a word goes on there that began before some markup: the s of ``Nova``s."""
    before = text[max(0, start - 5) : start]
    return before[-1:].isalnum() or (before[-1:] in _MARKS and before.rstrip(_MARKS)[-1:].isalnum())


def _goes_on(text: str, end: int) -> bool:
    """Whether what follows there is a piece of the same word, behind some markup."""
    behind = text[end : end + 5]
    return behind[:1].isalnum() or (behind[:1] in _MARKS and behind.lstrip(_MARKS)[:1].isalnum())


@lru_cache(maxsize=40_000)
def words_in(line: str) -> tuple[tuple[int, int, str], ...]:
    """The words of a stretch of plain text with their places; a document's lines are looked through once."""
    found = []
    for stretch in re.finditer(r"\S+", line):
        if _READ_BY_PROGRAMS.search(stretch[0]):
            continue
        for start, end in _joined(stretch[0]):
            word = stretch[0][start:end]
            if _is_ordinary(word):
                found.append((stretch.start() + start, stretch.start() + end, word))
    return tuple(found)


def _joined(stretch: str) -> list[tuple[int, int]]:
    """Where words stand, those that one sign joins taken as one."""
    found: list[tuple[int, int]] = []
    for match in word_pattern(stretch).finditer(stretch):
        start, end = match.span()
        if found and start - found[-1][1] == 1 and stretch[start - 1] in _INNER:
            start = found.pop()[0]
        found.append((start, end))
    return found


@lru_cache(maxsize=20_000)
def _is_ordinary(word: str) -> bool:
    if len(word) < 2 or not word[0].isalpha():
        return False
    return all(map(_is_ordinary_piece, _PIECES.split(word)))


def _is_ordinary_piece(piece: str) -> bool:
    if any(letter.isdigit() or letter == "_" for letter in piece):
        return False
    return len(piece) < 2 or piece[1:] == piece[1:].lower()
