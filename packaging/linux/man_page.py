"""Renders the man page from the command line: every subcommand, each with its options."""

from linux.command_line import Argument, Command
from parts import NAME, SUMMARY, TITLE, commit_date, version

_ABOUT = """\
.B visioneditor
opens the window on a git repository of governance documents: reading them, comparing drafts word by word, answering
and commenting sections, and publishing reviews to Gerrit or as notes in the repository.
Without
.I REPOSITORY
it opens the last one, the first time a sample.
Whatever the window can do, a subcommand can be asked for; none of them loads the window.
"""
_EXIT = (
    ("0", "done"),
    ("1", "could not: one line on standard error says why"),
    ("2", "wrong usage"),
    ("3", "done in part; what was left is listed"),
)
_ENVIRONMENT = (
    ("VISIONEDITOR_DATA", "the folder of drafts, outbox and cache, in place of the platform's own"),
    ("VISIONEDITOR_CONFIG", "the settings file, in place of the platform's own"),
    ("QT_QPA_PLATFORM", "how Qt opens windows: xcb, wayland, offscreen"),
)
_EXAMPLES = (
    (f"{NAME} ~/governance --document reference/technical-vision.rst", "Open the window at a document."),
    (f"{NAME} diff ~/governance v1 v2 reference/technical-vision.rst", "Print what changed between two tags."),
    (f"{NAME} diff --files old.rst new.rst --format html --output changes.html", "Compare two files, without git."),
)


def render_man_page(program: Command) -> str:
    """The page, as `man` reads it."""
    parts = [
        f'.TH "{NAME.upper()}" "1" "{commit_date():%Y-%m-%d}" "{TITLE} {version()}" "User Commands"\n',
        _section("NAME", f"{NAME} \\- {_escape(SUMMARY[0].lower() + SUMMARY[1:])}\n"),
        _section("SYNOPSIS", _synopsis(program)),
        _section("DESCRIPTION", _ABOUT),
        _section("OPTIONS", "".join(map(_argument, program.arguments))),
        _section("SUBCOMMANDS", "".join(_command(command, "") for command in program.commands)),
        _section("EXIT STATUS", "".join(_entry(f"\\fB{status}\\fR", about) for status, about in _EXIT)),
        _section("ENVIRONMENT", "".join(_entry(f"\\fB{name}\\fR", about) for name, about in _ENVIRONMENT)),
        _section("EXAMPLES", "".join(_entry(f"\\fB{_escape(line)}\\fR", about) for line, about in _EXAMPLES)),
        _section("SEE ALSO", ".BR git (1)\n"),
    ]
    return "".join(parts)


def _section(title: str, body: str) -> str:
    return f'.SH "{title}"\n{body}'


def _synopsis(program: Command) -> str:
    lines = [f"\\fB{NAME}\\fR [\\fIOPTION\\fR]... [\\fIREPOSITORY\\fR]\n"]
    lines += [f".br\n\\fB{NAME} {_escape(command.name)}\\fR ...\n" for command in program.commands]
    return "".join(lines)


def _command(command: Command, before: str) -> str:
    name = f"{before}{command.name}"
    about = command.about[:1].upper() + command.about[1:]
    text = f'.SS "{_escape(name)}"\n{_escape(about)}.\n' + "".join(map(_argument, command.arguments))
    return text + "".join(_command(verb, f"{name} ") for verb in command.commands)


def _argument(argument: Argument) -> str:
    values = " ".join(f"\\fI{_escape(value)}\\fR" for value in argument.values)
    if not argument.words:
        return _entry(values, argument.about)
    words = ", ".join(f"\\fB{_escape(word)}\\fR" for word in argument.words)
    about = argument.about
    if argument.choices and argument.values and "|" not in argument.values[0]:
        about = f"{', '.join(argument.choices)}; {about}" if about else ", ".join(argument.choices)
    return _entry(f"{words} {values}".rstrip(), about)


def _entry(term: str, about: str) -> str:
    return f".TP\n{term}\n{_escape(about)}\n"


def _escape(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
