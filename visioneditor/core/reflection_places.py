"""Where a reflection gets a heading for a section that it does not answer yet: in the order of the vision."""

from visioneditor.core.annotation import Match
from visioneditor.core.document.model import Document, Section
from visioneditor.core.fields import LAYOUT_KINDS, find_fields
from visioneditor.core.mapping import VisionSections, umbrella
from visioneditor.values import dataclass

_GUESSED = frozenset({Match.MENTION, Match.PARENT, Match.NONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingPlace:
    """An offset at which lines can be put in, and the level that a heading there has."""

    offset: int
    level: int


def find_place(reflection: Document, vision: Document, section: Section) -> HeadingPlace:
    """Below the heading of the nearest section above, else beside a neighbour's heading, else at the end."""
    return _Places(reflection, vision).find(section)


class _Places:
    def __init__(self, reflection: Document, vision: Document) -> None:
        self._reflection = reflection
        self._headings = {section.number: section for section in reflection.sections if section.number}
        self._sections = {section.number: section for section in vision.sections}
        by_line = {section.first_line: section for section in self._headings.values()}
        self._answering: dict[int, Section] = {}  # the first heading by the number of the section that it answers
        for row in VisionSections(vision).answered_by(reflection, "", ""):
            if row.section is not None and row.match not in _GUESSED:
                self._answering.setdefault(row.section.number, by_line[row.first_line])

    def find(self, section: Section) -> HeadingPlace:
        holder = self._holder(section)
        if holder is not None:
            return self._inside(holder, section)
        earlier = [number for number in sorted(self._answering) if number < section.number]
        if earlier:
            beside = self._outermost(self._answering[earlier[-1]])
            return HeadingPlace(offset=self._end_of_all(beside), level=beside.level)
        if self._answering:
            beside = self._outermost(self._answering[min(self._answering)])
            return HeadingPlace(offset=self._end_before(beside), level=beside.level)
        return self._at_the_end()

    def _holder(self, section: Section) -> Section | None:
        """The heading that answers the nearest section above."""
        parent = section.parent
        while parent is not None and parent not in self._answering:
            parent = self._sections[parent].parent
        return self._answering[parent] if parent is not None else None

    def _inside(self, holder: Section, section: Section) -> HeadingPlace:
        children = [heading for heading in self._headings.values() if heading.parent == holder.number]
        level = children[0].level if children else holder.level + 1
        earlier = {self._answering[number].number for number in self._answering if number < section.number}
        passed = [child for child in children if earlier & {one.number for one in self._all_of(child)}]
        return HeadingPlace(offset=self._end_of_all(passed[-1]) if passed else self._end_of(holder), level=level)

    def _at_the_end(self) -> HeadingPlace:
        headings = list(self._headings.values())
        whole = umbrella(self._reflection) or (headings[0] if len(headings) == 1 else None)
        level = whole.level + 1 if whole else min((heading.level for heading in headings), default=1)
        last = self._reflection.sections[-1:]
        return HeadingPlace(offset=self._end_of(last[0]) if last else 0, level=level)

    def _outermost(self, heading: Section) -> Section:
        """The heading that holds it, as far as headings answer something."""
        answering = {one.number for one in self._answering.values()}
        while heading.parent is not None and heading.parent in answering:
            heading = self._headings[heading.parent]
        return heading

    def _all_of(self, heading: Section) -> list[Section]:
        found = [heading]
        for section in self._reflection.sections[self._reflection.sections.index(heading) + 1 :]:
            if section.level <= heading.level:
                break
            found.append(section)
        return found

    def _end_of_all(self, heading: Section) -> int:
        return self._end_of(self._all_of(heading)[-1])

    def _end_before(self, heading: Section) -> int:
        index = self._reflection.sections.index(heading)
        return self._end_of(self._reflection.sections[index - 1]) if index else 0

    def _end_of(self, section: Section) -> int:
        """The end of what a section says; labels and link targets behind it may belong to the next one."""
        blocks = self._reflection.blocks_of(section)
        if not section.number:
            return blocks[-1].end
        _, count = find_fields(self._reflection, blocks[1:])
        ends = [block.end for block in blocks[1 + count :] if block.kind not in LAYOUT_KINDS]
        return max(ends, default=blocks[count].end)
