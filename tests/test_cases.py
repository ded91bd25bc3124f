"""The comparison of real revision pairs gives what people read off them: some cases at every run, all in a soak.

The cases and the script that holds the program against them belong to the material.
"""

import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# One of each of the kinds that are most easily got wrong.
SOME = ("c005", "c011", "c055", "c072", "c102", "c114")


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_known_changes_are_seen(material: Path, in_soak: bool, record_property: Callable[[str, object], None]) -> None:
    only = [] if in_soak else ["--only", *SOME]
    command = shlex.join([sys.executable, "-m", "visioneditor"])
    script = material / "cases" / "check_diff.py"
    arguments = [sys.executable, str(script), "--command", command, "--timeout", "120", *only]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    last = (done.stdout.splitlines() or ["nothing was said"])[-1]
    record_property("soak", last)
    assert done.returncode == 0, done.stdout + done.stderr
    assert last == ("66 of 66 cases hold" if in_soak else f"{len(SOME)} of {len(SOME)} cases hold")
