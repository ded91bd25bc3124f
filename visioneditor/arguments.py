"""What the window's form and the subcommands share in reading their arguments; imports neither of them."""

import argparse
import os
from typing import NoReturn

COMMANDS = {
    "documents": "the prose documents at a revision, the vision documents marked",
    "sections": "the sections of one document, with line numbers",
    "annotations": "what each project says about each section",
    "answer": "write what a project says about a section into the draft of its reflection",
    "import": "take projects' reflections over from files, other repositories or mails, into a draft",
    "consensus": "which projects have answered which sections of a vision, and how",
    "diff": "compare two revisions of a document, or two files",
    "history": "the revisions of a document, newest first",
    "find": "where words stand in the documents, and which changes took them out",
    "decisions": "what was decided about a section: resolutions, motions and reviews, and why each is told",
    "why": "which changes brought words of a document, and what was done to them since",
    "change": "fetch changes from their Gerrit, show what is known of one",
    "comments": "the comments of a change",
    "review": "write one's unsent review of a change",
    "export": "hand out the unsent review of a change",
    "notes": "exchange the reviews in the repository with a remote",
    "publish": "post the unsent review of a change to its Gerrit, or into the repository as notes",
    "outbox": "what waits to be sent, what is held and why; send it",
    "setup": "tell git how to call this program: as a difftool, as a mergetool",
    "tally": "a change's votes counted by the governance rules, and which projects have answered",
    "people": "who the voters are, as far as it is known; say who an account is",
    "doctor": "what the program found on this machine",
}

_USUAL_WIDTH = 80


class UsageError(Exception):
    """The arguments make no sense; the message says why, `usage` how they should look."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


class HelpFormatter(argparse.HelpFormatter):
    """argparse's, which would import `shutil`, and what that needs, at every start to ask how wide the terminal is."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_terminal_width() - 2)


class RawHelpFormatter(HelpFormatter, argparse.RawDescriptionHelpFormatter):
    """The same; a description keeps its lines."""


def _terminal_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size().columns or _USUAL_WIDTH
    except OSError:  # no terminal
        return _USUAL_WIDTH


class ArgumentParser(argparse.ArgumentParser):
    """argparse's, raising instead of leaving the program, and never guessing at shortened options."""

    def __init__(self, **options: object) -> None:
        options = {"allow_abbrev": False, "formatter_class": HelpFormatter} | options
        super().__init__(**options)  # type: ignore[arg-type]  # argparse's own many keywords, passed on

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments."""
        raise UsageError(message, self.format_usage().strip())

    def options(self) -> list[argparse.Action]:
        """What has been declared so far."""
        return self._actions

    @property
    def has_verbs(self) -> bool:
        """Whether a word among the arguments chooses a parser of its own."""
        return self._subparsers is not None
