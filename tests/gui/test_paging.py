"""Pages hold everything once and in order, and cut no line."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.gui.paging import Flow, Part, merge_spans, plan_pages

PAGE = 400.0


def lines(count: int) -> Flow:
    """A row of so many lines, 20 high with 4 between them."""
    return Flow(height=count * 24.0, lines=tuple((at * 24.0 + 2, at * 24.0 + 22) for at in range(count)))


def heading() -> Flow:
    return Flow(height=40, lines=((8, 32),), is_heading=True)


rows = st.lists(st.one_of(st.integers(1, 60).map(lines), st.just(heading())), min_size=1, max_size=20)


@given(rows)
def test_every_row_is_there_once_in_parts_that_cut_no_line(made: list[Flow]) -> None:
    pages = plan_pages(made, PAGE)
    parts = [part for page in pages for part in page]
    for at, row in enumerate(made):
        own = [part for part in parts if part.row == at]
        assert (own[0].top, own[-1].bottom) == (0, row.height)
        assert all(before.bottom == after.top for before, after in itertools.pairwise(own))
        borders = [part.bottom for part in own]
        assert not any(start < border < end for border in borders for start, end in row.lines)
    assert [part.row for part in parts] == sorted(part.row for part in parts)
    for page in pages:
        assert page and all(part.y + part.bottom - part.top <= PAGE for part in page)


def test_a_heading_stands_with_what_is_below_it() -> None:
    pages = plan_pages([lines(14), heading(), lines(3)], PAGE)
    assert [[part.row for part in page] for page in pages] == [[0], [1, 2]]


def test_headings_in_a_row_stand_together_with_what_is_below_them() -> None:
    pages = plan_pages([lines(11), heading(), heading(), lines(4)], PAGE)
    assert [[part.row for part in page] for page in pages] == [[0], [1, 2, 3]]


def test_a_small_row_goes_to_the_next_page_whole() -> None:
    pages = plan_pages([lines(14), lines(4)], PAGE)
    assert pages[1] == (Part(row=1, top=0, bottom=96, y=0),)


def test_no_last_line_stands_alone() -> None:
    _, second = plan_pages([lines(17)], PAGE)
    assert second[0].bottom - second[0].top >= 2 * 24


def test_a_picture_higher_than_a_page_is_cut_all_the_same() -> None:
    pages = plan_pages([Flow(height=1000, lines=((0, 1000),))], PAGE)
    assert [part.bottom - part.top for page in pages for part in page] == [400, 400, 200]


def test_cells_beside_each_other_are_cut_at_one_place() -> None:
    assert merge_spans([(0, 20), (24, 44), (10, 23), (50, 60)]) == ((0, 23), (24, 44), (50, 60))
