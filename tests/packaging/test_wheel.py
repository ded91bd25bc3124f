"""Wheel and source archive hold everything the program needs, and work where there is no checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

BUILD = [sys.executable, "-m", "build", "--no-isolation"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive of the checkout."""
    folder = tmp_path_factory.mktemp("built")
    subprocess.run([*BUILD, "--wheel", "--sdist", "--outdir", folder, ROOT], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def sdist(built: Path) -> Path:
    return next(built.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel in it; the packages it depends on are those of the tests."""
    environment = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / Path(sys.executable).relative_to(sys.prefix)
    schemes = {"base": str(environment), "platbase": str(environment)}
    site = Path(sysconfig.get_path("purelib", vars=schemes))
    pip(python, "install", "-q", "--no-deps", "--no-index", str(wheel))
    # Added behind the environment's own packages, and without the .pth files that would bring the checkout back.
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return python


def pip(python: Path, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--python", str(python), *arguments], check=True)


def run(python: Path, *arguments: str, folder: Path) -> str:
    """Run the installed program outside the checkout and answer with what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python), "-W", "error", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def checker(name: str) -> str:
    """The program of a package that checks what was built."""
    return str(Path(sys.executable).with_name(name))


def test_wheel_holds_resources_and_forms(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("resources", "visioneditor/gui/forms"):
        wanted = [file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
        inside = "visioneditor/" if folder == "resources" else ""
        assert {inside + file.relative_to(ROOT).as_posix() for file in wanted} <= names
    assert not [name for name in names if name.startswith(("tests/", "resources/", "ui/"))]


def test_source_archive_builds_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (tree,) = tmp_path.iterdir()
    subprocess.run([*BUILD, "--wheel", "--outdir", tmp_path / "again", tree], check=True, capture_output=True)
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()


def test_source_archive_holds_what_git_tracks(sdist: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert held - {"PKG-INFO"} == {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


@pytest.mark.parametrize("check", [("twine", "check", "--strict"), ("check-wheel-contents",)], ids=" ".join)
def test_checkers_have_nothing_to_say(check: tuple[str, ...], wheel: Path, sdist: Path) -> None:
    archives = [wheel, sdist] if check[0] == "twine" else [wheel]
    done = subprocess.run([checker(check[0]), *check[1:], *archives], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wheel_declares_all_it_needs(installed: Path) -> None:
    pip(installed, "check")


def test_installed_program_tells_its_version(installed: Path, tmp_path: Path) -> None:
    where = "import visioneditor; print(visioneditor.__version__, visioneditor.__file__)"
    version, file = run(installed, "-c", where, folder=tmp_path).split()
    script = installed.with_name("visioneditor")
    assert run(installed, str(script), "--version", folder=tmp_path) == f"visioneditor {version}\n"
    assert not Path(file).is_relative_to(ROOT)


def test_installed_program_finds_its_resources(installed: Path, tmp_path: Path) -> None:
    script = "from visioneditor import resources as r; print(len(r.read('fonts/SourceSerif4-Regular.ttf')), r.folder())"
    size, folder = run(installed, "-c", script, folder=tmp_path).split()
    assert int(size) > 100_000
    assert Path(folder).parts[-2:] == ("visioneditor", "resources")
    assert not Path(folder).is_relative_to(ROOT)


def test_installed_program_examines_itself(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(run(installed, "-m", "visioneditor", "doctor", "--format", "json", folder=tmp_path))
    assert answer["schema"] == "visioneditor.doctor/1"
    assert answer["packages"]
    assert answer["installed_as"] == "pip"


def test_installed_program_passes_its_smoke_test(installed: Path, tmp_path: Path) -> None:
    script = installed.with_name("visioneditor-gui")
    run(installed, str(script), "--smoke-test", "found.json", folder=tmp_path)
    found = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert found["problems"] == []
    assert found["changes_shown"]
