"""Suggestions: other lines in the place of those that a comment stands on, kept as Gerrit keeps them.

A suggestion is a fenced block of a comment's words with the info string `suggestion`; it replaces the whole lines of
the comment's place, whichever of their characters were selected. Taking one into a text is `suggestion_applying`.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison, RunKind, TextRun
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.review.anchors import Span
from visioneditor.core.review.model import Comment
from visioneditor.core.text import Lines

_FENCE = re.compile(r"^(`{3,})suggestion[ \t]*\n(?:(?:(.*?)\n)??\1`*[ \t]*(?:\n|\Z)|(.*)\Z)", re.MULTILINE | re.DOTALL)
_BLANKS = re.compile(r"\n{3,}")


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
    return put_lines(text, span_of_lines(text, lines), suggested)


def preview(old: str, suggested: str) -> tuple[Part, ...]:
    """What a suggestion changes, word by word, in reading order; line breaks are as suggested."""
    found = [part for part in _parts(compare_lines(old, suggested)) if part.text]
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


def compare_lines(old: str, suggested: str) -> Comparison:
    """As plain text: markup signs are letters like others to somebody who changes them."""
    return compare(parse(old, Markup.TEXT), parse(suggested, Markup.TEXT))


def _parts(comparison: Comparison) -> Iterator[Part]:
    for run in comparison.runs():
        old = comparison.old.text[run.old_start : run.old_end]
        new = comparison.new.text[run.new_start : run.new_end]
        if is_change(comparison, run):
            yield Part(PartKind.REMOVED, old)
            yield Part(PartKind.ADDED, new)
        elif not new:  # the blank behind words that go
            yield Part(PartKind.REMOVED, old)
        else:
            yield Part(PartKind.KEPT, new)


def is_change(comparison: Comparison, run: TextRun) -> bool:
    """Layout, too, where it is more than white space: a sign that came or went."""
    if run.kind is not RunKind.LAYOUT:
        return run.kind is RunKind.EDITED
    old, new = comparison.old.text[run.old_start : run.old_end], comparison.new.text[run.new_start : run.new_end]
    return old.split() != new.split()


def put_lines(text: str, span: Span, suggested: str) -> str:
    """Lines in the place of others; where nothing is to stand there, these go with one blank line."""
    before, after = text[: span[0]], text[span[1] :]
    if suggested.strip():
        return before + suggested + after
    if (before.endswith("\n\n") or not before) and after.startswith("\n\n"):
        return before + after[2:]  # one of the two blank lines
    return before + after.removeprefix("\n")
