"""One's unsent review as people read it: chapters by file, in each the threads with the text that they stand on.

What is the same in a mail, a page and Markdown is worked out here; how it looks is left to each of them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from visioneditor.core.document.model import Document
from visioneditor.core.review.anchors import span_of, trim
from visioneditor.core.review.model import (
    COMMIT_MESSAGE_PATH,
    PATCH_SET_PATH,
    Change,
    Comment,
    Side,
    Thread,
    build_threads,
)
from visioneditor.core.text import Lines
from visioneditor.values import dataclass, field

_MOST_LINES_AROUND, _MOST_SIGNS_AROUND = 8, 900  # of a paragraph that is shown whole around the lines spoken of
_LONGEST_WORDS, _FIRST_WORDS, _LAST_WORDS = 60, 5, 3  # of a passage, named before what is said of them

Texts = Mapping[tuple[int, Side, str], Document]  # by patch set, side and path


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The text that a thread stands on: whole lines, and a short paragraph whole."""

    first: int  # counted from 1
    last: int
    text: str
    span: tuple[int, int] | None = None  # of `text`, where the thread speaks of a part of it only
    section: str = ""  # the title of the section that they stand in
    lines: str = ""  # the very lines spoken of, which a suggestion replaces

    @property
    def words(self) -> str:
        """The part that is spoken of, on one line and shortened; empty where it is all of it."""
        words = self.text[slice(*self.span)].split() if self.span else []
        said = " ".join(words)
        is_long = len(said) > _LONGEST_WORDS and len(words) > _FIRST_WORDS + _LAST_WORDS
        return " ".join((*words[:_FIRST_WORDS], "…", *words[-_LAST_WORDS:])) if is_long else said


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnThread:
    """One's comments on a place, and the published comment that the first of them answers."""

    comments: tuple[Comment, ...]
    passage: Passage | None = None
    answered: Comment | None = None

    @property
    def root(self) -> Comment:
        """The comment that has the place."""
        return self.comments[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """The threads on one file of one patch set."""

    path: str
    patch_set: int
    revision: str
    threads: tuple[OwnThread, ...]

    @property
    def title(self) -> str:
        """The path, or what stands in its place."""
        return {PATCH_SET_PATH: "The change as a whole", COMMIT_MESSAGE_PATH: "The commit message"}.get(
            self.path, self.path
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReview:
    """Everything that leaves, and of what it speaks."""

    change: Change
    author: str  # name and mail address
    address: str  # of the change in the web; empty where there is none
    votes: Mapping[str, int] = field(default_factory=dict)
    cover: str = ""
    chapters: tuple[Chapter, ...] = ()

    @property
    def name(self) -> str:
        """What the change is called."""
        change = self.change
        if change.number is not None:
            return f"change {change.number}"
        return f"branch {change.ref.removeprefix('refs/heads/')}" if change.ref else f"change {change.key}"

    @property
    def patch_set(self) -> str:
        """The newest patch set, of which cover and votes speak."""
        return f"patch set {self.change.current.number} ({self.change.current.revision[:10]})"

    @property
    def is_mixed(self) -> bool:
        """Whether comments stand on other patch sets than the newest."""
        return any(one.patch_set != self.change.current.number for one in self.chapters)


def shape_review(
    change: Change,
    drafts: Iterable[Comment],
    *,
    published: Iterable[Comment],
    texts: Texts,
    votes: Mapping[str, int],
    cover: str,
    author: str,
    address: str = "",
) -> OwnReview:
    """Put a review in order: what speaks of the whole first, then file by file, older patch sets first."""
    answered = {comment.uuid: comment for comment in published}
    threads = sorted(build_threads(draft for draft in drafts if draft.message.strip()), key=_chapter_key)
    chapters = tuple(
        _build_chapter([_build_thread(thread, answered, texts) for thread in group])
        for _, group in groupby(threads, key=_chapter_key)
    )
    return OwnReview(change=change, author=author, address=address, votes=votes, cover=cover.strip(), chapters=chapters)


def place_name(thread: OwnThread) -> str:
    """Where a thread stands: "Lines 4–6 of the text before the change"; empty on a file or patch set as a whole."""
    if thread.root.line is None:
        return ""
    first, last = _lines_of(thread.root)
    lines = f"Line {last}" if first == last else f"Lines {first}–{last}"
    return f"{lines} of the text before the change" if thread.root.side.parent_number else lines


def signed(value: int) -> str:
    """A vote's value as Gerrit writes it."""
    return f"{value:+d}" if value else "0"


def state_name(comment: Comment) -> str:
    """What is to be said of its state; nothing where it waits for an answer, as comments do."""
    return "" if comment.unresolved else "resolved"


def _chapter_key(thread: Thread) -> tuple[bool, bool, str, int]:
    root = thread.root
    return root.path != PATCH_SET_PATH, root.path != COMMIT_MESSAGE_PATH, root.path, root.patch_set


def _build_chapter(threads: Sequence[OwnThread]) -> Chapter:
    root = threads[0].root
    return Chapter(path=root.path, patch_set=root.patch_set, revision=root.revision, threads=tuple(threads))


def _build_thread(thread: Thread, answered: Mapping[str | None, Comment], texts: Texts) -> OwnThread:
    root = thread.root
    document = texts.get((root.patch_set, root.side, root.path))
    return OwnThread(
        comments=thread.comments,
        passage=_passage(root, document),
        answered=answered.get(root.parent) if root.parent else None,
    )


def _passage(root: Comment, document: Document | None) -> Passage | None:
    if root.line is None:
        return None
    first, last = _lines_of(root)
    if document is None:
        return Passage(first=first, last=last, text=root.quote, lines=root.quote) if root.quote.strip() else None
    lines = Lines(document.text)
    start, end = lines.start(first), max(lines.start(first), lines.end(last))
    section = document.section_at(start)
    around = _block_around(document, lines, start, end)
    text = document.text[slice(*around)]
    spoken = span_of(document.text, root.range) if root.range else (start, end)
    return Passage(
        first=lines.line_of(around[0]),
        last=lines.line_of(around[1]),
        text=text,
        span=_part(text, spoken, document.text, around[0]),
        section=section.title if section is not None and section.number else "",
        lines=document.text[start:end],
    )


def _block_around(document: Document, lines: Lines, start: int, end: int) -> tuple[int, int]:
    """The lines of the paragraph or item that holds these, so that no sentence is cut; of a long one these alone."""
    begin, close = trim(document.text, start, end)
    at = bisect_right(document.blocks, max(begin, close - 1), key=lambda block: block.start) - 1
    if at < 0:
        return start, end
    block = document.blocks[at]
    first, last = lines.line_of(block.start), lines.line_of(block.end)
    is_short = last - first < _MOST_LINES_AROUND and block.end - block.start <= _MOST_SIGNS_AROUND
    is_inside = first <= lines.line_of(start) and close <= block.end
    return (lines.start(first), lines.end(last)) if is_short and is_inside else (start, end)


def _part(text: str, spoken: tuple[int, int], whole: str, start: int) -> tuple[int, int] | None:
    """The part of a passage that is spoken of; None where it is all of it."""
    begin, end = trim(whole, *spoken)
    part = begin - start, end - start
    return part if part[0] < part[1] and part != trim(text, 0, len(text)) else None


def _lines_of(root: Comment) -> tuple[int, int]:
    at = root.range
    if at is None:
        return root.line or 1, root.line or 1
    last = at.end_line - 1 if not at.end_character and at.end_line > at.start_line else at.end_line
    return at.start_line, last
