"""What the window's form and the subcommands share in reading their arguments; imports neither of them."""

import argparse
from typing import NoReturn

COMMANDS = {
    "documents": "the prose documents at a revision, the vision documents marked",
    "sections": "the sections of one document, with line numbers",
    "annotations": "what each project says about each section",
    "diff": "compare two revisions of a document, or two files",
    "history": "the revisions of a document, newest first",
    "change": "fetch changes from their Gerrit, show what is known of one",
    "comments": "the comments of a change",
    "review": "write one's unsent review of a change",
    "export": "hand out the unsent review of a change",
    "setup": "tell git how to call this program: git difftool --tool=visioneditor",
    "doctor": "what the program found on this machine",
}


class UsageError(Exception):
    """The arguments make no sense; the message says why, `usage` how they should look."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


class ArgumentParser(argparse.ArgumentParser):
    """argparse's, raising instead of leaving the program, and never guessing at shortened options."""

    def __init__(self, **options: object) -> None:
        options.setdefault("allow_abbrev", False)
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
