"""The numbers of changes as people write and paste them: `592205`, `592205/3`, a change's address in a browser."""

import re

from visioneditor.errors import VisionEditorError

_ADDRESS = re.compile(r"https?://\S*?/\+/([1-9]\d{0,9})(?:[/?#]\S*)?")
_SHORT_ADDRESS = re.compile(r"https?://[^/\s]+/(?:\S*/)?(?:#/)?(?:c/)?([1-9]\d{0,9})(?:/\d*)?/?(?:[?#]\S*)?")
_NUMBER = re.compile(r"#?([1-9]\d{0,9})(?:[/,]\d+)?")
_LARGEST = 2**31


def find_number(word: str) -> int | None:
    """The number that a word says; None where it says none."""
    found = _ADDRESS.fullmatch(word) or _SHORT_ADDRESS.fullmatch(word) or _NUMBER.fullmatch(word)
    number = int(found[1]) if found and word.isascii() else 0
    return number if 0 < number < _LARGEST else None


def parse_numbers(text: str) -> tuple[int, ...]:
    """The numbers, each once; raises "change.no-number" where one is none, or none is there."""
    words = re.split(r"[\s;]+|,(?!\d)|(?<=\d{4}),(?=\d{4})", text.strip())
    found: dict[int, None] = {}
    for word in filter(None, words):
        number = find_number(word)
        if number is None:
            raise VisionEditorError("change.no-number", word=word)
        found.setdefault(number)
    if not found:
        raise VisionEditorError("change.no-number", word=text.strip())
    return tuple(found)
