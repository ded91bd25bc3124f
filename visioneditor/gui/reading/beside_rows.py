"""Rows of Side by side: a section each, the vision at the left, what the projects say in columns or as cards beside it.

Only the vision's own cells are made here; an answer is read and set when it comes on the screen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from visioneditor.core.document.model import BlockKind, Document, Section
from visioneditor.gui.prose.blocks import SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.late import Late
from visioneditor.gui.prose.rows import FIRST_PROJECT, NEW, Cell, Face, Fold, Label, LabelLine, Row, Space
from visioneditor.gui.reading.answer_cells import Answers, Given, answer_cell, nothing_cell, say, without_gap
from visioneditor.gui.reading.beside_view import BesideView, answer_key
from visioneditor.gui.reading.differing_cells import differing_cells
from visioneditor.values import dataclass

PAD = 14  # pixels above and below a section
_LEAST_LINES = 4  # of an answer beside a section that is shorter
_NAMED = 8  # of the projects without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class VisionSection:
    """A section of the vision as it stands at the left; `has_words`: there is something to answer."""

    section: Section
    cell: Cell
    has_words: bool


def vision_sections(document: Document) -> tuple[VisionSection, ...]:
    """What stands at the left of every row."""
    setter = BlockSetter(document=document, text=NEW, room=SIDE_ROOM)
    return tuple(_vision_sections(document, setter))


def _vision_sections(document: Document, setter: BlockSetter) -> Iterator[VisionSection]:
    for section in document.sections:
        setter.begin_section()
        blocks = document.blocks_of(section)
        pieces = [piece for block in blocks for piece in setter.pieces(block)]
        if pieces:
            has_words = any(block.kind is not BlockKind.HEADING and block.runs for block in blocks)
            yield VisionSection(section=section, cell=Cell(pieces=without_gap(pieces)), has_words=has_words)


def beside_rows(
    sections: Sequence[VisionSection],
    answers: Answers,
    view: BesideView,
    changed: Mapping[int, Cell] | None = None,
) -> tuple[Row, ...]:
    """The vision beside what projects say; `changed` has what stands for a section's own cell, by its number."""
    return tuple(_Beside(answers, view, changed or {}).rows(sections))


