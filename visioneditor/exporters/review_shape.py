"""One's unsent review as people read it: chapters by file, in each the threads with the text that they stand on.

What is the same in a mail, a page and Markdown is worked out here; how it looks is left to each of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from visioneditor.core.document.model import Document
from visioneditor.core.review.anchors import span_of, trim
from visioneditor.core.review.model import (
    COMMIT_MESSAGE_PATH,
    PATCH_SET_PATH,
    Change,
    Comment,
    Range,
    Side,
    Thread,
    build_threads,
)
from visioneditor.core.text import Lines
from visioneditor.values import dataclass, field

Texts = Mapping[tuple[int, Side, str], Document]  # by patch set, side and path


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The whole lines that a thread stands on."""

    first: int  # counted from 1
    last: int
    text: str
    span: tuple[int, int] | None = None  # of `text`, where the thread speaks of a part of it only
    section: str = ""  # the title of the section that they stand in

    @property
    def words(self) -> str:
        """The part that is spoken of, on one line; empty where it is all of it."""
        return " ".join(self.text[slice(*self.span)].split()) if self.span else ""


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
        return Passage(first=first, last=last, text=root.quote) if root.quote.strip() else None
    lines = Lines(document.text)
    start, end = lines.start(first), max(lines.start(first), lines.end(last))
    section = document.section_at(start)
    title = section.title if section is not None and section.number else ""
    text = document.text[start:end]
    span = _part(text, root.range, document.text, start) if root.range else None
    return Passage(first=first, last=last, text=text, span=span, section=title)


def _part(text: str, at: Range, whole: str, start: int) -> tuple[int, int] | None:
    """The part of a passage that a range is; None where it is all of it."""
    begin, end = trim(whole, *span_of(whole, at))
    part = begin - start, end - start
    return part if part[0] < part[1] and part != trim(text, 0, len(text)) else None


def _lines_of(root: Comment) -> tuple[int, int]:
    at = root.range
    if at is None:
        return root.line or 1, root.line or 1
    last = at.end_line - 1 if not at.end_character and at.end_line > at.start_line else at.end_line
    return at.start_line, last
