"""The one entry, also the installed scripts': reads the arguments, then imports `gui` or `cli`, never both.

It is the border at which errors become words and exit statuses: 0 done, 1 could not, 2 wrong usage, 3 done in part.
"""

import argparse
import sys
from collections.abc import Sequence

from visioneditor import __version__
from visioneditor.arguments import COMMANDS, ArgumentParser, RawHelpFormatter, UsageError
from visioneditor.errors import VisionEditorError
from visioneditor.services.window_request import Mode, Theme, WindowRequest
from visioneditor.terminal import drop_output, flush_output, local_path, read_argument, say, speak_utf8

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window or a subcommand and answer with the exit status."""
    arguments = [read_argument(argument) for argument in (sys.argv[1:] if argv is None else argv)]
    speak_utf8()
    try:
        status = _run(arguments)
        flush_output()
    except UsageError as error:
        say(error.usage, f"error: {error}")
        status = 2
    except VisionEditorError as error:
        status = _fail(error, arguments)
    except BrokenPipeError:
        drop_output()
        status = 0
    except KeyboardInterrupt:
        status = INTERRUPTED
    except SystemExit as leaving:  # argparse's --help and --version
        status = leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        status = _fail(_as_ours(error), arguments)
    return status


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        from visioneditor.cli.running import run

        return run(arguments[0], arguments[1:])
    from visioneditor.gui.starting import start

    return start(parse_window_request(arguments))


# The window's form.


def parse_window_request(arguments: Sequence[str]) -> WindowRequest:
    """Turn the window's arguments into a request; raises UsageError."""
    parser = _window_parser()
    found = parser.parse_args(arguments)
    if (found.files or found.merge) and (found.repository or found.compare or found.change):
        parser.error("--files and --merge take files, and no repository, revisions or change")
    if found.files and found.merge:
        parser.error("--files compares two files, --merge merges three: not both at once")
    compares = found.files or found.compare
    return WindowRequest(
        repository=found.repository,
        revision=found.revision,
        document=found.document,
        section=found.section,
        compare=found.compare,
        change=found.change,
        mode=Mode(found.mode) if found.mode else Mode.COMPARE if compares else None,
        files=tuple(found.files) if found.files else None,
        merge=tuple(found.merge) if found.merge else None,
        screenshot=found.screenshot,
        size=found.size,
        theme=Theme(found.theme) if found.theme else None,
        scale=found.scale,
        smoke_test=found.smoke_test,
        debug=found.debug,
    )


def _window_parser() -> ArgumentParser:
    commands = "\n".join(f"  {name:<12} {summary}" for name, summary in COMMANDS.items())
    parser = ArgumentParser(
        prog="visioneditor",
        formatter_class=RawHelpFormatter,
        description="Draft, compare and argue out the vision documents of a community. Opens the window.",
        epilog=f"subcommands (each knows --help):\n{commands}\n\nA folder named like one of them is opened as ./NAME.",
    )
    add = parser.add_argument
    add(
        "repository",
        nargs="?",
        type=local_path,
        metavar="REPOSITORY",
        help="a work tree, a bare repository, or inside one; a document there is shown",
    )
    add("--document", metavar="PATH", help="open this document")
    add("--section", metavar="ID", help="go to this section")
    add("--revision", metavar="REV", help="read at this revision; WORKTREE and DRAFT are revisions, too")
    add("--compare", type=_revision_pair, metavar="OLD..NEW", help="compare two revisions")
    add("--change", metavar="CHANGE", help="open this change: a number, a Change-Id or a revision")
    add("--mode", choices=[mode.value for mode in Mode], metavar="|".join(Mode), help="open in this mode")
    add("--files", nargs=2, type=local_path, metavar=("OLD", "NEW"), help="compare two files; needs no git")
    names = ("BASE", "OURS", "THEIRS", "RESULT")
    add("--merge", nargs=4, type=local_path, metavar=names, help="merge two drafts of a text; for git mergetool")
    add("--screenshot", type=local_path, metavar="FILE.png", help="paint the window, save the picture and leave")
    add("--size", type=_size, metavar="WxH", help="the window's size, 1440x900 say")
    add("--theme", choices=[theme.value for theme in Theme], metavar="|".join(Theme), help="the window's colours")
    add("--scale", type=int, choices=(1, 2), default=1, help="pixels for each point of the picture")
    add("--smoke-test", type=local_path, metavar="OUT.json", help="try the program on the sample, write what was found")
    add("--debug", action="store_true", help="show tracebacks")
    add("--version", action="version", version=f"visioneditor {__version__}")
    return parser


def _revision_pair(text: str) -> tuple[str, str]:
    old, dots, new = text.partition("..")
    if not old or not dots or not new or new.startswith("."):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form OLD..NEW")
    return old, new


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form 1440x900")
    return int(width), int(height)


# The border at which errors become words.


def _fail(error: VisionEditorError, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        import traceback

        say("".join(traceback.format_exception(error)).rstrip(), error.detail)
    say(f"error: {error.summary}", f"hint: {error.hint}" if error.hint else "")
    return 1


def _as_ours(error: Exception) -> VisionEditorError:
    if isinstance(error, OSError) and error.strerror:
        ours = VisionEditorError("file.failed", reason=error.strerror, path=error.filename or "a file")
    else:
        ours = VisionEditorError("internal", reason=f"{type(error).__name__}: {error}".splitlines()[0])
    ours.__cause__ = error
    return ours


if __name__ == "__main__":
    sys.exit(main())
