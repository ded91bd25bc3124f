"""Rows of one project's whole reflection beside the whole vision."""

from collections.abc import Collection, Iterator, Sequence

from visioneditor.core.annotation import Annotation, Match
from visioneditor.core.consensus.alignment import AlignedAnswer, Part
from visioneditor.core.fields import read_fields
from visioneditor.gui.prose.blocks import SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.rows import FIRST_PROJECT, Cell, Label, LabelLine, Piece, Row, Space
from visioneditor.gui.reading.answer_cells import head_labels, nothing_cell, say, without_gap
from visioneditor.gui.reading.beside_rows import PAD, VisionSection
from visioneditor.gui.reading.beside_view import annotation_key


def whole_rows(
    sections: Sequence[VisionSection], aligned: Sequence[AlignedAnswer], answered: Collection[int]
) -> tuple[Row, ...]:
    """The rows; `answered` are the numbers of the sections that any project answers."""
    vision = {one.section.number: one for one in sections}
    setters: dict[str, BlockSetter] = {}
    rows: list[Row] = []
    for at, one in enumerate(aligned):
        if one.section is None:
            left: Cell | None = nothing_cell(say("Answers no section of the vision"))
            key = f"part:{one.parts[0].reflection.path}:{one.parts[0].section.id}"
        elif one.section.number in vision:
            left, key = vision[one.section.number].cell, f"section:{one.section.id}:{at}"
        else:
            continue
        right = _cell(one, vision, setters, answered)
        rows.append(
            Row(
                key=key,
                cells=(left, right),
                section=one.section.number if one.section is not None else None,
                is_heading=one.section is not None,
                has_rule=bool(rows),
                pad_above=PAD,
                pad_below=PAD,
                spoken=say("section") if one.section is not None else say("no section of the vision"),
            )
        )
    return tuple(rows)


def _cell(
    aligned: AlignedAnswer, vision: dict[int, VisionSection], setters: dict[str, BlockSetter], answered: Collection[int]
) -> Cell | None:
    pieces: list[Piece | LabelLine] = []
    for part in aligned.parts:
        pieces += _part(part, setters, is_first=not pieces)
    for one in aligned.elsewhere:
        pieces.append(LabelLine(labels=(Label(text=_elsewhere(one)),), above=Space.TIGHT if pieces else Space.NONE))
    if pieces:
        return Cell(pieces=tuple(pieces))
    section = aligned.section
    if section is None or not vision[section.number].has_words:
        return None
    return nothing_cell(say("No answer") if section.number in answered else say("No answer, nor has any other project"))


def _part(part: Part, setters: dict[str, BlockSetter], *, is_first: bool) -> Iterator[Piece | LabelLine]:
    """The heading, what is said of the answer, and what stands under it, the fields left out."""
    document = part.reflection.document
    new = BlockSetter(document=document, text=FIRST_PROJECT, room=SIDE_ROOM)
    setter = setters.setdefault(part.reflection.path, new)
    setter.begin_section()
    blocks = document.blocks_of(part.section)
    head, body = (blocks[:1], blocks[1:]) if part.section.number else ((), blocks)
    texts = [piece for block in head for piece in setter.pieces(block)]
    yield from without_gap(texts) if is_first else texts
    answers = [one for one in part.annotations if one.section is not None and one.match is not Match.MENTION]
    told = next((one for one in answers if one.stance is not None or one.stale), None)
    if told is not None:
        yield LabelLine(labels=tuple(head_labels(told)), above=Space.NONE)
    below = [piece for block in body[read_fields(document, body)[1] :] for piece in setter.pieces(block)]
    yield from without_gap(below) if told is not None or not head else below
    for one in answers:
        if one.stale:
            since = Label(text=say("What changed since"), token="accent", action=f"since:{annotation_key(one)}")
            yield LabelLine(labels=(since,), above=Space.NONE)


def _elsewhere(annotation: Annotation) -> str:
    if annotation.match is Match.MENTION:
        return say("Named in passing under “{0}”").format(annotation.heading)
    return say("Answered under “{0}”, too").format(annotation.heading)
