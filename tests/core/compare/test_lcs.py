"""What two sequences have in common, also where they are too long to be compared in one piece."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.compare import lcs
from visioneditor.core.compare.lcs import common_runs

ITEMS = st.lists(st.integers(0, 12), max_size=40)


@given(ITEMS, ITEMS)
def test_runs_are_common_where_long_sequences_are_parted_at_unique_items(old: list[int], new: list[int]) -> None:
    with patch.object(lcs, "_OUTRIGHT", 6):
        runs, _ = common_runs(old, new)
    end_old = end_new = 0
    for a, b, n in runs:
        assert old[a : a + n] == new[b : b + n]
        assert (a >= end_old, b >= end_new) == (True, True)
        end_old, end_new = a + n, b + n


def test_an_item_that_stands_elsewhere_on_the_other_side_shifts_nothing() -> None:
    old, new = "eeTdd", "deeTde"  # parted at the T, the first d has no partner before it
    with patch.object(lcs, "_OUTRIGHT", 6):
        runs, _ = common_runs(old, new)
    assert [old[a : a + n] for a, _, n in runs] == [new[b : b + n] for _, b, n in runs] == ["eeTd"]
