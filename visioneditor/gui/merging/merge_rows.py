"""Rows of the three-way view: what stood there before, what they made of it, what I made of it; and what is taken."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from visioneditor.core.consensus.differences import compare_answers
from visioneditor.core.document.model import BlockKind, Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.document.rendering import render_block
from visioneditor.core.drafting.atom_merge import Origin, Stretch
from visioneditor.core.drafting.decisions import Decisions, Place, Taken
from visioneditor.gui.prose.blocks import SIDE_ROOM, BlockSetter
from visioneditor.gui.prose.rows import BarKind, Cell, Face, Fold, Label, LabelLine, Mark, MarkKind, Piece, Row, Space
from visioneditor.values import replace

COLUMNS = (Taken.BASE, Taken.THEIRS, Taken.OURS)
_PAD = 12  # pixels above and below a place
_SHORT = 9  # words of a kept stretch that are shown while it is folded


def say(text: str) -> str:
    """A text of this view, translated."""
    return QCoreApplication.translate("Merging", text)


def merge_rows(
    decisions: Decisions, markup: Markup, in_hand: Place | None, opened: frozenset[str] = frozenset()
) -> tuple[Row, ...]:
    """The whole merge; `opened` holds the keys of kept stretches that are shown whole."""
    return tuple(_rows(decisions, markup, in_hand, opened))


def row_key(place: Place) -> str:
    """What names a place among the rows."""
    return f"place:{place.section}:{place.stretch}"


def place_of(action: str) -> tuple[str, Place]:
    """What a label's action asks for, and where."""
    verb, _, rest = action.partition(":")
    section, _, stretch = rest.partition(":")
    return verb, Place(int(section), int(stretch))


def _rows(decisions: Decisions, markup: Markup, in_hand: Place | None, opened: frozenset[str]) -> Iterator[Row]:
    numbers = {place: number for number, place in enumerate(decisions.places(), 1)}
    for at, section in enumerate(decisions.merged.sections):
        places = [Place(at, index) for index in range(len(section.stretches))]
        yield _head(decisions, places, section.title)
        is_changed = any(stretch.origin is not Origin.KEPT for stretch in section.stretches)
        for place, stretch in zip(places, section.stretches, strict=True):
            if stretch.origin is not Origin.KEPT:
                yield _place_row(decisions, markup, place, numbers[place], is_in_hand=place == in_hand)
            elif is_changed:
                yield from _kept(markup, place, stretch, opened)


def _head(decisions: Decisions, places: Sequence[Place], title: str) -> Row:
    open_places = sum(map(decisions.is_open, places))
    changed = sum(decisions.stretch(place).origin is not Origin.KEPT for place in places)
    labels = [Label(text=title or say("Beginning"), face=Face.TITLE, token="text")]
    if open_places:
        said = say("1 to decide") if open_places == 1 else say("{0} to decide").format(open_places)
        labels.append(Label(text=said, icon="triangle-alert", token="unresolved", face=Face.SMALL_NAME, is_right=True))
    elif changed:
        labels.append(Label(text=say("decided"), icon="circle-check", token="contributes", is_right=True))
    else:
        labels.append(Label(text=say("the same on all sides"), is_right=True))
    return Row(key=f"section:{places[0].section}", fold=Fold(labels=tuple(labels)), spoken=say("section"))


def _kept(markup: Markup, place: Place, stretch: Stretch, opened: frozenset[str]) -> Iterator[Row]:
    """A stretch that nobody changed: one line, and its words once that is opened."""
    document = parse(stretch.text, markup)
    shown = [block for block in document.blocks if block.runs and block.kind is not BlockKind.HEADING]
    words = " ".join(render_block(block, document.text).text for block in shown).split()
    if not words:
        return  # a heading: the section's own line says it
    key = f"kept:{place.section}:{place.stretch}"
    first = " ".join(words[:_SHORT]) + (" …" if len(words) > _SHORT else "")
    said = say("1 word that stays") if len(words) == 1 else say("{0} words that stay").format(len(words))
    labels = (Label(text=first, face=Face.OPENING), Label(text=said, is_right=True))
    yield Row(key=key, fold=Fold(labels=labels, is_open=key in opened, has_rule=False, ground="paper"))
    if key in opened:
        cell = Cell(pieces=tuple(_pieces(document, 0, ())))
        yield Row(key=f"{key}:words", cells=(cell, cell, cell), pad_below=_PAD)


