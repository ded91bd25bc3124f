"""Fixtures around a real Gerrit, for tests/conftest.py to hand on."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.daemon import Daemon, GerritFailedError, start
from tests.gerrit.server.filling import ACCOUNTS, PROJECT
from tests.gerrit.server.programs import NEWEST, ON_JAVA_17, GerritAbsentError
from tests.gerrit.server.shared import Gerrit, prepare, share

_IN_SOAK = os.environ.get("VISIONEDITOR_SOAK") == "1"
VERSIONS = (NEWEST, ON_JAVA_17) if _IN_SOAK else (None,)

Contribute = Callable[[str], Contributor]


@pytest.fixture(scope="session", params=VERSIONS, ids=lambda version: version or "gerrit")
def gerrit(request: pytest.FixtureRequest, absent: Callable[[str], NoReturn]) -> Gerrit:
    """A real Gerrit, filled, the same for all tests of the run: the newest that runs here, both versions in a soak."""
    try:
        return share(request.param)
    except GerritAbsentError as missing:
        absent(str(missing))
    except GerritFailedError as failed:
        pytest.fail(str(failed), pytrace=False)


@pytest.fixture
def contribute(gerrit: Gerrit, tmp_path: Path) -> Contribute:
    """Makes an account's own clone of the project, to push changes of the test's own from."""

    def clone(user: str) -> Contributor:
        return Contributor(ACCOUNTS[user], gerrit.url, PROJECT, tmp_path / f"clone-of-{user}")

    return clone


@pytest.fixture
def own_gerrit(absent: Callable[[str], NoReturn], tmp_path: Path) -> Iterator[Daemon]:
    """A server of the test's own, empty but for admin; it may be killed."""
    try:
        runtime, empty = prepare(None)
        site = shutil.copytree(empty, tmp_path / "site")
        daemon = start(runtime, site, keeper=os.getpid())
    except GerritAbsentError as missing:
        absent(str(missing))
    except GerritFailedError as failed:
        pytest.fail(str(failed), pytrace=False)
    yield daemon
    daemon.kill()
    shutil.rmtree(site, ignore_errors=True)
