"""The cell in which a project's answer to a section stands: stance, words, where they come from, what one can do."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.annotation import Annotation, Match, as_answer_to
from visioneditor.core.document.model import Document, Section
from visioneditor.core.document.parsing import parse_path
from visioneditor.gui.prose.blocks import BlockSetter
from visioneditor.gui.prose.rows import Cell, Face, Label, LabelLine, Piece, Space
from visioneditor.gui.prose.shown import render_words
from visioneditor.gui.reading.beside_view import BesideView, annotation_key, answer_key
from visioneditor.values import dataclass, replace


def say(text: str) -> str:
    """A text of this mode, translated."""
    return QCoreApplication.translate("Reading", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a project says to a section; `above` is the section whose answer it is, where it has none of its own."""

    annotations: tuple[Annotation, ...]
    above: Section | None = None


class Answers:
    """All annotations, to be found by project and section."""

    def __init__(
        self,
        document: Document,
        annotations: Iterable[Annotation],
        changed: Mapping[str, frozenset[int]] | None = None,
    ) -> None:
        self._changed = changed or {}
        self._sections = {section.number: section for section in document.sections}
        self._by_place: dict[tuple[str, int], list[Annotation]] = {}
        for one in annotations:
            if one.section is not None:
                self._by_place.setdefault((one.project, one.section.number), []).append(one)

    @property
    def answered(self) -> frozenset[int]:
        """The numbers of the sections that any project answers."""
        return frozenset(number for _, number in self._by_place)

    def own(self, project: str, section: Section) -> tuple[Annotation, ...]:
        """What stands under a heading for this very section."""
        return tuple(self._by_place.get((project, section.number), ()))

    def given(self, project: str, section: Section) -> Given | None:
        """A project's answer to a section, else to the nearest one above that it answers."""
        if own := self.own(project, section):
            return Given(annotations=own)
        parent = section.parent
        while parent is not None and parent in self._sections:
            above = self._sections[parent]
            if found := self.own(project, above):
                return Given(annotations=tuple(as_answer_to(section, one, self._changed) for one in found), above=above)
            parent = above.parent
        return None

    def named(self, key: str) -> Annotation | None:
        """What an annotation's key stands for."""
        project, _, number = key.rsplit(":", 2)
        section = self._sections.get(int(number))
        given = self.given(project, section) if section is not None else None
        found = given.annotations if given is not None else ()
        return next((one for one in found if annotation_key(one) == key), None)


def without_gap(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with the first one right below what stands above."""
    return (replace(pieces[0], above=Space.NONE), *pieces[1:]) if pieces else ()


def nothing_cell(sentence: str, speaker: str = "") -> Cell:
    """A cell in which only the program says something, about `speaker` where that is a project."""
    label = Label(text=sentence, face=Face.PROGRAM)
    return Cell(pieces=(LabelLine(labels=(label,), above=Space.NONE),), speaker=speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An answer's words as they are set already, and what is said about them."""

    pieces: tuple[Piece, ...]
    said: str


def answer_cell(given: Given, section: Section, view: BesideView, text: int, shown: Shown | None = None) -> Cell:
    """A project's answer, with its words as they are or as they were set; of what is not asked for only its stance."""
    name = given.annotations[0].project if view.cards else ""
    speaker = "" if name else given.annotations[0].project
    key = answer_key(given.annotations[0].project, section)
    parts: list[Piece | LabelLine] = []
    taken = [one for one in given.annotations if view.wanted.takes(one)]
    if not taken:
        head = LabelLine(labels=tuple(head_labels(given.annotations[0], name)), above=Space.NONE)
        return Cell(pieces=(head,), speaker=speaker)
    for one in taken:
        above = Space.PARAGRAPH if parts else Space.NONE
        parts.append(LabelLine(labels=tuple(head_labels(one, name)), above=above))
        parts += _texts(one, text) if shown is None else shown.pieces if one is taken[0] else ()
    words = sum(len(render_words(piece.words).text.split()) for piece in parts if isinstance(piece, Piece))
    is_open = key in view.opened
    show = say("Show less") if is_open else say("Show all {0} words").format(words)
    parts.append(LabelLine(labels=(Label(text=show, token="accent", action=f"whole:{key}"),), is_for_cut=not is_open))
    if shown is not None:
        parts.append(LabelLine(labels=(Label(text=shown.said),), above=Space.NONE))
    for one in taken:
        parts += _below(one, given.above)
    return Cell(pieces=tuple(parts), speaker=speaker)


def _texts(annotation: Annotation, text: int) -> tuple[Piece, ...]:
    reflection = parse_path(annotation.path, annotation.text)
    setter = BlockSetter(document=reflection, text=text, face=Face.SIDE_NOTE)
    return without_gap([piece for block in reflection.blocks for piece in setter.pieces(block)])


def head_labels(annotation: Annotation, name: str = "") -> Iterable[Label]:
    """Stance and staleness of an answer, after the project where its name is not known from the column."""
    stance = annotation.stance
    if name:
        yield Label(text=name, token="text", face=Face.NAME, action=f"reflection:{name}")
    yield Label(
        text=stance.value if stance else say("no stance given"),
        icon=f"stance:{stance.value if stance else ''}",
        token="muted",
        face=Face.PROGRAM,
    )
    if annotation.stale:
        yield Label(text=say("stale"), icon="clock", token="stale", face=Face.SMALL_NAME, is_right=True)


def _below(annotation: Annotation, above: Section | None) -> Iterable[LabelLine]:
    """Where the words come from, and what may be asked about them."""
    if origin := _origin(annotation, above):
        yield LabelLine(labels=(Label(text=origin),), above=Space.NONE)
    if annotation.stale:
        since = Label(text=say("What changed since"), token="accent", action=f"since:{annotation_key(annotation)}")
        yield LabelLine(labels=(since,), above=Space.NONE)


def _origin(annotation: Annotation, above: Section | None) -> str:
    """Where the words come from, if they were not written under this section's own title."""
    against = annotation.written_against[:8] if annotation.stale and annotation.written_against else ""
    sentences: Mapping[Match, str] = {
        Match.PARENT: say("From its answer to the parent section"),
        Match.COMPOUND: say("From its answer to “{0}”").format(annotation.heading),
        Match.FUZZY: say("From its answer to “{0}”").format(annotation.heading),
        Match.MENTION: say("Named in passing under “{0}”").format(annotation.heading),
    }
    said = sentences.get(annotation.match, "")
    if above is not None:
        said = say("From its answer to the section above, “{0}”").format(above.title)
    if said and against:
        return say("{0}, written against {1}.").format(said, against)
    if against:
        return say("Written against {0}.").format(against)
    return f"{said}." if said else ""
