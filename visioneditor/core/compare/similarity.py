"""How alike two pieces of prose are, and which pieces are worth asking about.

Likeness is Dice's coefficient over words with their number (case folded): 1 for the same words, 0 for none in common.
For a few words it is taken over letters as well, so that a typo does not make a title another one. Candidates are found
through an index of the rarer words, so that the cost grows with the text and not with its square.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from visioneditor.core.compare.units import Bag

_FEW_WORDS = 6  # up to which letters are looked at, too
COMMON = 24  # a word in more pieces than this tells none of them apart
_CANDIDATES = 6  # that are looked at closely, for each piece


def dice(old: Bag, new: Bag) -> float:
    """Twice the shared words by all words."""
    return _dice(shared(old, new), sum(old.values()), sum(new.values()))


def _dice(common: int, old: int, new: int) -> float:
    return 2 * common / (old + new) if common else 0.0


def shared(old: Bag, new: Bag) -> int:
    """How many words both hold, each as often as in the poorer."""
    common = old.keys() & new.keys()
    return sum(map(min, map(old.__getitem__, common), map(new.__getitem__, common)))


def likeness(old: Bag, new: Bag) -> float:
    """Dice's coefficient, of letters where there are only a few words."""
    old_total, new_total = sum(old.values()), sum(new.values())
    found = _dice(shared(old, new), old_total, new_total)
    if old_total > _FEW_WORDS or new_total > _FEW_WORDS or found == 1.0 or not old or not new:
        return found
    return max(found, dice(_letters(old), _letters(new)))


def _letters(bag: Bag) -> Bag:
    """Groups of three letters, word ends included."""
    groups: Bag = Counter()
    for word, count in bag.items():
        padded = f" {word} "
        for at in range(len(padded) - 2):
            groups[padded[at : at + 3]] += count
    return groups


def candidate_pairs(old: Mapping[int, Bag], new: Mapping[int, Bag]) -> Iterable[tuple[int, int]]:
    """Pairs that share enough of their rarer words to be worth comparing; (old, new), in no telling order."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for at, bag in old.items():
        for word in bag:
            index[word].append(at)
    weights = {word: 1.0 / len(places) for word, places in index.items() if len(places) <= COMMON}
    for at, bag in new.items():
        votes: defaultdict[int, float] = defaultdict(float)
        for word in filter(weights.__contains__, bag):
            for place in index[word]:
                votes[place] += weights[word]
        best = sorted(votes, key=lambda place: (-votes[place], place))
        for place in best[:_CANDIDATES]:
            yield place, at
