"""All messages by their codes."""

from visioneditor.messages.message import Message
from visioneditor.messages.reviewing import REVIEWING
from visioneditor.messages.writing import WRITING

MESSAGES: dict[str, Message] = WRITING | REVIEWING
