"""What can go wrong, and the English for it.

Code below the window and the command line raises a VisionEditorError with a message id and arguments; the words are
put together here, so that both faces say the same and can be translated at the rim.
"""

from typing import NamedTuple


class Message(NamedTuple):
    """One sentence and what the reader can do about it; both are `str.format` templates."""

    summary: str
    hint: str = ""


MESSAGES: dict[str, Message] = {
    "file.failed": Message("The program could not use {path}: {reason}."),
    "internal": Message(
        "Something went wrong inside Vision Editor: {reason}.", "Run again with --debug and report what it prints."
    ),
    "settings.not-saved": Message(
        "The settings could not be saved to {path}: {reason}.", "Settings hold until the program ends."
    ),
    "git.missing": Message(
        "The program git was not found.", "Install it from https://git-scm.com/downloads and start Vision Editor again."
    ),
    "git.failed": Message("git {verb} failed: {reason}."),
    "repository.no-such-folder": Message("There is no file or folder {path}."),
    "repository.not-found": Message(
        "{path} is not in a git repository.", "Open a folder that is one, or clone one from its address."
    ),
    "repository.empty": Message(
        "The repository {name} has no revision yet.", "Commit a first document, or fetch from a server."
    ),
    "repository.damaged": Message("The repository cannot be read: {reason}.", "git fsck tells more."),
    "repository.too-new": Message(
        "The repository needs a newer program than this one: {what}.", "Install a newer Vision Editor."
    ),
    "repository.foreign-owner": Message(
        "The repository {path} belongs to another user.",
        "If you trust it: git config --global --add safe.directory {path}",
    ),
    "revision.unknown": Message("There is no revision {revision!r} here."),
    "revision.ambiguous": Message("{revision!r} stands for several revisions.", "Write more of its letters."),
    "revision.too-large": Message("The revision has more than {most} files."),
    "blob.too-large": Message("A file of {size} bytes is too large to be read."),
    "resource.missing": Message("The program's file {name} is missing.", "Install Vision Editor again."),
}


class VisionEditorError(Exception):
    """Something the user can understand and act on.

    `message` is a key of MESSAGES, `arguments` fill its templates, `detail` is what a program said (git's own
    output, say) and is shown only on request.
    """

    def __init__(self, message: str, *, detail: str = "", **arguments: object) -> None:
        super().__init__(message, arguments)
        self.message = message
        self.arguments = arguments
        self.detail = detail

    @property
    def summary(self) -> str:
        """One plain sentence in English."""
        return MESSAGES[self.message].summary.format(**self.arguments)

    @property
    def hint(self) -> str:
        """What to do about it, in English; empty where there is nothing to say."""
        return MESSAGES[self.message].hint.format(**self.arguments)

    def __str__(self) -> str:
        return self.summary
