"""Suggestions: other lines in the place of those that a comment stands on, kept as Gerrit keeps them.

A suggestion is a fenced block of a comment's words with the info string `suggestion`; it replaces the whole lines of
the comment's place, whichever of their characters were selected. It is written on one text and may be taken into
another one, a draft that has gone on since: then it is followed word by word, through the comparison.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison, RunKind, TextRun
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.review.anchors import Span
from visioneditor.core.review.model import Comment
from visioneditor.core.review.porter import Placed, Ported, Porter
from visioneditor.core.text import Lines
from visioneditor.values import dataclass

_FENCE = re.compile(r"^(`{3,})suggestion[ \t]*\n(?:(?:(.*?)\n)??\1`*[ \t]*(?:\n|\Z)|(.*)\Z)", re.MULTILINE | re.DOTALL)
_NEXT_WORD = re.compile(r"\s*\S+")
_BLANKS = re.compile(r"\n{3,}")

Hunk = tuple[Span, Span]  # what differs: its place in the text, and in the text as it is suggested


class Block(NamedTuple):
    """A suggestion in a comment's words: from where to where, and the lines that it suggests."""

    start: int
    end: int
    text: str


class PartKind(StrEnum):
    """What a suggestion does to some of the words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Part(NamedTuple):
    """A stretch of a suggestion's preview."""

    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A text with a suggestion taken into it; `is_left` where the text has other words there."""

    text: str
    is_left: bool = False


def find_suggestions(message: str) -> tuple[Block, ...]:
    """The suggestions in a comment's words; a fence that is never closed goes to the end."""
    return tuple(Block(found.start(), found.end(), found[2] or found[3] or "") for found in _FENCE.finditer(message))


def words_beside(message: str) -> str:
    """A comment's words without its suggestions."""
    return _BLANKS.sub("\n\n", _FENCE.sub("\n", message)).strip("\n")


def split_message(message: str) -> tuple[str, str | None]:
    """What is said and what is suggested, to be edited apart; None where both cannot be put together as they were."""
    blocks = find_suggestions(message)
    if len(blocks) != 1 or message[blocks[0].end :].strip():
        return message, None
    said = message[: blocks[0].start].strip("\n")
    return said, blocks[0].text


def join_message(said: str, suggested: str | None) -> str:
    """A comment's words with a suggestion below them."""
    if suggested is None:
        return said
    ticks = max((len(run) for run in re.findall(r"`{3,}", suggested)), default=2) + 1
    fence = "`" * ticks
    block = f"{fence}suggestion\n{suggested}\n{fence}"
    return f"{said.rstrip()}\n\n{block}" if said.strip() else block


def lines_of(comment: Comment) -> tuple[int, int] | None:
    """The lines that a suggestion in a comment replaces, both ends included; None on a file or patch set as a whole."""
    if comment.line is None:
        return None
    if comment.range is None:
        return comment.line, comment.line
    return comment.range.start_line, max(comment.range.start_line, comment.range.end_line)


def span_of_lines(text: str, lines: tuple[int, int]) -> Span:
    """Whole lines of a text, without the last one's line end."""
    all_lines = Lines(text)
    return all_lines.start(lines[0]), max(all_lines.start(lines[0]), all_lines.end(lines[1]))


def suggest(text: str, lines: tuple[int, int], suggested: str) -> str:
    """The text as it is suggested; where nothing is to stand in the lines' place, they go with one blank line."""
    return _put(text, span_of_lines(text, lines), suggested)


def apply_suggestion(text: Document, lines: tuple[int, int], suggested: str, draft: Document) -> Applied:
    """Take a suggestion, made on `text`, into a draft of it.

    Lines that stand there as they were are replaced as they are suggested. Of others only the words that differ are,
    and only where the draft still has the old words between the same neighbours: all of them, or none.
    """
    span = span_of_lines(text.text, lines)
    if draft.text == text.text:
        return Applied(text=_put(text.text, span, suggested))
    wanted = parse(_put(text.text, span, suggested), text.markup)
    return _Applying(text, wanted, draft, span, suggested).apply()


def preview(old: str, suggested: str) -> tuple[Part, ...]:
    """What a suggestion changes, word by word, in reading order; line breaks are as suggested."""
    found = [part for part in _parts(_compare_lines(old, suggested)) if part.text]
    parts: list[Part] = []
    for at, part in enumerate(found):
        if not part.text.strip() and part.kind is PartKind.REMOVED and not _goes_along(found, at):
            continue
        if parts and parts[-1].kind is part.kind:
            parts[-1] = Part(part.kind, parts[-1].text + part.text)
        else:
            parts.append(part)
    return tuple(parts)


def _goes_along(parts: Sequence[Part], at: int) -> bool:
    """Whether a blank stands beside words that go; others were only put elsewhere."""
    beside = (*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2])
    return any(part.kind is PartKind.REMOVED and part.text.strip() for part in beside)


def _compare_lines(old: str, suggested: str) -> Comparison:
    """As plain text: markup signs are letters like others to somebody who changes them."""
    return compare(parse(old, Markup.TEXT), parse(suggested, Markup.TEXT))


