"""What the program found on this machine: versions, git, Qt, the places where it keeps things, and what is wrong.

Qt is looked at in a child process, so that whoever asks need not load it.
"""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from visioneditor import __version__
from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import NO_WINDOW, OLDEST_GIT, git_version
from visioneditor.services.aside import without_display
from visioneditor.services.installed import how_installed
from visioneditor.services.rescues import damaged_files, rescue_notice
from visioneditor.settings import data_folder, read_settings, settings_path
from visioneditor.values import dataclass

PACKAGES = (
    "PySide6-Essentials",
    "markdown-it-py",
    "mdit-py-plugins",
    "docutils",
    "diff-match-patch",
    "fast-diff-match-patch",
    "GitPython",
    "PyYAML",
    "msgspec",
    "platformdirs",
)
_OPTIONAL = frozenset({"fast-diff-match-patch"})
_FRAGILE_QT = "6.12.0"  # aborts the interpreter on Python 3.11
_PATIENCE_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class QtFound:
    """What Qt itself says."""

    platform: str
    fonts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """Everything that was found; `problems` are sentences."""

    version: str
    installed_as: str
    python: str
    packages: Mapping[str, str]
    git: str | None
    data: Path
    settings: Path
    qt: QtFound | None
    problems: tuple[str, ...]


def diagnose() -> Diagnosis:
    """Look at everything."""
    packages = {name: found for name in PACKAGES if (found := package_version(name))}
    git = git_version()
    qt, qt_problem = look_at_qt()
    problems = (*_package_problems(packages), *_git_problems(git), *_place_problems(), *filter(None, [qt_problem]))
    return Diagnosis(
        version=__version__,
        installed_as=how_installed(),
        python=platform.python_version(),
        packages=packages,
        git=".".join(map(str, git)) if git else None,
        data=data_folder(),
        settings=settings_path(),
        qt=qt,
        problems=problems,
    )


def package_version(name: str) -> str | None:
    """A package's version; None where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def look_at_qt() -> tuple[QtFound | None, str]:
    """What Qt says in a process of its own, without a display; else None and a sentence why."""
    command = [sys.executable, "-m", "visioneditor.gui.probe"]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=_PATIENCE_S,
            env=without_display(),
            cwd=Path(__file__).parents[2],
            creationflags=NO_WINDOW,
            check=True,
        )
        told = json.loads(done.stdout.splitlines()[-1])
        return QtFound(platform=told["platform"], fonts=told["fonts"]), ""
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode("utf-8", "replace").strip().splitlines()
        return None, f"Qt does not start: {lines[-1] if lines else f'exit status {error.returncode}'}."
    except (OSError, subprocess.TimeoutExpired, ValueError, LookupError) as error:
        return None, f"Qt does not start: {error}."


def _package_problems(packages: Mapping[str, str]) -> list[str]:
    missing = [name for name in PACKAGES if name not in packages and name not in _OPTIONAL]
    found = [f"The package {name} is missing." for name in missing]
    if packages.get("PySide6-Essentials") == _FRAGILE_QT and sys.version_info < (3, 12):
        found.append(f"PySide6 {_FRAGILE_QT} crashes on this Python: install another.")
    return found


def _git_problems(found: tuple[int, ...] | None) -> list[str]:
    oldest = ".".join(map(str, OLDEST_GIT))
    if found is None:
        return ["There is no git: repositories cannot be opened. Get it from https://git-scm.com/downloads."]
    if found < OLDEST_GIT:
        return [f"git {'.'.join(map(str, found))} is too old: {oldest} or newer is needed."]
    return []


def _place_problems() -> list[str]:
    problems: list[str] = []
    folder = data_folder()
    existing = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    if not os.access(existing, os.W_OK):
        problems.append(f"The data folder {folder} cannot be written to.")
    problems += (rescue_notice(kept).summary for kept in sorted(damaged_files()))
    try:
        problems += read_settings(settings_path()).problems
    except (VisionEditorError, OSError) as error:
        problems.append(f"The settings cannot be read: {error}.")
    return problems
