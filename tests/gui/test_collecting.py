"""Garbage is found a little at a time, and all of it once nobody would mind."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from visioneditor.gui.collecting import Collector
from visioneditor.gui.jobs import Jobs


class Knot:
    """Holds itself, so that only the collector can tell that nobody else does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    before, parent = gc.get_threshold(), QObject()
    yield Collector(Jobs(parent), parent)
    gc.disable()
    gc.set_threshold(*before)


def test_what_is_new_and_held_by_nobody_goes(collector: Collector) -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    del knot
    collector.walk_what_is_new()
    assert seen() is None


def test_what_a_walk_has_left_alive_is_not_walked_again_until_everything_is(collector: Collector) -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    collector.walk_what_is_new()
    walked = len(gc.get_objects())
    collector.walk_what_is_new()
    assert len(gc.get_objects()) <= walked < gc.get_freeze_count()
    del knot
    collector.walk_what_is_new()
    assert seen() is not None
    collector.walk_everything()
    assert seen() is None
