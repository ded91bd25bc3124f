"""One word spelled in two countries' ways: "maximise" here, "utilize" there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from visioneditor.core.spelling.dictionary import Dictionary
from visioneditor.core.spelling.prose_words import ProseWord

# What differs between American and British spelling, by how words are written there; each is a family of its own:
# whoever writes "colour" may well write "organize".
_FAMILIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "z": (("iz", "is"), ("yz", "ys")),
    "or": (("or", "our"),),
    "er": (("er", "re"),),
    "l": (("l", "ll"), ("ll", "l")),
    "se": (("ense", "ence"),),
    "og": (("og", "ogue"),),
}


class Variant(NamedTuple):
    """A word that one country spells so; `spelled` is the other country's way."""

    family: str
    is_british: bool
    spelled: str


class Mixed(NamedTuple):
    """Words in the way of spelling that fewer of a family have, and one that most others go with."""

    few: tuple[tuple[ProseWord, Variant], ...]
    other: ProseWord


class Countries:
    """Tells American from British spelling; remembers what it has looked up."""

    def __init__(self, american: Dictionary, british: Dictionary) -> None:
        self._dictionaries = american, british
        self._known: dict[str, Variant | None] = {}

    def variant(self, word: str) -> Variant | None:
        """Where a word is spelled so, if the other country spells it otherwise; None where both do, or neither."""
        if word not in self._known:
            self._known[word] = self._find(word) if word.islower() else None
        return self._known[word]

    def _find(self, word: str) -> Variant | None:
        american, british = (dictionary.knows(word) for dictionary in self._dictionaries)
        if american == british:
            return None
        other = self._dictionaries[american]
        for family, pairs in _FAMILIES.items():
            for pair in pairs:
                old, new = pair if american else pair[::-1]
                spelled = _exchanged(word, old, new, other)
                if spelled:
                    return Variant(family, british, spelled)
        return None

    def find_mixed(self, words: Iterable[ProseWord]) -> tuple[Mixed, ...]:
        """The families of which a text has words in both ways."""
        families: defaultdict[str, tuple[list[tuple[ProseWord, Variant]], ...]] = defaultdict(lambda: ([], []))
        for word in words:
            variant = self.variant(word.text)
            if variant is not None:
                families[variant.family][variant.is_british].append((word, variant))
        both = (sorted(ways, key=len) for ways in families.values() if all(ways))
        return tuple(Mixed(tuple(few), many[0][0]) for few, many in both)


def _exchanged(word: str, old: str, new: str, known: Dictionary) -> str:
    """The word with `new` in the place of one `old`, where that is a word; the last place first."""
    at = word.rfind(old)
    while at > 0:
        spelled = word[:at] + new + word[at + len(old) :]
        if spelled != word and known.knows(spelled):
            return spelled
        at = word.rfind(old, 0, at + len(old) - 1)
    return ""
