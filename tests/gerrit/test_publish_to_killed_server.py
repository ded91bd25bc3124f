"""A server is killed while it takes reviews: each comment, message and vote is there once when it is up again."""

import os
import random
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Git
from tests.gerrit.faults import Fault, Request
from tests.gerrit.publish_run import Run
from tests.gerrit.publish_world import World
from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.daemon import Daemon, start
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, TEXT, VISION, make_project
from tests.gerrit.server.rest import Rest


@pytest.mark.skipif(sys.platform == "win32", reason="a program is forked and killed")
@pytest.mark.slow
@pytest.mark.soak
def test_everything_arrives_once_at_a_server_that_is_killed_while_it_takes_it(
    own_gerrit: Daemon,
    tmp_path: Path,
    git: Git,
    monkeypatch: pytest.MonkeyPatch,
    in_soak: bool,
    record_property: Callable[[str, object], None],
) -> None:
    moments = random.Random() if in_soak else random.Random(20261104)
    kills, daemon = 12 if in_soak else 1, own_gerrit
    make_project(Rest(daemon.url, "admin", ACCOUNTS["admin"].password))
    begin(Contributor(ACCOUNTS["admin"], daemon.url, PROJECT, tmp_path / "admin"))
    dana = Contributor(ACCOUNTS["dana"], daemon.url, PROJECT, tmp_path / "dana")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    with closing(World(daemon.url, dana, tmp_path, git)) as world:
        world.begin_change("and survive")
        for number in range(kills):
            seed = f"{moments.randrange(10**9)}"
            run = Run(world, seed)
            run.write()
            world.choose = killing(daemon, moments.uniform(0, 0.1))
            run.publish()
            daemon.kill()
            daemon = start(daemon.runtime, daemon.site, keeper=os.getpid())
            try:
                world.move(daemon.url)
                run.finish()
            except Exception as error:
                error.add_note(f"kill {number}, seed {seed}")
                raise
            finally:
                if number == kills - 1:
                    daemon.kill()
    record_property("soak", f"all arrived once at a server that was killed {kills} times")


def begin(admin: Contributor) -> None:
    """The project's first revision."""
    admin.commit("Add the vision", {VISION: TEXT, "README.rst": "Read me.\n"})
    admin.push("refs/heads/master")


def killing(daemon: Daemon, after_s: float) -> Callable[[Request], Fault]:
    """The server dies a moment after the first review has reached it."""

    def choose(request: Request) -> Fault:
        if request.is_review and not timers:
            timers.append(threading.Timer(after_s, daemon.process.kill))
            timers[0].start()
        return Fault.NONE

    timers: list[threading.Timer] = []
    return choose
