"""Turning a text into a document, beside docutils, which gives a tree without places."""

from pathlib import Path

from docutils.core import publish_doctree

from tests.benchmarks.figures import Figure, compare_medians, time_in_turn
from tests.benchmarks.material import Material
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse

ROUNDS = 7
LONG_ROUNDS = 3
LONG_LINES = 12_000
QUIET = {"report_level": 5, "halt_level": 5, "file_insertion_enabled": False, "raw_enabled": False}


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """The vision itself, and a document of 12,000 lines made of it."""
    long = _lengthen(material.vision)
    return (
        _measure_text(f"parsing {material.name}", material.vision, ROUNDS),
        _measure_text(f"parsing {long.count(chr(10)):,} lines of it", long, LONG_ROUNDS),
    )


def _measure_text(name: str, text: str, rounds: int) -> Figure:
    ours, peer = time_in_turn(
        lambda: parse(text, Markup.RST), lambda: publish_doctree(text, settings_overrides=QUIET), rounds
    )
    return compare_medians(name, "docutils", ours, peer, unit="ms", bound=1.0)


def _lengthen(text: str) -> str:
    times = LONG_LINES // text.count("\n") + 1
    return "\n".join(text for _ in range(times))
