"""Rows are sorted, and those are left out that have nothing of what is looked at."""

import pytest

from tests.core.consensus.matrices import say, vision
from visioneditor.core.annotation import Stance
from visioneditor.core.consensus.arranging import Arrangement, Only, Order, arrange
from visioneditor.core.consensus.matrix import OpenThreads, build_matrix
from visioneditor.core.consensus.model import Matrix, Standing


@pytest.fixture
def matrix() -> Matrix:
    said = [
        say("zun", "control", Stance.GAP),
        say("zun", "scaling", Stance.GAP, first_line=7),
        say("heat", "control", Stance.PARTIAL, stale=True),
        say("Blazar", "control", Stance.CONTRIBUTES),
        say("Blazar", "self-service", Stance.GAP, first_line=7),
        say("Blazar", "scaling", first_line=14),
    ]
    threads = OpenThreads(on_answers={("zun.md", 7): 1})
    return build_matrix(vision(), said, ["zun", "heat", "Blazar"], ["nova"], threads)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.NAME, ["Blazar", "heat", "zun"]),
        (Order.ANSWERED, ["Blazar", "zun", "heat"]),
        (Order.STALE, ["heat", "Blazar", "zun"]),
        (Order.THREADS, ["zun", "Blazar", "heat"]),
    ],
)
def test_rows_are_sorted(matrix: Matrix, order: Order, names: list[str]) -> None:
    assert [row.project for row in arrange(matrix, Arrangement(order=order))] == names


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Arrangement(only=Only.STALE), ["heat"]),
        (Arrangement(only=Only.THREADS), ["zun"]),
        (Arrangement(only=Only.MISSING), ["heat", "nova", "zun"]),
        (Arrangement(standing=Standing.GAP), ["Blazar", "zun"]),
        (Arrangement(standing=Standing.NONE), ["heat", "nova", "zun"]),
        (Arrangement(only=Only.STALE, standing=Standing.GAP), []),
    ],
)
def test_rows_without_what_is_looked_at_are_left_out(matrix: Matrix, wanted: Arrangement, names: list[str]) -> None:
    assert [row.project for row in arrange(matrix, wanted)] == names


def test_only_cells_that_are_looked_at_are_taken(matrix: Matrix) -> None:
    blazar = matrix.rows[0]
    taken = [number for number, answer in blazar.answers.items() if Arrangement(standing=Standing.GAP).takes(answer)]
    assert taken == [matrix.sections[0].number]
    assert not Arrangement(only=Only.STALE).takes(None)
