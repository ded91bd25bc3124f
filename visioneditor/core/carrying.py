"""Reflections that follow a vision whose sections were renamed, split or merged.

A heading that was a section's title takes the new one. Where one answer stands for several sections now, or where the
reflection links to its own heading, the heading stays as it is and says what it answers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from visioneditor.core.annotation import Annotation, Match
from visioneditor.core.compare.model import Comparison, SectionRow
from visioneditor.core.document.heading_writing import rewrite_heading
from visioneditor.core.document.links import LinkKind, resolve
from visioneditor.core.document.model import Document, Section, Style
from visioneditor.core.document.parsing import parse
from visioneditor.core.fields import read_fields
from visioneditor.core.mapping import VisionSections
from visioneditor.core.reflecting import ANSWERS, is_own, set_answers
from visioneditor.core.text import fold

_JOINT = re.compile(r"(\s+[-–—/]+\s+|:\s+)")


def retitled_rows(comparison: Comparison) -> tuple[SectionRow, ...]:
    """The rows of sections that are called otherwise now, or that became several or one."""
    return tuple(row for row in comparison.sections if _is_retitled(row))


def rename_titles(reflection: Document, comparison: Comparison) -> str:
    """The reflection's text with headings and `:answers:` that follow the vision from its old text to its new one."""
    rows = retitled_rows(comparison)
    return _Carrying(reflection, comparison, rows).text() if rows else reflection.text


def _is_retitled(row: SectionRow) -> bool:
    old, new = ([fold(section.title) for section in side if section.number] for side in (row.old, row.new))
    return bool(old and new) and old != new


class _Carrying:
    def __init__(self, reflection: Document, comparison: Comparison, rows: Iterable[SectionRow]) -> None:
        self._reflection = reflection
        self._new = VisionSections(comparison.new)
        self._before = _answered(VisionSections(comparison.old), reflection)
        self._rows = {section.number: row for row in rows for section in row.old}
        self._successors: dict[int, tuple[Section, ...]] = {
            section.number: row.new for row in comparison.sections for section in row.old
        }

    def text(self) -> str:
        """Headings are taken from the last to the first, so that lines above stay where they are."""
        text = self._reflection.text
        after = _answered(self._new, self._reflection)
        for heading in reversed(self._reflection.sections):
            before = self._before.get(heading.first_line, ())
            wanted = self._wanted(before)
            if wanted and not _says(after.get(heading.first_line, ()), wanted, before):
                text = self._carried(text, heading, before, wanted)
            elif len(before) == 1 and before[0].match is Match.COMPOUND and before[0].section:
                text = self._with_parent_renamed(text, heading, before, before[0].section)
        return text

    def _with_parent_renamed(self, text: str, heading: Section, before: Sequence[Annotation], answered: Section) -> str:
        """Of "Parent - Child" the parent may be called otherwise, too, though the child is found without it."""
        title = self._new_heading(heading, before[0], answered)
        is_left = title == heading.title or self._told(heading) is not None or _is_linked(self._reflection, heading)
        renamed = text if is_left else self._renamed(text, heading, title)
        again = _answered(self._new, parse(renamed, self._reflection.markup))
        wanted = self._successors.get(answered.number, ())
        return renamed if _says(again.get(heading.first_line, ()), wanted, before) else text

    def _wanted(self, before: Sequence[Annotation]) -> list[Section]:
        """What a heading shall answer; nothing where none of what it answers was retitled."""
        numbers = [row.section.number for row in before if row.section]
        if not any(number in self._rows for number in numbers):
            return []
        found = {section.number: section for number in numbers for section in self._successors.get(number, ())}
        return list(found.values())

    def _carried(self, text: str, heading: Section, before: Sequence[Annotation], wanted: Sequence[Section]) -> str:
        markup = self._reflection.markup
        told = self._told(heading)
        if told is not None:
            return set_answers(text, markup, heading.first_line, self._followed(told))
        row = self._rows.get(before[0].section.number) if before[0].section else None
        is_renamed = len(before) == len(wanted) == 1 and row is not None and len(row.old) == 1
        if is_renamed and row is not None and not _is_linked(self._reflection, heading):
            renamed = self._renamed(text, heading, self._new_heading(heading, before[0], wanted[0]))
            again = _answered(self._new, parse(renamed, markup))
            if _says(again.get(heading.first_line, ()), wanted, before):
                return renamed
        return set_answers(text, markup, heading.first_line, [section.title for section in wanted])

    def _told(self, heading: Section) -> list[str] | None:
        value = read_fields(self._reflection, self._reflection.blocks_of(heading)[1:])[0].get(ANSWERS)
        return None if value is None else [title.strip() for title in value.split(";") if title.strip()]

    def _followed(self, titles: Iterable[str]) -> list[str]:
        """The titles of an `:answers:` field with each that is no more replaced by what it became."""
        successors = self._by_title()
        found = [name for title in titles for name in successors.get(fold(title), [title])]
        return list(dict.fromkeys(found))

    def _by_title(self) -> Mapping[str, list[str]]:
        return {
            fold(section.title): [one.title for one in row.new] for row in self._rows.values() for section in row.old
        }

    def _new_heading(self, heading: Section, row: Annotation, section: Section) -> str:
        """The new title; of "Parent - Child" each part that was one."""
        if row.match is not Match.COMPOUND:
            return section.title
        successors = self._by_title()
        parts = [" / ".join(successors.get(fold(part), [part])) for part in _JOINT.split(heading.title)]
        return "".join(parts)

    def _renamed(self, text: str, heading: Section, title: str) -> str:
        block = self._reflection.blocks[heading.first_block]
        return text[: block.start] + rewrite_heading(self._reflection, heading, title) + text[block.end :]


def _answered(vision: VisionSections, reflection: Document) -> Mapping[int, Sequence[Annotation]]:
    """What each heading itself answers, by its first line."""
    found: defaultdict[int, list[Annotation]] = defaultdict(list)
    for row in vision.answered_by(reflection, "", ""):
        if row.section is not None and is_own(row):
            found[row.first_line].append(row)
    return found


def _says(rows: Sequence[Annotation], wanted: Sequence[Section], before: Sequence[Annotation]) -> bool:
    """Whether a heading answers just what it shall, and no less surely than it did."""
    sections = {row.section.number for row in rows if row.section}
    is_as_sure = all(row.confirmed for row in rows) or not all(row.confirmed for row in before)
    return sections == {section.number for section in wanted} and is_as_sure


def _is_linked(reflection: Document, heading: Section) -> bool:
    """Whether the reflection itself leads to a heading, which is known by its title."""
    links = (run for block in reflection.blocks for run in block.runs if run.style & Style.LINK)
    found = (resolve(reflection, "", run) for run in links)
    return any(link.kind is LinkKind.SECTION and link.section_id == heading.id for link in found)
