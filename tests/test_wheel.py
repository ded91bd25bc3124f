"""The wheel holds everything the program needs, and works where there is no checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own with the wheel in it; the packages it depends on are those of the tests."""
    environment = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / Path(sys.executable).relative_to(sys.prefix)
    schemes = {"base": str(environment), "platbase": str(environment)}
    site = Path(sysconfig.get_path("purelib", vars=schemes))
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(install, check=True)
    # Added behind the environment's own packages, and without the .pth files that would bring the checkout back.
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return python


def run(python: Path, *arguments: str, folder: Path) -> str:
    """Run the installed program outside the checkout and answer with what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python), "-W", "error", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_holds_resources_and_forms(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("resources", "visioneditor/gui/forms"):
        wanted = [file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts]
        inside = "visioneditor/" if folder == "resources" else ""
        assert {inside + file.relative_to(ROOT).as_posix() for file in wanted} <= names
    assert not [name for name in names if name.startswith(("tests/", "resources/", "ui/"))]


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
