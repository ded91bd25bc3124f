"""Whether words are spelled right by all that is known: dictionaries, the project's words, one's own."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from visioneditor.core.spelling.dictionary import Dictionary
from visioneditor.core.spelling.suggesting import suggest

_HYPHENS = re.compile("[-‐‑]")
_PIECES_OF_NAMES = 3  # "governance-open-forum" names a list, a package, a branch
_GLUED = (
    "anti",
    "auto",
    "co",
    "de",
    "hyper",
    "inter",
    "micro",
    "multi",
    "non",
    "over",
    "pre",
    "re",
    "sub",
    "super",
    "un",
)
_LEAST_STEM = 5  # letters
_OF = ("'s", "’s", "s'", "s’")
_BEFORE_HYPHENS = frozenset(
    {"anti", "auto", "bi", "co", "cross", "de", "ex", "extra", "hyper", "infra", "inter", "intra", "macro", "meta"}
    | {"micro", "mid", "mini", "mono", "multi", "non", "off", "over", "poly", "post", "pre", "pro", "pseudo", "quasi"}
    | {"re", "semi", "sub", "super", "trans", "tri", "ultra", "un", "under"}
)


class Speller:
    """A word is right where one of the dictionaries or lists has it; own words may also stand in the genitive.

    A word of a list that is written small may begin with a capital; one with capitals is taken as it stands.
    """

    def __init__(self, dictionaries: Sequence[Dictionary], own: Iterable[str] = ()) -> None:
        self.dictionaries, self.own = tuple(dictionaries), frozenset(own)
        self._looked_up: dict[str, bool] = {}
        self._suggested: dict[str, tuple[str, ...]] = {}

    def with_own(self, own: Iterable[str]) -> "Speller":
        """The same dictionaries with other lists."""
        other = Speller(self.dictionaries, own)
        other._suggested = self._suggested
        return other

    def knows(self, word: str) -> bool:
        """Whether the word is spelled right; so is one in letters that no dictionary is written in."""
        known = self._looked_up.get(word)
        if known is None:
            known = self._looked_up[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> bool:
        if self._is_known(word) or not self._letters.intersection(word.lower()):
            return True
        pieces = _HYPHENS.split(word)
        if len(pieces) >= _PIECES_OF_NAMES and word.islower():
            return True
        if len(pieces) > 1:
            return all(map(self._is_known_piece, pieces))
        return any(self._is_prefixed(word, prefix) for prefix in _GLUED)

    def _is_prefixed(self, word: str, prefix: str) -> bool:
        """Whether the word is made of such a prefix and a word, as writers on technical things make them."""
        return (
            word.startswith(prefix) and len(word) - len(prefix) >= _LEAST_STEM and self._is_known(word[len(prefix) :])
        )

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset().union(*(dictionary.letters for dictionary in self.dictionaries)) - {"'", "-"}

    def _is_known_piece(self, piece: str) -> bool:
        return len(piece) < 2 or piece.lower() in _BEFORE_HYPHENS or self._is_known(piece)

    def _is_known(self, word: str) -> bool:
        return self._is_own(word) or any(dictionary.knows(word) for dictionary in self.dictionaries)

    def _is_own(self, word: str) -> bool:
        if not self.own:
            return False
        forms = [word, *(word.removesuffix(end) for end in _OF if word.endswith(end))]
        return any(form in self.own or form[:1].lower() + form[1:] in self.own for form in forms)

    def suggest(self, word: str) -> tuple[str, ...]:
        """What may have been meant, the likeliest first."""
        known = self._suggested.get(word)
        if known is None:
            every = [suggest(dictionary, word) for dictionary in self.dictionaries]
            # One of each in turn: dictionaries of two languages are equally likely.
            turns = (found[at] for at in range(5) for found in every if at < len(found))
            known = self._suggested[word] = tuple(dict.fromkeys(turns))[:5]
        return known
