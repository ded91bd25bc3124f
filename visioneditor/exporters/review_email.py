"""An unsent review as an answer to a mailing list: plain text, what is spoken of quoted, the words beneath.

Lines are wrapped at 72 columns. Only white space is ever changed by that: a word that is longer stands alone on its
line, and each line that is quoted keeps its sign.
"""

import re
from collections.abc import Iterator

from visioneditor.core.review.model import Comment
from visioneditor.core.review.suggestions import find_suggestions
from visioneditor.exporters.comparison_text_cells import cells
from visioneditor.exporters.review_shape import (
    Chapter,
    OwnReview,
    OwnThread,
    Passage,
    place_name,
    signed,
    state_name,
)

WIDTH = 72

_MOST_QUOTED_LINES, _FIRST_LINES, _LAST_LINES = 30, 20, 8
_LEAD = re.compile(r"(?:[ \t]*>)*[ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+)?")
_QUOTING = re.compile(r"(?:[ \t]*>)+ ?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def render_email(review: OwnReview) -> str:
    """The mail: its subject, of what it speaks and whose it is, the votes, the cover message, file by file."""
    parts = [*_wrapped(f"Subject: Re: {' '.join(review.change.subject.split())}", hanging=" "), "", *_head(review)]
    if review.votes:
        parts += ["", *(f"{label}: {signed(value)}" for label, value in review.votes.items())]
    if review.cover:
        parts += ["", *wrap_words(review.cover)]
    for chapter in review.chapters:
        parts += ["", "", *_chapter(chapter)]
    return "\n".join(parts) + "\n"


def wrap_words(words: str, lead: str = "") -> list[str]:
    """Each line wrapped by itself: what is quoted in it, and what is an item, goes on as such."""
    lines: list[str] = []
    for line in _plain(words).split("\n"):
        lines += _wrapped(line.rstrip(), lead=lead)
    return lines


def _head(review: OwnReview) -> Iterator[str]:
    yield from wrap_words(f"Review of {review.name}, {review.patch_set},")
    yield from wrap_words(f"by {review.author}" if review.author else "by somebody who is not named")
    if review.address:
        yield review.address


def _chapter(chapter: Chapter) -> Iterator[str]:
    title = f"{_plain(chapter.title)} (patch set {chapter.patch_set})"
    yield from _wrapped(title)
    yield "=" * min(cells(title), WIDTH)
    for at, thread in enumerate(chapter.threads):
        if at:
            yield ""
        yield from _thread(thread)


def _thread(thread: OwnThread) -> Iterator[str]:
    passage = thread.passage
    name = place_name(thread)
    if name:
        section = f", in “{passage.section}”" if passage is not None and passage.section else ""
        yield from ("", *wrap_words(f"{name}{section}:"))
    if passage is not None:
        yield from ("", *_quoted(passage))
        if passage.words:
            yield from ("", *wrap_words(f"On “{passage.words}”:"))
    if thread.answered is not None:
        yield from ("", *_answered(thread.answered))
    for comment in thread.comments:
        yield from ("", *_said(comment))
    if state_name(thread.comments[-1]):
        yield f"[{state_name(thread.comments[-1])}]"


def _quoted(passage: Passage) -> Iterator[str]:
    """The passage; the middle of a very long one is left out, and that is said."""
    lines = passage.text.split("\n")
    left_out = len(lines) - _FIRST_LINES - _LAST_LINES
    if len(lines) <= _MOST_QUOTED_LINES:
        yield from wrap_words(passage.text, "> ")
        return
    yield from wrap_words("\n".join(lines[:_FIRST_LINES]), "> ")
    yield f"> [… {left_out} lines]"
    yield from wrap_words("\n".join(lines[-_LAST_LINES:]), "> ")


def _answered(comment: Comment) -> Iterator[str]:
    yield from wrap_words(f"On {comment.written:%Y-%m-%d} {comment.author} wrote:")
    yield from wrap_words(comment.message.strip("\n"), "> ")


def _said(comment: Comment) -> Iterator[str]:
    message, at = comment.message.rstrip(), 0
    for suggestion in find_suggestions(message):
        said = message[at : suggestion.start].strip("\n")
        yield from ((*wrap_words(said), "") if said.strip() else () if not at else ("",))
        yield from ("Suggested instead:", "", *wrap_words(suggestion.text, "    "))
        at = suggestion.end
    rest = message[at:].strip("\n")
    yield from (("", *wrap_words(rest)) if at else wrap_words(rest)) if rest.strip() else ()


def _plain(words: str) -> str:
    """Words without signs that end a line or steer what shows the mail."""
    return _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))


def _wrapped(line: str, *, lead: str = "", hanging: str | None = None) -> list[str]:
    """A line as several of at most 72 columns, each begun by the lead and by what the line itself begins with."""
    if not line.strip():
        return [lead.rstrip()]
    if cells(lead + line.expandtabs(4)) <= WIDTH:
        return [lead + line]
    found = _LEAD.match(line)
    begin = found[0] if found else ""
    return [one.rstrip() for one in _filled(line[len(begin) :], lead + begin, lead + (hanging or _follow(begin)))]


def _follow(begin: str) -> str:
    """What stands before the lines after the first: the quoting signs, and room as wide as a marker."""
    quoting = _QUOTING.match(begin)
    signs = quoting[0] if quoting else ""
    return signs + " " * cells(begin[len(signs) :].expandtabs(4))


def _filled(text: str, first: str, others: str) -> Iterator[str]:
    line, before = first, first
    for blank, word in re.findall(r"(\s*)(\S+)", text):
        for piece, is_joined in _pieces(word):
            gap = "" if is_joined or line == before else blank
            if line != before and cells(line + gap + piece) > WIDTH:
                yield line
                line, before, gap = others, others, ""
            line += gap + piece
    yield line


def _pieces(word: str) -> Iterator[tuple[str, bool]]:
    """A word; one of a script that writes without blanks may be parted between its wide signs."""
    if word.isascii():
        yield word, False
        return
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or (cells(word[at]) == 2 and word[at].isalnum()):
            yield word[start:at], start > 0
            start = at
