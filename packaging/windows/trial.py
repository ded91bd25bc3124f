"""Tries the installers on Windows, or in a wine: installed silently, looked at, started, replaced, removed, all gone.

`build.py try-windows` runs there: natively, or as `build.py wine try-windows`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from freezing import package_folder
from parts import BUILD, DIST, NAME, TITLE, version
from smoke import SmokeError, examine
from windows import registry
from windows.msi import OLDER

_PATIENCE_S = 300
_GONE_S = 60  # an uninstaller goes on for a moment after it has answered
_STILL_OPEN = 2
_SILENTLY = ("msiexec", "/qn", "/i")
_PAIR = ("Goals\n=====\n\nOpen to all.\n", "Goals\n=====\n\nOpen to everybody.\n")


def configure(parser: argparse.ArgumentParser) -> None:
    """Which ones; by default what lies in dist/."""
    stem = f"{NAME}-{version()}-windows-x64"
    parser.add_argument("--setup", type=Path, default=DIST / f"{stem}-setup.exe", metavar="SETUP.exe")
    parser.add_argument("--msi", type=Path, default=DIST / f"{stem}.msi", metavar="PACKAGE.msi")
    parser.add_argument(
        "--older", type=Path, default=OLDER, metavar="PACKAGE.msi", help="is installed before the other"
    )
    parser.add_argument("--only", metavar="WAY", help="one way to install it: setup-user, setup-machine or msi")
    parser.add_argument("--pictures", type=Path, default=BUILD / "pictures", metavar="FOLDER")


def run(arguments: argparse.Namespace) -> int:
    """The verb."""
    arguments.pictures.mkdir(parents=True, exist_ok=True)
    try:
        while registry.uninstall_entries(TITLE):  # of a trial that came to no good end
            _remove()
        for name, root, install in _ways(arguments.setup, arguments.msi):
            if arguments.only not in (None, name):
                continue
            print(f"== {name}", flush=True)
            older = [*_SILENTLY, str(arguments.older)] if name == "msi" and arguments.older.is_file() else None
            _try(name, root, install, arguments.pictures, older)
    except SmokeError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("Installed, started, replaced and removed.")
    return 0


def _ways(setup: Path, msi: Path) -> list[tuple[str, str, list[str]]]:
    """The name of each way to install it, which registry it is entered in, and its command."""
    return [
        ("setup-user", "HKCU", [str(setup), "/S"]),
        ("setup-machine", "HKLM", [str(setup), "/S", "/AllUsers"]),
        ("msi", "HKLM", [*_SILENTLY, str(msi)]),
    ]


def _try(name: str, root: str, install: list[str], pictures: Path, older: list[str] | None) -> None:
    before, links = registry.snapshot(), _menu_links()
    if older:
        _run(older)
        _expect("how often the older one is entered", len(registry.uninstall_entries(TITLE)), 1)
    started = time.monotonic()
    _run(install)
    print(f"installed in {time.monotonic() - started:.1f} s", flush=True)
    folder = _look_at_entries(root, links)
    _start_programs(folder, name.partition("-")[0], pictures / f"{name}.png")
    if name != "msi":
        _replace(install, folder)
    _remove()
    _wait_until(lambda: not folder.exists(), f"{folder} is still there: {_rest(folder)}")
    _expect("what is new in the registry", sorted(registry.snapshot() - before), [])
    _expect("what is gone from the registry", sorted(before - registry.snapshot()), [])
    _expect("the menu", _menu_links(), links)


def _look_at_entries(root: str, links: set[Path]) -> Path:
    """What Windows was told of it; answers with the folder it lies in."""
    entries = registry.uninstall_entries(TITLE)
    _expect("where it is entered for removal", [entry_root for entry_root, _ in entries], [root])
    _expect("the version told", registry.read_text(*entries[0], "DisplayVersion"), version(), f"{version()}.0")
    _expect("what is new in the menu", [link.stem for link in _menu_links() - links], [TITLE])
    for ending in (".rst", ".md", ".markdown"):
        offered = registry.read_text(root, rf"Software\Classes\{ending}\OpenWithProgids", "VisionEditor.Document")
        _expect(f"what is offered for {ending}", offered, "")
    command = registry.read_text(root, r"Software\Classes\VisionEditor.Document\shell\open\command") or ""
    program, _, rest = command.removeprefix('"').partition('"')
    _expect("how a document is opened", rest, ' "%1"')
    folder = Path(program).parent
    if not Path(program).is_file() or not (folder / f"{NAME}.exe").is_file():
        raise SmokeError(f"{program} is not there")
    return folder


def _start_programs(folder: Path, channel: str, picture: Path) -> None:
    """Both: the one for terminals in every way, the menu's with the same arguments, and what it prints aside."""
    started = time.monotonic()
    _run([str(folder / f"{NAME}.exe"), "--version"])
    print(f"said its version in {time.monotonic() - started:.1f} s", flush=True)
    has_git = shutil.which("git") is not None
    picture.write_bytes(examine([str(folder / f"{NAME}.exe")], channel=channel, has_git=has_git))
    scratch = BUILD / "trial"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    files = [scratch / "old.rst", scratch / "new.rst"]
    for file, text in zip(files, _PAIR, strict=True):
        file.write_text(text, encoding="utf-8")
    program = str(folder / f"{NAME}-gui.exe")
    _run([program, "--files", *map(str, files), "--screenshot", str(scratch / "window.png")])
    _run([program, "diff", "--files", *map(str, files), "--format", "pdf", "--output", str(scratch / "told.pdf")])
    for file in (scratch / "window.png", scratch / "told.pdf"):
        if not file.is_file() or file.stat().st_size < 5_000:
            raise SmokeError(f"{program} has not written {file.name}")
    shutil.copy(scratch / "window.png", picture.with_stem(f"{picture.stem}-gui"))
    shutil.copy(scratch / "told.pdf", picture.with_suffix(".pdf"))


