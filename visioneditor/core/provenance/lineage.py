"""Words through all revisions of a text: each keeps what it is until it goes, also when it goes and comes back.

A revision hands its words on to the next one. What stood in one place and stands in another has gone and come in the
same step: a run of words that is long enough to be no chance is taken for the old one. What was taken out earlier is
kept in mind; a long run of it that comes back, or a short one that comes back between the same neighbours, is the old
one, too. (WikiWho does so for wikis: Flöck and Acosta, 2014.)
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from visioneditor.core.provenance.matching import Step
from visioneditor.core.provenance.run_index import KEY, RunIndex

_LEAST_MOVED = 4  # words, of the same step
_LEAST_RESTORED = 8


class Gone(NamedTuple):
    """Words that were taken out together, by their numbers, and those that stood beside them; -1: the text's end."""

    revision: int
    words: tuple[int, ...]
    before: int
    behind: int


class Lineage:
    """Every word that a text ever had has a number; revisions are counted from 0, the oldest.

    `texts` and `births` say of a word what it is and which revision brought it in, `rows` of a revision which words
    it has, in their order, `moved` which of them it moved, `restored` which had been gone before it.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.births: list[int] = []
        self.rows: list[tuple[int, ...]] = []
        self.moved: list[frozenset[int]] = []
        self.restored: list[frozenset[int]] = []
        self.gone: list[Gone] = []
        self._runs = RunIndex()
        self._by_text: dict[int, int] = {}  # by a text's hash the latest revision that said it
        self._by_neighbour: dict[tuple[int, bool], list[int]] = defaultdict(list)

    @property
    def present(self) -> tuple[int, ...]:
        """The words of the newest revision."""
        return self.rows[-1] if self.rows else ()

    def advance(self, step: Step) -> None:
        """Add the next revision."""
        revision, before = len(self.rows), self.present
        again = self._same_text(step.words)
        found = [before[at] if at >= 0 else -1 for at in step.source] if again is None else list(again)
        moved = {found[at] for at in step.moved}.intersection(before)
        alive = {word for word in found if word >= 0}
        self._bury(revision, before, alive)
        restored = set[int]() if again is None else alive.difference(before)
        for start, end in list(_missing(found)):
            self._revive(revision, step.words, found, (start, end), alive, moved, restored)
        for at, word in enumerate(found):
            if word < 0:
                found[at] = len(self.texts)
                self.texts.append(step.words[at])
                self.births.append(revision)
        self.rows.append(tuple(found))
        self.moved.append(frozenset(moved))
        self.restored.append(frozenset(restored))
        self._by_text[hash(step.words)] = revision

    def _same_text(self, words: tuple[str, ...]) -> tuple[int, ...] | None:
        """The row of an earlier revision with this very text: what was taken back wholly is that one again."""
        row = self.rows[self._by_text[hash(words)]] if hash(words) in self._by_text else None
        return row if row is not None and tuple(self.texts[word] for word in row) == words else None

    def _bury(self, revision: int, before: Sequence[int], alive: set[int]) -> None:
        at = 0
        for is_alive, group in groupby(before, alive.__contains__):
            words = tuple(group)
            if not is_alive:
                left = before[at - 1] if at else -1
                right = before[at + len(words)] if at + len(words) < len(before) else -1
                self._remember(Gone(revision, words, left, right))
            at += len(words)

    def _remember(self, gone: Gone) -> None:
        number = len(self.gone)
        self.gone.append(gone)
        self._runs.add(number, [self.texts[word] for word in gone.words])
        self._by_neighbour[gone.before, False].append(number)
        self._by_neighbour[gone.behind, True].append(number)

    def _revive(
        self,
        revision: int,
        texts: Sequence[str],
        found: list[int],
        span: tuple[int, int],
        alive: set[int],
        moved: set[int],
        restored: set[int],
    ) -> None:
        """Give words of a span that came in the numbers of words that are gone."""

        def take(at: int, words: Sequence[int], gone_in: int) -> None:
            found[at : at + len(words)] = words
            alive.update(words)
            (moved if gone_in == revision else restored).update(words)

        start, end = span
        if again := self._between(texts, found, span, alive):
            take(start, again.words, again.revision)
            return
        at = start
        while at + KEY <= end:
            length, gone_in, words = self._longest(revision, texts[at:end], alive)
            if length:
                take(at, words, gone_in)
            at += length or 1

    def _between(
        self, texts: Sequence[str], found: Sequence[int], span: tuple[int, int], alive: set[int]
    ) -> Gone | None:
        """What was gone and says the same as a whole span, and stood beside the same word."""
        start, end = span
        left = found[start - 1] if start else -1
        right = found[end] if end < len(found) else -1
        numbers = [*self._by_neighbour.get((left, False), ()), *self._by_neighbour.get((right, True), ())]
        for number in sorted(numbers, reverse=True):
            gone: Gone = self.gone[number]
            said = [self.texts[word] for word in gone.words]
            if said == list(texts[start:end]) and alive.isdisjoint(gone.words):
                return gone
        return None

    def _longest(self, revision: int, texts: Sequence[str], alive: set[int]) -> tuple[int, int, tuple[int, ...]]:
        """The longest run of gone words that these texts begin with: its length, when it went, its words."""
        best: tuple[int, int, tuple[int, ...]] = (0, 0, ())
        for number, offset in self._runs.places(texts):
            gone = self.gone[number]
            words = tuple(self._run(gone.words[offset:], texts, alive))
            least = _LEAST_MOVED if gone.revision == revision else _LEAST_RESTORED
            if len(words) >= least and len(words) > best[0]:
                best = len(words), gone.revision, words
        return best

    def _run(self, words: Sequence[int], texts: Sequence[str], alive: set[int]) -> Iterator[int]:
        for word, text in zip(words, texts, strict=False):
            if word in alive or self.texts[word] != text:
                return
            yield word


def _missing(found: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Spans of words that have no number yet."""
    at = 0
    for is_missing, group in groupby(found, lambda word: word < 0):
        length = sum(1 for _ in group)
        if is_missing:
            yield at, at + length
        at += length
