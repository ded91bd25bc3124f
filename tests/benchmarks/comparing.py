"""Comparing the first and the last draft of the vision, beside git's own comparison by words."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.figures import Figure, compare_medians, time_in_turn
from tests.benchmarks.material import Material
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse

ROUNDS = 7
PEER = "git diff --word-diff"


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """In a running program, and from a command, where both have to start first."""
    old, new = (parse(text, Markup.RST) for text in (material.old_vision, material.vision))
    revisions = [material.old_revision, material.new_revision]
    inside = time_in_turn(lambda: compare(old, new), lambda: _run_git(material, revisions), ROUNDS)
    command = [sys.executable, "-m", "visioneditor", "diff", str(material.repository), *revisions, material.path]
    outside = time_in_turn(lambda: _run(command), lambda: _run_git(material, revisions), ROUNDS)
    return (
        compare_medians("comparing two parsed drafts", PEER, *inside, unit="ms", bound=5.0),
        compare_medians("visioneditor diff, as a command", PEER, *outside, unit="ms"),
    )


def _run_git(material: Material, revisions: list[str]) -> None:
    _run(["git", "-C", str(material.repository), "diff", "--word-diff", *revisions, "--", material.path])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
