"""Arguments that several subcommands have, declared the same way everywhere."""

import argparse
import sys

from visioneditor.arguments import ArgumentParser
from visioneditor.terminal import local_path


def add_repository(parser: ArgumentParser) -> None:
    """REPOSITORY, always the first."""
    help = "a work tree, a bare repository, or anything inside one"
    parser.add_argument("repository", type=local_path, metavar="REPOSITORY", help=help)


def add_document(parser: ArgumentParser) -> None:
    """PATH, a document's place in the repository."""
    parser.add_argument("path", type=repository_path, metavar="PATH", help="the document's path in the repository")


def add_revision(parser: ArgumentParser) -> None:
    """--revision, None where the default is meant."""
    help = "default: the checked-out branch, else the default branch; WORKTREE: files on disk; DRAFT, DRAFT:NAME"
    parser.add_argument("--revision", metavar="REV", help=help)


def add_change(parser: ArgumentParser) -> None:
    """CHANGE, in one of its three forms."""
    parser.add_argument("change", metavar="CHANGE", help="a Gerrit number, a Change-Id or a revision")


def add_common(parser: ArgumentParser) -> None:
    """What every subcommand has: where the answer goes, and --debug; --format where it has no kinds of its own."""
    if not any("--format" in action.option_strings for action in parser.options()):
        add_format(parser, "text", "json")
    _add_common(parser, output=None, debug=False)


def add_common_to_verb(parser: ArgumentParser) -> None:
    """The same behind a verb, where what is not given leaves alone what stands before it."""
    parser.add_argument("--format", choices=("text", "json"), default=argparse.SUPPRESS, help="default: text")
    _add_common(parser, output=argparse.SUPPRESS, debug=argparse.SUPPRESS)


def _add_common(parser: ArgumentParser, *, output: str | None, debug: str | bool) -> None:
    parser.add_argument("--output", type=local_path, default=output, metavar="FILE", help="write the answer to a file")
    parser.add_argument("--debug", action="store_true", default=debug, help="show tracebacks")


def add_format(parser: ArgumentParser, *kinds: str) -> None:
    """--format with these kinds, the first one the default."""
    parser.add_argument("--format", choices=kinds, default=kinds[0], help=f"default: {kinds[0]}")


def given_words(text: str) -> str:
    """Words given as an argument, or by - on standard input."""
    return sys.stdin.read().rstrip("\n") if text == "-" else text


def repository_path(text: str) -> str:
    """A path in a repository as git writes it, however the shell completed it."""
    path = text.replace("\\", "/") if "/" not in text else text
    return path.removeprefix("./")
