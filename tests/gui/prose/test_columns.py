"""Columns as wide as the look asks for."""

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.gui.prose.columns import Shape, fits_sides, plan_columns


def test_read_is_a_centred_column_of_620() -> None:
    column = plan_columns(Shape.READ, 864).columns[0]
    assert (column.text_left, column.text_width) == (122, 620)


def test_read_grows_to_660_on_a_wide_screen() -> None:
    assert plan_columns(Shape.READ, 1860).columns[0].text_width == 660


def test_sides_keep_text_under_680() -> None:
    assert plan_columns(Shape.SIDES, 3000).columns[0].text_width == 680


def test_narrow_views_do_not_fit_two_columns() -> None:
    assert fits_sides(838) and not fits_sides(578)
    assert not fits_sides(838, scale=1.5)


@given(st.sampled_from(Shape), st.integers(100, 4000), st.floats(0.8, 2.0), st.integers(0, 12))
def test_columns_stand_beside_each_other_and_hold_their_text(
    shape: Shape, width: int, scale: float, projects: int
) -> None:
    plan = plan_columns(shape, width, scale=scale, projects=projects)
    for column, following in zip(plan.columns, plan.columns[1:], strict=False):
        assert column.right <= following.left + 0.01
    for column in plan.columns:
        assert column.text_width > 0 and column.text_left >= column.left
