"""The package in a bare Debian that has neither Python nor git: installed, started, upgraded, removed."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
import smoke
from linux.bare_root import SUITES, BareRoot
from linux.deb import build_deb
from parts import BUILD, DIST, NAME, version
from versions import package_version

from tests.benchmarks.screen import HEIGHT, WIDTH, Screen, open_screen

pytestmark = [pytest.mark.dist, pytest.mark.timeout(1800)]
LEFTOVER = "usr/lib/visioneditor/left-by-an-older-version"
PICTURES = BUILD / "pictures"
ADDED = bytes.fromhex("eef2df")  # what is laid behind words that were added, as the screen keeps it
OLD = "Goals\n=====\n\nWe build a cloud that is open to all, and small enough to run at home.\n"
NEW = "Goals\n=====\n\nWe build a cloud that is open to everybody, and small enough to run at home.\n"


@pytest.fixture(scope="session")
def package() -> Path:
    """The package, built anew where it is older than what it is built from."""
    found = sorted(DIST.glob(f"{NAME}_{package_version(version())}_*.deb"))
    return found[0] if found else build_deb(DIST)


@pytest.fixture(scope="session")
def older_package(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an older version, and a file that the new one has no more."""
    folder = tmp_path_factory.mktemp("older")
    subprocess.run(["dpkg-deb", "-R", str(package), str(folder / "tree")], check=True)
    control = folder / "tree" / "DEBIAN" / "control"
    lines = control.read_text(encoding="utf-8").splitlines(keepends=True)
    control.write_text(
        "".join("Version: 0.0.1\n" if line.startswith("Version:") else line for line in lines), encoding="utf-8"
    )
    (folder / "tree" / LEFTOVER).write_text("old\n", encoding="utf-8")
    built = folder / "older.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Znone", "-b", str(folder / "tree"), str(built)], check=True)
    return built


@pytest.fixture(params=SUITES)
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BareRoot:
    """A bare root; temporary files lie in it, where both sides see them under the same name."""
    made = BareRoot.unpack(request.param, tmp_path / request.param)
    monkeypatch.setattr(tempfile, "tempdir", str(made.folder / "tmp"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return made


def put(root: BareRoot, package: Path) -> str:
    """Put a package into the root; answers with its place inside."""
    place = root.folder / "tmp" / package.name
    place.write_bytes(package.read_bytes())
    return f"/tmp/{package.name}"


def test_it_is_installed_works_is_upgraded_and_removed(root: BareRoot, package: Path, older_package: Path) -> None:
    assert not root.has("python3") and not root.has("git")
    root.install("ca-certificates")  # what every system has, and leaves files of its own
    before = root.files()
    root.install(put(root, older_package))
    assert (root.folder / LEFTOVER).is_file()
    root.install(put(root, package))
    assert not (root.folder / LEFTOVER).exists()
    assert not root.has("python3") and not root.has("git")

    smoke.examine(root.command(NAME), channel="deb", has_git=False)
    check_window(root)
    told = root.run("sh", "-c", f"{NAME} documents /root 2>&1 || true")
    assert "git-scm.com" in told

    root.install("git")
    smoke.examine(root.command(NAME), channel="deb", has_git=True)
    root.run(NAME, "--screenshot", "/tmp/sample.png")
    user_data = root.folder / "root" / ".local" / "share" / NAME
    assert user_data.is_dir()

    root.run("apt-get", "purge", "-y", "-qq", NAME)
    left = {name for name in root.files() - before if NAME in name}
    assert left == set()
    assert not (root.folder / "usr" / "lib" / NAME).exists()
    assert user_data.is_dir()


def check_window(root: BareRoot) -> None:
    """Two files compared in a real window; its picture is kept, to be looked at."""
    (root.folder / "root" / "old.rst").write_text(OLD, encoding="utf-8")
    (root.folder / "root" / "new.rst").write_text(NEW, encoding="utf-8")
    words = (NAME, "--files", "/root/old.rst", "/root/new.rst", "--size", f"{WIDTH}x{HEIGHT}")
    with open_screen() as screen:
        around = {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        window = subprocess.Popen(root.command(*words), env=around, stderr=subprocess.PIPE)
        try:
            is_painted = wait_for(screen, ADDED)
            keep_picture(screen, root.folder.name)
        finally:
            window.terminate()
            _, said = window.communicate(timeout=30)
    assert (is_painted, said) == (True, b"")


def wait_for(screen: Screen, colour: bytes) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if colour in screen.sample():
            return True
        time.sleep(0.2)
    return False


def keep_picture(screen: Screen, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-display", screen.display, "-window", "root", str(PICTURES / f"{name}.png")], check=True)
