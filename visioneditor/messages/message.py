"""What a message is made of."""

from typing import NamedTuple


class Message(NamedTuple):
    """One sentence and what the reader can do about it; both are `str.format` templates."""

    summary: str
    hint: str = ""
