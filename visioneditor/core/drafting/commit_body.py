"""The body of a commit message, wrapped as git's own tools expect it: its prose, never its code or trailers."""

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.core.drafting.wrapping import rewrap

WIDTH = 72


def wrap_body(body: str) -> str:
    """The body with every line that is too long for a terminal broken, and the lines of its paragraph filled."""
    document = parse(body, Markup.MARKDOWN)  # as which people write lists and code there
    long = [at for at in _starts(body) if len(body[at:].split("\n", 1)[0]) > WIDTH]
    changes = {change for at in long for change in rewrap(document, at, at, width=WIDTH)}
    return apply_changes(body, changes)


def _starts(text: str) -> list[int]:
    """Where its lines begin."""
    return [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
