"""What all packages of the program share: its names, its version, and where things lie."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build" / "packaging" / sys.platform  # what can be thrown away; wine shares the folder with its host
DIST = ROOT / "dist"  # what is handed out
FROZEN = BUILD / "frozen" / "visioneditor"  # the one folder that holds the whole program
ENVIRONMENT = BUILD / "environment"

NAME = "visioneditor"
TITLE = "Vision Editor"
APP_ID = "org.visioneditor.visioneditor"
SUMMARY = "Draft, compare and argue out the vision documents of a community"
VENDOR = "The Vision Editor developers"
EMAIL = "visioneditor@example.org"  # a project that releases puts its own address and page here
HOMEPAGE = "https://visioneditor.example.org"
LICENCE = "Apache-2.0"
ICON = ROOT / "resources" / "visioneditor.svg"
CHANNEL_FILE = "_channel.txt"  # in the package's folder: how the program came here, as `doctor` says it

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


def version() -> str:
    """The one version number, as the package itself says it."""
    found = _VERSION.search((ROOT / "visioneditor" / "__init__.py").read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def commit_time() -> int:
    """When what is built was committed, in seconds: the date of every file, so that a second build is the same."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(git, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else int((ROOT / "CHANGELOG.md").stat().st_mtime)


def commit_date() -> datetime:
    """The same as a date."""
    return datetime.fromtimestamp(commit_time(), UTC)


def project() -> dict[str, Any]:
    """The table `project` of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def environment_program(name: str) -> Path:
    """A program of the build environment: "python", "pyinstaller" …"""
    folder = "Scripts" if sys.platform == "win32" else "bin"
    return ENVIRONMENT / folder / (f"{name}.exe" if sys.platform == "win32" else name)


def run_program(*command: str | Path, environment: Mapping[str, str] | None = None, folder: Path = ROOT) -> None:
    """Run a program, show what it is, and stop where it fails."""
    print("+", *command, flush=True)
    around = {**os.environ, "SOURCE_DATE_EPOCH": str(commit_time()), **(environment or {})}
    subprocess.run([str(part) for part in command], check=True, env=around, cwd=folder)
