"""The real window is killed in the midst of a merge: no word is lost, and the merge is there again as it was."""

import random
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.gui import merging_hand
from tests.gui.killed_windows import HandOfWindows
from tests.gui.test_kill_9_drafting import WORD, due_words, unsound, words_on_disk
from tests.services.review_world import FIRST, PATH, World, build_world
from visioneditor.services.drafting import list_drafts
from visioneditor.services.opening import open_workspace
from visioneditor.store.model import StoredMerge


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = build_world(tmp_path / "repository")
    world.commit("More to say", FIRST + "\nMeans\n-----\n\nWork.\n")
    return world


def merge_on_disk(world: World) -> StoredMerge | None:
    """What a merge that is not in the draft yet has come to."""
    with closing(open_workspace(world.folder)) as workspace:
        stored = workspace.store.find_merge(workspace.repository.key, PATH, "draft")
        bases = {draft.base_revision for draft in list_drafts(workspace)}
        return stored if stored is not None and stored.onto not in bases else None


@pytest.mark.skipif(sys.platform != "linux", reason="a window is forked and killed")
@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_no_word_is_lost_and_a_merge_goes_on_after_kill_9(
    world: World, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    moments = random.Random() if in_soak else random.Random(20261123)
    kills, longest_s = (100, 3.5) if in_soak else (3, 2.0)
    before: set[str] = set()
    merge, again, finished = None, 0, 0
    with closing(HandOfWindows(merging_hand, world.folder)) as hand:
        for number in range(kills):
            seed = f"{moments.randrange(10**6)}"
            hand.start(seed)
            hand.wait_for("merge")
            if merge is not None and merge.onto:
                assert hand.said[-1].value == len(merge.decided), f"kill {number}, seed {seed}"
                again += 1
            time.sleep(moments.uniform(0.5, longest_s))
            said, died = hand.kill()
            merge = merge_on_disk(world)
            decided = {word for one in (merge.decided if merge else ()) for word in WORD.findall(" ".join(one))}
            after = words_on_disk(world) | decided
            assert [one.value for one in said if one.what == "error"] == []
            assert (before | due_words(said, died)) - after == set(), f"kill {number}, seed {seed}"
            assert unsound(world) == [], f"kill {number}, seed {seed}"
            before, finished = after, finished + sum(one.what == "finishing" for one in said)
    assert (again > 0 and finished > 0) or not in_soak
    record_property("soak", f"none of {len(before)} words was lost in {kills} kills; {again} merges went on")
