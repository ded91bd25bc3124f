"""Blocks that belong together stand at one height, in their order."""

from visioneditor.gui.history.aligned import align_columns

Column = list[tuple[int | None, int | None, str]]

OLDEST: Column = [(1, None, "a"), (2, None, "b")]


def lines(*columns: Column) -> list[dict[int, str]]:
    return [dict(line) for line in align_columns(columns)]


def test_partners_stand_beside_each_other_through_all_columns() -> None:
    middle: Column = [(5, 1, "a"), (6, None, "new"), (7, 2, "b")]
    newest: Column = [(8, 5, "a"), (9, 7, "b")]
    assert lines(OLDEST, middle, newest) == [
        {0: "a", 1: "a", 2: "a"},
        {1: "new"},
        {0: "b", 1: "b", 2: "b"},
    ]


def test_what_is_gone_leaves_its_line_free() -> None:
    assert lines(OLDEST, [(5, 2, "b")]) == [{0: "a"}, {0: "b", 1: "b"}]


def test_what_changed_its_order_gets_a_line_of_its_own() -> None:
    assert lines(OLDEST, [(5, 2, "b"), (6, 1, "a")]) == [{0: "a"}, {0: "b", 1: "b"}, {1: "a"}]


def test_what_came_at_the_end_comes_last() -> None:
    assert lines(OLDEST[:1], [(5, 1, "a"), (6, None, "z")]) == [{0: "a", 1: "a"}, {1: "z"}]
