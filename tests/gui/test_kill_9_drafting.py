"""The real window is killed while one types, commits and brings a draft up to date: no word is lost, no lock stays."""

import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.gui import drafting_hand
from tests.gui.killed_windows import HandOfWindows, Said, due
from tests.services.review_world import FIRST, PATH, World, build_world
from visioneditor.services.drafting import list_drafts
from visioneditor.services.opening import open_workspace

WORD = re.compile(r"w\d+[xy]\d+")
ORPHANS_S = 5.0  # a git that outlives the window has ended by then
COMMIT_S = 0.4  # a commit is over by then, and the next text begun
HOOK = "#!/bin/sh\nsleep 0.05\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = build_world(tmp_path / "repository")
    world.commit("More to say", FIRST + "\nMeans\n-----\n\nWork.\n")
    return world


def put_hooks(world: World) -> None:
    for name in ("pre-commit", "commit-msg", "post-commit"):
        hook = world.folder / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(HOOK)
        hook.chmod(0o755)


def words_on_disk(world: World) -> set[str]:
    """The words in drafts and in the branch, as the next start finds them."""
    with closing(open_workspace(world.folder)) as workspace:
        assert workspace.store.rescue is None
        kept = " ".join(draft.text for draft in list_drafts(workspace))
    return {*WORD.findall(kept), *WORD.findall(world.git("show", f"HEAD:{PATH}"))}


def due_words(said: list[Said], died: float) -> set[str]:
    latest = due(said, died)
    return {one.key for one in said if one.what == "word" and one.at <= latest}


def locks_of(world: World) -> list[str]:
    """The files that would keep a git from its work."""
    found = (lock.name for lock in (world.folder / ".git").rglob("*.lock"))
    return [name for name in found if name != "visioneditor.lock"]


def unsound(world: World) -> list[str]:
    """What is wrong with the repository after a start."""
    until = time.monotonic() + ORPHANS_S
    while (locks := locks_of(world)) and time.monotonic() < until:
        time.sleep(0.05)
    staged = world.git("diff", "--cached", "--name-only")
    fsck = subprocess.run(
        ["git", "fsck", "--strict", "--no-dangling"], cwd=world.folder, check=False, capture_output=True, text=True
    )
    return [*locks, *([f"{staged} is staged"] if staged else []), *(fsck.stdout + fsck.stderr).split("\n")[:-1]]


@pytest.mark.skipif(sys.platform != "linux", reason="a window is forked and killed")
@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("has_hooks", [False, True])
def test_no_word_is_lost_and_no_lock_stays_after_kill_9(
    has_hooks: bool, world: World, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    if has_hooks:
        put_hooks(world)
    moments = random.Random() if in_soak else random.Random(20261100 + has_hooks)
    kills, longest_s = (100, 2.5) if in_soak else (10, 1.4)
    before: set[str] = set()
    commits = 0
    with closing(HandOfWindows(drafting_hand, world.folder, has_hooks)) as hand:
        for number in range(kills):
            seed = f"{moments.randrange(10**6)}"
            hand.start(seed)
            if number % 2:
                hand.wait_for("committing" if number < kills - 1 else "committed")
                time.sleep(moments.uniform(0, COMMIT_S))
            else:
                time.sleep(moments.uniform(0.3, longest_s))
            said, died = hand.kill()
            after = words_on_disk(world)
            assert [one.value for one in said if one.what == "error"] == []
            assert (before | due_words(said, died)) - after == set(), f"kill {number}, seed {seed}"
            assert unsound(world) == [], f"kill {number}, seed {seed}"
            before, commits = after, commits + sum(one.what == "committed" for one in said)
    assert commits > 0
    record_property("soak", f"none of {len(before)} words was lost in {kills} kills; {commits} commits stood")
