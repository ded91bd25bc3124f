"""Where a cell is painted it is found again, however far the matrix is scrolled."""

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.gui.consensus.matrix_plan import CELL_WIDTH, MatrixPlan, Spot, head_height, title_length

PLANS = st.builds(
    MatrixPlan,
    rows=st.integers(1, 200),
    columns=st.integers(1, 60),
    totals=st.integers(5, 8),
    name_width=st.integers(110, 210),
    head_height=st.integers(40, 300),
    row_height=st.integers(24, 60),
    total_height=st.integers(18, 40),
    count_width=st.integers(60, 160),
    across=st.integers(0, 3000),
    down=st.integers(0, 8000),
)


@given(PLANS, st.data())
def test_cell_that_is_seen_lies_where_it_is_painted(plan: MatrixPlan, data: st.DataObject) -> None:
    rows, columns = plan.seen_rows(900), plan.seen_columns(1400)
    if not rows or not columns:
        return
    row, column = data.draw(st.sampled_from(list(rows))), data.draw(st.sampled_from(list(columns)))
    x, y = plan.column_left(column) + CELL_WIDTH // 2, plan.row_top(row) + plan.row_height // 2
    if x >= plan.name_width and y >= plan.head_height:
        assert plan.spot(x, y) == Spot(row=row, column=column)


@given(PLANS)
def test_what_is_not_seen_lies_beyond_the_screen(plan: MatrixPlan) -> None:
    rows, columns = plan.seen_rows(900), plan.seen_columns(1400)
    for row in set(range(plan.rows)) - set(rows):
        assert plan.row_top(row + 1) <= plan.head_height or plan.row_top(row) >= 900
    for column in set(range(plan.columns)) - set(columns):
        assert plan.column_left(column + 1) <= plan.name_width or plan.column_left(column) >= 1400


@given(st.floats(1, 600), st.integers(0, 40))
def test_title_has_room_at_the_height_that_it_asks_for(length: float, foot: int) -> None:
    assert title_length(head_height(length, foot), foot) >= length - 1e-6


def test_names_and_titles_are_hit_apart_from_cells() -> None:
    plan = MatrixPlan(
        rows=3, columns=3, totals=5, name_width=100, head_height=100, row_height=30, total_height=20, count_width=90
    )
    assert plan.spot(50, 115) == Spot(row=0, column=None)
    assert plan.spot(125, 99) == Spot(row=None, column=0)
    assert plan.spot(100 + 42 * 3 + 10, 115) == Spot(row=0, column=None)
    assert plan.spot(125, 100 + 3 * 30 + 1) == Spot(row=None, column=0)
