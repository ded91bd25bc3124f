"""`visioneditor setup difftool|mergetool`: tell git how to call this program."""

from argparse import Namespace

import msgspec

from visioneditor.arguments import ArgumentParser
from visioneditor.cli.output import Output
from visioneditor.services.setting_up import difftool_settings, mergetool_settings, write_settings
from visioneditor.terminal import local_path

_TOOLS = {"difftool": difftool_settings, "mergetool": mergetool_settings}
_DONE = {
    "difftool": "{call} [REVISIONS] [-- PATH] now compares in Vision Editor.",
    "mergetool": "{call} [PATH] now merges in Vision Editor.",
}


class SetupAnswer(msgspec.Struct, kw_only=True, frozen=True):
    """The answer of `setup`: what was written, or would be."""

    schema: str = "visioneditor.setup/1"
    tool: str
    written: bool
    settings: dict[str, str]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add = parser.add_argument
    help = "compare files with git difftool --tool=visioneditor, or merge them with git mergetool --tool=visioneditor"
    add("tool", choices=tuple(_TOOLS), metavar="|".join(_TOOLS), help=help)
    add("--repository", type=local_path, metavar="REPOSITORY", help="for this repository alone; default: for all")
    add("--default", action="store_true", help="take it where git is given no tool")
    add("--dry-run", action="store_true", help="only show what would be written")


def run(arguments: Namespace, output: Output) -> int:
    """Write the settings and say which."""
    settings = _TOOLS[arguments.tool](is_default=arguments.default)
    if not arguments.dry_run:
        write_settings(settings, arguments.repository)
    if output.is_json:
        told = {one.key: one.value for one in settings}
        output.write_json(SetupAnswer(tool=arguments.tool, written=not arguments.dry_run, settings=told))
    else:
        output.write_lines(*(f"{one.key} = {one.value}" for one in settings))
        if not arguments.dry_run:
            call = f"git {arguments.tool}" if arguments.default else f"git {arguments.tool} --tool=visioneditor"
            output.write_lines("", _DONE[arguments.tool].format(call=call))
    return 0
