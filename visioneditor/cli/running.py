"""Run one subcommand: find its module, read its arguments, hand it a place to write to.

Errors are left to the entry, which turns them into words and exit statuses.
"""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from visioneditor.arguments import COMMANDS, ArgumentParser, UsageError
from visioneditor.cli.output import Output
from visioneditor.cli.parser import add_common
from visioneditor.services.rescues import damaged_files, rescue_notice
from visioneditor.terminal import say

_MODULES = {"import": "importing"}  # whose name Python keeps for itself


class Command(Protocol):
    """What each module of a subcommand offers."""

    def configure(self, parser: ArgumentParser) -> None:
        """Declare its arguments."""

    def run(self, arguments: Namespace, output: Output) -> int:
        """Do it, write the answer, return the exit status."""


def run(name: str, argv: Sequence[str]) -> int:
    """Run the subcommand of that name; the answer is the exit status."""
    module = _MODULES.get(name, name)
    command = cast(Command, import_module(f"visioneditor.cli.{module}"))  # one only: the others cost time
    parser = build_parser(name, command)
    arguments = parser.parse_args(argv) if parser.has_verbs else parser.parse_intermixed_args(argv)
    damaged = damaged_files()
    try:
        return command.run(arguments, Output(format=arguments.format, file=arguments.output))
    except UsageError as error:
        parser.error(str(error))
    finally:
        _tell_of_damage(damaged_files() - damaged)


def _tell_of_damage(kept: Iterable[Path]) -> None:
    """Say that the file of drafts was found damaged while the command ran."""
    for file in kept:
        notice = rescue_notice(file)
        say(f"warning: {notice.summary}", f"hint: {notice.hint}")


def build_parser(name: str, command: Command) -> ArgumentParser:
    """The parser of one subcommand."""
    about = COMMANDS[name]
    parser = ArgumentParser(prog=f"visioneditor {name}", description=f"{about[0].upper()}{about[1:]}.")
    command.configure(parser)
    add_common(parser)
    return parser
