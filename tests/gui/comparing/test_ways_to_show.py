"""Rendered or source, two columns or one: the place is kept, folds open for what is found, moves lead both ways."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.comparing.conftest import LONG
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.comparing.comparing_view import ComparingView
from visioneditor.gui.comparing.kept_place import carry_place
from visioneditor.gui.comparing.reading_order import ReadingOrder
from visioneditor.gui.look import Look
from visioneditor.gui.prose.rows import NEW, OLD, Place, Row
from visioneditor.gui.prose.selecting import pieces_of

PARTS = "".join(
    f"\n## Part {number}\n\n"
    + " ".join(f"word{number}x{at}\n" if at % 9 == 0 else f"word{number}x{at}" for at in range(120))
    for number in range(8)
)
OLD_TEXT = f"# Guide\n{PARTS}\n"
NEW_TEXT = OLD_TEXT
for number in range(8):
    NEW_TEXT = NEW_TEXT.replace(f"word{number}x40 ", f"other{number}x40 ")


def build(look: Look, qtbot: QtBot, comparison: Comparison, height: int = 400) -> ComparingView:
    view = ComparingView(look)
    qtbot.addWidget(view)
    view.prose.motion_ms = 0
    view.resize(1000, height)
    view.show_comparison(comparison)
    view.show()
    return view


@pytest.fixture
def long(look: Look, qtbot: QtBot) -> ComparingView:
    return build(look, qtbot, compare(parse_markdown(OLD_TEXT), parse_markdown(NEW_TEXT)))


def height_of(view: ComparingView, text: int, offset: int) -> float:
    """How high on the screen the line with an offset stands."""
    stage = view.prose.stage()
    row = stage.row_of(text, offset)
    assert row is not None
    tops = dict(stage.visible())
    for cell in stage.lay(row).cells:
        for piece in cell.pieces if cell is not None else ():
            at = piece.shown.place_of(text, offset)
            if at is not None and piece.shown.extent(text):
                return tops[row] + piece.caret(at).top()
    raise AssertionError(offset)


def show_both(view: ComparingView) -> None:
    view.set_source(True)
    view.set_unified(True)


CHANGES: dict[str, Callable[[ComparingView], object]] = {
    "source": lambda view: view.set_source(True),
    "unified": lambda view: view.set_unified(True),
    "unified source": show_both,
    "folds": lambda view: view.toggle_all_folds(),
    "swapped": lambda view: view.show_comparison(compare(parse_markdown(NEW_TEXT), parse_markdown(OLD_TEXT))),
    "longer": lambda view: view.show_comparison(
        compare(parse_markdown(OLD_TEXT), parse_markdown(NEW_TEXT.replace("# Guide", "# Guide\n\nSome more words.")))
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_line_that_is_read_stays_at_its_height(long: ComparingView, change: str) -> None:
    long.prose.scroll_to_offset(NEW, NEW_TEXT.index("word5x63"), y=100)
    before = long.prose.place()
    assert before is not None and before.text == NEW
    read = NEW_TEXT[before.offset : before.offset + 8]
    CHANGES[change](long)
    text, source = (OLD, NEW_TEXT) if change == "swapped" else (NEW, long.comparison().new.text)  # type: ignore[union-attr]  # one is shown
    assert abs(height_of(long, text, source.index(read)) - before.y) <= 1


def test_what_stands_at_the_top_stays_there(long: ComparingView) -> None:
    long.set_source(True)
    assert long.prose.stage().scroll.value == 0


def test_a_place_goes_to_its_section_where_its_words_are_gone() -> None:
    texts = ["# T\n\nA b c.\n\n## U\n\nD e f.\n", "# T\n\nA b c.\n\n## U\n\nG h.\n"]
    first, second = (compare(parse_markdown(text), parse_markdown(text)) for text in texts)
    place = Place(text=NEW, offset=texts[0].index("e f"), y=50, section=2)
    carried = carry_place(place, first, second)
    assert carried is not None and carried.offset == texts[1].index("## U") and carried.y == 50


def numbers(rows: list[Row], column: int) -> list[tuple[int, int]]:
    return [(piece.old_line, piece.first_line) for row in rows for piece in pieces_of(row, column)]


def test_source_in_one_column_has_the_numbers_of_both_texts(look: Look, qtbot: QtBot) -> None:
    old, new = "# T\n\nKept.\n\nOld words here.\n", "# T\n\nMore.\n\nKept.\n\nNew words here.\n"
    view = build(look, qtbot, compare(parse_markdown(old), parse_markdown(new)))
    view.set_source(True)
    view.set_unified(True)
    assert numbers(list(view.prose.rows()), 0) == [(1, 1), (0, 3), (3, 5), (5, 0), (0, 7)]


MOVED = f"# G\n\nStart of it.\n\n## A\n\nOne two three four.\n\n## B\n\n{LONG}\n\n## C\n\nFive six seven.\n"
SECTION_B = f"## B\n\n{LONG}\n\n"


def test_words_in_a_fold_within_a_fold_are_shown(look: Look, qtbot: QtBot) -> None:
    new = MOVED.replace(SECTION_B, "") + "\n" + SECTION_B
    view = build(look, qtbot, compare(parse_markdown(MOVED), parse_markdown(new)))
    start = new.index("long paragraph")
    view.show_place(NEW, start, start + 4)
    row = view.prose.stage().row_of(NEW, start)
    assert row is not None and view.prose.rows()[row].fold is None


def test_a_moved_section_leads_to_where_it_stood_and_back(look: Look, qtbot: QtBot) -> None:
    new = MOVED.replace(SECTION_B, "") + "\n" + SECTION_B
    view = build(look, qtbot, compare(parse_markdown(MOVED), parse_markdown(new)), height=120)
    rows = view.prose.rows()
    stands = next(at for at, row in enumerate(rows) if row.key.startswith("moved:"))
    stood = next(at for at, row in enumerate(rows) if row.key.startswith("left:"))
    for start, end in ((stands, stood), (stood, stands)):
        view.prose.scroll_to_row(start)
        fold = rows[start].fold
        assert fold is not None
        view.prose.label_activated.emit(next(label.action for label in fold.labels if label.action))
        assert end in dict(view.prose.stage().visible())


def test_a_moved_paragraph_leads_to_where_it_stood_and_back(look: Look, qtbot: QtBot) -> None:
    words = "This very paragraph about cables and switches goes elsewhere."
    old = f"# G\n\nStart.\n\n## A\n\n{words}\n\nStays in here for good.\n\n## B\n\nFive six seven.\n"
    new = old.replace(f"{words}\n\n", "") + f"\n{words}\n"
    view = build(look, qtbot, compare(parse_markdown(old), parse_markdown(new)))
    rows = view.prose.rows()
    left = next(row for row in rows if row.key.startswith("left:"))
    actions = [action for row in rows for action in _actions(row) if row.change == left.change]
    assert f"row:{left.key}" in actions and any(action.startswith(f"go:{NEW}:") for action in actions)


def _actions(row: Row) -> list[str]:
    labels = row.fold.labels if row.fold is not None else ()
    inside = [label for cell in row.cells if cell for piece in cell.pieces for label in getattr(piece, "labels", ())]
    return [label.action for label in (*labels, *inside) if label.action]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("See [it](a.md) now.", "See [it](b.md) now.", "link target changed from a.md to b.md"),
        ("See <https://a.org/x> now.", "See <https://a.org/x> *now*.", "markup changed from plain text to emphasis"),
        ("A word in *it*.", "A word in **it**.", "markup changed from emphasis to strong emphasis"),
    ],
)
def test_markup_and_links_are_told_in_words(look: Look, qtbot: QtBot, old: str, new: str, said: str) -> None:
    view = build(look, qtbot, compare(parse_markdown(old), parse_markdown(new)))
    notes = {mark.note for row in view.prose.rows() for piece in pieces_of(row, 1) for mark in piece.words.marks}  # type: ignore[union-attr]  # blocks alone are set here
    assert notes == {said}


def test_places_of_both_texts_are_read_row_by_row() -> None:
    old, new = "# T\n\nOne a.\n\nTwo a.\n", "# T\n\nNew a.\n\nOne a.\n\nTwo b a.\n"
    order = ReadingOrder(compare(parse_markdown(old), parse_markdown(new)))
    places = [(text, at) for text, source in ((OLD, old), (NEW, new)) for at in range(len(source)) if source[at] == "a"]
    texts = [text for text, _ in sorted(places, key=lambda place: order.key(*place))]
    assert texts == [NEW, OLD, NEW, OLD, NEW]