def _place_row(decisions: Decisions, markup: Markup, place: Place, number: int, *, is_in_hand: bool) -> Row:
    stretch = decisions.stretch(place)
    base = parse(stretch.base, markup)
    taken = decisions.taken(place)
    cells = tuple(
        _cell(decisions, place, column, parse(text, markup), base, side)
        for side, (column, text) in enumerate(zip(COLUMNS, (stretch.base, stretch.theirs, stretch.ours), strict=True))
    )
    is_open = decisions.is_open(place)
    own = _own(decisions, place, markup) if taken in (Taken.OWN, Taken.BOTH) else ()
    first = _with_hand(cells[0]) if is_in_hand else cells[0]
    cells = (first, cells[1], replace(cells[2], pieces=(*cells[2].pieces, *own)))
    return Row(
        key=row_key(place),
        cells=cells,
        has_rule=True,
        pad_above=_PAD,
        pad_below=_PAD,
        change=number,
        spoken=say("both wrote here") if is_open else say("changed"),
    )


def _with_hand(cell: Cell) -> Cell:
    """The cell with a word that the place is the one in hand."""
    head, *rest = cell.pieces
    assert isinstance(head, LabelLine)
    hand = Label(text=say("in hand"), icon="chevron-right", token="accent", face=Face.SMALL_NAME)
    return replace(cell, pieces=(replace(head, labels=(hand, *head.labels)), *rest))


def _cell(decisions: Decisions, place: Place, column: Taken, document: Document, base: Document, text: int) -> Cell:
    taken, is_open = decisions.taken(place), decisions.is_open(place)
    is_taken = taken is column or (column is Taken.OURS and taken is Taken.BOTH)
    said = {Taken.BASE: say("Take this"), Taken.THEIRS: say("Take theirs"), Taken.OURS: say("Take mine")}[column]
    where = f"{place.section}:{place.stretch}"
    labels: list[Label] = []
    if is_taken:
        told = say("taken, with theirs below") if taken is Taken.BOTH else say("taken")
        labels.append(Label(text=told, icon="circle-check", token="contributes", face=Face.SMALL_NAME))
    elif is_open and column is Taken.OURS:
        labels.append(
            Label(text=say("both wrote here"), icon="triangle-alert", token="unresolved", face=Face.SMALL_NAME)
        )
    if taken is not column:
        labels.append(Label(text=said, token="accent", action=f"{column.value}:{where}"))
    if column is Taken.OURS and taken is not Taken.BOTH and decisions.stretch(place).origin is Origin.CONFLICT:
        labels.append(Label(text=say("Take both"), token="accent", action=f"both:{where}"))
    pieces: list[Piece | LabelLine] = [LabelLine(labels=tuple(labels), above=Space.NONE)]
    found = _pieces(document, text, _marks(base, document, is_base=column is Taken.BASE))
    pieces += found or [LabelLine(labels=(Label(text=_nothing(column)),), above=Space.NONE)]
    return Cell(pieces=tuple(pieces), bars=(BarKind.ADDED,) if is_taken else ())


def _nothing(column: Taken) -> str:
    if column is Taken.BASE:
        return say("Nothing stood here.")
    return say("They took it out.") if column is Taken.THEIRS else say("Taken out.")


def _own(decisions: Decisions, place: Place, markup: Markup) -> tuple[Piece | LabelLine, ...]:
    """What is to stand there where it is nobody's alone."""
    is_own = decisions.taken(place) is Taken.OWN
    head = say("Written for this place") if is_own else say("Both, one behind the other")
    label = Label(text=head, icon="circle-check", token="contributes", face=Face.SMALL_NAME)
    words = _pieces(parse(decisions.text_of(place), markup), 3, ())
    return (LabelLine(labels=(label,), above=Space.PARAGRAPH), *words)


def _marks(base: Document, document: Document, *, is_base: bool) -> tuple[Mark, ...]:
    """The words that the base has not."""
    if is_base or not base.text.strip() or not document.text.strip():
        return ()
    difference = compare_answers(base, document)
    return tuple(Mark(kind=MarkKind.ADDED, start=start, end=end) for start, end in difference.only_right)


def _pieces(document: Document, text: int, marks: Sequence[Mark]) -> list[Piece | LabelLine]:
    setter = BlockSetter(document=document, text=text, face=Face.SIDE_NOTE, room=SIDE_ROOM)
    pieces: list[Piece | LabelLine] = []
    for block in document.blocks:
        own = [mark for mark in marks if mark.start < block.end and mark.end > block.start]
        found = setter.pieces(block, own)
        pieces += found or setter.pieces(block, own, is_raw=True)
    return pieces
