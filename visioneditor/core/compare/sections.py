"""Which section of one text is which of the other: one to one; splits and merges are told later, from the blocks.

Strong evidence comes first: the same words under the same title; then the same title under matched parents, the same
title but for its number, the same title anywhere; then bodies that are alike; at last titles and bodies that are each a
little alike, where both stand in the same place. What is matched lets its children be matched, so all of this goes
round until nothing new is found.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from visioneditor.core.compare.pairing import Pairing
from visioneditor.core.compare.similarity import candidate_pairs, dice, likeness
from visioneditor.core.compare.units import Bag, Units, count_letters, unwrapped
from visioneditor.core.text import words

# Bodies alike from here on are the same section under another title: 45 of 45 such pairs in the governance history
# looked real at this value. In one place, or with a title alike, less is enough: the value at which an edited
# paragraph is still held to be the same one; further down, titles have to make up for it.
_SAME_BODY = 0.6
_SAME_PLACE_BODY = 0.45
_TITLE_ANYWHERE_BODY = 0.3
_TITLE_AND_BODY = 0.5  # their mean, in the same place
_SAME_PLACE_TITLE = 0.7
_LONE_TITLE = 0.5  # more than half of a title, where no other section came or went
_ENOUGH_WORDS = 8  # a body of fewer tells nothing by itself
_ENOUGH_LETTERS = 60  # the same for a section to the letter, its heading and adornment included
_ENOUGH_LETTERS_OF_BODY = 20  # git asks as many of a line before it calls it moved
_ENOUGH_LETTERS_OF_TITLE = 20  # the same: a title is a line, too
_MOST_PAIRS = 2_500  # sections of one title that are weighed against each other; past it they pair off in order
_ALL_PAIRS = 900  # of sections in one place are looked at; past it an index says which
_NUMBER = re.compile(r"^\(?(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.):]\s+|^\d+(?:\.\d+)*\s+(?=\D)")

_Key = Callable[[Units, int], str]


def match_sections(old: Units, new: Units) -> Pairing:
    """Pairs of sections, by their places in the two documents' tuples."""
    matcher = _Matcher(old, new)
    matcher.match_preambles()
    matcher.match_unchanged()
    before = -1
    while len(matcher.pairs) != before:
        before = len(matcher.pairs)
        matcher.match_children(_title)
        matcher.match_children(_title_without_number)
        if matcher.is_complete():
            break
        matcher.match_titles_anywhere()
        matcher.match_same_bodies()
        matcher.match_bodies()
        matcher.match_in_place()
        matcher.match_lone_titles()
    return matcher.pairs


def _title(units: Units, section: int) -> str:
    return units.title(section)


def _title_without_number(units: Units, section: int) -> str:
    return _NUMBER.sub("", _title(units, section))


def _title_in_any_order(units: Units, section: int) -> str:
    heading = units.heading(section)
    return " ".join(sorted(units.bag(heading).elements())) if heading is not None else ""


def _enough_of(source: str) -> str:
    """A source however its lines are broken; of a long one only as much as tells that it is."""
    head = unwrapped(source[: 2 * _ENOUGH_LETTERS])
    return head if len(head) >= _ENOUGH_LETTERS else unwrapped(source)