class _Beside:
    """Makes the rows of one view."""

    def __init__(self, answers: Answers, view: BesideView, changed: Mapping[int, Cell]) -> None:
        self._answers, self._view, self._changed = answers, view, changed
        self._has_rule = False

    def rows(self, sections: Sequence[VisionSection]) -> Iterator[Row]:
        for is_asked, group in groupby(sections, self._is_asked):
            if is_asked:
                yield from (row for one in group for row in self._section(one))
            else:
                yield from self._others(tuple(group))

    def _is_asked(self, one: VisionSection) -> bool:
        view = self._view
        if view.wanted.takes_all:
            return True
        own = (found for project in view.projects for found in self._answers.own(project, one.section))
        return any(view.wanted.takes(found) for found in own)

    def _others(self, group: Sequence[VisionSection]) -> Iterator[Row]:
        """Sections without an answer of the sort that is asked for, folded."""
        key = f"others:{group[0].section.id}"
        is_open = key in self._view.opened
        text = say("{0} sections without such an answer").format(len(group))
        if len(group) == 1:
            text = say("{0}: no such answer").format(group[0].section.title or say("Beginning"))
        icon = Label(text="", icon="chevron-down" if is_open else "chevron-right")
        self._has_rule = True
        yield Row(
            key=key,
            fold=Fold(labels=(icon, Label(text=text, face=Face.PROGRAM)), is_open=is_open),
            section=group[0].section.number if not is_open else None,
            sections=() if is_open else tuple(one.section.number for one in group),
            spoken=say("sections"),
        )
        if is_open:
            yield from (row for one in group for row in self._section(one))

    def _section(self, one: VisionSection) -> Iterable[Row]:
        return self._cards(one) if self._view.cards else (self._columns(one),)

    def _columns(self, one: VisionSection) -> Row:
        view, section = self._view, one.section
        given = [self._answers.given(project, section) for project in view.projects]
        is_answered = any(found is not None for found in given)
        both = _both(given) if view.marks_differences else None

        def make(at: int) -> Cell | None:
            if not at:
                return self._changed.get(section.number, one.cell)
            found = given[at - 1]
            if both is not None:
                return differing_cells(*both, section, view)[at - 1]
            if found is not None:
                return answer_cell(found, section, view, FIRST_PROJECT + at - 1)
            return nothing_cell(say("No answer"), view.projects[at - 1]) if one.has_words else None

        is_open = [at for at, name in enumerate(view.projects, 1) if answer_key(name, section) in view.opened]
        cells = Late(len(given) + 1, make)
        return self._row(one, cells, (0, *is_open), _LEAST_LINES if is_answered else 0)

    def _cards(self, one: VisionSection) -> Iterator[Row]:
        """As many rows as the cards of those who answered need, and one that names the others."""
        view, section = self._view, one.section
        taken = [name for name in view.projects if any(map(view.wanted.takes, self._answers.own(name, section)))]
        names = [name for name in view.projects if not self._answers.own(name, section)]
        is_told = names and one.has_words and view.wanted.takes_all
        others = self._others_cell(section, names) if is_told else None
        if not taken:
            yield self._row(one, (self._changed.get(section.number, one.cell), others), (0, 1), 0)
            return
        for number, start in enumerate(range(0, len(taken), view.cards)):
            yield self._row_of_cards(one, taken[start : start + view.cards], number)
        if others is not None:
            key = f"section:{section.id}:others"
            yield Row(key=key, cells=(None, others), section=section.number, pad_below=PAD)

    def _others_cell(self, section: Section, names: Sequence[str]) -> Cell:
        """Who answers a section only with the one above it, and who not at all."""
        above = [name for name in names if self._answers.given(name, section) is not None]
        sorts = (
            (say("Answered with the section above: {0}"), above),
            (say("No answer: {0}"), [name for name in names if name not in above]),
        )
        said = [Label(text=text.format(_named(found)), face=Face.PROGRAM) for text, found in sorts if found]
        return Cell(pieces=tuple(LabelLine(labels=(label,), above=Space.NONE) for label in said))

    def _row_of_cards(self, one: VisionSection, names: Sequence[str], number: int) -> Row:
        view, section = self._view, one.section

        def make(at: int) -> Cell | None:
            if not at:
                return self._changed.get(section.number, one.cell) if not number else None
            if at <= len(names) and (found := self._answers.given(names[at - 1], section)) is not None:
                return answer_cell(found, section, view, FIRST_PROJECT + view.projects.index(names[at - 1]))
            return None

        is_open = [at for at, name in enumerate(names, 1) if answer_key(name, section) in view.opened]
        return self._row(one, Late(view.cards + 1, make), (0, *is_open), _LEAST_LINES, number)

    def _row(
        self, one: VisionSection, cells: Sequence[Cell | None], shaping: tuple[int, ...], least: int, number: int = 0
    ) -> Row:
        has_rule, self._has_rule = self._has_rule and not number, True
        return Row(
            key=f"section:{one.section.id}:{number}",
            cells=cells,
            shaping=shaping,
            least_lines=least,
            section=one.section.number,
            is_heading=not number,
            has_rule=has_rule,
            pad_above=PAD,
            pad_below=PAD,
            spoken=say("section") if not number else say("more answers"),
        )


def _both(given: Sequence[Given | None]) -> tuple[Given, Given] | None:
    """The answers of two projects, where there are two that both say something."""
    found = [one for one in given if one is not None]
    return (found[0], found[1]) if len(given) == 2 == len(found) else None


def _named(names: Sequence[str]) -> str:
    named = ", ".join(names[:_NAMED])
    return say("{0} and {1} more").format(named, len(names) - _NAMED) if len(names) > _NAMED else named
