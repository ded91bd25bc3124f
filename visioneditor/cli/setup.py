"""`visioneditor setup difftool`: tell git how to call this program."""

from argparse import Namespace

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.services.setting_up import difftool_settings, write_settings
from visioneditor.terminal import local_path


class SetupAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `setup`: what was written, or would be."""

    schema: str = "visioneditor.setup/1"
    tool: str
    written: bool
    settings: dict[str, str]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add = parser.add_argument
    add("tool", choices=("difftool",), metavar="difftool", help="compare files with git difftool --tool=visioneditor")
    add("--repository", type=local_path, metavar="REPOSITORY", help="for this repository alone; default: for all")
    add("--default", action="store_true", help="take it where git difftool is given no tool")
    add("--dry-run", action="store_true", help="only show what would be written")


def run(arguments: Namespace, output: Output) -> int:
    """Write the settings and say which."""
    settings = difftool_settings(is_default=arguments.default)
    if not arguments.dry_run:
        write_settings(settings, arguments.repository)
    if output.is_json:
        told = {one.key: one.value for one in settings}
        output.write_json(SetupAnswer(tool=arguments.tool, written=not arguments.dry_run, settings=told))
    else:
        output.write_lines(*(f"{one.key} = {one.value}" for one in settings))
        if not arguments.dry_run:
            call = "git difftool" if arguments.default else "git difftool --tool=visioneditor"
            output.write_lines("", f"{call} [REVISIONS] [-- PATH] now compares in Vision Editor.")
    return 0
