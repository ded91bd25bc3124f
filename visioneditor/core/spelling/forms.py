"""Whether a word is one of a dictionary's: as it stands there, with affixes, or put together of several.

A word is taken apart at its affixes rather than every word built that there can be, so that a dictionary takes little
room. A search has so many steps and no more: in a dictionary made to keep it busy the word is not found.
"""

from collections.abc import Iterator
from enum import Enum, auto

from visioneditor.core.spelling.affixes import Affixes, AffixRule, read_condition
from visioneditor.core.spelling.word_list import Words

_MOST_STEPS = 20_000
_NOTHING: tuple[str, ...] = ()


class Place(Enum):
    """Where in a compound a word stands."""

    ALONE = auto()
    BEGIN = auto()
    MIDDLE = auto()
    END = auto()


_PLACE_FLAGS = {Place.BEGIN: "COMPOUNDBEGIN", Place.MIDDLE: "COMPOUNDMIDDLE", Place.END: "COMPOUNDEND"}
_Affix = AffixRule | None


class Search:
    """One search for a word; `is_known` in this very spelling, letter case included."""

    __slots__ = ("_affixes", "_steps", "_words", "recased")

    def __init__(self, affixes: Affixes, words: Words, *, recased: bool = False, steps: int = _MOST_STEPS) -> None:
        self._affixes, self._words, self._steps = affixes, words, steps
        self.recased = recased  # the word was written with other letters' case

    @property
    def is_given_up(self) -> bool:
        """Whether there was more to look at than is looked at."""
        return self._steps <= 0

    def is_known(self, word: str) -> bool:
        """Whether the word is one of the dictionary's."""
        forbidden = self._affixes.flag("FORBIDDENWORD")
        if forbidden and any(forbidden in flags for flags in self._words.get(word, _NOTHING)):
            return False
        return self._is_form(word, Place.ALONE) or self._is_compound(word)

    def _spend(self, steps: int) -> bool:
        self._steps -= steps
        return self._steps > 0

    # One word and its affixes

    def _is_form(self, word: str, place: Place) -> bool:
        if any(self._is_sound(flags, None, None, None, place) for flags in self._words.get(word, _NOTHING)):
            return True
        return any(
            self._is_sound(flags, prefix, suffix, inner, place)
            for stem, prefix, suffix, inner in self._stems(word)
            for flags in self._words.get(stem, _NOTHING)
        )

    def _stems(self, word: str) -> Iterator[tuple[str, _Affix, _Affix, _Affix]]:
        """What the word may have been made of: stem, prefix, suffix, and a suffix before that one."""
        yield from self._without_suffixes(word, None)
        for stem, prefix in self._without_prefix(word):
            yield stem, prefix, None, None
            if prefix.is_crossing:
                yield from self._without_suffixes(stem, prefix)

    def _without_suffixes(self, word: str, prefix: _Affix) -> Iterator[tuple[str, _Affix, _Affix, _Affix]]:
        for stem, suffix in self._without_suffix(word):
            if prefix is not None and not suffix.is_crossing:
                continue
            yield stem, prefix, suffix, None
            for shorter, inner in self._without_suffix(stem):
                if suffix.flag in inner.more:
                    yield shorter, prefix, suffix, inner

    def _without_suffix(self, word: str) -> Iterator[tuple[str, AffixRule]]:
        rules, size = self._affixes.suffixes, len(word)
        for length in range(min(size, self._affixes.longest) + 1):
            for rule in rules.get(word[size - length :], ()):
                if not self._spend(1):
                    return
                stem = word[: size - length] + rule.strip
                if stem and fits(rule.condition, stem, at_end=True):
                    yield stem, rule

    def _without_prefix(self, word: str) -> Iterator[tuple[str, AffixRule]]:
        for length in range(min(len(word), self._affixes.longest) + 1):
            for rule in self._affixes.prefixes.get(word[:length], ()):
                if not self._spend(1):
                    return
                stem = rule.strip + word[length:]
                if stem and fits(rule.condition, stem, at_end=False):
                    yield stem, rule

    def _is_sound(self, flags: str, prefix: _Affix, suffix: _Affix, inner: _Affix, place: Place) -> bool:
        """Whether a stem with these flags takes those affixes, and may stand in that place."""
        flag, affixes = self._affixes.flag, [affix for affix in (prefix, suffix, inner) if affix is not None]
        taken = flags + "".join(affix.more for affix in affixes)
        if not all(affix.flag in taken for affix in affixes):
            return False
        lowest = inner or suffix
        if lowest is not None and lowest.flag not in flags and (prefix is None or lowest.flag not in prefix.more):
            return False
        if _has(flags, flag("FORBIDDENWORD")) or (self.recased and _has(taken, flag("KEEPCASE"))):
            return False
        if not self._is_complete(flags, affixes) or not self._is_round(prefix, suffix):
            return False
        if place is Place.ALONE:
            return not _has(taken, flag("ONLYINCOMPOUND"))
        return self._joins(taken, prefix, suffix, place)

    def _is_complete(self, flags: str, affixes: list[AffixRule]) -> bool:
        """Whether what cannot stand without an affix has one that can."""
        need = self._affixes.flag("NEEDAFFIX")
        if not need:
            return True
        if not affixes:
            return need not in flags
        return any(need not in affix.more for affix in affixes)

    def _is_round(self, prefix: _Affix, suffix: _Affix) -> bool:
        """Some prefixes and suffixes come only together."""
        both = self._affixes.flag("CIRCUMFIX")
        return (prefix is not None and _has(prefix.more, both)) == (suffix is not None and _has(suffix.more, both))

    # Words put together

    def _joins(self, taken: str, prefix: _Affix, suffix: _Affix, place: Place) -> bool:
        flag = self._affixes.flag
        if not _has(taken, flag("COMPOUNDFLAG")) and not _has(taken, flag(_PLACE_FLAGS[place])):
            return False
        if _has(taken, flag("COMPOUNDFORBIDFLAG")):
            return False
        permit = flag("COMPOUNDPERMITFLAG")
        is_prefix_right = prefix is None or place is Place.BEGIN or _has(prefix.more, permit)
        return is_prefix_right and (suffix is None or place is Place.END or _has(suffix.more, permit))

    def _is_compound(self, word: str) -> bool:
        named = self._affixes.named
        has_flags = any(named.get(name) for name in ("COMPOUNDFLAG", "COMPOUNDBEGIN", "COMPOUNDEND"))
        least = self._affixes.least_part
        if len(word) >= 2 * least and has_flags and self._is_joined(word, 0, Place.BEGIN, 1, "", set()):
            return "CHECKCOMPOUNDREP" not in self._affixes.switches or not self._is_mistyped(word)
        return bool(self._affixes.compound_rules) and self._follows_rule(word)

    def _is_joined(
        self, word: str, start: int, place: Place, parts: int, before: str, failed: set[tuple[int, str]]
    ) -> bool:
        """Whether the rest of a word from there on is words that go together; `failed`: from where it is not."""
        least, most = self._affixes.least_part, self._affixes.most_parts
        if start and self._may_follow(before, word[start:]) and self._is_form(word[start:], Place.END):
            return True
        if (most and parts >= most) or (start, before) in failed:
            return False
        for end in range(start + least, len(word) - least + 1):
            part = word[start:end]
            if not self._spend(10):
                return False
            is_part = (not start or self._may_follow(before, part)) and self._is_form(part, place)
            if is_part and self._is_joined(word, end, Place.MIDDLE, parts + 1, part, failed):
                return True
        failed.add((start, before))
        return False

    def _may_follow(self, before: str, part: str) -> bool:
        switches = self._affixes.switches
        if "CHECKCOMPOUNDDUP" in switches and before == part:
            return False
        if "CHECKCOMPOUNDCASE" in switches and (before[-1].isupper() or part[0].isupper()):
            return False
        seam = before[-2:] + part[:2]
        if "CHECKCOMPOUNDTRIPLE" in switches and (len(set(seam[:3])) == 1 or len(set(seam[-3:])) == 1):
            return False
        return not any(
            before.endswith(end) and part.startswith(begin) for end, begin in self._affixes.compound_patterns
        )

    def _is_mistyped(self, word: str) -> bool:
        """Whether a common mistake makes this of a word that is one."""
        for wrong, right in self._affixes.replacements:
            at = word.find(wrong) if wrong else -1
            if at >= 0 and self._spend(10) and self._is_form(word[:at] + right + word[at + len(wrong) :], Place.ALONE):
                return True
        return False

    def _follows_rule(self, word: str) -> bool:
        """Whether the word is made of words of which each has the flag that a rule wants in its place."""
        rules, least = self._affixes.compound_rules, self._affixes.least_part
        reached: list[set[tuple[int, int]]] = [set() for _ in range(len(word) + 1)]
        reached[0] = {state for number in range(len(rules)) for state in _skips(rules[number], number, 0)}
        for start in range(len(word)):
            for end in range(start + least, len(word) + 1) if reached[start] else ():
                flags = "".join(self._words.get(word[start:end], _NOTHING))
                if not self._spend(1 + len(reached[start]) * bool(flags)):
                    return False
                for number, at in reached[start] if flags else ():
                    rule = rules[number]
                    if at < len(rule) and rule[at][0] in flags:
                        reached[end].update(_skips(rule, number, at if rule[at][1] == "*" else at + 1))
        return any(at == len(rules[number]) for number, at in reached[-1])


def _skips(rule: tuple[tuple[str, str], ...], number: int, at: int) -> Iterator[tuple[int, int]]:
    """Where one can go on in a rule: what may be left out may be skipped."""
    yield number, at
    while at < len(rule) and rule[at][1]:
        at += 1
        yield number, at


def _has(flags: str, flag: str) -> bool:
    return bool(flag) and flag in flags


def fits(condition: str, stem: str, *, at_end: bool) -> bool:
    """Whether a word without its affix meets a rule's condition."""
    if condition == ".":
        return True
    wanted = read_condition(condition)
    if wanted is None or len(stem) < wanted.length:
        return False
    at = len(stem) - wanted.length if at_end else 0
    return wanted.pattern.match(stem, at) is not None
