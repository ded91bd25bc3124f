"""How alike two titles are, as a person would say: spelling, plurals and little words aside, sense not.

A ratio of letters alone takes "Non-Goals" for "Goals" and "Scaling up" for "Scaling out"; so the words that have no
counterpart decide, too.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from visioneditor.core.text import fold, words

CUT = 0.85  # of letters; real titles that mean the same lie above, real false friends well below
_WORD_CUT = 0.7
_KEPT = 1 << 14  # answers kept in mind: the same titles are asked about again and again
_LITTLE = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "in", "into", "of", "on", "or", "our", "the", "to", "with"}
)
_NEGATIONS = frozenset({"anti", "beyond", "no", "non", "not", "without"})
_OPPOSING = ("anti", "de", "dis", "il", "im", "in", "ir", "mis", "multi", "non", "re", "un")
_ENDING = re.compile(r"(\w{4,}?)(?:ing|ed|es|s)")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[ivx]+[.)])\s+")


def spelled_alike(title: str) -> str:
    """A title in one spelling: folded, numbers before it and punctuation gone, "&" in words, "z" as "s"."""
    folded = _NUMBER.sub("", fold(title.replace("&", " and ")))
    return " ".join(words(folded)).replace("z", "s")


@lru_cache(maxsize=_KEPT)
def similarity(one: str, other: str) -> float:
    """From 0 to 1; at least CUT where both titles mean the same."""
    first, second = _spelled(one), _spelled(other)
    if not first or not second:
        return 0.0
    if first == second or first.replace(" ", "") == second.replace(" ", ""):
        return 1.0
    telling, others = _telling(first), _telling(second)
    if telling and sorted(telling) == sorted(others):
        return 0.99
    if 2 * min(len(first), len(second)) < CUT * (len(first) + len(second)):
        return 0.0  # no need to ask: too unlike in length
    ratio = _ratio(first, second)
    return ratio if ratio >= CUT and _same_sense(telling, others) else min(ratio, CUT - 0.01)


def is_short_for(short: str, title: str) -> bool:
    """Whether a title was written down with some of its words left out: "User Interface", "Infinite Scaling".

    At least two words that tell something are there, and half of all that the title has.
    """
    some, others = _telling(_spelled(short)), _telling(_spelled(title))
    if len(some) < 2 or len(some) >= len(others) or 2 * len(some) < len(others):
        return False
    return all(any(_is_variant(word, other) for other in others) for word in some) and _same_sense(some, others)


def is_initials_of(short: str, title: str) -> bool:
    """Whether a title is written as the initials of another: "GUI"."""
    name = _NUMBER.sub("", short.strip())
    return len(name) > 2 and name == _initials(title)


def _initials(title: str) -> str:
    words_of = _telling(_spelled(title))
    return "".join(word[0] for word in words_of).upper() if len(words_of) > 2 else ""


@lru_cache(maxsize=_KEPT)
def _spelled(title: str) -> str:
    return spelled_alike(title)


@lru_cache(maxsize=_KEPT)
def _telling(title: str) -> tuple[str, ...]:
    """The words that tell something, without the endings that only grammar asks for."""
    return tuple(_bare(word) for word in title.split() if word not in _LITTLE)


def _bare(word: str) -> str:
    found = _ENDING.fullmatch(word)
    return found[1] if found else word


def _same_sense(some: Sequence[str], others: Sequence[str]) -> bool:
    """Words may be missing on one side, if they do not turn the sense round; none may stand in for another."""
    lone, left = [], list(others)
    for word in some:
        counterpart = max(left, key=lambda other: _ratio(word, other), default="")
        if counterpart and _is_variant(word, counterpart):
            left.remove(counterpart)
        else:
            lone.append(word)
    return not (lone and left) and _NEGATIONS.isdisjoint(lone + left) and not any(map(_is_number, lone + left))


@lru_cache(maxsize=_KEPT)
def _is_variant(word: str, other: str) -> bool:
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    if longer != shorter and longer.endswith(shorter):
        return longer.removesuffix(shorter) not in _OPPOSING
    if _is_number(word) or _is_number(other):
        return word == other
    return _ratio(word, other) >= _WORD_CUT


def _is_number(word: str) -> bool:
    return word.isdigit()


def _ratio(one: str, other: str) -> float:
    """The larger of both directions, which differ now and then: alike must not depend on who asks."""
    return max(
        SequenceMatcher(None, one, other, autojunk=False).ratio(),
        SequenceMatcher(None, other, one, autojunk=False).ratio(),
    )
