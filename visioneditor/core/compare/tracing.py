"""How much of a text stands in another one: for finding where a document came from when its name does not tell."""

from collections.abc import Iterable

from visioneditor.core.text import words

_RUN = 3  # words in a row; single words stand in every text


def runs_of_words(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of a few words, case folded; of a shorter text the whole."""
    folded = [word.casefold() for word in words(text)]
    if len(folded) < _RUN:
        return frozenset([tuple(folded)] if folded else [])
    return frozenset(zip(*(folded[at:] for at in range(_RUN)), strict=False))


def share_of_words(text: str, known: Iterable[tuple[str, ...]]) -> float:
    """The share of a text's words that stand in another text, in a row with their neighbours; from 0 to 1."""
    known = known if isinstance(known, frozenset) else frozenset(known)
    folded = [word.casefold() for word in words(text)]
    if not folded:
        return 0.0
    length = min(_RUN, len(folded))
    found = bytearray(len(folded))
    for at in range(len(folded) - length + 1):
        if tuple(folded[at : at + length]) in known:
            found[at : at + length] = b"\x01" * length
    return sum(found) / len(folded)