def _parts(comparison: Comparison) -> Iterator[Part]:
    for run in comparison.runs():
        old = comparison.old.text[run.old_start : run.old_end]
        new = comparison.new.text[run.new_start : run.new_end]
        if _is_change(comparison, run):
            yield Part(PartKind.REMOVED, old)
            yield Part(PartKind.ADDED, new)
        elif not new:  # the blank behind words that go
            yield Part(PartKind.REMOVED, old)
        else:
            yield Part(PartKind.KEPT, new)


def _is_change(comparison: Comparison, run: TextRun) -> bool:
    """Layout, too, where it is more than white space: a sign that came or went."""
    if run.kind is not RunKind.LAYOUT:
        return run.kind is RunKind.EDITED
    old, new = comparison.old.text[run.old_start : run.old_end], comparison.new.text[run.new_start : run.new_end]
    return old.split() != new.split()


def _put(text: str, span: Span, suggested: str) -> str:
    before, after = text[: span[0]], text[span[1] :]
    if suggested.strip():
        return before + suggested + after
    if (before.endswith("\n\n") or not before) and after.startswith("\n\n"):
        return before + after[2:]  # one of the two blank lines
    return before + after.removeprefix("\n")


class _Applying:
    """Follows a suggestion into a draft: from the text it was made on, and from that text as it is suggested."""

    def __init__(self, text: Document, wanted: Document, draft: Document, span: Span, suggested: str) -> None:
        self._text, self._wanted, self._draft = text.text, wanted.text, draft.text
        self._span, self._suggested = span, suggested
        self._ported, self._done = Porter(compare(text, draft)), Porter(compare(wanted, draft))

    def apply(self) -> Applied:
        found = self._ported.port(*self._span)
        if self._is_there(found.span):
            return Applied(text=self._draft)
        place = self._whole_lines(found)
        if place is not None:
            return Applied(text=_put(self._draft, place, self._suggested))
        return self._apply_hunks()

    def _is_there(self, near: Span | None) -> bool:
        """Whether the draft says so already, at that place and not somewhere else."""
        start = self._span[0]
        there = self._done.port(start, start + len(self._suggested)) if self._suggested.strip() else None
        if there is None or there.placed is not Placed.EXACT or there.span is None:
            return False
        return near is None or (there.span[0] <= near[1] and near[0] <= there.span[1])

    def _whole_lines(self, found: Ported) -> Span | None:
        """Where the very lines stand in the draft, as they were broken; None where they are not, or not alone."""
        if found.placed is not Placed.EXACT or found.span is None:
            return None
        lines, (first, last) = Lines(self._draft), found.span
        place = lines.start(lines.line_of(first)), lines.end(lines.line_of(max(first, last - 1)))
        return place if self._draft[slice(*place)] == self._text[slice(*self._span)] else None

    def _apply_hunks(self) -> Applied:
        hunks = _hunks(self._text, self._wanted, self._span, self._suggested)
        waiting = [hunk for hunk in hunks if self._done.port(*hunk[1]).placed is not Placed.EXACT]
        found = [self._ported.port(*here) for here, _ in waiting]
        spans = [one.span for one in found if one.placed is Placed.EXACT and one.span]
        if len(spans) < len(waiting) or any(one[1] > other[0] for one, other in pairwise(spans)):
            return Applied(text=self._draft, is_left=True)
        text = self._draft
        for (_, there), (start, end) in reversed([*zip(waiting, spans, strict=True)]):
            text = text[:start] + self._wanted[slice(*there)] + text[end:]
        return Applied(text=text)


def _hunks(text: str, wanted: str, span: Span, suggested: str) -> Iterator[Hunk]:
    """What differs, each with the word before and the word behind it; those that share a word are one."""
    before: Hunk | None = None
    for old, new in _differences(text[slice(*span)], suggested):
        there = _with_neighbours(wanted, new[0] + span[0], new[1] + span[0])
        here = _with_neighbours(text, old[0] + span[0], old[1] + span[0])
        if before is not None and (here[0] < before[0][1] or there[0] < before[1][1]):
            before = (before[0][0], here[1]), (before[1][0], there[1])
        else:
            if before is not None:
                yield before
            before = here, there
    if before is not None:
        yield before


def _differences(old: str, suggested: str) -> Iterator[Hunk]:
    """The spans that differ, in order; where words changed places, all of it."""
    comparison = _compare_lines(old, suggested)
    kept = [run for run in comparison.runs() if not _is_change(comparison, run)]
    if any(run.kind is RunKind.MOVED for run in kept) or any(a.old_end > b.old_start for a, b in pairwise(kept)):
        yield (0, len(old)), (0, len(suggested))
        return
    at = 0, 0
    for run in kept:
        if at != (run.old_start, run.new_start):
            yield (at[0], run.old_start), (at[1], run.new_start)
        at = run.old_end, run.new_end
    if at != (len(old), len(suggested)):
        yield (at[0], len(old)), (at[1], len(suggested))


def _with_neighbours(text: str, start: int, end: int) -> Span:
    before, behind = text[:start].rstrip(), _NEXT_WORD.match(text, end)
    first = max(map(before.rfind, " \t\n")) + 1 if before else start
    return first, behind.end() if behind else end
