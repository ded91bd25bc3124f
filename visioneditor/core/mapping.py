"""A reflection's headings mapped to the sections of the vision it answers, as a person would map them.

Titles are tried exactly, by the parts of "Parent - Child" from the right, then by likeness; a heading with no match of
its own stands for the section that the heading above it answers. The vision's own title stands for all of it and is no
section to answer. What an `:answers:` field says is all that its heading answers: nothing, where it is empty.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.model import Block, Document, Section
from visioneditor.core.fields import read_fields
from visioneditor.core.mentions import Mentions, running_text
from visioneditor.core.text import fold
from visioneditor.core.titles import CUT, is_initials_of, is_short_for, similarity

_PARTS = re.compile(r"\s+[-–—]+\s+|:\s+|\s+/\s+")
_ASIDE = re.compile(r"(?P<title>.*\S)\s*\((?P<aside>[^()]+)\)\s*")
_SEVERAL = re.compile(r"(\s+(?:and|&|\+|/)\s+|,\s+(?:and\s+)?)", re.IGNORECASE)
_ON_ANSWERS = re.compile(r"(?<![^\W_])reflections?(?![^\W_])", re.IGNORECASE)  # a section that is about reflections
_MOST_PIECES = 15  # of a heading that may name several sections
_Found = tuple[Section | None, Match]


def map_headings(reflection: Document, vision: Document, project: str, path: str) -> tuple[Annotation, ...]:
    """One row for each heading and section that it answers; whether a row is stale is not known here."""
    return VisionSections(vision).answered_by(reflection, project, path)


def umbrella(document: Document) -> Section | None:
    """The heading that titles the whole document: the first one, where all others are of a lower level."""
    headings = [section for section in document.sections if section.number]
    if len(headings) < 2 or any(section.level <= headings[0].level for section in headings[1:]):
        return None
    return headings[0]


class _Titles:
    """The vision's titles, to be found by what somebody wrote."""

    def __init__(self, vision: Document) -> None:
        whole = umbrella(vision)
        self.sections = tuple(section for section in vision.sections if section.number and section is not whole)
        self._whole = fold(whole.title) if whole else None
        self._by_fold: defaultdict[str, list[Section]] = defaultdict(list)
        for section in self.sections:
            self._by_fold[fold(section.title)].append(section)
        self.guessed = [section for section in self.sections if not _ON_ANSWERS.search(section.title)]
        self._by_number = {section.number: section for section in self.sections}

    def find_all(self, title: str, under: Section | None) -> list[_Found]:
        """The sections that a heading means: one, or each that it names ("Interoperability and Partitioning")."""
        found = self.find(title, under)
        if found[1] in (Match.EXACT, Match.FUZZY):
            return [found]
        pieces = _SEVERAL.split(title)
        sections = self._named_together(pieces, under) if len(pieces) <= _MOST_PIECES else []
        if len(sections) > 1 and not any(self._lies_in(one, other) for one in sections for other in sections):
            return _without_repeats([(section, Match.COMPOUND) for section in sections])
        return [found]

    def _named_together(self, pieces: Sequence[str], under: Section | None) -> list[Section]:
        """The sections whose titles, joined by "and" and the like, are all of a heading; none where something is left.

        `pieces` has every second one a joint; a title may hold some, too.
        """
        for end in range(len(pieces), 0, -2):
            section = self._find_whole("".join(pieces[:end]), under)
            rest = self._named_together(pieces[end + 1 :], under) if section and end < len(pieces) else []
            if section and (rest or end == len(pieces)):
                return [section, *rest]
        return []

    def find(self, title: str, under: Section | None) -> _Found:
        """The section that a title means; `under` is what the heading above it answers and decides between equals."""
        if exact := self._by_fold.get(fold(title)):
            return self._nearest(exact, under), Match.EXACT
        if fold(title) == self._whole:
            return None, Match.NONE
        parts = _parts(title)
        if len(parts) > 1:
            section = self._alike(title, under, parted=True)
            return (section, Match.FUZZY) if section else self._compound(parts, under)
        section = self._alike(title, under) or self._for_short(title)
        return (section, Match.FUZZY) if section else (None, Match.NONE)

    def _find_whole(self, title: str, under: Section | None) -> Section | None:
        exact = self._by_fold.get(fold(title))
        return self._nearest(exact, under) if exact else self._alike(title, under) or self._for_short(title)

    def _compound(self, parts: Sequence[str], under: Section | None) -> _Found:
        """The rightmost part that is a title; the parts before it say which, where several have that title."""
        for index in range(len(parts) - 1, -1, -1):
            parent = self._compound(parts[:index], under)[0] if index else None
            section = self._find_whole(parts[index], parent or under)
            if section:
                return section, Match.COMPOUND
        return None, Match.NONE

    def _alike(self, title: str, under: Section | None, parted: bool = False) -> Section | None:
        candidates = [section for section in self.guessed if not parted or _PARTS.search(section.title)]
        rated = [(similarity(title, section.title), section) for section in candidates]
        best = max((rate for rate, _ in rated), default=0.0)
        if best < CUT:
            return None
        return self._nearest([section for rate, section in rated if rate == best], under)

    def _for_short(self, title: str) -> Section | None:
        """The only section whose title this one is short for."""
        found = [one for one in self.guessed if is_short_for(title, one.title) or is_initials_of(title, one.title)]
        return found[0] if len(found) == 1 else None

    def _nearest(self, sections: Sequence[Section], under: Section | None) -> Section:
        """Of sections with one title the one that lies in `under`, else the first."""
        inside = [section for section in sections if under and self._lies_in(section, under)]
        return (inside or sections)[0]

    def _lies_in(self, section: Section, holder: Section) -> bool:
        parent = section.parent
        while parent is not None and parent != holder.number:
            parent = self._by_number[parent].parent if parent in self._by_number else None
        return parent == holder.number


