"""The installers for Windows, frozen, built, installed, started, replaced and removed in a wine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from parts import BUILD, PACKAGING
from windows.wine import PROGRAMS

pytestmark = [
    pytest.mark.dist,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="natively, `build.py try-windows` does the same"),
    pytest.mark.skipif(
        os.geteuid() != 0 and not all(map(shutil.which, PROGRAMS)), reason="wine is not there, and only root brings it"
    ),
]
WINE = Path(os.environ.get("VISIONEDITOR_WINE") or BUILD / "wine")  # a folder to keep, as making it takes a minute


def build(*words: str | Path) -> None:
    subprocess.run([sys.executable, PACKAGING / "build.py", *words], check=True, stdin=subprocess.DEVNULL)


def test_both_installers_install_start_replace_and_leave_nothing_behind() -> None:
    build("wine", "--folder", WINE, "freeze")
    build("nsis")
    build("msi")
    build("msi", "--older")
    build("wine", "--folder", WINE, "try-windows")
    pictures = {file.name for file in (BUILD.parent / "win32" / "pictures").glob("*.png")}
    assert pictures >= {"setup-user.png", "setup-machine.png", "msi.png", "msi-gui.png"}
