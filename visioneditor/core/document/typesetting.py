"""Quotes and dashes as a printer sets them, one character for one, so that places stay what they are."""

import re
from collections.abc import Sequence

_QUOTE = re.compile(r"[\"']")
_DASH = re.compile(r"(?<=\s)-(?=\s)")
_OPENS_AFTER = frozenset("([{<-–—/“‘")  # and after white space, and at the beginning


def typeset_quotes(text: str, untouched: Sequence[tuple[int, int]] = ()) -> str:
    """Curly quotes and en dashes between blanks; spans `untouched` (in order) stay as they are."""
    if '"' not in text and "'" not in text and "-" not in text:
        return text
    pieces: list[str] = []
    at = 0
    for start, end in untouched:
        pieces += [_typeset(text, at, start), text[start:end]]
        at = max(at, end)
    pieces.append(_typeset(text, at, len(text)))
    return "".join(pieces)


def _typeset(text: str, start: int, end: int) -> str:
    """`text[start:end]`, set as what stands before it asks for."""
    if start >= end:
        return ""
    part = _QUOTE.sub(lambda found: _curly(text, start + found.start()), text[start:end])
    return _DASH.sub("–", part)


def _curly(text: str, at: int) -> str:
    first = at
    while first and text[first - 1] in "\"'":
        first -= 1
    before = text[first - 1] if first else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    opens = (before.isspace() or before in _OPENS_AFTER) and not after.isspace()
    if text[at] == '"':
        return "“" if opens else "”"
    return "‘" if opens and not after.isdigit() else "’"


_INNER = str.maketrans("“”„", "‘’‚")


def in_quotes(words: str, *, is_typeset: bool = True) -> str:
    """Words of a document in quotes of the program's; where it typesets, their own double quotes become single ones."""
    if is_typeset and any(sign in words for sign in '"“”„'):
        words = typeset_quotes(words).translate(_INNER)
    return f"“{words}”"
