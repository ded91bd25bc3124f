"""A place of a merge as cells: what stood there, what they made of it, what I made of it, each parsed once."""

from collections.abc import Sequence

from visioneditor.core.consensus.differences import compare_answers
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.atom_merge import Origin, Stretch
from visioneditor.core.drafting.decisions import Decisions, Place, Taken
from visioneditor.gui.merging.saying import say
from visioneditor.gui.prose.blocks import SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.rows import BarKind, Cell, Face, Label, LabelLine, Mark, MarkKind, Piece, Space
from visioneditor.values import dataclass, replace

COLUMNS = (Taken.BASE, Taken.THEIRS, Taken.OURS)

Pieces = tuple[Piece | LabelLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlace:
    """The words of a place in each of the columns, with their marks; they stay whatever is decided."""

    place: Place
    stretch: Stretch
    columns: tuple[Pieces, ...]


def set_place(place: Place, stretch: Stretch, markup: Markup) -> SetPlace:
    """Parse and compare the three texts of a place."""
    base = parse(stretch.base, markup)
    columns: list[Pieces] = []
    for number, (column, text) in enumerate(zip(COLUMNS, (stretch.base, stretch.theirs, stretch.ours), strict=True)):
        document = base if column is Taken.BASE else parse(text, markup)
        marks = () if column is Taken.BASE else _marks(base, document)
        nothing = LabelLine(labels=(Label(text=_nothing(column)),), above=Space.NONE)
        columns.append(set_pieces(document, number, marks) or (nothing,))
    return SetPlace(place=place, stretch=stretch, columns=tuple(columns))


def place_cells(found: SetPlace, decisions: Decisions, markup: Markup, *, is_in_hand: bool) -> tuple[Cell, ...]:
    """The cells as it is decided so far, with what can be clicked."""
    taken = decisions.taken(found.place)
    cells = [
        _cell(found, column, taken, pieces, is_open=decisions.is_open(found.place))
        for column, pieces in zip(COLUMNS, found.columns, strict=True)
    ]
    if is_in_hand:
        cells[0] = _with_hand(cells[0])
    if taken in (Taken.OWN, Taken.BOTH):
        own = _own(decisions.text_of(found.place), markup, is_own=taken is Taken.OWN)
        cells[2] = replace(cells[2], pieces=(*cells[2].pieces, *own))
    return tuple(cells)


def read_cells(found: SetPlace, *, is_in_hand: bool) -> tuple[Cell, ...]:
    """The cells where nothing is to be decided: whose words are new is said, and barred."""
    origin = found.stretch.origin
    changed = {Origin.CONFLICT: (1, 2), Origin.BOTH: (1, 2), Origin.THEIRS: (1,), Origin.OURS: (2,)}[origin]
    cells: list[Cell] = []
    for number, pieces in enumerate(found.columns):
        is_new = number in changed
        label = _said_of(origin, number) if is_new else Label(text=say("as before") if number else say("before"))
        bars = (BarKind.ADDED,) if is_new else ()
        cells.append(Cell(pieces=(LabelLine(labels=(label,), above=Space.NONE), *pieces), bars=bars))
    return (_with_hand(cells[0]) if is_in_hand else cells[0], *cells[1:])


def _said_of(origin: Origin, number: int) -> Label:
    if origin is Origin.CONFLICT:
        return Label(text=say("both wrote here"), icon="triangle-alert", token="unresolved", face=Face.SMALL_NAME)
    if origin is Origin.BOTH:
        return Label(text=say("the same on both sides"), token="contributes", face=Face.SMALL_NAME)
    return Label(text=say("came in") if number == 1 else say("written here"), token="accent", face=Face.SMALL_NAME)


def _with_hand(cell: Cell) -> Cell:
    """The cell with a word that the place is the one in hand."""
    head, *rest = cell.pieces
    assert isinstance(head, LabelLine)
    hand = Label(text=say("in hand"), icon="chevron-right", token="accent", face=Face.SMALL_NAME)
    return replace(cell, pieces=(replace(head, labels=(hand, *head.labels)), *rest))


def _cell(found: SetPlace, column: Taken, taken: Taken | None, pieces: Pieces, *, is_open: bool) -> Cell:
    is_taken = taken is column or (column is Taken.OURS and taken is Taken.BOTH)
    said = {Taken.BASE: say("Take this"), Taken.THEIRS: say("Take theirs"), Taken.OURS: say("Take mine")}[column]
    where = f"{found.place.section}:{found.place.stretch}"
    labels: list[Label] = []
    if is_taken:
        told = say("taken, with theirs below") if taken is Taken.BOTH else say("taken")
        labels.append(Label(text=told, icon="circle-check", token="contributes", face=Face.SMALL_NAME))
    elif is_open and column is Taken.OURS:
        labels.append(_said_of(Origin.CONFLICT, 2))
    if taken is not column:
        labels.append(Label(text=said, token="accent", action=f"{column.value}:{where}"))
    if column is Taken.OURS and taken is not Taken.BOTH and found.stretch.origin is Origin.CONFLICT:
        labels.append(Label(text=say("Take both"), token="accent", action=f"both:{where}"))
    line = LabelLine(labels=tuple(labels), above=Space.NONE)
    return Cell(pieces=(line, *pieces), bars=(BarKind.ADDED,) if is_taken else ())


def _nothing(column: Taken) -> str:
    if column is Taken.BASE:
        return say("Nothing stood here.")
    return say("They took it out.") if column is Taken.THEIRS else say("Taken out.")


def _own(text: str, markup: Markup, *, is_own: bool) -> Pieces:
    """What is to stand there where it is nobody's alone."""
    head = say("Written for this place") if is_own else say("Both, one behind the other")
    label = Label(text=head, icon="circle-check", token="contributes", face=Face.SMALL_NAME)
    return (LabelLine(labels=(label,), above=Space.PARAGRAPH), *set_pieces(parse(text, markup), 3))


def _marks(base: Document, document: Document) -> tuple[Mark, ...]:
    """The words that the base has not."""
    if not base.text.strip() or not document.text.strip():
        return ()
    difference = compare_answers(base, document)
    return tuple(Mark(kind=MarkKind.ADDED, start=start, end=end) for start, end in difference.only_right)


def set_pieces(document: Document, text: int, marks: Sequence[Mark] = ()) -> Pieces:
    """The words of a text that stands in a column."""
    setter = BlockSetter(document=document, text=text, face=Face.SIDE_NOTE, room=SIDE_ROOM)
    pieces: list[Piece | LabelLine] = []
    for block in document.blocks:
        own = [mark for mark in marks if mark.start < block.end and mark.end > block.start]
        found = setter.pieces(block, own)
        pieces += found or setter.pieces(block, own, is_raw=True)
    return tuple(pieces)
