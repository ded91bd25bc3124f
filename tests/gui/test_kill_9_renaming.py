"""The real window is killed while it renames a document: it stands under one path, whole, and its links lead there."""

import random
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.gui import renaming_hand
from tests.gui.killed_windows import HandOfWindows
from tests.gui.renaming_hand import PATHS
from tests.gui.test_kill_9_drafting import unsound
from tests.services.review_world import FIRST, World, build_world
from visioneditor.services.opening import open_workspace

COMMIT_S = 0.4  # it is over by then
LED = "Index\n=====\n\nRead `what we want <{path}>`_ first.\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A vision, and a document that leads to it."""
    world = build_world(tmp_path / "repository")
    world.commit("Lead there", LED.format(path=PATHS[0]), path="index.rst")
    return world


def wrong(world: World) -> list[str]:
    """What is amiss in the commit that stands, and in the files beside it."""
    found = [path for path in world.git("ls-tree", "-r", "--name-only", "HEAD").split("\n") if path in PATHS]
    if len(found) != 1:
        return [f"stands under {found}"]
    (path,) = found
    texts = {path: FIRST, "index.rst": LED.format(path=path)}
    amiss = [one for one, text in texts.items() if world.git("show", f"HEAD:{one}") != text.strip()]
    files = [one for one, text in texts.items() if (world.folder / one).read_text() != text]
    left = [one for one in PATHS if one != path and (world.folder / one).exists()]
    return [*amiss, *files, *left]


@pytest.mark.skipif(sys.platform != "linux", reason="a window is forked and killed")
@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_document_stands_under_one_path_after_kill_9(
    world: World, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    moments = random.Random() if in_soak else random.Random(20261124)
    kills, renamed = 50 if in_soak else 3, 0
    with closing(HandOfWindows(renaming_hand, world.folder)) as hand:
        for number in range(kills):
            hand.start("")
            hand.wait_for("committing" if number % 3 else "renamed")
            time.sleep(moments.uniform(0, COMMIT_S))
            said, _ = hand.kill()
            assert [one.value for one in said if one.what == "error"] == []
            open_workspace(world.folder).close()  # the next start
            assert unsound(world) == [], f"kill {number}"
            assert wrong(world) == [], f"kill {number}"
            renamed += sum(one.what == "renamed" for one in said)
    assert renamed > 0
    record_property("soak", f"a document stood under one path in each of {kills} kills; {renamed} times it was renamed")
