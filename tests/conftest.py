"""The sealed world every test runs in: a home, git settings, folders and dates of its own, and no network.

It also finds the real material (`VISIONEDITOR_MATERIAL`, else `../shared`), which is not part of the project.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from itertools import count
from pathlib import Path
from typing import Any, NoReturn, Protocol

import pytest
from hypothesis import HealthCheck, settings

from tests.gerrit.server.fixtures import contribute, gerrit, own_gerrit
from tests.gerrit.server.jars import CACHE_VARIABLE, cache_folder
from tests.gerrit.server.shared import close_run, open_run
from tests.soak_table import build_rows, render_rows

__all__ = ("contribute", "gerrit", "own_gerrit")  # fixtures made elsewhere

ROOT = Path(__file__).parent.parent
MATERIAL = Path(os.environ.get("VISIONEDITOR_MATERIAL") or ROOT.parent / "shared").absolute()
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
IN_SOAK = os.environ.get("VISIONEDITOR_SOAK") == "1"
SOAK_EXAMPLES = 8000

GIT_CONFIG = """\
[user]
    name = Ada Tester
    email = ada@example.org
[init]
    defaultBranch = main
[commit]
    gpgSign = false
[gc]
    auto = 0
[maintenance]
    auto = false
[advice]
    detachedHead = false
"""

_numbers = count(1)
_home: Path | None = None
_leads = False  # the run's first process, whose workers the others are


def pytest_configure(config: pytest.Config) -> None:
    """Seal the world before a test module is imported."""
    global _home, _leads
    _home = Path(tempfile.mkdtemp(prefix="visioneditor-tests-"))
    os.environ.setdefault(CACHE_VARIABLE, str(cache_folder(os.environ)))
    _leads = open_run(_home / "servers")
    seal(_home, os.environ)
    seal_network()
    choose_examples()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if _leads:
        close_run()
    if _home is not None:
        shutil.rmtree(_home, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What speaks with a real Gerrit does so with every version in a soak; the first may have to fetch the server.

    What wears a server out comes last: after broken connections Gerrit 3.10 keeps threads of it busy for good.
    """
    for item in items:
        if {"gerrit", "own_gerrit"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.soak)
            item.add_marker(pytest.mark.timeout(900))
    items.sort(key=lambda item: item.get_closest_marker("wearing") is not None)


