"""One server for a whole test run, started when the first test asks for it, by whichever worker that runs on.

The workers of pytest-xdist find each other in a folder that the run's first process made. It also ends the servers, and
where it is killed they end with it.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.gerrit.server.contributor import PushRefusedError
from tests.gerrit.server.daemon import Daemon, GerritFailedError, Runtime, kill_process, make_site, start
from tests.gerrit.server.filling import ACCOUNTS, PROJECT, Filled, fill
from tests.gerrit.server.jars import bring_jars, cache_folder
from tests.gerrit.server.programs import GerritAbsentError, Java, choose, find_javas, find_maven, java_homes
from tests.gerrit.server.rest import Rest, RestError

_FOLDER_VARIABLE = "VISIONEDITOR_TEST_RUN"
_KEEPER_VARIABLE = "VISIONEDITOR_TEST_KEEPER"
Found = dict[str, Any]  # JSON
_started: list[Daemon] = []  # Python warns of processes that are forgotten while they run


@dataclass(frozen=True, slots=True, kw_only=True)
class Gerrit:
    """A filled server that all tests share; what the fill made is only to be read, a test adds changes of its own."""

    version: str
    url: str
    ssh_port: int
    filled: Filled

    def rest(self, user: str | None = None) -> Rest:
        """Its REST, as one of the accounts or as nobody."""
        return Rest(self.url, user, ACCOUNTS[user].password if user else "")

    def git_url(self, user: str | None = None, project: str = PROJECT) -> str:
        """The address of a project for git, as one of the accounts or as nobody."""
        if user is None:
            return f"{self.url}/{project}"
        return f"{self.url.replace('://', f'://{user}:{ACCOUNTS[user].password}@')}/a/{project}"


def open_run(folder: Path) -> bool:
    """Make the folder in which the workers of this run meet; whether this is the run's first process."""
    if _FOLDER_VARIABLE in os.environ:
        return False
    folder.mkdir()
    os.environ |= {_FOLDER_VARIABLE: str(folder), _KEEPER_VARIABLE: str(os.getpid())}
    return True


def close_run() -> None:
    """End the servers of the run."""
    for state in Path(os.environ.pop(_FOLDER_VARIABLE)).glob("*/pid"):
        kill_process(int(state.read_text()))
    del os.environ[_KEEPER_VARIABLE]


def prepare(version: str | None) -> tuple[Runtime, Path]:
    """What a version, or the newest that can run here, is run with, and an empty site of it to copy."""

    def make() -> Found:
        chosen, java = choose(find_javas(java_homes(os.environ)), version)
        jars = bring_jars(cache_folder(os.environ), chosen, java, find_maven)
        make_site(Runtime(version=chosen, java=java, jars=jars), folder / "empty", keeper=_keeper())
        return {"version": chosen, "java": str(java.home), "java_version": java.version, "jars": str(jars)}

    folder = _folder(version)
    found = _once(folder / "prepared", make)
    java = Java(home=Path(found["java"]), version=found["java_version"])
    return Runtime(version=found["version"], java=java, jars=Path(found["jars"])), folder / "empty"


def share(version: str | None) -> Gerrit:
    """The run's server of a version."""

    def make() -> Found:
        runtime, empty = prepare(version)
        site = shutil.copytree(empty, folder / "site")
        daemon = start(runtime, site, keeper=_keeper())
        _started.append(daemon)
        (folder / "pid").write_text(str(daemon.process.pid))
        filled = asdict(fill(daemon.url, folder / "fill"))
        return {"version": runtime.version, "url": daemon.url, "ssh_port": daemon.ssh_port, "filled": filled}

    folder = _folder(version)
    found = _once(folder / "shared", make)
    return Gerrit(**{**found, "filled": Filled(**found["filled"])})


def _folder(version: str | None) -> Path:
    folder = Path(os.environ[_FOLDER_VARIABLE]) / (version or "newest")
    folder.mkdir(exist_ok=True)
    return folder


def _keeper() -> int:
    return int(os.environ[_KEEPER_VARIABLE])


def _once(outcome: Path, make: Callable[[], Found]) -> Found:
    """What `make` found, or how it failed, the same for every worker that asks; the first one makes it."""
    with _alone(outcome.with_suffix(".lock")):
        if not outcome.exists():
            outcome.write_text(json.dumps(_try(make)))
    found: Found = json.loads(outcome.read_text())
    if "absent" in found:
        raise GerritAbsentError(found["absent"])
    if "failed" in found:
        raise GerritFailedError(found["failed"])
    return found


def _try(make: Callable[[], Found]) -> Found:
    try:
        return make()
    except GerritAbsentError as absent:
        return {"absent": str(absent)}
    except (GerritFailedError, PushRefusedError, RestError) as failed:
        return {"failed": str(failed)}


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    if sys.platform == "win32":
        raise GerritAbsentError("a Gerrit is shared on Linux and macOS only")
    import fcntl

    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
