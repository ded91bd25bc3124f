"""The words of a document with their places: those that a comparison counts."""

from typing import NamedTuple

from visioneditor.core.compare.words import read_words
from visioneditor.core.document.model import Document


class PlacedWord(NamedTuple):
    """A visible word at `text[start:end]`; with markup signs within it, it is shorter than that."""

    text: str
    start: int
    end: int


def placed_words(document: Document) -> tuple[PlacedWord, ...]:
    """All words of a document, in the order of the text."""
    found: list[PlacedWord] = []
    for block in document.blocks:
        words = read_words(document.text, block)
        rows = zip(words.tokens, words.starts, words.ends, words.counted, strict=True)
        found += [PlacedWord(token, start, end) for token, start, end, is_counted in rows if is_counted]
    found.sort(key=lambda word: word.start)
    return tuple(found)
