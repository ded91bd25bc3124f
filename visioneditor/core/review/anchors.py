"""Where a comment stands in the text it was written on: spans, Gerrit's ranges, and quotes.

A span is a pair of offsets in code points, its end excluded; a range counts lines from 1 and characters in UTF-16
units. Finding the place in another revision is left to `porter`.
"""

import re
from typing import NamedTuple

from visioneditor.core.review.model import Comment, Range
from visioneditor.core.text import Lines
from visioneditor.errors import VisionEditorError

Span = tuple[int, int]


class Anchor(NamedTuple):
    """A place in a text as a comment keeps it; `line` is the range's last, as Gerrit wants it."""

    range: Range
    line: int
    quote: str


def anchor_span(text: str, start: int, end: int) -> Anchor:
    """The anchor of the words between two offsets, white space at both ends left out; raises "review.no-words"."""
    start, end = trim(text, start, end)
    if start == end:
        raise VisionEditorError("review.no-words")
    return _anchor(text, start, end)


def anchor_range(text: str, range: Range) -> Anchor:
    """The anchor of a range as it was given; raises "review.range-outside" where the text has no such place."""
    start, end = span_of(text, range)
    anchor = _anchor(text, start, end)
    if start >= end or anchor.range != range:
        raise VisionEditorError("review.range-outside", range=_render_range(range))
    return anchor


def anchor_line(text: str, line: int) -> Anchor:
    """The anchor of a whole line, its quote without white space around it; raises "review.line-outside"."""
    lines = Lines(text)
    if not 1 <= line <= max(lines.count, 1):
        raise VisionEditorError("review.line-outside", line=line, count=lines.count)
    anchor = _anchor(text, lines.start(line), lines.end(line))
    return anchor._replace(quote=anchor.quote.strip())


def span_of(text: str, place: Range | int) -> Span:
    """The span of a range or of a line; what lies outside the text or a line is brought to its edge."""
    lines = Lines(text)
    if isinstance(place, int):
        return lines.start(max(place, 1)), lines.end(max(place, 1))
    start = lines.offset(place.start_line, place.start_character)
    return start, max(start, lines.offset(place.end_line, place.end_character))


def find_quote(text: str, quote: str) -> Span:
    """Where words stand in a text, line breaks and white space alike; they must stand there once."""
    found = find_quotes(text, quote)
    if not found:
        raise VisionEditorError("review.quote-unknown", quote=_short(quote))
    if len(found) > 1:
        raise VisionEditorError("review.quote-ambiguous", quote=_short(quote), count=len(found))
    return found[0]


def find_quotes(text: str, quote: str) -> list[Span]:
    """Every place where words stand in a text, line breaks and white space alike."""
    words = [re.escape(word) for word in quote.split()]
    if not words:
        return []
    pattern = re.compile("(?=(" + r"\s+".join(words) + "))")  # ahead, so that overlapping places count
    return [match.span(1) for match in pattern.finditer(text)]


def place(comment: Comment, text: str) -> Span | None:
    """Where a comment stands in the text it was written on; None for one on the whole file or patch set.

    The words it quotes win over its columns: other tools count those differently.
    """
    if comment.line is None:
        return None
    span = span_of(text, comment.range or comment.line)
    if comment.range is None or not comment.quote or is_same_quote(text[slice(*span)], comment.quote):
        return span
    return min(find_quotes(text, comment.quote), key=lambda found: abs(found[0] - span[0]), default=span)


def is_same_quote(one: str, other: str) -> bool:
    """Whether two quotes say the same, white space apart."""
    return one.split() == other.split()


def trim(text: str, start: int, end: int) -> Span:
    """A span without the white space at its ends; empty where it holds nothing else."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - len(words) + len(words.rstrip()))


def _anchor(text: str, start: int, end: int) -> Anchor:
    lines = Lines(text)
    (start_line, start_character), (end_line, end_character) = lines.position(start), lines.position(end)
    at = Range(start_line=start_line, start_character=start_character, end_line=end_line, end_character=end_character)
    return Anchor(range=at, line=end_line, quote=text[start:end])


def _render_range(range: Range) -> str:
    return f"{range.start_line}:{range.start_character}-{range.end_line}:{range.end_character}"


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 60 else words[:59] + "…"
