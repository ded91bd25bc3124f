"""Headings: those of matched sections, those that became text, and text that became a heading."""

from collections.abc import Callable, Iterable

from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.parts import Parts
from visioneditor.core.compare.units import Units
from visioneditor.core.document.model import BlockKind


def match_headings(old: Units, new: Units, sections: Pairing, pairs: Pairing) -> None:
    """A matched section's headings are each other's, however they changed."""
    for i, j in sections:
        old_heading, new_heading = old.heading(i), new.heading(j)
        if old_heading is not None and new_heading is not None:
            pairs.add(old_heading, new_heading)


def match_headings_elsewhere(old: Units, new: Units, pairs: Pairing, parts: Parts) -> None:
    """Headings that became text, and text that became a heading, where nothing else holds the same words."""
    for key in (_letters, _letters_without_number):
        olds = [at for at in pairs.free_old(range(len(old.blocks))) if at not in parts.merged]
        news = [at for at in pairs.free_new(range(len(new.blocks))) if at not in parts.split] if olds else []
        longest = max(_longest_heading(old, olds), _longest_heading(new, news)) if news else 0
        if not longest:
            return
        found = _by_words(new, news, key, longest)
        for words, places in _by_words(old, olds, key, longest).items():
            others = found.get(words, [])
            if len(places) != 1 or len(others) != 1:
                continue
            if BlockKind.HEADING in (old.blocks[places[0]].kind, new.blocks[others[0]].kind):
                pairs.add(places[0], others[0])


def _longest_heading(units: Units, places: Iterable[int]) -> int:
    """How many words the longest of some headings has; what has more, a number before it included, is none of them."""
    return max((units.count(at) + 1 for at in places if units.blocks[at].kind is BlockKind.HEADING), default=0)


def _by_words(units: Units, places: Iterable[int], key: Callable[[str], str], longest: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at in places:
        if not units.is_silent(at) and units.count(at) <= longest:
            found.setdefault(key(units.key(at)[1]), []).append(at)
    return found


def _letters_without_number(words: str) -> str:
    """The same for a heading that was counted, without the number before it."""
    letters = _letters(words)
    number, _, rest = letters.partition(" ")
    return rest if number.isdecimal() and rest else letters


def _letters(words: str) -> str:
    """The words alone: signs around them are what made a heading of them in another markup."""
    return " ".join(word for word in words.split("\n") if word[0].isalnum())
