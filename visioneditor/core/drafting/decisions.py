"""What a person decides about two drafts that were brought together: for each place whose words stand there."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from visioneditor.core.drafting.atom_merge import Origin, Stretch
from visioneditor.core.drafting.three_way import Merged
from visioneditor.values import dataclass, field, replace


class Place(NamedTuple):
    """A stretch of a merged text: the index of its section, and its own in it."""

    section: int
    stretch: int


class Taken(StrEnum):
    """Whose words are taken."""

    BASE = "base"
    THEIRS = "theirs"
    OURS = "ours"
    BOTH = "both"  # ours, then theirs
    OWN = "own"  # words written in their place


_USUAL = {Origin.OURS: Taken.OURS, Origin.THEIRS: Taken.THEIRS, Origin.BOTH: Taken.OURS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about one place; `text` is what stands there then."""

    taken: Taken
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """A merge under way. Every change of it is a new value, so that undo is the one before."""

    merged: Merged
    decided: Mapping[Place, Decision] = field(default_factory=dict)

    def places(self) -> Iterator[Place]:
        """All places that either side changed, in the order of the text."""
        for at, section in enumerate(self.merged.sections):
            for index, stretch in enumerate(section.stretches):
                if stretch.origin is not Origin.KEPT:
                    yield Place(at, index)

    def stretch(self, place: Place) -> Stretch:
        """What either side has at a place."""
        return self.merged.sections[place.section].stretches[place.stretch]

    def is_open(self, place: Place) -> bool:
        """Whether both sides wrote there and nobody has decided yet."""
        return self.stretch(place).origin is Origin.CONFLICT and place not in self.decided

    @property
    def open_places(self) -> tuple[Place, ...]:
        """What is still to be decided."""
        return tuple(place for place in self.places() if self.is_open(place))

    def taken(self, place: Place) -> Taken | None:
        """Whose words stand at a place; None while that is open."""
        if place in self.decided:
            return self.decided[place].taken
        return _USUAL.get(self.stretch(place).origin)

    def text_of(self, place: Place) -> str:
        """What stands at a place; ours while it is open."""
        return self.decided[place].text if place in self.decided else self.stretch(place).text

    def take(self, place: Place, taken: Taken) -> "Decisions":
        """The same with somebody's words taken at a place."""
        return self._with(place, Decision(taken=taken, text=_words_of(self.stretch(place), taken)))

    def write(self, place: Place, text: str) -> "Decisions":
        """The same with words of one's own at a place."""
        ending = _ending(self.stretch(place))
        return self._with(place, Decision(taken=Taken.OWN, text=text.rstrip() + ending if text.strip() else ""))

    def _with(self, place: Place, decision: Decision) -> "Decisions":
        return replace(self, decided={**self.decided, place: decision})

    @property
    def kept(self) -> tuple["KeptDecision", ...]:
        """What was decided, in a form that outlives the merge: by what stands in a place, not by where it is."""
        marks = _marks(self)
        return tuple(KeptDecision(marks[place], one.taken, one.text) for place, one in self.decided.items())

    @property
    def text(self) -> str:
        """The whole text as it is decided so far."""
        return self.merged.text({(place.section, place.stretch): one.text for place, one in self.decided.items()})


class KeptDecision(NamedTuple):
    """A decision about the place of that mark."""

    mark: str
    taken: str
    text: str


def decide_again(merged: Merged, kept: Iterable[KeptDecision]) -> Decisions:
    """The decisions that were kept, in each place where all sides still say what they said then."""
    decisions = Decisions(merged=merged)
    places = {mark: place for place, mark in _marks(decisions).items()}
    known = {taken.value for taken in Taken}
    decided = {
        places[one.mark]: Decision(taken=Taken(one.taken), text=one.text)
        for one in kept
        if one.mark in places and one.taken in known
    }
    return replace(decisions, decided=decided)


def _marks(decisions: Decisions) -> dict[Place, str]:
    """A short mark of the three texts of each place, numbered where several say the same."""
    seen = Counter[str]()
    marks: dict[Place, str] = {}
    for place in decisions.places():
        stretch = decisions.stretch(place)
        texts = "\0".join((stretch.base, stretch.ours, stretch.theirs))
        digest = hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        marks[place] = f"{digest}:{seen[digest]}"
        seen[digest] += 1
    return marks


def _words_of(stretch: Stretch, taken: Taken) -> str:
    if taken is Taken.BOTH:
        return _both(stretch)
    return {Taken.BASE: stretch.base, Taken.THEIRS: stretch.theirs}.get(taken, stretch.ours)


def _both(stretch: Stretch) -> str:
    """Ours, then theirs; paragraphs that both begin with, or words that stood there, are there once."""
    first, second, stood = stretch.ours.rstrip(), stretch.theirs, stretch.base.rstrip()
    if alike := _paragraphs_alike(first, second):
        return first + "\n\n" + "\n\n".join(second.split("\n\n")[alike:])
    if stood and _goes_on(first, stood) and _goes_on(second, stood):
        return first + second[len(stood) :]
    between = _ending(stretch) or ("\n\n" if "\n" in stretch.ours.strip() else " ")
    return first + between + second if first and second.strip() else stretch.ours or stretch.theirs


def _paragraphs_alike(one: str, other: str) -> int:
    """How many paragraphs both begin with, if each goes on behind them."""
    pairs = list(zip(one.split("\n\n")[:-1], other.split("\n\n")[:-1], strict=False))
    return next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), len(pairs))


def _goes_on(text: str, stood: str) -> bool:
    return text.startswith(stood) and text[len(stood) : len(stood) + 1].isspace()


def _ending(stretch: Stretch) -> str:
    """The white space behind the words of a place."""
    texts = (text for text in (stretch.ours, stretch.theirs, stretch.base) if text.strip())
    return next((text[len(text.rstrip()) :] for text in texts), "")
