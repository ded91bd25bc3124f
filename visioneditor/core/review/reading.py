"""What of a review was read: sections by their words, comments by when they were written.

A section that was read stays read for as long as its words are the same, wherever it stands and whichever patch set
shows it; a comment is unread while it is newer than the newest one that was there when one last looked.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime

from visioneditor.core.document.model import Document, Section
from visioneditor.core.review.model import Comment
from visioneditor.values import dataclass

_PIECE = 50_000  # characters
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSections:
    """Which of a document's sections were read, by their numbers; `since`: the patch set the first was read on."""

    read: frozenset[int] = frozenset()
    all: frozenset[int] = frozenset()  # those with something to read
    since: int | None = None

    def among(self, numbers: Collection[int]) -> "ReadSections":
        """The same of some sections only: those that a comparison changed."""
        chosen = frozenset(numbers)
        return ReadSections(read=self.read & chosen, all=self.all & chosen, since=self.since)


def section_words(document: Document) -> Mapping[int, str]:
    """The hash of each section's visible words, by its number; a section with nothing to read is left out."""
    found = ((section.number, _hash(document, section)) for section in document.sections)
    return {number: hash for number, hash in found if hash}


def find_read(document: Document, marks: Mapping[str, int]) -> ReadSections:
    """The sections whose words are marked; `marks`: the patch set on which words were read first, by their hash."""
    words = section_words(document)
    read = frozenset(number for number, hash in words.items() if hash in marks)
    return ReadSections(read=read, all=frozenset(words), since=min((marks[words[one]] for one in read), default=None))


def find_unread(
    comments: Iterable[Comment], until: datetime | None, is_mine: Callable[[Comment], bool]
) -> frozenset[str]:
    """The published comments of others that came after `until`, by their uuid; all where one never looked."""
    return frozenset(
        comment.uuid
        for comment in comments
        if comment.uuid and not is_mine(comment) and (until is None or comment.written > until)
    )


def _hash(document: Document, section: Section) -> str:
    """Of the words, a blank between two; empty where there are none."""
    hash, separator = hashlib.sha256(), ""
    for block in document.blocks_of(section):
        for run in block.runs:
            for piece in _pieces(document.text[run.start : run.end] if run.shown is None else run.shown):
                if words := " ".join(piece.split()):
                    hash.update(f"{separator}{words}".encode())
                    separator = " "
    return hash.hexdigest() if separator else ""


def _pieces(text: str) -> Iterator[str]:
    """A text cut between words: a paragraph may be a megabyte long, and nobody else works while it is split."""
    start = 0
    while start < len(text):
        found = _SPACE.search(text, start + _PIECE)
        end = found.end() if found else len(text)
        yield text[start:end]
        start = end
