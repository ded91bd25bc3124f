"""Garbage is found a little at a time, and all of it once nobody would mind."""

import subprocess
import sys

# Run in a process of its own: the collector is the process's, and what is walked here is everything it ever made.
BEGIN = """
import gc, os, weakref
os.environ["QT_QPA_PLATFORM"] = "offscreen"
gc.disable()
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from visioneditor.gui.collecting import Collector
from visioneditor.gui.jobs import Jobs

class Knot:
    def __init__(self):
        self.itself = self  # so that only the collector can tell that nobody else holds it

application, parent, knot = QApplication([]), QObject(), Knot()
seen = weakref.ref(knot)
collector = Collector(Jobs(parent), parent)
"""


def outcome(program: str) -> str:
    command = [sys.executable, "-X", "faulthandler", "-c", BEGIN + program]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_is_new_and_held_by_nobody_goes() -> None:
    assert outcome(
        "knot = Knot(); seen = weakref.ref(knot); del knot; collector.walk_what_is_new(); print(seen())"
    ) == ("None")


def test_what_a_walk_has_left_alive_is_not_walked_again_until_everything_is() -> None:
    program = """
collector.walk_what_is_new()
walked = len(gc.get_objects())
collector.walk_what_is_new()
print(len(gc.get_objects()) <= walked < gc.get_freeze_count(), end=" ")
del knot
collector.walk_what_is_new()
print(seen() is not None, end=" ")
collector.walk_everything()
print(seen())
"""
    assert outcome(program) == "True True None"


def test_values_that_are_settled_are_not_walked_by_the_timer() -> None:
    program = """
from visioneditor.gui.worked_out import settle_values
settle_values()
before = len(gc.get_objects())
del knot
collector.walk_what_is_new()
print(before < 1000, seen() is not None)
"""
    assert outcome(program) == "True True"


def test_values_are_settled_in_the_window_alone() -> None:
    program = "import gc; from visioneditor.gui.worked_out import settle_values; settle_values(); "
    done = subprocess.run(
        [sys.executable, "-c", program + "print(gc.get_freeze_count())"], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "0"
