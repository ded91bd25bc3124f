"""The words under a heading as they were and as they are, put together for reading."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

_TOKENS = re.compile(r"\S+\s*|\s+")
_MOST = 4000  # words; longer texts are shown as replaced


class Mark(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


MarkedWords = tuple[tuple[Mark, str], ...]


def mark_words(old: str, new: str) -> MarkedWords:
    """The new text with what was removed put in where it stood."""
    return tuple((mark, text) for mark, text in _marked(_TOKENS.findall(old), _TOKENS.findall(new)) if text)


def _marked(old: list[str], new: list[str]) -> Iterator[tuple[Mark, str]]:
    if max(len(old), len(new)) > _MOST:
        yield Mark.REMOVED, "".join(old)
        yield Mark.ADDED, "".join(new)
        return
    before, after = [token.strip() for token in old], [token.strip() for token in new]
    for op, old_start, old_end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if op == "equal":
            yield Mark.SAME, "".join(new[new_start:new_end])
        else:
            yield Mark.REMOVED, "".join(old[old_start:old_end])
            yield Mark.ADDED, "".join(new[new_start:new_end])