def _replace(install: list[str], folder: Path) -> None:
    """Over itself: not while it is open; then it leaves nothing that only an older version had."""
    with subprocess.Popen([str(folder / f"{NAME}-gui.exe"), "--files", os.devnull, os.devnull]) as window:
        time.sleep(1)
        found = subprocess.run(install, stdin=subprocess.DEVNULL, timeout=_PATIENCE_S, check=False).returncode
        window.kill()
    _expect("what the installer answers while the program is open", found, _STILL_OPEN)
    left_over = package_folder(folder) / "left_over.py"
    left_over.write_text("", encoding="utf-8")
    _run(install)
    _expect("whether an older version's file is still there", left_over.exists(), False)
    _run([str(folder / f"{NAME}.exe"), "--version"])


def _remove() -> None:
    """The way Windows' settings would."""
    entries = registry.uninstall_entries(TITLE)
    quiet = registry.read_text(*entries[0], "QuietUninstallString")
    product = entries[0][1].rpartition("\\")[2]
    command = quiet or f"msiexec /qn /x {product}"
    print("+", command, flush=True)
    subprocess.run(command, timeout=_PATIENCE_S, check=True)
    _wait_until(lambda: registry.uninstall_entries(TITLE) != entries, "it is still entered for removal")


def _menu_links() -> set[Path]:
    """What the start menus hold."""
    places = (os.environ["APPDATA"], os.environ["PROGRAMDATA"])
    return {file for place in places for file in Path(place, r"Microsoft\Windows\Start Menu").rglob("*.lnk")}


def _rest(folder: Path) -> list[str]:
    return [str(file) for file in folder.rglob("*")][:10]


def _run(command: list[str]) -> None:
    print("+", *command, flush=True)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, timeout=_PATIENCE_S, check=False)
    if done.returncode:
        raise SmokeError(f"{command[0]} ended with {done.returncode}")


def _wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    patience = time.monotonic() + _GONE_S
    while not is_so():
        if time.monotonic() > patience:
            raise SmokeError(otherwise)
        time.sleep(0.5)


def _expect(what: str, found: object, *wanted: object) -> None:
    if found not in wanted:
        raise SmokeError(f"{what}: {found!r}, and not {wanted[0]!r}")
