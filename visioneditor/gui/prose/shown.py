"""The text that a piece shows, with the place in the file of each of its characters; rendered when it is needed."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from visioneditor.core.document.model import Run
from visioneditor.core.document.rendering import StyledSpan, render_block
from visioneditor.gui.prose.rows import BlockWords, Mark, MergedWords, PlainWords, Words
from visioneditor.values import dataclass, field, replace

LINE_BREAK = "\u2028"  # what a text layout breaks a line at
_TYPESET = frozenset("“”‘’–—…")
_NOTHING: tuple[Sequence[int], Sequence[int]] = ((), ())


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Characters as they are laid out; `texts` and `offsets` say of each where it comes from (-1: from nowhere).

    Spans and marks are in places of `text` here, not of the file.
    """

    text: str
    texts: Sequence[int] = ()
    offsets: Sequence[int] = ()
    spans: tuple[StyledSpan, ...] = ()
    marks: tuple[Mark, ...] = ()
    unit_ends: Mapping[int, int] = field(default_factory=dict)  # where a character stands for several of the file
    sources: Mapping[int, str]

    @cached_property
    def _by_text(self) -> Mapping[int, tuple[Sequence[int], Sequence[int]]]:
        """For each text the offsets shown, in their order, and the places of them."""
        if len(self.sources) == 1 and -1 not in self.offsets:  # as it mostly is
            return {text: (self.offsets, range(len(self.offsets))) for text in self.sources}
        found: dict[int, tuple[list[int], list[int]]] = {}
        for place, (text, offset) in enumerate(zip(self.texts, self.offsets, strict=True)):
            if offset >= 0:
                offsets, places = found.setdefault(text, ([], []))
                offsets.append(offset)
                places.append(place)
        return dict(found)

    def extent(self, text: int) -> tuple[int, int] | None:
        """The first and the last offset of a text that is shown here; None where none is."""
        offsets, _ = self._by_text.get(text, _NOTHING)
        return (offsets[0], offsets[-1]) if offsets else None

    def ranges(self, text: int, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of shown characters that come from `start` to `end` of a text."""
        offsets, places = self._by_text.get(text, _NOTHING)
        chosen = places[bisect_left(offsets, start) : bisect_left(offsets, end)]
        if isinstance(chosen, range):
            return [(chosen.start, chosen.stop)] if chosen else []
        return joined(chosen)

    def place_of(self, text: int, offset: int) -> int | None:
        """The shown character at an offset of a text or the next one after it."""
        offsets, places = self._by_text.get(text, _NOTHING)
        at = bisect_left(offsets, offset)
        return places[at] if at < len(places) else None

    def source_span(self, start: int, end: int, text: int | None = None) -> tuple[int, int, int] | None:
        """Text, start and end in the file of shown characters; of two texts' the newer one's, unless told."""
        came = [at for at in range(start, end) if self.offsets[at] >= 0]
        if not came:
            return None
        chosen = text if text is not None else max(self.texts[at] for at in came)
        places = [at for at in came if self.texts[at] == chosen and not self.text[at].isspace()]
        if not places:
            return None
        last = places[-1]
        return chosen, self.offsets[places[0]], self.unit_ends.get(last, self.offsets[last] + 1)

    def clean(self, start: int, end: int, text: int | None = None) -> str:
        """The characters as they are copied and sent: quotes and dashes as in the file, line breaks as LF.

        `text` leaves out what is of the other one of two texts, and the blanks put between them.
        """
        places = range(start, end)
        if text is None:
            return "".join(map(self._clean_character, places))
        own = [at for at in places if self.texts[at] == text and self.offsets[at] >= 0]
        parts = ("".join(map(self._clean_character, range(*stretch))) for stretch in joined(own))
        return "".join(parts) if text else " ".join(parts)  # of the older text only what went stands here

    def _clean_character(self, at: int) -> str:
        character = self.text[at]
        if character == LINE_BREAK:
            return "\n"
        if character in _TYPESET and self.offsets[at] >= 0 and at not in self.unit_ends:
            return self.sources[self.texts[at]][self.offsets[at]]
        return character


def joined(places: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring places as stretches, ends excluded."""
    stretches: list[tuple[int, int]] = []
    for place in places:
        if stretches and stretches[-1][1] == place:
            stretches[-1] = (stretches[-1][0], place + 1)
        else:
            stretches.append((place, place + 1))
    return stretches


def render_words(words: Words, *, is_typeset: bool = True) -> Shown:
    """What is laid out for a piece's words; `is_typeset` changes characters, never how many there are."""
    if isinstance(words, PlainWords):
        return Shown(text=words.shown, texts=(0,) * len(words.shown), offsets=(-1,) * len(words.shown), sources={})
    if isinstance(words, MergedWords):
        return _merge(words, *(render_words(each, is_typeset=is_typeset) for each in (words.old, words.new)))
    return _render_raw(words) if words.is_raw else _render_block(words, is_typeset)


def _render_raw(words: BlockWords) -> Shown:
    start, end = words.part or (words.block.start, words.block.end)
    lines = words.source[start:end].replace("\n", LINE_BREAK)
    shown = Shown(
        text=lines,
        texts=array("i", (words.text,)) * len(lines),
        offsets=range(start, start + len(lines)),
        sources={words.text: words.source},
    )
    return _with_marks(shown, words)


def _render_block(words: BlockWords, is_typeset: bool) -> Shown:
    block = words.block
    if words.runs is not None:
        block = replace(block, runs=block.runs[slice(*words.runs)], cells=())
    if words.part is not None:
        block = replace(block, runs=_runs_between(block.runs, *words.part))
    rendered = render_block(block, words.source, typeset=is_typeset)
    shown = Shown(
        text=rendered.text.replace("\n", LINE_BREAK),
        texts=array("i", (words.text,)) * len(rendered.text),
        offsets=rendered.offsets,
        spans=rendered.spans,
        unit_ends=rendered.unit_ends,
        sources={words.text: words.source},
    )
    return _with_marks(shown, words)


def _runs_between(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """Runs, cut at two offsets; one that stands for something else is whole, and belongs where it begins."""
    first = bisect_right(runs, start, key=lambda run: run.end)
    last = bisect_left(runs, end, key=lambda run: run.start)
    return tuple(
        replace(run, start=max(run.start, start), end=min(run.end, end)) if run.shown is None else run
        for run in runs[first:last]
        if run.shown is None or run.start >= start
    )


def _with_marks(shown: Shown, words: BlockWords) -> Shown:
    marks = tuple(
        replace(mark, start=start, end=end)
        for mark in words.marks
        for start, end in _trimmed(shown, shown.ranges(words.text, mark.start, mark.end))
    )
    return replace(shown, marks=marks)


def _trimmed(shown: Shown, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches without blanks at their ends; blanks between words stay marked."""
    found = []
    for start, end in ranges:
        inner = shown.text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start < end:
            found.append((start, end))
    return found


def mark_parts(text: str, mark: Mark) -> Iterator[tuple[int, int]]:
    """What is underlined or struck of a mark: of each line not the blanks that it begins with."""
    start = mark.start
    for line in text[mark.start : mark.end].split(LINE_BREAK):
        end = start + len(line)
        yield end - len(line.lstrip()), end
        start = end + 1


@dataclass(slots=True)
class _Strand:
    """Characters gathered for a merged text."""

    text: list[str]
    texts: list[int]
    offsets: list[int]
    spans: list[StyledSpan]
    marks: list[Mark]
    unit_ends: dict[int, int]

    def take(self, shown: Shown, start: int, end: int) -> None:
        """Append shown characters with their spans and marks, moved to where they stand now."""
        shift = len(self.text) - start
        self.text.extend(shown.text[start:end])
        self.texts.extend(shown.texts[start:end])
        self.offsets.extend(shown.offsets[start:end])
        self.unit_ends.update({at + shift: stop for at, stop in shown.unit_ends.items() if start <= at < end})
        for span in shown.spans:
            if span.start < end and span.end > start:
                cut = (max(span.start, start) + shift, min(span.end, end) + shift)
                self.spans.append(replace(span, start=cut[0], end=cut[1]))
        for mark in shown.marks:
            if mark.start < end and mark.end > start:
                cut = (max(mark.start, start) + shift, min(mark.end, end) + shift)
                self.marks.append(replace(mark, start=cut[0], end=cut[1]))

    def take_blank(self) -> None:
        self.text.append(" ")
        self.texts.append(0)
        self.offsets.append(-1)


def _merge(words: MergedWords, old: Shown, new: Shown) -> Shown:
    strand = _Strand([], [], [], [], [], {})
    at = 0
    for old_start, old_end, joint in words.joints:
        place = new.place_of(words.new.text, joint)
        place = len(new.text) if place is None else max(at, place)
        strand.take(new, at, place)
        at = place
        for start, end in _trimmed(old, old.ranges(words.old.text, old_start, old_end)):
            _take_removed(strand, old, new, (start, end), at)
    strand.take(new, at, len(new.text))
    return Shown(
        text="".join(strand.text),
        texts=array("i", strand.texts),
        offsets=array("i", strand.offsets),
        spans=tuple(strand.spans),
        marks=tuple(strand.marks),
        unit_ends=strand.unit_ends,
        sources={**old.sources, **new.sources},
    )


def _take_removed(strand: _Strand, old: Shown, new: Shown, stretch: tuple[int, int], at: int) -> None:
    """Put removed words in, with a blank on each side where both texts have words that would touch them."""
    start, end = stretch
    if strand.text and not strand.text[-1].isspace() and start > 0 and old.text[start - 1].isspace():
        strand.take_blank()
    strand.take(old, start, end)
    follows = new.text[at] if at < len(new.text) else ""
    is_added = any(mark.start == at for mark in new.marks)
    begins_word = bool(follows) and (follows.isalnum() or is_added)
    ends_word = old.text[end : end + 1].isspace() or end == len(old.text)
    would_join = is_added and old.text[end - 1].isalnum() and follows.isalnum()
    if begins_word and not follows.isspace() and (ends_word or would_join):
        strand.take_blank()
