"""The place on the screen stays while guessed heights become real."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.gui.prose.heights import Heights, Scroll

REAL = st.lists(st.integers(1, 300), min_size=1, max_size=60)
MOVES = st.lists(st.integers(-900, 900), max_size=20)


def build(real: list[int], guess: float = 50.0, page: float = 400.0) -> Scroll:
    scroll = Scroll(Heights([guess] * len(real)), lambda row: float(real[row]))
    scroll.page = page
    return scroll


@given(REAL, MOVES)
def test_moving_stays_inside_the_text(real: list[int], moves: list[int]) -> None:
    scroll = build(real)
    for move in moves:
        scroll.by(move)
        visible = scroll.visible()
        first, top = visible[0]
        assert first == 0 or top <= 0
        assert not (first == 0 and top > 0)
        last, y = visible[-1]
        shown = y + real[last]
        assert shown >= min(scroll.page, sum(real)) - 0.01 or last < len(real) - 1


@given(REAL, st.integers(1, 200))
def test_moving_down_and_up_again_comes_back(real: list[int], step: int) -> None:
    scroll = build(real)
    for row in range(len(real)):
        scroll.heights.put(row, float(real[row]))
    before = scroll.value
    scroll.by(step)
    moved = scroll.value - before
    scroll.by(-moved)
    assert scroll.value == pytest.approx(before)


@given(REAL)
def test_rows_on_the_screen_do_not_move_when_others_are_measured(real: list[int]) -> None:
    scroll = build(real)
    scroll.to(scroll.maximum / 2)
    before = scroll.visible()
    for row in range(len(real)):
        scroll.heights.put(row, float(real[row]))
    assert scroll.visible() == before


def test_a_row_is_put_at_the_height_asked_for() -> None:
    scroll = build([100] * 50)
    scroll.to_row(20, 37.0)
    assert dict(scroll.visible())[20] == pytest.approx(37.0)


def test_the_end_is_reached_though_heights_were_guessed_too_small() -> None:
    scroll = build([200] * 30, guess=20.0)
    scroll.to(scroll.maximum)
    last, y = scroll.visible()[-1]
    assert last == 29
    assert y + 200 == pytest.approx(400.0)


def test_an_empty_view_can_be_scrolled() -> None:
    scroll = Scroll(Heights(), lambda row: 0.0)
    scroll.by(10)
    scroll.to(10)
    assert scroll.visible() == [] and scroll.value == 0
