"""What is known of where a document's words come from."""

from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedWord:
    """A word of a document at `text[start:end]`: the revision that brought it in, and which change of that one."""

    text: str
    start: int
    end: int
    revision: str
    change: str
