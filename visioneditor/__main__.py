"""The one entry, also the installed scripts': reads the arguments, then imports `gui` or `cli`, never both.

It is the border at which errors become words and exit statuses: 0 done, 1 could not, 2 wrong usage, 3 done in part.
"""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from visioneditor import __version__
from visioneditor.arguments import COMMANDS, ArgumentParser, UsageError
from visioneditor.errors import VisionEditorError
from visioneditor.services.window_request import Mode, Theme, WindowRequest

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window or a subcommand and answer with the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    try:
        status = _run(arguments)
        _flush()
    except UsageError as error:
        _say(error.usage, f"error: {error}")
        status = 2
    except VisionEditorError as error:
        status = _fail(error, arguments)
    except BrokenPipeError:
        _drop_output()
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
    request = parse_window_request(arguments)
    from visioneditor.gui import app

    return app.run(request)


# The window's form.


def parse_window_request(arguments: Sequence[str]) -> WindowRequest:
    """Turn the window's arguments into a request; raises UsageError."""
    parser = _window_parser()
    found = parser.parse_args(arguments)
    if found.files and (found.repository or found.compare or found.change):
        parser.error("--files compares two files and takes no repository, revisions or change")
    mode = found.mode or (Mode.COMPARE if found.files or found.compare else None)
    return WindowRequest(
        repository=found.repository,
        revision=found.revision,
        document=found.document,
        section=found.section,
        compare=found.compare,
        change=found.change,
        mode=mode,
        files=tuple(found.files) if found.files else None,
        screenshot=found.screenshot,
        size=found.size,
        theme=found.theme,
        scale=found.scale,
        smoke_test=found.smoke_test,
        debug=found.debug,
    )


def _window_parser() -> ArgumentParser:
    commands = "\n".join(f"  {name:<12} {summary}" for name, summary in COMMANDS.items())
    parser = ArgumentParser(
        prog="visioneditor",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Draft, compare and argue out the vision documents of a community. Opens the window.",
        epilog=f"subcommands (each knows --help):\n{commands}\n\nA folder named like one of them is opened as ./NAME.",
    )
    add = parser.add_argument
    add("repository", nargs="?", type=Path, metavar="REPOSITORY", help="a work tree, a bare repository, or inside one")
    add("--document", metavar="PATH", help="open this document")
    add("--section", metavar="ID", help="go to this section")
    add("--revision", metavar="REV", help="read at this revision; WORKTREE and DRAFT are revisions, too")
    add("--compare", type=_revision_pair, metavar="OLD..NEW", help="compare two revisions")
    add("--change", metavar="CHANGE", help="open this change: a number, a Change-Id or a revision")
    add("--mode", type=Mode, choices=list(Mode), metavar="|".join(Mode), help="open in this mode")
    add("--files", nargs=2, type=Path, metavar=("OLD", "NEW"), help="compare two files; needs no git")
    add("--screenshot", type=Path, metavar="FILE.png", help="paint the window, save the picture and leave")
    add("--size", type=_size, metavar="WxH", help="the window's size, 1440x900 say")
    add("--theme", type=Theme, choices=list(Theme), metavar="|".join(Theme), help="the window's colours")
    add("--scale", type=int, choices=(1, 2), default=1, help="pixels for each point of the picture")
    add("--smoke-test", type=Path, metavar="OUT.json", help="try the program on the sample, write what was found")
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


# The border to the terminal. A program without a console (the window's script on Windows) has no streams at all.


def _fail(error: VisionEditorError, arguments: Sequence[str]) -> int:
    if "--debug" in arguments:
        import traceback

        _say("".join(traceback.format_exception(error)).rstrip(), error.detail)
    _say(f"error: {error.summary}", f"hint: {error.hint}" if error.hint else "")
    return 1


def _as_ours(error: Exception) -> VisionEditorError:
    if isinstance(error, OSError) and error.strerror:
        ours = VisionEditorError("file.failed", reason=error.strerror, path=error.filename or "a file")
    else:
        ours = VisionEditorError("internal", reason=f"{type(error).__name__}: {error}".splitlines()[0])
    ours.__cause__ = error
    return ours


def _say(*lines: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(*(line for line in lines if line), sep="\n", file=sys.stderr, flush=True)


def _speak_utf8() -> None:
    _reconfigure(sys.stdout, "backslashreplace")
    _reconfigure(sys.stderr, "backslashreplace")
    _reconfigure(sys.stdin, "replace")


def _reconfigure(stream: TextIO | None, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)  # missing where a test put something else in place
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=errors)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _drop_output() -> None:
    """Leave nothing for the interpreter to flush into the broken pipe when it ends."""
    if sys.stdout is not None:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
