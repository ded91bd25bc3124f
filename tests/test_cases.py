"""The comparison of real revision pairs gives what people read off them: some cases at every run, all in a soak.

The cases and the script that holds the program against them belong to the material.
"""

import random
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SEED, CHANGES = 5, 15  # of the real changes, where not all are ported
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


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_real_comments_are_ported(
    material: Path,
    reviews: Path,
    git: Callable[..., str],
    in_soak: bool,
    record_property: Callable[[str, object], None],
) -> None:
    if not in_soak:
        _keep_some_changes(git, reviews)
    command = shlex.join([sys.executable, "-m", "visioneditor"])
    script = material / "cases" / "check_porting.py"
    arguments = [sys.executable, str(script), "--command", command, "--repository", str(reviews)]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    record_property("soak", "; ".join(" ".join(line.split()) for line in done.stdout.splitlines()[-4:]))
    assert done.returncode == 0, done.stdout + done.stderr


def _keep_some_changes(git: Callable[..., str], repository: Path) -> None:
    refs = git(repository, "for-each-ref", "--format=%(refname)", "refs/changes").split()
    numbers = sorted({ref.split("/")[3] for ref in refs})
    kept = set(random.Random(SEED).sample(numbers, CHANGES))
    gone = "".join(f"delete {ref}\n" for ref in refs if ref.split("/")[3] not in kept)
    subprocess.run(["git", "update-ref", "--stdin"], cwd=repository, input=gone, check=True, encoding="utf-8")
