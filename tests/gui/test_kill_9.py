"""The real window is killed at random moments while a hand reviews in it: what was shown for a second is there."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.gui import reviewing_hand
from tests.services.review_world import FIRST, IDS, World, build_world
from visioneditor.core.review.model import Comment
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import load_comments, load_cover, load_votes, resolve_change

ROOT = Path(__file__).parents[2]
SECOND = "Above all.\n\n" + FIRST.replace("for everyone who", "for all people who") + "\nMore words to speak of.\n"
SHOWN_S = 1.0  # as long as it was on the screen it must be on disk


class Said(NamedTuple):
    """One line of the hand."""

    at: float
    what: str
    is_shown: bool
    key: str
    value: object


Key = tuple[str, str]
# What is on disk: of each draft its words and its patch set, votes, the cover. A draft that was deleted while it was
# being written is written anew; once it is brought back there are two that begin alike.
Kept = dict[Key, tuple[object, ...]]


class HandOfWindows:
    """The process that forks the windows."""

    def __init__(self, world: World) -> None:
        arguments = [str(world.folder), world.made["Reword"], world.made["Reword it"]]
        self._process = subprocess.Popen(
            [sys.executable, reviewing_hand.__file__, *arguments],
            env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def review(self, seed: str, for_s: float) -> tuple[list[Said], float]:
        """Let a window review for that long, then kill it: what it said, and when it died."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{seed}\n")
        self._process.stdin.flush()
        ready = self._next()
        assert ready.what == "ready", ready
        time.sleep(for_s)
        os.kill(int(str(ready.value)), signal.SIGKILL)
        died, said = time.monotonic(), list[Said]()
        while (one := self._next()).what != "dead":
            said.append(one)
        return said, died

    def _next(self) -> Said:
        assert self._process.stdout
        line = self._process.stdout.readline()
        while line and not line.endswith("]\n"):
            line = self._process.stdout.readline()  # cut short by the kill
        return Said(*json.loads(line))

    def close(self) -> None:
        """Let it end."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Change 7 with two patch sets."""
    world = build_world(tmp_path / "repository")
    world.git("checkout", "-q", "-b", "change")
    world.commit("Reword", FIRST + "\nLast words to speak of.\n", change_id=IDS[0])
    world.git("update-ref", "refs/changes/07/7/1", "HEAD")
    world.commit("Reword it", SECOND, change_id=IDS[0], amend=True)
    world.git("update-ref", "refs/changes/07/7/2", "HEAD")
    return world


@pytest.fixture
def windows(world: World) -> Iterator[HandOfWindows]:
    with closing(HandOfWindows(world)) as hand:
        yield hand


def on_disk(world: World) -> Kept:
    """What is kept, as the command line reads it."""
    with closing(open_workspace(world.folder)) as workspace:
        change = resolve_change(workspace, reviewing_hand.CHANGE)
        found: list[tuple[Key, object]] = [(("cover", ""), load_cover(workspace, change))]
        found += ((("vote", label), value) for label, value in load_votes(workspace, change).items())
        for draft in load_comments(workspace, change, drafts_only=True):
            found += _of_draft(draft)
        assert workspace.store.rescue is None
        return {key: tuple(value for one, value in found if one == key) for key, _ in found}


def _of_draft(draft: Comment) -> list[tuple[Key, object]]:
    name = reviewing_hand.name_of(draft.message)
    return [(("there", name), True), (("text", name), draft.message), (("place", name), draft.patch_set)]


def lost(before: Kept, said: list[Said], died: float, kept: Kept) -> list[str]:
    """What should be on disk and is not: it was there before, or shown for a second, and nothing came of it since."""
    found = []
    events = [Said(0.0, what, True, key, value) for (what, key), values in before.items() for value in values] + said
    for what, key in {(one.what, one.key) for one in events} - {("error", "")}:
        mine = [one for one in events if (one.what, one.key) == (what, key)]
        settled = [n for n, one in enumerate(mine) if one.is_shown and one.at <= died - SHOWN_S]
        if not settled:
            continue
        since = settled[-1] if mine[settled[-1]].at else 0
        allowed = [one.value for one in mine[since:]]
        values = kept.get((what, key), ())
        if what == "there" or what in ("vote", "cover") or ("there", key) in kept:
            if not {*(values or (False,))} & {*allowed}:
                found.append(f"{what} {key}: {values!r} is none of {allowed!r}")
        elif not _may_be_gone(key, events):
            found.append(f"{what} {key}: gone, though it was {allowed[0]!r}")
    return found


def _may_be_gone(name: str, events: list[Said]) -> bool:
    """Whether the draft of that name was deleted, or was about to be."""
    return any((one.what, one.key, one.value) == ("there", name, False) for one in events)


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform != "linux", reason="a window is forked and killed")
@pytest.mark.parametrize("half", [1, 2])
def test_everything_that_was_shown_for_a_second_is_there_after_kill_9(
    half: int, world: World, windows: HandOfWindows, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    moments = random.Random() if in_soak else random.Random(20260900 + half)
    kills, words, before = 100 if in_soak else 10, 0, on_disk(world)
    for number in range(kills):
        seed = f"{moments.randrange(10**6)}"
        said, died = windows.review(seed, moments.uniform(0.3, 2.5))
        after = on_disk(world)
        assert [one.value for one in said if one.what == "error"] == []
        assert lost(before, said, died, after) == [], f"kill {number}, seed {seed}"
        before, words = after, words + sum(one.what == "text" for one in said)
    drafts = sum(what == "there" for what, _ in before)
    assert drafts > 0
    record_property("soak", f"nothing of {words} words typed was lost in {kills} kills; {drafts} drafts stand")
