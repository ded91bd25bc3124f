"""The threads of what is shown: on each text, by section, and as marks on their words."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from visioneditor.core.document.model import Document
from visioneditor.core.review.model import Change, Comment
from visioneditor.gui.prose.rows import NEW, OLD, ThreadMark
from visioneditor.services.commenting import reading_target
from visioneditor.services.model import LoadedDocument
from visioneditor.services.placing import ShownThread, show_threads
from visioneditor.services.reviewing import list_reviewed_changes, load_comments
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """What is shown of a review: threads on each text (by number), own drafts of the whole change."""

    new: tuple[ShownThread, ...] = ()
    old: tuple[ShownThread, ...] = ()
    drafted: tuple[tuple[Change, int], ...] = ()  # the shown texts' changes that have own drafts, and how many

    @property
    def drafts(self) -> int:
        """How many of one's comments wait to be handed out."""
        return sum(count for _, count in self.drafted)

    def find(self, key: str) -> ShownThread | None:
        """The thread of that key."""
        return next((placed for placed in (*self.new, *self.old) if placed.key == key), None)

    def holding(self, comment: Comment) -> ShownThread | None:
        """The thread that a comment is part of."""
        placed = (*self.new, *self.old)
        return next((p for p in placed if any(one.id == comment.id for one in p.thread.comments)), None)

    def by_section(self, document: Document | None) -> Mapping[int, Sequence[ShownThread]]:
        """The threads of the new text by their section's number; those without a place stand with the first one."""
        found: dict[int, list[ShownThread]] = {}
        if document is None or not document.sections:
            return found
        for placed in self.new:
            section = document.section_at(placed.span[0]) if placed.span is not None else None
            found.setdefault((section or document.sections[0]).number, []).append(placed)
        return found

    def marks(self, in_hand: str, old_revision: str) -> tuple[ThreadMark, ...]:
        """The words of the threads, for the views."""
        return tuple(
            ThreadMark(
                key=placed.key,
                text=text,
                start=placed.span[0],
                end=placed.span[1],
                is_unresolved=placed.thread.is_unresolved,
                is_in_hand=placed.key == in_hand,
            )
            for text, group in ((NEW, self._new_marked()), (OLD, self._old_only(old_revision)))
            for placed in group
            if placed.span is not None
        )

    def _new_marked(self) -> tuple[ShownThread, ...]:
        """What is marked on the new text: not what went where the old one, which stands beside it, has the words."""
        on_old = {placed.key for placed in self.old if placed.is_on_its_words}
        return tuple(p for p in self.new if p.is_on_its_words or p.key not in on_old)

    def _old_only(self, revision: str) -> tuple[ShownThread, ...]:
        """What stands on the old text: its own threads, and those that have no words on the new one."""
        placed_new = {placed.key for placed in self._new_marked() if placed.span is not None}
        return tuple(p for p in self.old if p.thread.root.revision == revision or p.key not in placed_new)


def load_threads(workspace: Workspace, shown: LoadedDocument, older: LoadedDocument | None) -> Threads:
    """The threads of what is read, or of two texts that are compared."""
    main = reading_target(workspace, shown.revision, shown.path).change
    changes = [main, *list_reviewed_changes(workspace)]
    old: tuple[ShownThread, ...] = ()
    if older is not None and older.path:
        changes.insert(1, reading_target(workspace, older.revision, older.path).change)
        old = show_threads(workspace, older, changes)
    own = {change.key: change for change in changes}.values()
    counted = ((change, len(load_comments(workspace, change, drafts_only=True))) for change in own)
    new = tuple(
        one for one in show_threads(workspace, shown, changes) if one.is_on_its_words or one.change.key == main.key
    )
    return Threads(new=new, old=old, drafted=tuple(each for each in counted if each[1]))


def without_open(threads: Iterable[ShownThread], ids: Collection[str]) -> tuple[ShownThread, ...]:
    """The threads without the drafts that stand in an editor; one that others answer stays, for it has the place."""
    left = (_without(one, ids) for one in threads)
    return tuple(one for one in left if one is not None)


def _without(shown: ShownThread, ids: Collection[str]) -> ShownThread | None:
    root, *others = shown.thread.comments
    kept = [comment for comment in others if comment.id not in ids]
    if not kept and root.id in ids:
        return None
    if len(kept) == len(others):
        return shown
    return replace(shown, thread=replace(shown.thread, comments=(root, *kept)))
