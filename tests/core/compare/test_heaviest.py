"""The heaviest set that kept its order."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.compare.heaviest import heaviest_order


def test_one_heavy_thing_outweighs_two_light_ones() -> None:
    assert heaviest_order([(0, 2, 9.0), (1, 0, 2.0), (2, 1, 2.0)]) == {0}


def test_of_equal_weights_the_larger_set_stays() -> None:
    assert heaviest_order([(0, 2, 0.0), (1, 0, 0.0), (2, 1, 0.0)]) == {1, 2}


@given(st.permutations(range(6)), st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_no_other_set_in_order_is_heavier(places: list[int], weights: list[int]) -> None:
    pairs = [(old, new, float(weight)) for (old, new), weight in zip(enumerate(places), weights, strict=True)]
    kept = heaviest_order(pairs)
    best = max(
        sum(pairs[index][2] for index in chosen)
        for size in range(7)
        for chosen in combinations(range(6), size)
        if all(pairs[a][1] < pairs[b][1] for a, b in pairwise(chosen))
    )
    assert sum(pairs[index][2] for index in kept) == best
    ordered = sorted(kept)
    assert all(pairs[a][1] < pairs[b][1] for a, b in pairwise(ordered))
