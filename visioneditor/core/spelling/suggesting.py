"""What may have been meant by a word that is not in the dictionary: the likeliest first.

First come words one slip away: mistakes the dictionary knows of, letters exchanged, doubled, left out, too many, other
ones, two words run together. Only where there are hardly any come words that look alike.
"""

from collections.abc import Iterator
from heapq import nlargest
from typing import NamedTuple

from visioneditor.core.spelling.dictionary import Dictionary
from visioneditor.core.spelling.forms import Search, fits

_MOST_STEPS = 150_000
_LONGEST = 30
_MOST_TRIED = 60  # signs that are put into a word, or in the place of another
_NEAR_ROOTS = 15
_LEAST_SHARE = 0.65  # of pairs of letters
_LEAST_HALF = 3  # letters, of two words that were run together


class _Slip(NamedTuple):
    cost: int
    word: str


def suggest(dictionary: Dictionary, word: str, most: int = 5) -> tuple[str, ...]:
    """Words of the dictionary that may have been meant, written with capitals as the word is."""
    word = word.replace("’", "'")
    if not 1 < len(word) <= _LONGEST:
        return ()
    search = Search(dictionary.affixes, dictionary.words, steps=_MOST_STEPS)
    found = _checked(dictionary, search, _slips(dictionary, word))
    if len(found) < 2 and "-" not in word:
        far = _checked(dictionary, search, _alike(dictionary, dictionary.lower(word)))
        found |= {other: cost + 10 for other, cost in far.items() if other not in found}
    ranked = sorted(found, key=lambda other: (found[other], not other.islower(), other))
    return tuple(dict.fromkeys(_cased(word, other) for other in ranked))[:most]


def _checked(dictionary: Dictionary, search: Search, slips: Iterator[_Slip]) -> dict[str, int]:
    """Those that are words, each at its least cost."""
    costs: dict[str, int] = {}
    for cost, word in slips:
        costs[word] = min(cost, costs.get(word, cost))
    return {
        word: cost
        for word, cost in costs.items()
        if not _is_unwanted(dictionary, word) and all(search.is_known(piece) for piece in word.split(" "))
    }


def _is_unwanted(dictionary: Dictionary, word: str) -> bool:
    unwanted = dictionary.affixes.flag("NOSUGGEST") + dictionary.affixes.flag("SUBSTANDARD")
    return any(flag in flags for flags in dictionary.words.get(word, ()) for flag in unwanted)


def _slips(dictionary: Dictionary, word: str) -> Iterator[_Slip]:
    small = dictionary.lower(word)
    for other in (small, small.capitalize(), small.upper()):
        if other != word:
            yield _Slip(0, other)
    yield from _known_slips(dictionary, small)
    yield from _slips_of_keys(dictionary, small)
    if word[0] != small[0]:
        for slip in _slips_of_keys(dictionary, small):
            yield _Slip(slip.cost + 1, slip.word.capitalize())
    for at in range(1, len(word)):
        if min(at, len(word) - at) >= _LEAST_HALF:
            yield _Slip(6, f"{small[:at]} {small[at:]}")


def _known_slips(dictionary: Dictionary, word: str) -> Iterator[_Slip]:
    """Those that the dictionary itself tells of."""
    for wrong, right in dictionary.affixes.replacements:
        at = word.find(wrong) if wrong else -1
        while at >= 0:
            yield _Slip(2, word[:at] + right + word[at + len(wrong) :])
            at = word.find(wrong, at + 1)
    for alike in dictionary.affixes.alike:
        for at, letter in enumerate(word):
            if letter in alike:
                for other in alike:
                    yield _Slip(2, word[:at] + other + word[at + 1 :])


def _slips_of_keys(dictionary: Dictionary, word: str) -> Iterator[_Slip]:
    """The signs of one word one slip away: costs tell how likely each slip is, and one at the beginning is less so."""
    signs = "".join(dict.fromkeys(dictionary.affixes.tries.lower()))[:_MOST_TRIED]
    for at in range(len(word) + 1):
        head, tail, first = word[:at], word[at:], int(at == 0)
        if len(tail) > 1:
            yield _Slip(1 + first, head + tail[1] + tail[0] + tail[2:])
        if tail:
            doubled = head.endswith(tail[0])
            yield _Slip((1 if doubled else 3) + first, head + tail[1:])
        for sign in signs:
            doubles = head.endswith(sign) or tail.startswith(sign)
            yield _Slip((1 if doubles else 3) + first, head + sign + tail)
            if tail:
                yield _Slip(_exchange_cost(dictionary, tail[0], sign) + first, head + sign + tail[1:])


def _exchange_cost(dictionary: Dictionary, old: str, new: str) -> int:
    vowels = "aeiouy"
    if old in vowels and new in vowels:
        return 3
    return 3 if any(old + new in row or new + old in row for row in dictionary.affixes.rows) else 4


def _alike(dictionary: Dictionary, word: str) -> Iterator[_Slip]:
    """Words with much the same pairs of letters, found through the roots that begin alike."""
    pairs = _pairs(word)
    roots = dictionary.roots.get(word[0], ())
    near = [root for root in roots if -4 <= len(root) - len(word) <= 2]
    for root in nlargest(_NEAR_ROOTS, near, key=lambda root: _share(pairs, root)):
        for form in (root, *_inflected(dictionary, root)):
            share = _share(pairs, form)
            if share > _LEAST_SHARE and ("'" in form) <= ("'" in word):
                yield _Slip(round(20 * (1 - share)), form)


def _pairs(word: str) -> frozenset[str]:
    return frozenset(map("".join, zip(f"^{word}", f"{word}$", strict=True)))


def _share(pairs: frozenset[str], other: str) -> float:
    others = _pairs(other.lower())
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _inflected(dictionary: Dictionary, root: str) -> Iterator[str]:
    """The root with each suffix that it takes."""
    for flag in "".join(dictionary.words.get(root, ()))[:_MOST_TRIED]:
        for rule in dictionary.suffixes_by_flag.get(flag, ())[:_MOST_TRIED]:
            if root.endswith(rule.strip) and fits(rule.condition, root, at_end=True):
                yield root[: len(root) - len(rule.strip)] + rule.add


def _cased(word: str, other: str) -> str:
    """As the word is written: at a sentence's beginning a capital stays one."""
    if word.isupper() and len(word) > 1:
        return other.upper()
    return other[0].upper() + other[1:] if word[0].isupper() else other
