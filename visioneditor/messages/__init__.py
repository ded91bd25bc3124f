"""What can go wrong, in English: a sentence for each, and what to do about it. Read when something first does."""

from visioneditor.messages.message import Message
from visioneditor.messages.reviewing import REVIEWING
from visioneditor.messages.writing import WRITING

__all__ = ("MESSAGES", "Message")

MESSAGES: dict[str, Message] = WRITING | REVIEWING
