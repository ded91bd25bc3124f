"""Columns of tables: words are kept whole where that can be."""

from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.rst import parse_rst
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look
from visioneditor.gui.prose.blocks import BlockSetter, table_shapes
from visioneditor.gui.prose.columns import Shape, plan_columns
from visioneditor.gui.prose.laid import LaidPiece
from visioneditor.gui.prose.rows import NEW, Cell, Row, TableShape, TableWord
from visioneditor.gui.prose.table_setting import SHRINKS, TablePlan, plan_table
from visioneditor.gui.prose.typesetter import Typesetter

SCORES = """\
===== ============================ =================== ========== ====== =======
  Row Candidate Capabilities       TC Future Direction Complete          Stable
===== ============================ =================== ========== ====== =======
    4 compute-servers              1                   1                 1
   22 objectstore-container-quota  1                   1                 1
===== ============================ =================== ========== ====== =======
"""


def plan(columns: list[tuple[str, int]], room: float) -> TablePlan:
    """Columns by their longest word and wish; a character is ten pixels, a cell four more."""
    words = tuple((TableWord(text=word),) for word, _ in columns)
    shape = TableShape(words=words, liked=tuple(liked for _, liked in columns))
    return plan_table(shape, room, 4, 20, lambda word, shrink: 10 * shrink * len(word.text))


def widths(found: TablePlan) -> list[float]:
    return [right - left for left, right in pairwise(found.borders)]


def test_what_is_needed_comes_before_what_is_liked() -> None:
    found = plan([("longest", 7), ("a", 400)], 100)
    assert found.shrink == 1 and widths(found)[0] >= 74 and found.borders[-1] == 100


def test_type_shrinks_before_a_word_is_broken() -> None:
    found = plan([("abcdefgh", 8), ("ijklmnop", 8)], 160)
    assert found.shrink in SHRINKS[1:]
    assert all(width >= 80 * found.shrink + 4 - 1 for width in widths(found))


def test_cells_are_stacked_beside_their_names_before_a_word_is_broken() -> None:
    words = tuple((TableWord(text=word),) for word in ("abcdefgh", "ijklmnop", "qrstuvwx"))
    shape = TableShape(words=words, liked=(8, 8, 8), names=("one", "two", "three"))
    found = plan_table(shape, 180, 4, 20, lambda word, shrink: 10 * shrink * len(word.text))
    assert found.is_stacked and found.shrink == 1
    assert widths(found) == [54, 126]
    alone = plan_table(shape, 100, 4, 20, lambda word, shrink: 10 * shrink * len(word.text))
    assert alone.is_stacked and widths(alone) == [0, 100]  # no room for the names


def test_only_the_widest_column_gives_way_where_nothing_helps() -> None:
    found = plan([("abc", 3), ("x" * 100, 100), ("def", 3)], 200)
    assert found.shrink == SHRINKS[-1] and found.borders[-1] == 200
    assert widths(found)[0] >= 27 and widths(found)[2] >= 27


def test_the_longest_words_are_parts_that_a_line_may_end_behind() -> None:
    (shape,) = table_shapes(parse_markdown("| Row | a-capability |\n|---|---|\n| 1 | and/or |\n")).values()
    assert shape.words[1][0].text == "capability"
    assert shape.words[0][0] == TableWord(text="Row", is_strong=True)


def laid_cells(look: Look, text: str, width: float) -> list[LaidPiece]:
    document = parse_rst(text)
    setter = BlockSetter(document=document, text=NEW)
    typesetter = Typesetter(look, plan_columns(Shape.SIDES, width))
    found: list[LaidPiece] = []
    for block in document.blocks:
        laid = typesetter.lay(Row(key=str(block.start), cells=(None, Cell(pieces=setter.pieces(block)))))
        found += [piece for cell in laid.cells if cell is not None for piece in cell.pieces]
    return found


@pytest.mark.parametrize("width", [420, 500, 676, 800, 840, 1400])
def test_no_word_of_a_real_table_is_broken_in_a_narrow_column(qtbot: QtBot, width: int) -> None:
    load_fonts()
    for piece in laid_cells(Look(), SCORES, width):
        text = piece.shown.text
        ends = [line.textStart() + line.textLength() for line in piece.lines()][:-1]
        assert all(text[end - 1] in " -" or text[end : end + 1] == " " for end in ends), text


def test_cells_stand_beside_each_other_and_none_laps_over_the_next(qtbot: QtBot) -> None:
    load_fonts()
    pieces = laid_cells(Look(), SCORES, 840)
    for left, right in pairwise(pieces):
        if right.piece.is_beside:
            assert left.frame.right() == pytest.approx(right.frame.left(), abs=1)
            assert right.frame.width() > 16


def test_stacked_cells_stand_below_each_other_in_one_box_beside_their_names(qtbot: QtBot) -> None:
    load_fonts()
    pieces = laid_cells(Look(), SCORES, 500)
    header, first = pieces[:6], pieces[6:12]
    assert all(piece.is_stacked for piece in pieces)
    names = [piece.marker.text() if piece.marker is not None else "" for piece in first]
    assert names == ["Row", "Candidate Capabilities", "TC Future Direction", "Complete", "", "Stable"]
    assert not any(piece.marker for piece in header)
    for above, below in pairwise(first):
        assert below.box.top() >= above.box.bottom()
    assert first[0].frame.bottom() >= first[-1].box.bottom() and all(piece.frame.isEmpty() for piece in first[1:])
    for piece in first:
        assert piece.marker is None or piece.marker_at.x() + piece.marker.boundingRect().width() <= piece.box.left()