class _Matcher:
    def __init__(self, old: Units, new: Units) -> None:
        self.old, self.new = old, new
        self.pairs = Pairing()
        self.old_all, self.new_all = range(len(old.sections)), range(len(new.sections))
        self._old_bodies, self._new_bodies = _Bodies(old), _Bodies(new)

    def is_complete(self) -> bool:
        """Whether one side has nothing left to match."""
        return len(self.pairs) == min(len(self.old_all), len(self.new_all))

    def match_preambles(self) -> None:
        """What stands before the first heading belongs together."""
        if self.old.sections and self.new.sections and not self.old.sections[0].number + self.new.sections[0].number:
            self.pairs.add(0, 0)

    def match_unchanged(self) -> None:
        """Sections whose title and body stand once in either text, to the letter but for white space."""
        titles = _by_title(self.new)
        for title, olds in _by_title(self.old).items():
            news = titles.get(title, [])
            if len(olds) == 1 == len(news):
                if self._is_unchanged(olds[0], news[0]):
                    self.pairs.add(olds[0], news[0])
                continue
            sources = _in_both(_by_source(self.old, olds), _by_source(self.new, news)) if news else []
            for source, places, found in sources:
                if len(places) == 1 == len(found) and len(source) >= _ENOUGH_LETTERS:
                    self.pairs.add(places[0], found[0])

    def _is_unchanged(self, i: int, j: int) -> bool:
        before, after = self.old.section_source(i), self.new.section_source(j)
        if before == after:
            return len(_enough_of(before)) >= _ENOUGH_LETTERS
        if count_letters(before) != count_letters(after):
            return False  # which is told sooner
        source = unwrapped(before)
        return len(source) >= _ENOUGH_LETTERS and source == unwrapped(after)

    def match_children(self, key: _Key) -> None:
        """The same title under matched parents, from the outermost inwards."""
        pending = [(-1, -1), *self.pairs]
        while pending:
            old_parent, new_parent = pending.pop()
            olds, news = self.old.children_of.get(old_parent), self.new.children_of.get(new_parent)
            if olds and news:
                pending += self._match_same_key(olds, news, key)

    def _match_same_key(self, old_places: list[int], new_places: list[int], key: _Key) -> list[tuple[int, int]]:
        groups = self._groups(self.pairs.free_old(old_places), self.pairs.free_new(new_places), key)
        added: list[tuple[int, int]] = []
        for olds, news in groups:
            pairs = [(olds[0], news[0])] if len(olds) == 1 == len(news) else self._best_of(olds, news)
            added += [pair for pair in pairs if self.pairs.add(*pair)]
        return added

    def _groups(self, old_places: list[int], new_places: list[int], key: _Key) -> list[tuple[list[int], list[int]]]:
        """Free sections of the same title on both sides."""
        if not old_places or not new_places:
            return []
        by_key: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for place in old_places:
            by_key[key(self.old, place)][0].append(place)
        for place in new_places:
            by_key[key(self.new, place)][1].append(place)
        return [group for title, group in by_key.items() if title and group[0] and group[1]]

    def _best_of(self, olds: list[int], news: list[int]) -> list[tuple[int, int]]:
        """Of several sections of one title those that are most alike, then by their order."""
        if len(olds) * len(news) > _MOST_PAIRS:
            return list(zip(olds, news, strict=False))
        scored = sorted(
            (-self._alike(i, j), abs(a * len(news) - b * len(olds)), i, j)
            for a, i in enumerate(olds)
            for b, j in enumerate(news)
        )
        return [(i, j) for _, _, i, j in scored]

    def match_titles_anywhere(self) -> None:
        """The same title elsewhere, where the words agree or only the sections above have changed."""
        old_free, new_free = self.pairs.free_old(self.old_all), self.pairs.free_new(self.new_all)
        for key in (_title, _title_without_number):
            for olds, news in self._groups(old_free, new_free, key):
                for i, j in self._best_of(olds, news):
                    if self._same_ancestors(i, j) or self._alike(i, j) >= _TITLE_ANYWHERE_BODY:
                        self.pairs.add(i, j)

    def match_lone_titles(self) -> None:
        """A title that each text has once names the same section, where its body or its place does not deny it."""
        for key in (_title, _title_in_any_order):
            if not self._groups(self.pairs.free_old(self.old_all), self.pairs.free_new(self.new_all), key):
                continue
            for olds, news in self._groups(list(self.old_all), list(self.new_all), key):
                is_lone = len(olds) == 1 == len(news) and self.pairs.are_free(olds[0], news[0])
                if is_lone and self._may_be_same(olds[0], news[0]):
                    self.pairs.add(olds[0], news[0])

    def _may_be_same(self, i: int, j: int) -> bool:
        if sum(map(str.isalnum, _title(self.old, i))) >= _ENOUGH_LETTERS_OF_TITLE:
            return True
        small = min(self._own_total(self.old, i), self._own_total(self.new, j)) < _ENOUGH_WORDS
        return small or self._are_neighbours(i, j)

    def _own_total(self, units: Units, place: int) -> int:
        return units.section_bag(place, whole=False).total()

    def _are_neighbours(self, i: int, j: int) -> bool:
        """Whether what stands right before or right behind is matched, too."""
        before, behind = self.pairs.new_of.get(i - 1), self.pairs.new_of.get(i + 1)
        return before == j - 1 or behind == j + 1

    def match_same_bodies(self) -> None:
        """Another title over a body that stands once in either text, to the letter but for white space."""
        old_free, new_free = self.pairs.free_old(self.old_all), self.pairs.free_new(self.new_all)
        if not _in_both(self._old_bodies.places(old_free), self._new_bodies.places(new_free)):
            return
        olds, news = self._old_bodies.places(self.old_all), self._new_bodies.places(self.new_all)
        for source, places, found in _in_both(olds, news):
            enough = sum(map(str.isalnum, source)) >= _ENOUGH_LETTERS_OF_BODY
            if len(places) == 1 == len(found) and enough and self._are_of_a_kind(places[0], found[0]):
                self.pairs.add(places[0], found[0])

    def _are_of_a_kind(self, i: int, j: int) -> bool:
        """Whether both have a heading, or neither: one that lost its heading is a section less, not another name."""
        return bool(self.old.sections[i].number) == bool(self.new.sections[j].number)

    def match_bodies(self) -> None:
        """Another title over the same words."""
        old_bags = self._bags(self.old, self.pairs.free_old(self.old_all))
        new_bags = self._bags(self.new, self.pairs.free_new(self.new_all))
        scored: list[tuple[float, float, int, int]] = []
        for i, j in candidate_pairs(old_bags, new_bags):
            alike = dice(old_bags[i], new_bags[j])
            if alike >= _SAME_BODY and self._are_of_a_kind(i, j):
                scored.append((-alike, -self._titles_alike(i, j), i, j))
        for _, _, i, j in sorted(scored):
            self.pairs.add(i, j)

    def _bags(self, units: Units, places: list[int]) -> dict[int, Bag]:
        bags = {place: self._evidence(units, place) for place in places}
        return {place: bag for place, bag in bags.items() if bag.total() >= _ENOUGH_WORDS}

    def _evidence(self, units: Units, place: int) -> Bag:
        """The section's own words; where there are hardly any, those of its sub-sections, too."""
        own = units.section_bag(place, whole=False)
        return own if own.total() >= _ENOUGH_WORDS else units.section_bag(place, whole=True)

    def match_in_place(self) -> None:
        """Sections that stand in the same place, with title and body each a little alike."""
        scored: list[tuple[float, int, int]] = []
        for olds, news in self._gaps():
            pairs = self._pairs_in_place(olds, news)
            scored += [(-score, i, j) for i, j in pairs if (score := self._score_in_place(i, j)) > 0]
            if len(olds) == 1 == len(news) and self._are_lone(olds[0], news[0]):
                scored.append((-0.01, olds[0], news[0]))
        for _, i, j in sorted(scored):
            self.pairs.add(i, j)

    def _pairs_in_place(self, olds: list[int], news: list[int]) -> Iterable[tuple[int, int]]:
        """All of them; of very many those that share rarer words in title or body."""
        if len(olds) * len(news) <= _ALL_PAIRS:
            return [(i, j) for i in olds for j in news]
        titles = candidate_pairs(_title_bags(self.old, olds), _title_bags(self.new, news))
        old_bodies = {i: self._evidence(self.old, i) for i in olds}
        return {*titles, *candidate_pairs(old_bodies, {j: self._evidence(self.new, j) for j in news})}

    def _score_in_place(self, i: int, j: int) -> float:
        if not self._are_of_a_kind(i, j):
            return 0.0
        title, body = self._titles_alike(i, j), self._alike(i, j)
        mean = (title + body) / 2
        small = min(self._evidence(self.old, i).total(), self._evidence(self.new, j).total()) < _ENOUGH_WORDS
        enough = mean >= _TITLE_AND_BODY or title >= _SAME_PLACE_TITLE or self._holds_title(i, j)
        return mean if enough or (body >= _SAME_PLACE_BODY and not small) else 0.0

    def _holds_title(self, i: int, j: int) -> bool:
        """Whether one title is the other with words before or behind it, and is long enough to be known by."""
        short, long = sorted((" ".join(words(_title(self.old, i))), " ".join(words(_title(self.new, j)))), key=len)
        return len(short.replace(" ", "")) >= _ENOUGH_LETTERS_OF_TITLE and f" {short} " in f" {long} "

    def _are_lone(self, i: int, j: int) -> bool:
        """Whether two sections that have no other in their place are the same, for all that they are little alike."""
        old_heading, new_heading = self.old.heading(i), self.new.heading(j)
        if old_heading is None or new_heading is None:
            return False
        return dice(self.old.bag(old_heading), self.new.bag(new_heading)) > _LONE_TITLE or self._are_lone_tops(i, j)

    def _are_lone_tops(self, i: int, j: int) -> bool:
        """Whether both are the one outermost section: a document's title stays its title, where the text agrees."""
        if _tops(self.old) != [i] or _tops(self.new) != [j]:
            return False
        return dice(self.old.section_bag(i, whole=True), self.new.section_bag(j, whole=True)) >= _TITLE_ANYWHERE_BODY

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """Free sections of matched parents that stand between the same matched neighbours."""
        gaps: list[tuple[list[int], list[int]]] = []
        for old_parent, new_parent in [(-1, -1), *self.pairs]:
            olds, news = self.old.children_of.get(old_parent, []), self.new.children_of.get(new_parent, [])
            old_gaps = _by_neighbour(olds, self.pairs.new_of)
            new_gaps = _by_neighbour(news, {place: place for place in self.pairs.old_of})
            gaps += [(old_gaps[key], new_gaps[key]) for key in old_gaps if key in new_gaps]
        return gaps

    def _same_ancestors(self, i: int, j: int) -> bool:
        """Whether the nearest matched sections above are each other's."""
        old_above, new_above = self.old.parent_of[i], self.new.parent_of[j]
        while old_above >= 0 and old_above not in self.pairs.new_of:
            old_above = self.old.parent_of[old_above]
        while new_above >= 0 and new_above not in self.pairs.old_of:
            new_above = self.new.parent_of[new_above]
        return self.pairs.new_of.get(old_above, -1) == new_above

    def _alike(self, i: int, j: int) -> float:
        """How alike two bodies are; two empty ones are."""
        own_old, own_new = self.old.section_bag(i, whole=False), self.new.section_bag(j, whole=False)
        if own_old.total() < _ENOUGH_WORDS and own_new.total() < _ENOUGH_WORDS:
            own_old, own_new = self.old.section_bag(i, whole=True), self.new.section_bag(j, whole=True)
        return dice(own_old, own_new) if own_old or own_new else 1.0

    def _titles_alike(self, i: int, j: int) -> float:
        old_heading, new_heading = self.old.heading(i), self.new.heading(j)
        if old_heading is None or new_heading is None:
            return 0.0
        return likeness(self.old.bag(old_heading), self.new.bag(new_heading))


