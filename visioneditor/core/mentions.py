"""Sections of a vision that running text names without a heading of their own: weak links, for a person to confirm.

A whole title in the text names its section. Below a heading that answers a section, a word that is at home in one of
its sub-sections ("scalability" for "Infinite, Continuous Scaling") names that one, too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from visioneditor.core.document.model import Block, BlockKind, Document, Section
from visioneditor.core.document.rendering import render_block
from visioneditor.core.text import words
from visioneditor.core.titles import CUT, similarity, spelled_alike
from visioneditor.values import dataclass

_LONG_WORD = 10  # letters of a one-word title that is hardly used without meaning the section
_TELLING_WORD = 6  # letters of a title's word that may stand for it
_LEAST_STEM = 4
_SILENT = frozenset({BlockKind.HEADING, BlockKind.FIELD, BlockKind.LITERAL})
_QUOTES = "\"'“”‘’"
_QUOTED = re.compile(rf"(?<!\w)[\"'“‘]([^{_QUOTES}]{{4,80}})[\"'”’](?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    section: Section
    words: tuple[str, ...]
    stems: frozenset[str]  # of words that are at home in this section
    is_part: bool  # it holds other sections; what such a part is called are often everyday words ("design goals")


class Mentions:
    """What a vision's sections are called in running text."""

    def __init__(self, vision: Document, sections: Iterable[Section]) -> None:
        counts = {section.number: _word_counts(vision, section) for section in vision.sections}
        parts = {section.parent for section in vision.sections}
        self._names = [
            _Name(
                section=section,
                words=tuple(spelled_alike(section.title).split()),
                stems=_stems(section, counts),
                is_part=section.number in parts,
            )
            for section in sections
        ]

    def named_in(self, text: str, under: Section | None) -> list[Section]:
        """The sections that a text names; `under` is the section that its heading answers."""
        spoken = tuple(spelled_alike(text).split())
        joined = f" {' '.join(spoken)} "
        without_blanks = joined.replace(" ", "")
        known = frozenset(spoken)
        quoted = self._quoted_in(text)
        return [
            name.section
            for name in self._names
            if name.section.number in quoted or self._names_it(name, text, joined, without_blanks, known, under)
        ]

    def _quoted_in(self, text: str) -> frozenset[int]:
        """The sections whose titles stand in quotes, nearly as they are."""
        quoted = {" ".join(phrase.split()) for phrase in _QUOTED.findall(text)}
        rated = [
            (similarity(phrase, name.section.title), name.section.number)
            for phrase in quoted
            for name in self._names
            if " " in phrase
        ]
        return frozenset(number for rate, number in rated if rate >= CUT)

    def _names_it(
        self, name: _Name, text: str, joined: str, without_blanks: str, known: frozenset[str], under: Section | None
    ) -> bool:
        is_child = under is not None and name.section.parent == under.number
        if is_child and any(_begins(stem, known) for stem in name.stems):
            return True
        phrase = " ".join(name.words)
        if name.is_part and name.section.title not in " ".join(text.split()):
            return False
        if len(name.words) > 1:
            return f" {phrase} " in joined or (
                len(phrase) >= 2 * _LONG_WORD and phrase.replace(" ", "") in without_blanks
            )
        stands = bool(phrase) and phrase in known
        return stands and (is_child or len(phrase) >= _LONG_WORD or _is_set_apart(name.section.title, text))


def running_text(document: Document, blocks: Iterable[Block]) -> str:
    """What blocks say, without headings, fields and literals."""
    return "\n".join(render_block(block, document.text).text for block in blocks if block.kind not in _SILENT)


def _word_counts(document: Document, section: Section) -> Counter[str]:
    return Counter(words(spelled_alike(running_text(document, document.blocks_of(section)))))


def _stems(section: Section, counts: Mapping[int, Counter[str]]) -> frozenset[str]:
    """Beginnings of the title's words that the vision uses here as much as in all other sections together."""
    found = set()
    for word in spelled_alike(section.title).split():
        stem = _stem(word)
        if len(word) < _TELLING_WORD or len(stem) < _LEAST_STEM:
            continue
        here = 1 + _uses(stem, counts[section.number])  # the title is a use, too
        elsewhere = [_uses(stem, count) for number, count in counts.items() if number != section.number]
        if here > max(elsewhere, default=0) and here >= sum(elsewhere):
            found.add(stem)
    return frozenset(found)


def _stem(word: str) -> str:
    return re.sub(r"(?:isation|ability|ibility|isable|able|ible|ation|ing|ity|ion|es|s|e)$", "", word)


def _uses(stem: str, counts: Mapping[str, int]) -> int:
    return sum(count for word, count in counts.items() if word.startswith(stem))


def _begins(stem: str, known: Iterable[str]) -> bool:
    return any(word.startswith(stem) for word in known)


def _is_set_apart(title: str, text: str) -> bool:
    """In quotes, or with a capital within a sentence."""
    word = re.escape(title)
    quoted = re.search(rf"[{_QUOTES}]{word}[{_QUOTES}]", text, re.IGNORECASE)
    return quoted is not None or re.search(rf"(?<=[a-z,;] ){word}\b", text) is not None
