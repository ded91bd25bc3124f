"""The program's command line as a value, read from its own parsers, for the man page and the shells' completion.

`command_line.py FOLDER` writes them all; `write_command_line` runs that in the build environment, which has what the
parsers import.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from parts import NAME, ROOT, environment_program, run_program

MAN_PAGE, BASH, ZSH, FISH = f"{NAME}.1", f"{NAME}.bash", f"_{NAME}", f"{NAME}.fish"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An option, or where `words` is empty a positional argument."""

    words: tuple[str, ...]  # --format
    values: tuple[str, ...]  # what stands for each of its values: FILE
    choices: tuple[str, ...]
    about: str

    @property
    def is_path(self) -> bool:
        """Whether its values are files or folders."""
        return bool({value.partition(".")[0] for value in self.values} & _PATHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The window's form, a subcommand, or a verb of one."""

    name: str
    about: str
    arguments: tuple[Argument, ...]
    commands: tuple["Command", ...] = ()

    @property
    def options(self) -> tuple[Argument, ...]:
        """Those of its arguments that begin with a dash."""
        return tuple(argument for argument in self.arguments if argument.words)


_PATHS = {"REPOSITORY", "FILE", "OLD_FILE", "OLD", "BASE", "RESULT", "OUT", "FOLDER"}


def read_program() -> Command:
    """The whole command line."""
    from visioneditor.__main__ import _window_parser
    from visioneditor.arguments import COMMANDS

    subcommands = tuple(_read_subcommand(name, about) for name, about in COMMANDS.items())
    window = _read(_window_parser(), NAME, "open the window")
    return Command(name=window.name, about=window.about, arguments=window.arguments, commands=subcommands)


def _read_subcommand(name: str, about: str) -> Command:
    from visioneditor.cli import running

    module = import_module(f"visioneditor.cli.{running._MODULES.get(name, name)}")
    return _read(running.build_parser(name, module), name, about)


def _read(parser: argparse.ArgumentParser, name: str, about: str) -> Command:
    verbs = next((action for action in parser._actions if isinstance(action, argparse._SubParsersAction)), None)
    return Command(
        name=name,
        about=about,
        arguments=tuple(_argument(action) for action in parser._actions if action is not verbs),
        commands=tuple(_verbs(verbs)) if verbs is not None else (),
    )


def _verbs(action: "argparse._SubParsersAction[argparse.ArgumentParser]") -> Iterator[Command]:
    abouts = {choice.dest: choice.help or "" for choice in action._choices_actions}
    for name, parser in action.choices.items():
        yield _read(parser, name, abouts.get(name, ""))


def _argument(action: argparse.Action) -> Argument:
    return Argument(
        words=tuple(action.option_strings),
        values=() if action.nargs == 0 else _values(action),
        choices=tuple(map(str, action.choices or ())),
        about=(action.help or "").replace("%%", "%"),
    )


def _values(action: argparse.Action) -> tuple[str, ...]:
    if isinstance(action.metavar, tuple):
        return action.metavar
    return (action.metavar or action.dest.upper(),) * (action.nargs if isinstance(action.nargs, int) else 1)


def write_command_line(folder: Path) -> None:
    """Write man page and completions into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    environment = {"PYTHONPATH": str(ROOT)}
    run_program(environment_program("python"), Path(__file__).resolve(), folder, environment=environment)


def main(folder: Path) -> None:
    """In the build environment: write them."""
    from linux import completion, man_page

    program = read_program()
    texts = {
        MAN_PAGE: man_page.render_man_page(program),
        BASH: completion.render_bash(program),
        ZSH: completion.render_zsh(program),
        FISH: completion.render_fish(program),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
