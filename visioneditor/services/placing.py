"""The threads of a shown document, of every change that has any, and a word on how each was placed.

No thread is left out: one that has no words in the shown text belongs to the document as a whole.
"""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from visioneditor.core.review.anchors import Span
from visioneditor.core.review.model import (
    COMMIT_MESSAGE_PATH,
    PATCH_SET_PATH,
    Change,
    Comment,
    Side,
    Thread,
    build_threads,
)
from visioneditor.core.review.porter import Placed
from visioneditor.core.review.suggestions import Part, preview
from visioneditor.services import commenting
from visioneditor.services.model import LoadedDocument
from visioneditor.services.published import may_speak_of
from visioneditor.services.reviewing import load_comments
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


class Placement(StrEnum):
    """How a thread was placed; the words the reader is told."""

    UNCHANGED = "words unchanged"
    WITH_ITS_WORDS = "moved with its words"
    EDITED = "its words were edited"
    BLOCK = "its words are gone from this paragraph"
    SECTION = "its paragraph is gone from this section"
    DOCUMENT = "its words are not in this revision"
    WHOLE_FILE = "on the whole document"
    MESSAGE = "on the commit message"
    PATCH_SET = "on the patch set as a whole"


_PLACED = {
    Placed.EDITED: Placement.EDITED,
    Placed.BLOCK: Placement.BLOCK,
    Placed.SECTION: Placement.SECTION,
    Placed.DOCUMENT: Placement.DOCUMENT,
}
_WHOLE = {COMMIT_MESSAGE_PATH: Placement.MESSAGE, PATCH_SET_PATH: Placement.PATCH_SET}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownThread:
    """A thread with its change and the span it stands on in the shown text; None where it has no words there."""

    thread: Thread
    change: Change
    placement: Placement
    span: Span | None = None
    edits: tuple[Part, ...] = ()  # what became of its words, where they were edited
    is_at_home: bool = False  # the shown text is the one it was written on

    @property
    def is_on_its_words(self) -> bool:
        """Whether the very words stand in the shown text."""
        return self.placement in (Placement.UNCHANGED, Placement.WITH_ITS_WORDS)

    @property
    def key(self) -> str:
        """What tells this thread from others."""
        return self.thread.key


def show_threads(
    workspace: Workspace, shown: LoadedDocument, changes: Iterable[Change], others: Iterable[Change] = ()
) -> tuple[ShownThread, ...]:
    """The threads of these changes that belong to a document, in the order of its text; other files' are left out.

    Of `others` only threads on the very path: to ask git about the renames of hundreds of changes would take seconds.
    """
    own = {change.key: change for change in changes}
    found: dict[str, ShownThread] = {}
    for change in {**own, **{one.key: one for one in others if one.key not in own}}.values():
        for one in _threads_of(workspace, shown, change, follows_renames=change.key in own):
            found.setdefault(one.key, one)
    return tuple(sorted(found.values(), key=lambda one: (one.span is None, one.span or (0, 0))))


def may_stand(workspace: Workspace, change: Change, paths: Collection[str]) -> bool:
    """Whether another change can have threads on one of the files; its drafts are counted in any case."""
    return may_speak_of(workspace, change, paths) or bool(load_comments(workspace, change, drafts_only=True))


def _threads_of(
    workspace: Workspace, shown: LoadedDocument, change: Change, *, follows_renames: bool
) -> Iterator[ShownThread]:
    is_message = shown.path == COMMIT_MESSAGE_PATH
    if is_message and not follows_renames:
        return  # nobody spoke of this message there
    threads = build_threads(load_comments(workspace, change))
    for thread in threads:
        if thread.root.path in _WHOLE and thread.root.path != shown.path:
            yield ShownThread(thread=thread, change=change, placement=_WHOLE[thread.root.path])
    for placed in commenting.place_threads(workspace, change, threads, shown, follows_renames=follows_renames):
        placement = _placement(placed, shown)
        yield ShownThread(
            thread=placed.thread,
            change=change,
            placement=placement,
            span=placed.span,
            edits=_edits(placed, shown) if placement is Placement.EDITED else (),
            is_at_home=placed.thread.root.path == shown.path and shown.revision == home_of(change, placed.thread.root),
        )


def home_of(change: Change, root: Comment) -> str | None:
    """The commit whose text a comment was written on; None where it is not known."""
    if root.side is Side.REVISION:
        return root.revision
    return next((one.parent for one in change.patch_sets if one.number == root.patch_set), None)


def _edits(placed: commenting.PlacedThread, shown: LoadedDocument) -> tuple[Part, ...]:
    now = shown.document.text[slice(*placed.span)] if placed.span else ""
    return preview(" ".join(placed.thread.root.quote.split()), " ".join(now.split()))


def _placement(placed: commenting.PlacedThread, shown: LoadedDocument) -> Placement:
    if placed.thread.root.line is None:
        return Placement.WHOLE_FILE
    if placed.placed in _PLACED or placed.span is None:
        return _PLACED.get(placed.placed, Placement.DOCUMENT)
    root, here = placed.thread.root, shown.document.text[slice(*placed.span)]
    is_same = root.revision == shown.revision or root.quote.split() == here.split()
    return Placement.UNCHANGED if is_same else Placement.WITH_ITS_WORDS
