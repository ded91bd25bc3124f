"""A dictionary of a language: whether it knows a word, however its letters' case stands and where it may be parted."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from itertools import chain

from visioneditor.core.spelling.affixes import Affixes, AffixRule, parse_affixes
from visioneditor.core.spelling.forms import Search
from visioneditor.core.spelling.word_list import Words, parse_words

_LONGEST = 64  # letters: what is longer is nobody's mistyped word
_MOST_PIECES = 60  # that a word is parted into, all tries together
_MOST_GIVEN_UP = 30  # words: a dictionary in which more take too long is no use
_DOTLESS = ("tr", "az", "crh")  # where the small form of I has no dot


class Dictionary:
    """Remembers what it has looked up. What two threads ask at once is at worst looked up twice."""

    def __init__(self, affixes: Affixes, words: Words) -> None:
        self.affixes, self.words = affixes, words
        self._found: dict[str, bool] = {}
        self._given_up = 0

    @cached_property
    def letters(self) -> frozenset[str]:
        """The small letters its words are written in."""
        return frozenset("".join(self.words).lower())

    @cached_property
    def roots(self) -> Mapping[str, list[str]]:
        """Its words by the small letter they begin with."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            found[word[0].lower()].append(word)
        return found

    @cached_property
    def suffixes_by_flag(self) -> Mapping[str, list[AffixRule]]:
        """The rules for words with a flag."""
        found: defaultdict[str, list[AffixRule]] = defaultdict(list)
        for rule in chain.from_iterable(self.affixes.suffixes.values()):
            found[rule.flag].append(rule)
        return found

    def knows(self, word: str) -> bool:
        """Whether the word is spelled right; one that is too hard to tell is."""
        known = self._found.get(word)
        if known is None:
            known = self._found[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> bool:
        for old, new in self.affixes.input_changes:
            if old:
                word = word.replace(old, new)
        if self.affixes.ignored:
            word = word.translate(dict.fromkeys(map(ord, self.affixes.ignored)))
        if not word or len(word) > _LONGEST or self._given_up > _MOST_GIVEN_UP:
            return True
        return self._is_whole(word) or self._is_parted(word, [_MOST_PIECES])

    def _is_whole(self, word: str) -> bool:
        return self._is_found(word, recased=False) or any(
            self._is_found(other, recased=True) for other in self._other_cases(word)
        )

    def _is_found(self, word: str, *, recased: bool) -> bool:
        search = Search(self.affixes, self.words, recased=recased)
        is_known = search.is_known(word)
        self._given_up += search.is_given_up
        return is_known

    def _other_cases(self, word: str) -> list[str]:
        """How a dictionary may have a word that stands at a sentence's beginning, or all in capitals."""
        small = self.lower(word)
        if word == small:
            return []
        if not word.isupper() or len(word) == 1:
            return [small[0] + word[1:]] if word[1:] == small[1:] else []
        cases = [small, word[0] + small[1:]]
        if "CHECKSHARPS" in self.affixes.switches and "ss" in small:
            cases.append(small.replace("ss", "ß"))
        if "'" in word:
            cases.append(small.title())
        return cases

    def lower(self, word: str) -> str:
        """The word in small letters, as the language has them."""
        if self.affixes.language.partition("_")[0] in _DOTLESS:
            word = word.replace("I", "ı").replace("İ", "i")
        return word.lower()

    def _is_parted(self, word: str, left: list[int]) -> bool:
        """Whether each piece is right where words may be parted: at hyphens, where nothing else is said."""
        for sign in self.affixes.breaks:
            pieces = _parted(word, sign)
            left[0] -= len(pieces)
            if left[0] < 0:
                return False
            if pieces and all(piece and (self._is_whole(piece) or self._is_parted(piece, left)) for piece in pieces):
                return True
        return False


def _parted(word: str, sign: str) -> list[str]:
    """The pieces of a word at its first such sign; none where it has none."""
    if sign.startswith("^") and len(sign) > 1:
        return [word[len(sign) - 1 :]] if word.startswith(sign[1:]) else []
    if sign.endswith("$") and len(sign) > 1:
        return [word[: -len(sign) + 1]] if word.endswith(sign[:-1]) else []
    at = word.find(sign, 1, -1) if sign else -1
    return [word[:at], word[at + len(sign) :]] if at > 0 else []


def parse_dictionary(affixes: bytes, words: bytes) -> Dictionary:
    """A dictionary of its two files."""
    parsed = parse_affixes(affixes)
    return Dictionary(parsed, parse_words(words, parsed))
