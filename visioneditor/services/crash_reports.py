"""A report of an error that nobody foresaw, to be sent to those who can mend it.

It tells where in the program it happened and what that ran on. Nothing of what was read or written goes into it: the
error's own words are left out, since they may quote a document, and the home folder is shown as ~.
"""

import os
import platform
import traceback
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from visioneditor import __version__
from visioneditor.errors import VisionEditorError
from visioneditor.repository.process import git_version
from visioneditor.services.diagnosing import PACKAGES, package_version
from visioneditor.services.installed import how_installed
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the program ran on, by name, and the folders whose names are nobody's concern, by what is shown."""

    facts: Mapping[str, str]
    hidden: Mapping[str, str]


def look_around(**more: str) -> Surroundings:
    """What is so here; the window adds what only it knows."""
    packages = (f"{name} {found}" for name in PACKAGES if (found := package_version(name)))
    git = git_version()
    facts = {
        "Vision Editor": f"{__version__} ({how_installed()})",
        "System": platform.platform(),
        "Python": platform.python_version(),
        "git": ".".join(map(str, git)) if git else "none",
        "Packages": ", ".join(packages),
    }
    program, home = Path(__file__).resolve().parents[2], Path.home()
    hidden = {f"{program}{os.sep}": ""} | ({str(home): "~"} if home.name else {})
    return Surroundings(facts=facts | more, hidden=hidden)


def render_report(error: BaseException, around: Surroundings, now: datetime) -> str:
    """The report as plain text."""
    facts = "".join(f"{name}: {value}\n" for name, value in around.facts.items())
    report = (
        f"Vision Editor: an error that nobody foresaw, {now:%Y-%m-%d %H:%M %Z}\n\n{facts}\n{''.join(_trace(error))}"
    )
    for folder, shown in around.hidden.items():
        report = report.replace(folder, shown)
    return report


def _trace(error: BaseException) -> Iterator[str]:
    """The error and what led to it, the first cause first; where each came from, and none of its words."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _trace(cause)
        yield "\nwhich led to:\n\n"
    yield "Where it happened, the innermost call last:\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}{_number(error)}\n"


def _number(error: BaseException) -> str:
    """What of an error's words is the program's or the system's own."""
    if isinstance(error, VisionEditorError):
        return f" {error.message}"
    if isinstance(error, OSError) and error.errno is not None:
        return f" {error.errno}, {os.strerror(error.errno)}"
    return ""


def save_report(path: Path, report: str) -> None:
    """Write a report to a file."""
    try:
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        raise VisionEditorError("file.failed", path=path, reason=error.strerror or error) from error
