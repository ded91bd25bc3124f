"""What a comment can be put on, from some words up to the patch set as a whole."""

import re
from collections.abc import Iterator
from enum import StrEnum

from visioneditor.core.document.model import BlockKind, Document
from visioneditor.core.review.anchors import Span, trim
from visioneditor.core.text import Lines
from visioneditor.values import dataclass

_LINE_WITH_WORDS = re.compile(r"^[^\n]*\w", re.MULTILINE)


class Scope(StrEnum):
    """How much of a change a comment speaks of."""

    WORDS = "words"
    LINE = "line"
    BLOCK = "block"
    SECTION = "section"
    DOCUMENT = "document"
    COMMIT_MESSAGE = "commit message"
    PATCH_SET = "patch set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something to comment on in a shown text, its place in it (of a whole there is none), and its words."""

    scope: Scope
    span: Span | None = None
    words: str = ""
    line: int = 0  # of a line: its number in the shown text


def list_subjects(document: Document, start: int, end: int) -> tuple[Subject, ...]:
    """What can be commented on where a text is selected, or at a place (`start` is `end`); the smallest first."""
    return tuple(_subjects(document, start, end))


def section_subject(document: Document, at: int) -> Subject | None:
    """The section at a place; its heading stands for it, as in a table of contents."""
    section = document.section_at(at)
    blocks = document.blocks_of(section) if section is not None else ()
    block = next((block for block in blocks if block.runs), None)
    if section is None or block is None:
        return None
    span = block.runs[0].start, block.runs[-1].end
    return Subject(scope=Scope.SECTION, span=span, words=section.title or document.text[slice(*span)])


def block_subject(document: Document, at: int) -> Subject | None:
    """The paragraph, item, row … at a place or behind it; of a heading the first one below it."""
    blocks = (block for block in document.blocks if block.kind is not BlockKind.HEADING and block.end >= at)
    spans = (trim(document.text, block.start, block.end) for block in blocks)
    span = next((span for span in spans if span[1] >= at and span[0] < span[1]), None)
    return Subject(scope=Scope.BLOCK, span=span, words=document.text[slice(*span)]) if span is not None else None


def _subjects(document: Document, start: int, end: int) -> Iterator[Subject]:
    text = document.text
    first, last = trim(text, start, end)
    if first < last:
        yield Subject(scope=Scope.WORDS, span=(first, last), words=text[first:last])
    at = _first_words(text, first)
    lines = Lines(text)
    line = lines.line_of(at)
    span = trim(text, lines.start(line), lines.end(line))
    if span[0] < span[1]:
        yield Subject(scope=Scope.LINE, span=span, words=text[slice(*span)], line=line)
    yield from filter(None, (block_subject(document, at), section_subject(document, at)))
    for scope in (Scope.DOCUMENT, Scope.COMMIT_MESSAGE, Scope.PATCH_SET):
        yield Subject(scope=scope)


def _first_words(text: str, at: int) -> int:
    """A place, or the first one behind it on a line that has words: not a blank one, not an adornment."""
    found = _LINE_WITH_WORDS.search(text, text.rfind("\n", 0, at) + 1)
    return max(at, found.start()) if found else at
