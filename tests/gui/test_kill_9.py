"""The real window is killed at random moments while a hand reviews in it: what was shown for a second is there."""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.gui import reviewing_hand
from tests.gui.killed_windows import HandOfWindows, Said, due
from tests.services.review_world import FIRST, World, build_world
from visioneditor.core.review.model import Comment
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import load_comments, load_cover, load_votes, resolve_change

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="a window is forked and killed")

SECOND = "Above all.\n\n" + FIRST.replace("for everyone who", "for all people who") + "\nMore words to speak of.\n"
SHARE = 100  # beats of each of two windows: some four seconds


Key = tuple[str, str]
# What is on disk: of each draft its words and its patch set, votes, the cover. A draft that was deleted while it was
# being written is written anew; once it is brought back there are two that begin alike.
Kept = dict[Key, tuple[object, ...]]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Change 7 with two patch sets."""
    world = build_world(tmp_path / "repository")
    world.upload(1, "Reword", FIRST + "\nLast words to speak of.\n")
    world.upload(2, "Reword it", SECOND)
    return world


def build_hand(world: World) -> HandOfWindows:
    return HandOfWindows(reviewing_hand, world.folder, world.made["Reword"], world.made["Reword it"])


@pytest.fixture
def windows(world: World) -> Iterator[HandOfWindows]:
    with closing(build_hand(world)) as hand:
        yield hand


def on_disk(world: World) -> Kept:
    """What is kept, as the command line reads it."""
    with closing(open_workspace(world.folder)) as workspace:
        change = resolve_change(workspace, reviewing_hand.CHANGE)
        found: list[tuple[Key, object]] = [(("cover", ""), load_cover(workspace, change))]
        found += ((("vote", label), value) for label, value in load_votes(workspace, change).items())
        for draft in load_comments(workspace, change, drafts_only=True):
            found += _of_draft(draft)
        rows = workspace.store.read("SELECT message FROM drafts")
        found += ((("written", reviewing_hand.name_of(row["message"])), row["message"]) for row in rows)
        assert workspace.store.rescue is None
        return {key: tuple(value for one, value in found if one == key) for key, _ in found}


def _of_draft(draft: Comment) -> list[tuple[Key, object]]:
    name = reviewing_hand.name_of(draft.message)
    return [(("there", name), True), (("text", name), draft.message), (("place", name), draft.patch_set)]


def lost(before: Kept, said: list[Said], died: float, kept: Kept) -> list[str]:
    """What should be on disk and is not: it was there before, or shown for a second, and nothing came of it since."""
    found = []
    events = [Said(0.0, what, True, key, value) for (what, key), values in before.items() for value in values] + said
    latest = due(said, died)
    for what, key in {(one.what, one.key) for one in events if one.what in ("there", "text", "place", "vote", "cover")}:
        mine = [one for one in events if (one.what, one.key) == (what, key)]
        settled = [n for n, one in enumerate(mine) if one.is_shown and one.at <= latest]
        if not settled:
            continue
        since = settled[-1] if mine[settled[-1]].at else 0
        allowed = [one.value for one in mine[since:]]
        values = kept.get((what, key), ())
        if what in ("there", "vote", "cover"):
            is_lost = not {*(values or (False,))} & {*allowed}
        elif what == "text" and _may_be_gone(key, events):  # deleted, then, with these very words
            is_lost = not {*kept.get(("written", key), ())} & {*allowed}
        else:
            is_lost = not {*values} & {*allowed} and not _may_be_gone(key, events)
        if is_lost:
            found.append(f"{what} {key}: {values!r} is none of {allowed!r}")
    return found


def work_beside(hand: HandOfWindows, seed: str) -> None:
    """Let the window do its share, and go on until it has shown a draft of the window with that seed."""
    while sum(one.what == "beat" for one in hand.said) < SHARE or not sees(hand.said, seed):
        assert hand.listen().what != "dead"


def sees(said: list[Said], seed: str) -> bool:
    """Whether a window showed a draft of the window with that seed."""
    names = {name for one in said if one.what == "sees" for name in str(one.value).split()}
    return any(name.startswith(f"c{seed}-") for name in names)


def _may_be_gone(name: str, events: list[Said]) -> bool:
    """Whether the draft of that name was deleted, or was about to be."""
    return any((one.what, one.key, one.value) == ("there", name, False) for one in events)


@on_linux
@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("half", [1, 2])
def test_everything_that_was_shown_for_a_second_is_there_after_kill_9(
    half: int, world: World, windows: HandOfWindows, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    moments = random.Random() if in_soak else random.Random(20260900 + half)
    kills, words, before = 100 if in_soak else 10, 0, on_disk(world)
    for number in range(kills):
        seed = f"{moments.randrange(10**6)}"
        windows.start(seed)
        time.sleep(moments.uniform(0.3, 2.5))
        said, died = windows.kill()
        after = on_disk(world)
        assert [one.value for one in said if one.what == "error"] == []
        assert lost(before, said, died, after) == [], f"kill {number}, seed {seed}"
        before, words = after, words + sum(one.what == "text" for one in said)
    drafts = sum(what == "there" for what, _ in before)
    assert drafts > 0
    record_property("soak", f"nothing of {words} words typed was lost in {kills} kills; {drafts} drafts stand")


@on_linux
@pytest.mark.slow
def test_two_windows_of_two_programs_see_each_others_drafts_and_overwrite_none(
    world: World, windows: HandOfWindows
) -> None:
    before = on_disk(world)
    with closing(build_hand(world)) as others:
        for both, seed in ((windows, "1"), (others, "2")):
            both.start(seed)
        for hand, other in ((windows, "2"), (others, "1")):
            work_beside(hand, other)
        (mine, died), (theirs, _) = windows.kill(), others.kill()
    said = sorted(mine + theirs, key=lambda one: one.at)
    assert [one.value for one in said if one.what == "error"] == []
    words = [one for one in lost(before, said, died, on_disk(world)) if one.startswith("text ")]
    assert words == []  # of votes, the last one counts, whichever window was first to say so
    for seen, seed in ((mine, "2"), (theirs, "1")):
        assert sees(seen, seed), "drafts of the other window are shown"
