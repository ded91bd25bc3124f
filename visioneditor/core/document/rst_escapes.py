"""Escapes of reStructuredText, and the addresses that its references embed.

An escaping backslash becomes a NUL: nothing changes its place, and no pattern takes what is escaped for markup.
"""

import re

_ESCAPED = re.compile(r"\\(.?)", re.DOTALL)


def escape_to_null(text: str) -> str:
    """The text with each escaping backslash as NUL; nothing changes its place."""
    return _ESCAPED.sub("\0\\1", text) if "\\" in text else text


def unescape(text: str) -> str:
    """The text without escapes; an escaped blank is nothing."""
    return re.sub(r"\x00[ \n]?", "", text) if "\0" in text else text


def find_embedded(text: str, start: int, end: int) -> int:
    """Where the angle bracket opens that closes at the end of `text[start:end]`; -1 where there is none."""
    if end - start < 3 or text[end - 1] != ">" or text[end - 2] in " \n\0<":
        return -1
    opening = end - 1
    while (opening := text.rfind("<", start, opening)) > start and text[opening - 1] == "\0":
        pass
    closing = opening
    while (closing := text.find(">", closing + 1, end - 1)) >= 0 and text[closing - 1] == "\0":
        pass
    if opening < start or closing >= 0 or text[opening + 1].isspace():
        return -1
    return opening


def join_address(text: str) -> str:
    """An address without the white space that breaks it; an escaped blank stays one."""
    parts = re.split(r"\x00[ \n]", text)
    return " ".join("".join(unescape(part).split()) for part in parts)