def seal(home: Path, environment: "os._Environ[str]") -> None:
    """Point everything that looks for a home, a display, a language or a configuration into `home`."""
    for name in [name for name in environment if name.startswith(("GIT_", "XDG_", "QT_"))]:
        del environment[name]
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_AUTH_SOCK", "SSH_ASKPASS", "EDITOR", "VISUAL", "PAGER"):
        environment.pop(name, None)
    (home / "run").mkdir(mode=0o700)
    (home / "gitconfig").write_text(GIT_CONFIG)
    environment |= {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_DATE": "2026-01-05T12:00:00+00:00",
        "GIT_COMMITTER_DATE": "2026-01-05T12:00:00+00:00",
        "VISIONEDITOR_DATA": str(home / "data"),
        "VISIONEDITOR_CONFIG": str(home / "settings.toml"),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def seal_network() -> None:
    """Refuse every connection but those to this machine."""
    for name in ("connect", "connect_ex"):
        _guard(name)


def _guard(name: str) -> None:
    original = getattr(socket.socket, name)

    def connect_here(self: socket.socket, address: Any) -> Any:
        if self.family != getattr(socket, "AF_UNIX", None) and not _is_here(address[0]):
            raise PermissionError(f"a test tried to reach {address[0]}")
        return original(self, address)

    setattr(socket.socket, name, connect_here)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def choose_examples() -> None:
    """The same examples at every run; many more, and new ones, in a soak."""
    slow_machine = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    settings.register_profile(
        "usual", max_examples=60, derandomize=True, deadline=None, suppress_health_check=slow_machine
    )
    settings.register_profile(
        "soak",
        max_examples=SOAK_EXAMPLES,
        derandomize=False,
        deadline=None,
        print_blob=True,
        suppress_health_check=slow_machine,
    )
    settings.load_profile("soak" if IN_SOAK else "usual")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """End a soak with the table of what it went through."""
    if not IN_SOAK:
        return
    ended = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    terminalreporter.section("soak")
    for line in render_rows(build_rows(ended, SOAK_EXAMPLES)):
        terminalreporter.line(line)


@pytest.fixture(scope="session")
def in_soak() -> bool:
    """Whether a test marked `soak` is to go through everything instead of a sample."""
    return IN_SOAK


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A data folder and a settings file of the test's own; a window that stays open fails it."""
    assert _home is not None
    number = next(_numbers)
    monkeypatch.setenv("VISIONEDITOR_DATA", str(_home / f"data-{number}"))
    monkeypatch.setenv("VISIONEDITOR_CONFIG", str(_home / f"settings-{number}.toml"))
    yield
    left_open = _close_windows()
    assert not left_open, f"the test left windows open: {left_open}"


def _close_windows() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    visible = [widget for widget in widgets.QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in visible:
        widget.hide()
        widget.deleteLater()
    return [type(widget).__name__ for widget in visible]


class Absent(Protocol):
    """Says that something a test needs is not on this machine."""

    def __call__(self, reason: str) -> NoReturn: ...


@pytest.fixture(scope="session")
def absent() -> Absent:
    """Skips a test with a reason; where everything must be there (CI=true) fails it."""

    def skip_or_fail(reason: str) -> NoReturn:
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)

    return skip_or_fail


@pytest.fixture(scope="session")
def material(absent: Absent) -> Path:
    """The folder of real documents, histories and cases; only to be read."""
    if not (MATERIAL / "data").is_dir():
        absent(f"the real material is not at {MATERIAL} (VISIONEDITOR_MATERIAL names it)")
    return MATERIAL


@pytest.fixture(scope="session")
def governance(material: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare clone of the real governance repository; only to be read, copy it to write."""
    return clone(material / "data" / "governance.bundle", tmp_path_factory.mktemp("governance"), "--bare")


@pytest.fixture(scope="session")
def review_history(material: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mirror of the real history that holds review data; only to be read."""
    return clone(material / "data" / "gerrit-review-history.bundle", tmp_path_factory.mktemp("reviews"), "--mirror")


def clone(bundle: Path, folder: Path, kind: str) -> Path:
    """A bundle's repository in a folder, named like it."""
    target = folder / f"{bundle.stem}.git"
    subprocess.run(["git", "clone", "-q", kind, bundle, target], check=True, capture_output=True)
    return target


@pytest.fixture
def reviews(review_history: Path, tmp_path: Path) -> Path:
    """A mirror of the real history that holds review data, of the test's own."""
    return Path(shutil.copytree(review_history, tmp_path / "reviews.git", symlinks=True))


class Git(Protocol):
    """Runs git in a folder and answers with what it prints, the last line end left out."""

    def __call__(self, folder: Path, *arguments: str, input: str | None = None) -> str: ...


@pytest.fixture(scope="session")
def git() -> Git:
    """Real git, for making the small repositories of a test."""

    def run(folder: Path, *arguments: str, input: str | None = None) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, input=input, check=True, capture_output=True, text=True, encoding="utf-8"
        )
        return done.stdout.removesuffix("\n")

    return run


@pytest.fixture
def release_notes(review_history: Path, tmp_path: Path, git: Git) -> Path:
    """A real change of ten patch sets whose reviewers suggested words, merged onto a history of one commit."""
    folder, change = tmp_path / "release-notes.git", "refs/changes/01/490401"
    git(tmp_path, "init", "-q", "--bare", "-b", "master", str(folder))
    git(folder, "fetch", "-q", str(review_history), f"+{change}/*:{change}/*")
    base = git(folder, "commit-tree", f"{change}/10^^{{tree}}", "-m", "Begin")
    message = git(folder, "log", "-1", "--format=%B", f"{change}/10")
    merged = git(folder, "commit-tree", f"{change}/10^{{tree}}", "-p", base, "-m", message)
    git(folder, "update-ref", "refs/heads/master", merged)
    return folder
