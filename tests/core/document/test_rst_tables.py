"""Tables of reStructuredText: rows as blocks, runs cell by cell."""

from itertools import pairwise

import pytest

from visioneditor.core.document.model import BlockKind
from visioneditor.core.document.rst import parse_rst

Row = tuple[bool, list[list[str]]]


def rows_of(text: str) -> list[Row]:
    """For each row whether it is a head, and the texts of its cells."""
    rows = []
    for block in parse_rst(text).blocks:
        if block.kind is BlockKind.TABLE_ROW:
            bounds = [*block.cells, len(block.runs)]
            cells = [[text[run.start : run.end] for run in block.runs[a:b]] for a, b in pairwise(bounds)]
            rows.append((block.header, cells))
    return rows


GRID = """\
+-------+------+
| *a*   | b    |
+=======+======+
| - c   | d    |
|       |      |
| - e f |      |
+-------+------+
| over both    |
+-------+------+
"""

SPANNED_ROWS = """\
+---+---+
| a | b |
|   +---+
|   | c |
+---+---+
| d | e |
+---+---+
"""

SIMPLE = """\
=====  =====
A      B
=====  =====
1      two
       lines
``x``
3      is wider than its column
-----  -----
both
============
4
=====  =====
"""


def test_grid_table() -> None:
    assert rows_of(GRID) == [
        (True, [["a"], ["b"]]),
        (False, [["c", "e f"], ["d"]]),
        (False, [["over both"]]),
    ]
    assert [(b.first_line, b.last_line) for b in parse_rst(GRID).blocks] == [(2, 2), (4, 6), (8, 8)]


def test_rows_that_a_cell_joins_are_one_block() -> None:
    assert rows_of(SPANNED_ROWS) == [(False, [["a"], ["b"], ["c"]]), (False, [["d"], ["e"]])]


def test_simple_table() -> None:
    text = SIMPLE.replace("-----  -----\nboth\n============\n", "")
    assert rows_of(text) == [
        (True, [["A"], ["B"]]),
        (False, [["1"], ["two", "lines"]]),
        (False, [["x"], []]),
        (False, [["3"], ["is wider than its column"]]),
        (False, [["4"], []]),
    ]


def test_columns_joined_in_a_simple_table() -> None:
    text = "===  ===\na    b\n===  ===\nboth of\n--------\n1    2\n===  ===\n"
    assert rows_of(text)[1:] == [(False, [["both of"]]), (False, [["1"], ["2"]])]


@pytest.mark.parametrize("word", ["漢字", "e\u0301a"])
def test_columns_are_counted_as_they_are_seen(word: str) -> None:
    width = 4 if word == "漢字" else 2
    text = f"+{'-' * (width + 2)}+---+\n| {word} | b |\n+{'-' * (width + 2)}+---+\n"
    assert rows_of(text) == [(False, [[word], ["b"]])]


@pytest.mark.parametrize(
    "text",
    [
        "+---+---+\n| a | b |\n",
        "+---+---+\n| a | b\n+---+---+\n",
        "+---+---+\n| a | b |\n+===+===+\n| c | d |\n+===+===+\n| e | f |\n+---+---+\n",
        "===  ===\na    b\n\nc    d\n",
        "===  ===\na    b\n=========\n",
        "===  ===\na text b\n===  ===\n",
    ],
)
def test_malformed_table_is_shown_as_it_stands(text: str) -> None:
    document = parse_rst(text)
    assert document.blocks[0].kind is BlockKind.LITERAL
    assert document.problems[0].message.startswith("Malformed table.")
    assert "".join(document.pieces()) == text


def test_list_table() -> None:
    text = """\
.. list-table:: Who *does* what
   :header-rows: 1

   * - Name
     - Work
   * - A `b <c>`_
     - one

       two
"""
    assert rows_of(text) == [(True, [["Name"], ["Work"]]), (False, [["A ", "b"], ["one", "two"]])]


def test_list_table_without_a_list_of_lists_is_text() -> None:
    assert rows_of(".. list-table::\n\n   text\n") == []
    assert rows_of(".. list-table::\n   :header-rows: 1\n\n     - Team\n     - Lead\n") == []


def test_csv_table() -> None:
    text = '.. csv-table::\n\n   "a, b", c\n   d, "e\n   f"\n'
    assert rows_of(text) == [(False, [["a, b"], ["c"]]), (False, [["d"], ["e", "f"]])]
