"""Rows of Side by side: a section each, the vision at the left, what each project says in a column of its own."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.annotation import Annotation, Match
from visioneditor.core.document.model import BlockKind, Document, Section
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.text import count_words
from visioneditor.gui.prose.blocks import SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.rows import FIRST_PROJECT, NEW, Cell, Face, Label, LabelLine, Piece, Row, Space
from visioneditor.values import replace

_PAD = 14  # pixels above and below a section


def say(text: str) -> str:
    """A text of this mode, translated."""
    return QCoreApplication.translate("Reading", text)


def beside_rows(
    document: Document, projects: Sequence[str], annotations: Iterable[Annotation], opened: frozenset[str] = frozenset()
) -> tuple[Row, ...]:
    """The vision beside what `projects` say; `opened` holds the keys of annotations that are shown whole."""
    setter = BlockSetter(document=document, text=NEW, room=SIDE_ROOM)
    by_place = _by_place(annotations)
    rows: list[Row] = []
    for section in document.sections:
        setter.begin_section()
        pieces = [piece for block in document.blocks_of(section) for piece in setter.pieces(block)]
        if not pieces:
            continue
        has_words = any(block.kind is not BlockKind.HEADING and block.runs for block in document.blocks_of(section))
        cells = [
            _project_cell(by_place.get((project, section.number), ()), FIRST_PROJECT + at, opened, has_words)
            for at, project in enumerate(projects)
        ]
        rows.append(
            Row(
                key=f"section:{section.id}",
                cells=(Cell(pieces=_without_gap(pieces)), *cells),
                section=section.number,
                is_heading=True,
                has_rule=bool(rows),
                pad_above=_PAD,
                pad_below=_PAD,
                spoken=say("section"),
            )
        )
    return tuple(rows)


def _by_place(annotations: Iterable[Annotation]) -> Mapping[tuple[str, int], list[Annotation]]:
    found: dict[tuple[str, int], list[Annotation]] = {}
    for annotation in annotations:
        if annotation.section is not None:
            found.setdefault((annotation.project, annotation.section.number), []).append(annotation)
    return found


def _without_gap(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with the first one right below what stands above."""
    return (replace(pieces[0], above=Space.NONE), *pieces[1:])


def _project_cell(annotations: Sequence[Annotation], text: int, opened: frozenset[str], has_words: bool) -> Cell | None:
    if not annotations:
        if not has_words:
            return None
        return Cell(pieces=(LabelLine(labels=(Label(text=say("No answer"), face=Face.PROGRAM),), above=Space.NONE),))
    parts: list[Piece | LabelLine] = []
    is_open = True
    for annotation in annotations:
        is_open = is_open and annotation_key(annotation) in opened
        parts += _annotation_parts(annotation, text, annotation_key(annotation) in opened)
    return Cell(pieces=tuple(parts), is_fitted=not is_open)


def _annotation_parts(annotation: Annotation, text: int, is_open: bool) -> Iterable[Piece | LabelLine]:
    yield LabelLine(labels=tuple(_head(annotation)), above=Space.NONE)
    reflection = parse_path(annotation.path, annotation.text)
    setter = BlockSetter(document=reflection, text=text, face=Face.SIDE_NOTE)
    texts = [piece for block in reflection.blocks for piece in setter.pieces(block)]
    if texts:
        yield from _without_gap(texts)
    words = count_words(annotation.text)
    show = say("Show less") if is_open else say("Show all {0} words").format(words)
    yield LabelLine(
        labels=(Label(text=show, token="accent", action=f"whole:{annotation_key(annotation)}"),), is_for_cut=not is_open
    )
    origin = _origin(annotation)
    if origin:
        yield LabelLine(labels=(Label(text=origin),), above=Space.NONE)
    if annotation.stale:
        action = f"since:{annotation_key(annotation)}"
        yield LabelLine(
            labels=(Label(text=say("What changed since"), token="accent", action=action),), above=Space.NONE
        )


def _head(annotation: Annotation) -> Iterable[Label]:
    stance = annotation.stance
    yield Label(
        text=stance.value if stance else say("no stance given"),
        icon=f"stance:{stance.value if stance else ''}",
        token="muted",
        face=Face.PROGRAM,
    )
    if annotation.stale:
        yield Label(text=say("stale"), icon="clock", token="stale", face=Face.SMALL_NAME, is_right=True)


def _origin(annotation: Annotation) -> str:
    """Where the words come from, if they were not written under this section's own title."""
    against = annotation.written_against[:8] if annotation.stale and annotation.written_against else ""
    sentences = {
        Match.PARENT: say("From its answer to the parent section"),
        Match.COMPOUND: say("From its answer to “{0}”").format(annotation.heading),
        Match.FUZZY: say("From its answer to “{0}”").format(annotation.heading),
        Match.MENTION: say("Named in passing under “{0}”").format(annotation.heading),
    }
    said = sentences.get(annotation.match, "")
    if said and against:
        return say("{0}, written against {1}.").format(said, against)
    if against:
        return say("Written against {0}.").format(against)
    return f"{said}." if said else ""


def annotation_key(annotation: Annotation) -> str:
    """What names an annotation in a label's action: project, line, section."""
    number = annotation.section.number if annotation.section is not None else 0
    return f"{annotation.project}:{annotation.first_line}:{number}"


def leaf_sections(document: Document) -> tuple[Section, ...]:
    """The sections without sub-sections: those that a project can answer."""
    parents = {section.parent for section in document.sections}
    return tuple(section for section in document.sections if section.number and section.number not in parents)
