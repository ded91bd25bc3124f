"""A text whose words are coloured by when or by whom they came in: what is chosen of it, and what that shows."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime

from visioneditor.core.provenance.shares import (
    OWN,
    GroupBy,
    Grouping,
    OriginWord,
    group_words,
    oldest_words,
    share_sections,
)
from visioneditor.gui.prose.tints import DIMMED, Tints, TintSpan, join_words
from visioneditor.gui.remembering.why_words import say
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.gui.widgets.thread_card import shown_name
from visioneditor.services.word_origins import WordOrigins
from visioneditor.values import dataclass

MOST_OLDEST = 12
FAMILIES = {GroupBy.AGE: "age", GroupBy.AUTHOR: "hue"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is shown of the colours: one group alone (None: all), and what stood there at a moment (None: by now)."""

    by: GroupBy
    group: int | None = None
    as_of: datetime | None = None


class Coloured:
    """The words of a text with their groups; made on a thread, then only read."""

    def __init__(self, origins: WordOrigins, by: GroupBy) -> None:
        self.origins = origins
        self._came = origins.came
        self._starts = [word.start for word in origins.words]
        self.grouping: Grouping = group_words(by, self._came, origins.words)
        document = origins.shown.document
        self.sections = share_sections(document.sections, origins.words, self.grouping)
        blocks = sorted(block.start for block in document.blocks)
        self.oldest = oldest_words(origins.words, self._came, blocks, MOST_OLDEST)
        self.moments = tuple(sorted({self._came[word.change].date for word in origins.words if word.change != OWN}))

    @property
    def by(self) -> GroupBy:
        """What the words are told apart by."""
        return self.grouping.by

    @property
    def own(self) -> int:
        """How many words are not committed yet."""
        return sum(word.change == OWN for word in self.origins.words)

    def count_until(self, moment: datetime) -> int:
        """How many of the words stood there at a moment already."""
        words = self.origins.words
        return sum(word.change != OWN and self._came[word.change].date <= moment for word in words)

    def tints(self, choice: Choice, text: int) -> Tints:
        """The colours under the words, what is not chosen dimmed."""
        return Tints(text, FAMILIES[self.by], join_words(self._spans(choice)), self.teller(text))

    def _spans(self, choice: Choice) -> Iterator[TintSpan | None]:
        shades = [self._shade(change, choice) for change in range(len(self._came))]
        is_limited = choice.group is not None or choice.as_of is not None
        for word in self.origins.words:
            if word.change != OWN:
                yield TintSpan(word.start, word.end, shades[word.change])
            else:
                yield TintSpan(word.start, word.end, DIMMED) if is_limited else None

    def _shade(self, change: int, choice: Choice) -> int:
        group = self.grouping.of_change[change]
        is_chosen = choice.group is None or group == choice.group
        is_there = choice.as_of is None or self._came[change].date <= choice.as_of
        return self.grouping.groups[group].shade if is_chosen and is_there and self.grouping.groups else DIMMED

    def word_at(self, offset: int) -> OriginWord | None:
        """The word at an offset of the text."""
        at = bisect_right(self._starts, offset) - 1
        word = self.origins.words[at] if at >= 0 else None
        return word if word is not None and offset < word.end else None

    def tell_word(self, word: OriginWord) -> str:
        """Who brought a word in, when, and with what."""
        if word.change == OWN:
            return say("Not committed yet")
        _, change = self.origins.changes[word.change]
        return f"{shown_name(change.author)}, {shown_date(change.date)}: {change.subject}"

    def teller(self, text: int) -> Callable[[int, int], str]:
        """What is told of a character of the tinted text."""
        return lambda which, offset: self.tell(offset) if which == text else ""

    def tell(self, offset: int) -> str:
        """What is told of the word at an offset; nothing between words."""
        word = self.word_at(offset)
        return self.tell_word(word) if word is not None else ""
