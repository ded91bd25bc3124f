"""`visioneditor doctor`: what the program found on this machine."""

from argparse import Namespace
from collections.abc import Iterator

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.cli.text import columns, counted, one_line
from visioneditor.services.diagnosing import Diagnosis, diagnose


class QtAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """What Qt said."""

    platform: str
    fonts: int


class DoctorAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `doctor`."""

    schema: str = "visioneditor.doctor/1"
    version: str
    installed_as: str
    python: str
    packages: dict[str, str]
    git: str | None
    data: str
    settings: str
    qt: QtAnswer | None
    problems: tuple[str, ...]


def configure(parser: ArgumentParser) -> None:
    """Nothing but what every subcommand has."""


def run(arguments: Namespace, output: Output) -> int:
    """Look and tell."""
    found = diagnose()
    if output.is_json:
        output.write_json(_answer(found))
    else:
        output.write_lines(*columns(_rows(found)), *map(one_line, found.problems))
    return 0


def _answer(found: Diagnosis) -> DoctorAnswer:
    return DoctorAnswer(
        version=found.version,
        installed_as=found.installed_as,
        python=found.python,
        packages=dict(found.packages),
        git=found.git,
        data=str(found.data),
        settings=str(found.settings),
        qt=QtAnswer(platform=found.qt.platform, fonts=found.qt.fonts) if found.qt else None,
        problems=found.problems,
    )


def _rows(found: Diagnosis) -> Iterator[tuple[str, str]]:
    yield "visioneditor", f"{found.version} ({found.installed_as})"
    yield "python", found.python
    yield from found.packages.items()
    yield "git", found.git or "not found"
    yield "data", str(found.data)
    yield "settings", str(found.settings)
    yield "Qt", f"{found.qt.platform}, {counted(found.qt.fonts, 'font')}" if found.qt else "does not start"
    yield "problems", str(len(found.problems) or "none")