def _title_bags(units: Units, places: list[int]) -> dict[int, Bag]:
    headings = {place: units.heading(place) for place in places}
    return {place: units.bag(heading) for place, heading in headings.items() if heading is not None}


def _tops(units: Units) -> list[int]:
    """The outermost sections, the preamble left out."""
    return [at for at in units.children_of.get(-1, []) if units.sections[at].number]


def _by_title(units: Units) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, section in enumerate(units.sections):
        places.setdefault(section.title, []).append(at)
    return places


def _by_source(units: Units, places: Iterable[int]) -> dict[str, list[int]]:
    """Sections by their source, however its lines are broken."""
    found: dict[str, list[int]] = {}
    for at in places:
        found.setdefault(unwrapped(units.section_source(at)), []).append(at)
    return found


class _Bodies:
    """Sections by what stands below their headings, however its lines are broken."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._bodies: dict[int, str] = {}

    def places(self, sections: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at in sections:
            body = self._bodies.get(at)
            if body is None:
                source = "\n".join(map(self._units.source, self._units.body(at)))
                body = self._bodies[at] = unwrapped(source)
            found.setdefault(body, []).append(at)
        return found


def _in_both(olds: dict[str, list[int]], news: dict[str, list[int]]) -> list[tuple[str, list[int], list[int]]]:
    """What stands on both sides, with its places on either."""
    return [(source, places, news[source]) for source, places in olds.items() if source and source in news]


def _by_neighbour(places: list[int], names: dict[int, int]) -> dict[int, list[int]]:
    """Free places by the matched one before them, under the name that both sides have for it."""
    found: dict[int, list[int]] = {}
    neighbour = -1
    for place in places:
        if place in names:
            neighbour = names[place]
        else:
            found.setdefault(neighbour, []).append(place)
    return found
