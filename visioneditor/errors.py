"""What can go wrong: raised by an id, put into words when somebody is to read them.

Code below the window and the command line raises a VisionEditorError with a message id and arguments; the words of
`messages` are filled in here, so that both faces say the same and can be translated at the rim.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from visioneditor.messages.message import Message


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
        return _message(self.message).summary.format(**self.arguments)

    @property
    def hint(self) -> str:
        """What to do about it, in English; empty where there is nothing to say."""
        return _message(self.message).hint.format(**self.arguments)

    def __str__(self) -> str:
        return self.summary


def _message(id: str) -> "Message":
    from visioneditor.messages.every import MESSAGES  # a start in which nothing goes wrong needs no words for it

    return MESSAGES[id]