class VisionSections:
    """A vision made ready for many reflections, when the first of them comes."""

    def __init__(self, vision: Document) -> None:
        self._vision = vision

    @cached_property
    def _titles(self) -> _Titles:
        return _Titles(self._vision)

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self._vision, self._titles.guessed)

    def find(self, title: str) -> Section | None:
        """The section that somebody means who writes this title."""
        return self._titles.find(title, None)[0]

    def named_in(self, text: str) -> tuple[Section, ...]:
        """The sections that a text names, in the vision's order."""
        return tuple(self._mentions.named_in(text, None))

    def answered_by(self, reflection: Document, project: str, path: str) -> tuple[Annotation, ...]:
        """The rows of one reflection, as `map_headings` says."""
        return tuple(_Mapping(reflection, self._titles, self._mentions, project, path).rows())


class _Mapping:
    """One reflection against one vision."""

    def __init__(self, reflection: Document, titles: _Titles, mentions: Mentions, project: str, path: str) -> None:
        self._reflection = reflection
        self._project = project
        self._path = path
        self._titles = titles
        self._mentions = mentions
        self._whole = umbrella(reflection)
        self._found: dict[int, list[_Found]] = {}  # by the heading's number
        self._fields = {section.number: self._read(section) for section in reflection.sections}

    def rows(self) -> Iterator[Annotation]:
        """All rows in the order of the reflection, each heading's mentions after its own."""
        headings = [section for section in self._reflection.sections if section.number]
        for heading in headings:
            self._found[heading.number] = self._find(heading)
        answered = {section.number for found in self._found.values() for section, _ in found if section}
        for heading in headings:
            if heading is self._whole and not self._says_something(heading):
                continue
            for section, match in self._found[heading.number]:
                yield self._row(heading, section, match)
            for section in self._named_in(heading):
                if section.number not in answered:
                    yield self._row(heading, section, Match.MENTION)

    def _find(self, heading: Section) -> list[_Found]:
        under = self._answer_above(heading)
        told = self._fields[heading.number].get("answers")
        if told is not None:
            titles = [title.strip() for title in told.split(";") if title.strip()]
            return _without_repeats([self._titles.find(title, under) for title in titles])
        found = self._titles.find_all(heading.title, under)
        if found[0][0] is None and under is not None:
            return [(under, Match.PARENT)]
        return found

    def _answer_above(self, heading: Section) -> Section | None:
        """What the nearest heading above answers."""
        found = self._found.get(heading.parent) if heading.parent else None
        return found[0][0] if found else None

    def _row(self, heading: Section, section: Section | None, match: Match) -> Annotation:
        fields = self._fields[heading.number]
        is_named = match is Match.MENTION
        return Annotation(
            project=self._project,
            section=section,
            heading=heading.title,
            match=match,
            confirmed=not is_named and (match is Match.EXACT or "answers" in fields),
            stance=None if is_named else _stance(fields.get("stance", "")),
            stale=None,
            written_against=fields.get("written-against") or self._written_against_as_a_whole(),
            text=self._text(heading),
            path=self._path,
            first_line=heading.first_line,
            last_line=max(heading.first_line, self._last_line(heading)),
        )

    def _written_against_as_a_whole(self) -> str | None:
        """A field above the first heading, or under the reflection's own title, is true of all of it."""
        for number in (self._whole.number if self._whole else 0, 0):
            if told := self._fields.get(number, {}).get("written-against"):
                return told
        return None

    def _read(self, section: Section) -> Mapping[str, str]:
        return read_fields(self._reflection, self._body(section))[0]

    def _body(self, section: Section) -> tuple[Block, ...]:
        blocks = self._reflection.blocks_of(section)
        return blocks[1:] if section.number else blocks

    def _answering(self, heading: Section) -> tuple[Block, ...]:
        """The blocks under a heading without its fields."""
        body = self._body(heading)
        return body[read_fields(self._reflection, body)[1] :]

    def _text(self, heading: Section) -> str:
        blocks = self._answering(heading)
        return self._reflection.text[blocks[0].start : blocks[-1].end].strip("\n") if blocks else ""

    def _last_line(self, heading: Section) -> int:
        return max(block.last_line for block in self._reflection.blocks_of(heading))

    def _says_something(self, heading: Section) -> bool:
        return any(block.runs for block in self._answering(heading))

    def _named_in(self, heading: Section) -> list[Section]:
        """What the text under a heading names; nothing where somebody has said what it answers."""
        if "answers" in self._fields[heading.number]:
            return []
        found = self._found[heading.number]
        text = running_text(self._reflection, self._answering(heading))
        if found[0][1] in (Match.NONE, Match.PARENT):
            text = f"{heading.title}\n{text}"
        return self._mentions.named_in(text, found[0][0]) if text.strip() else []


def _parts(title: str) -> list[str]:
    """What a title is put together of, the part that says most last: "Parent - Child", "Child (Parent)"."""
    if aside := _ASIDE.fullmatch(title):
        return [*_parts(aside["aside"]), *_parts(aside["title"])]
    return [part for part in _PARTS.split(title) if part.strip()]


def _without_repeats(found: Sequence[_Found]) -> list[_Found]:
    """Each section once; one row stays where nothing was found at all."""
    unique: dict[int, _Found] = {}
    for section, match in found:
        if section is not None:
            unique.setdefault(section.number, (section, match))
    return list(unique.values()) or [(None, Match.NONE)]


def _stance(word: str) -> Stance | None:
    folded = fold(word).replace(" ", "-")
    return Stance(folded) if folded in set(Stance) else None
