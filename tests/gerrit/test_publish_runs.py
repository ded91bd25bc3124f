"""Reviews are published at random through faults and kills: on the server is each comment, message and vote once."""

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Absent, Git
from tests.gerrit.cutting_relay import CuttingRelay
from tests.gerrit.publish_run import Run
from tests.gerrit.publish_world import World
from tests.gerrit.server.filling import PROJECT
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.shared import Gerrit
from tests.gerrit.ssh_way import open_ssh
from visioneditor.core.review.publication import Route, Server

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
    runs = 100 if in_soak else 10
    posts = publish(world, seeds, runs)
    faults = sum(request.fault != "none" for request in world.proxy.requests)
    record_property("soak", f"{posts} reviews arrived once each in {runs} runs with {faults} faults")


@pytest.mark.skipif(sys.platform == "win32", reason="a program is forked and killed")
@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.wearing
def test_everything_arrives_once_by_ssh(
    gerrit: Gerrit,
    contribute: Contribute,
    tmp_path: Path,
    git: Git,
    monkeypatch: pytest.MonkeyPatch,
    absent: Absent,
    in_soak: bool,
    record_property: Callable[[str, object], None],
) -> None:
    seeds = random.Random() if in_soak else random.Random(20261103)
    runs = 30 if in_soak else 1
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    open_ssh(gerrit, "erik", tmp_path, monkeypatch, absent)
    own = os.environ["GIT_SSH_COMMAND"]
    monkeypatch.setenv("GIT_SSH_COMMAND", f"{own} -o HostKeyAlias=[127.0.0.1]:{gerrit.ssh_port}")
    with closing(CuttingRelay(gerrit.ssh_port)) as relay:
        way = Server(root=f"ssh://erik@127.0.0.1:{relay.port}", project=PROJECT, route=Route.SSH)
        with closing(World(gerrit.url, contribute("dana"), tmp_path, git, way)) as world:
            relay.before_each = lambda: cut_somewhere(relay, seeds)
            posts = publish(world, seeds, runs)
    record_property("soak", f"{posts} reviews arrived once each in {runs} runs")


def publish(world: World, seeds: random.Random, runs: int) -> int:
    """Do so many runs; how many reviews arrived in them."""
    posts = 0
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
    return posts


def cut_somewhere(relay: CuttingRelay, chances: random.Random) -> None:
    """Every third connection ends before its time, most of these near their usual end."""
    relay.cut_sent = chances.choice((1500, 3000, 3500, 3800, 4000)) if chances.random() < 0.3 else None
