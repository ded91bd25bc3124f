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
