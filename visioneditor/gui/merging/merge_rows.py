"""Rows of the three-way view: its sections, the places in which something was changed, and folded, what stays.

What parsing and comparing make is kept, and a row is built anew only where its place was decided: thousands of places
are worked out once, on a thread, and a decision costs no more than a look at each row.
"""

from collections.abc import Callable, Iterator, Sequence

from visioneditor.core.document.model import BlockKind, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.document.rendering import render_block
from visioneditor.core.drafting.atom_merge import Origin, Stretch
from visioneditor.core.drafting.decisions import Decisions, Place
from visioneditor.core.drafting.three_way import Merged
from visioneditor.gui.merging.merge_cells import Pieces, SetPlace, place_cells, read_cells, set_pieces, set_place
from visioneditor.gui.merging.saying import say
from visioneditor.gui.prose.rows import Cell, Face, Fold, Label, Row
from visioneditor.values import dataclass

_PAD = 12  # pixels above and below a place
_SHORT = 9  # words of a kept stretch that are shown while it is folded


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A stretch that nobody changed: its first words, how many there are, and all of it."""

    opening: str
    count: int
    pieces: Pieces


class MergeRows:
    """Builds the rows of one merge, again and again. Where nothing is to be decided they only tell who changed what."""

    def __init__(self, merged: Merged, markup: Markup, *, is_deciding: bool = True) -> None:
        self.merged, self.markup, self.is_deciding = merged, markup, is_deciding
        self.places = tuple(Decisions(merged=merged).places())
        self._numbers = {place: number for number, place in enumerate(self.places, 1)}
        self._set: dict[Place, SetPlace] = {}
        self._kept: dict[Place, _Kept] = {}
        self._made: dict[str, tuple[object, Row]] = {}  # by key: what a row depends on, and the row

    def number(self, place: Place) -> int:
        """The how manieth of all places it is."""
        return self._numbers[place]

    def rows(
        self, decisions: Decisions, in_hand: Place | None = None, opened: frozenset[str] = frozenset()
    ) -> tuple[Row, ...]:
        """The whole merge as it is decided; `opened` holds the keys of kept stretches that are shown whole."""
        return tuple(self._rows(decisions, in_hand, opened))

    def _rows(self, decisions: Decisions, in_hand: Place | None, opened: frozenset[str]) -> Iterator[Row]:
        for at, section in enumerate(self.merged.sections):
            changed = [
                Place(at, index) for index, stretch in enumerate(section.stretches) if stretch.origin is not Origin.KEPT
            ]
            yield self._head(decisions, at, section.title, changed)
            for index, stretch in enumerate(section.stretches if changed else ()):
                place = Place(at, index)
                if stretch.origin is Origin.KEPT:
                    yield from self._kept_rows(place, stretch, opened)
                else:
                    yield self._place_row(decisions, place, is_in_hand=place == in_hand)

    def _again(self, key: str, state: object, make: Callable[[], Row]) -> Row:
        """The row as it was made last, while it depends on nothing else."""
        made = self._made.get(key)
        if made is None or made[0] != state:
            made = self._made[key] = state, make()
        return made[1]

    def _head(self, decisions: Decisions, at: int, title: str, changed: Sequence[Place]) -> Row:
        open_places = sum(map(decisions.is_open, changed)) if self.is_deciding else 0
        key = f"section:{at}"
        return self._again(key, open_places, lambda: self._head_row(key, title, open_places, len(changed)))

    def _head_row(self, key: str, title: str, open_places: int, changed: int) -> Row:
        labels = [Label(text=title or say("Beginning"), face=Face.TITLE, token="text")]
        if open_places:
            said = say("1 to decide") if open_places == 1 else say("{0} to decide").format(open_places)
            labels.append(
                Label(text=said, icon="triangle-alert", token="unresolved", face=Face.SMALL_NAME, is_right=True)
            )
        elif not changed:
            labels.append(Label(text=say("the same on all sides"), is_right=True))
        elif self.is_deciding:
            labels.append(Label(text=say("decided"), icon="circle-check", token="contributes", is_right=True))
        else:
            said = say("1 place changed") if changed == 1 else say("{0} places changed").format(changed)
            labels.append(Label(text=said, is_right=True))
        return Row(key=key, fold=Fold(labels=tuple(labels)), spoken=say("section"))

    def _kept_rows(self, place: Place, stretch: Stretch, opened: frozenset[str]) -> Iterator[Row]:
        """One line, and the words once that is opened."""
        kept = self._kept.get(place)
        if kept is None:
            kept = self._kept[place] = _set_kept(stretch, self.markup)
        if not kept.count:
            return  # a heading: the section's own line says it
        key = f"kept:{place.section}:{place.stretch}"
        is_open = key in opened
        yield self._again(key, is_open, lambda: _kept_row(key, kept, is_open=is_open))
        if is_open:
            cell = Cell(pieces=kept.pieces)
            yield self._again(
                f"{key}:words", None, lambda: Row(key=f"{key}:words", cells=(cell, cell, cell), pad_below=_PAD)
            )

    def _place_row(self, decisions: Decisions, place: Place, *, is_in_hand: bool) -> Row:
        state = decisions.decided.get(place), is_in_hand
        return self._again(row_key(place), state, lambda: self._build_place(decisions, place, is_in_hand=is_in_hand))

    def _build_place(self, decisions: Decisions, place: Place, *, is_in_hand: bool) -> Row:
        found = self._set.get(place)
        if found is None:
            found = self._set[place] = set_place(place, decisions.stretch(place), self.markup)
        is_open = decisions.is_open(place)
        return Row(
            key=row_key(place),
            cells=place_cells(found, decisions, self.markup, is_in_hand=is_in_hand)
            if self.is_deciding
            else read_cells(found, is_in_hand=is_in_hand),
            has_rule=True,
            pad_above=_PAD,
            pad_below=_PAD,
            change=self._numbers[place],
            spoken=say("both wrote here") if is_open else say("changed"),
        )


def row_key(place: Place) -> str:
    """What names a place among the rows."""
    return f"place:{place.section}:{place.stretch}"


def place_of(action: str) -> tuple[str, Place]:
    """What a label's action asks for, and where."""
    verb, _, rest = action.partition(":")
    section, _, stretch = rest.partition(":")
    return verb, Place(int(section), int(stretch))


def _set_kept(stretch: Stretch, markup: Markup) -> _Kept:
    document = parse(stretch.text, markup)
    shown = [block for block in document.blocks if block.runs and block.kind is not BlockKind.HEADING]
    words = " ".join(render_block(block, document.text).text for block in shown).split()
    opening = " ".join(words[:_SHORT]) + (" …" if len(words) > _SHORT else "")
    return _Kept(opening=opening, count=len(words), pieces=set_pieces(document, 0) if words else ())


def _kept_row(key: str, kept: _Kept, *, is_open: bool) -> Row:
    said = say("1 word that stays") if kept.count == 1 else say("{0} words that stay").format(kept.count)
    labels = (Label(text=kept.opening, face=Face.OPENING), Label(text=said, is_right=True))
    return Row(key=key, fold=Fold(labels=labels, is_open=is_open, has_rule=False, ground="paper"))
