"""How the program came onto this machine, so that a report says it and `doctor` prints it.

What builds an installer leaves one word in `_channel.txt` beside the package: deb, rpm, tar, appimage, flatpak, setup,
msi, zip, dmg. Without one it is told from what lies around: a checkout, or the installer that wrote the record.
"""

import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

CHANNEL_FILE = "_channel.txt"
_PACKAGE = Path(__file__).parents[1]


def how_installed(package: Path = _PACKAGE) -> str:
    """One word: an installer's kind, `bundle` for another frozen one, `checkout`, `pipx`, `pip`, else `package`."""
    if channel := _read_word(package / CHANNEL_FILE):
        return channel
    if getattr(sys, "frozen", False):
        return "bundle"
    if (package.parent / "pyproject.toml").is_file():
        return "checkout"
    return "pipx" if (Path(sys.prefix) / "pipx_metadata.json").is_file() else _installer()


def _read_word(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _installer() -> str:
    """Who wrote the package's record: pip, uv, a distribution's tool."""
    try:
        return (distribution("visioneditor").read_text("INSTALLER") or "").strip() or "package"
    except PackageNotFoundError:
        return "package"
