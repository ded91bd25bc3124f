"""Reviews are published at random through faults and kills: on the server is each comment, message and vote once."""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gerrit.publish_run import Run
from tests.gerrit.publish_world import World
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.shared import Gerrit

RUNS_OF_A_CHANGE = 5


@pytest.fixture
def world(
    gerrit: Gerrit, contribute: Contribute, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """Erik, a program of his that can be killed, and a way to the server that does not hold."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    with closing(World(gerrit.url, contribute("dana"), tmp_path, git)) as made:
        yield made


@pytest.mark.skipif(sys.platform == "win32", reason="a program is forked and killed")
@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("half", [1, 2])
def test_everything_arrives_once_whatever_fails(
    half: int, world: World, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    seeds = random.Random() if in_soak else random.Random(20261100 + half)
    runs, posts = 100 if in_soak else 10, 0
    for number in range(runs):
        seed = f"{seeds.randrange(10**9)}"
        if number % RUNS_OF_A_CHANGE == 0:
            world.begin_change(seed)
        run = Run(world, seed)
        try:
            run.go()
        except Exception as error:
            error.add_note(f"run {number}, seed {seed}")
            raise
        posts += run.posts
    assert posts > runs / 2
    faults = sum(request.fault != "none" for request in world.proxy.requests)
    record_property("soak", f"{posts} reviews arrived once each in {runs} runs with {faults} faults")
