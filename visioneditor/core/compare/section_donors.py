"""Which section of another document a section was taken from: one that lost its words in the same commit."""

from collections import Counter
from itertools import pairwise

from visioneditor.core.compare.section_parts import Part
from visioneditor.core.document.model import Document
from visioneditor.core.text import words

_LEAST_SHARE = 0.5  # of a section's passages
_LEAST_PASSAGES = 6  # fewer may stand anywhere

_Passage = tuple[tuple[str, str], tuple[str, str]]


def find_donor(new: Document, part: Part, old: Document, after: Document) -> tuple[float, Part] | None:
    """The section of `old` that most of a part comes from, and how much; `after` is what became of `old`.

    Passages of three words count: single ones stand in any long text.
    """
    wanted = _passages_of(new, part)
    if wanted.total() < _LEAST_PASSAGES:
        return None
    lost = _passages(old.text) - _passages(after.text)
    shares = [
        ((_passages_of(old, whole) & wanted & lost).total() / wanted.total(), whole)
        for whole in (Part(ids=(section.id,)) for section in old.sections)
    ]
    best = max(shares, key=lambda one: one[0], default=None)
    return best if best is not None and best[0] >= _LEAST_SHARE else None


def _passages_of(document: Document, part: Part) -> Counter[_Passage]:
    found: Counter[_Passage] = Counter()
    for start, end in part.spans(document):
        found += _passages(document.text[start:end])
    return found


def _passages(text: str) -> Counter[_Passage]:
    return Counter(pairwise(pairwise(words(text))))
