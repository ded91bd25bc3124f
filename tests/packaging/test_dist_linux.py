"""What is built for Linux beside the package for Debian: unpacked in a bare Debian and started; how large all is."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import smoke
from linux import appimage, archive, deb, rpm
from linux.bare_root import BareRoot
from linux.libraries import debian_packages, elf_files, find_wants
from linux.run_paths import read_run_path
from parts import DIST, FROZEN, NAME, ROOT, version

pytestmark = [pytest.mark.dist, pytest.mark.timeout(1800)]
MEGABYTE = 1_000_000
MOST_BYTES = {  # a tenth more than they had when this was written
    "deb": 38 * MEGABYTE,
    "rpm": 39 * MEGABYTE,
    "archive": 38 * MEGABYTE,
    "installed": 140 * MEGABYTE,
}
BUILDERS: dict[str, tuple[str, Callable[[], Path]]] = {
    "deb": (f"{NAME}_*.deb", deb.build_deb),
    "rpm": (f"{NAME}-*.rpm", rpm.build_rpm),
    "archive": (f"{NAME}-*-linux-*.tar.xz", archive.build_archive),
}


def built(kind: str) -> Path:
    """What `make dist` built, else built now."""
    pattern, build = BUILDERS[kind]
    return next(iter(sorted(DIST.glob(pattern))), None) or build()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> BareRoot:
    """A bare Debian with the libraries that the program asks a system for, and nothing else."""
    made = BareRoot.unpack("bookworm", tmp_path_factory.mktemp("linux") / "bookworm")
    choices = debian_packages(find_wants(FROZEN).libraries)
    made.install(*(choice.rpartition(" | ")[2] for choice in choices))
    return made


@pytest.fixture(autouse=True)
def inside(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Temporary files lie where both sides see them under the same name; there is no display."""
    if "root" in request.fixturenames:
        monkeypatch.setattr(tempfile, "tempdir", str(request.getfixturevalue("root").folder / "tmp"))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def test_rpm_starts_where_it_is_unpacked(root: BareRoot) -> None:
    package = built("rpm")
    said = subprocess.run(["rpm", "-qp", "--recommends", package], capture_output=True, text=True, check=True)
    assert "git" in said.stdout.split()
    with tempfile.TemporaryFile() as unpacked:
        subprocess.run(["rpm2cpio", package], stdout=unpacked, check=True)
        unpacked.seek(0)
        subprocess.run(["cpio", "-idm", "--quiet"], stdin=unpacked, cwd=root.folder, check=True)
    smoke.examine(root.command(NAME), channel="rpm", has_git=False)


def test_archive_starts_where_it_is_unpacked(root: BareRoot) -> None:
    subprocess.run(["tar", "-xJf", built("archive"), "-C", root.folder / "opt"], check=True)
    (folder,) = (root.folder / "opt").glob(f"{NAME}-{version()}-linux-*")
    smoke.examine(root.command(f"/opt/{folder.name}/bin/{NAME}"), channel="tar", has_git=False)


def test_folder_of_the_appimage_starts(root: BareRoot) -> None:
    place = root.folder / "opt" / appimage.FOLDER.name
    shutil.copytree(appimage.lay_folder(), place, symlinks=True)
    smoke.examine(root.command(f"/opt/{place.name}/AppRun"), channel="appimage", has_git=False)


def test_appimage_starts(tmp_path: Path) -> None:
    runtime = os.environ.get("APPIMAGE_RUNTIME")
    if not runtime:
        pytest.skip("APPIMAGE_RUNTIME names no starter")
    appimage.lay_folder()
    image = appimage.build_appimage(Path(runtime), tmp_path)
    smoke.examine([str(image), "--appimage-extract-and-run"], channel="appimage", has_git=True)


@pytest.mark.parametrize("kind", sorted(BUILDERS))
def test_no_package_outgrows_its_bound(kind: str) -> None:
    assert built(kind).stat().st_size <= MOST_BYTES[kind]


def test_installed_program_does_not_outgrow_its_bound() -> None:
    files = [path for path in FROZEN.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES["installed"]


def test_nothing_leads_to_the_machine_it_was_built_on() -> None:
    ways = {path: read_run_path(path) for path in elf_files(FROZEN)}
    strays = {str(path) for path, way in ways.items() if way and not way.startswith("$ORIGIN")}
    strays |= {str(path) for path in FROZEN.rglob("*.pyc") if str(ROOT).encode() in path.read_bytes()}
    assert strays == set()


def test_lintian_has_nothing_left_to_say() -> None:
    if shutil.which("lintian") is None:
        pytest.skip("lintian is not installed")
    done = subprocess.run(["lintian", "--allow-root", built("deb")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
