"""The threads of what is shown: on each text, by section, and as marks on their words."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from visioneditor.core.document.model import Document
from visioneditor.core.review.model import Change, Comment
from visioneditor.gui.prose.rows import NEW, OLD, ThreadMark
from visioneditor.services.commenting import reading_target
from visioneditor.services.model import LoadedDocument
from visioneditor.services.own_accounts import Me, who_am_i
from visioneditor.services.placing import Placement, ShownThread, may_stand, show_threads
from visioneditor.services.read_marks import last_look, unread
from visioneditor.services.reviewing import count_waiting, list_reviewed_changes
from visioneditor.services.suggesting import ShownSuggestion, load_suggestions
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """What is shown of a review: threads on each text (by number), own drafts of the whole change."""

    new: tuple[ShownThread, ...] = ()
    old: tuple[ShownThread, ...] = ()
    suggestions: Mapping[str, Sequence[ShownSuggestion]] = field(default_factory=dict)  # by their comment's uuid or id
    drafted: tuple[tuple[Change, int], ...] = ()  # changes with an unsent review, and how much is in it
    me: Me = field(default_factory=Me)
    unread: frozenset[str] = frozenset()  # uuids of comments that came after one last looked, or never having looked
    fresh: frozenset[str] = frozenset()  # of these, what came after one did look

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

    def marks(self, in_hand: str) -> tuple[ThreadMark, ...]:
        """The words of the threads, for the views."""
        return tuple(
            ThreadMark(
                key=placed.key,
                text=text,
                start=placed.span[0],
                end=placed.span[1],
                is_unresolved=placed.thread.is_unresolved,
                is_in_hand=placed.key == in_hand,
                is_beside=not (placed.is_on_its_words or placed.placement is Placement.EDITED),
            )
            for text, group in ((NEW, self._new_marked()), (OLD, self._old_only()))
            for placed in group
            if placed.span is not None
        )

    def _new_marked(self) -> tuple[ShownThread, ...]:
        """What is marked on the new text: not what went where the old one, which stands beside it, has the words."""
        on_old = {placed.key for placed in self.old if placed.is_on_its_words}
        at_home = {placed.key for placed in self.old if placed.is_at_home and placed.span is not None}
        return tuple(p for p in self.new if p.key not in at_home and (p.is_on_its_words or p.key not in on_old))

    def _old_only(self) -> tuple[ShownThread, ...]:
        """What stands on the old text: its own threads, and those that have no words on the new one."""
        placed_new = {placed.key for placed in self._new_marked() if placed.span is not None}
        return tuple(p for p in self.old if p.is_at_home or p.key not in placed_new)


def load_threads(
    workspace: Workspace, shown: LoadedDocument, older: LoadedDocument | None, *, with_others: bool = True
) -> Threads:
    """The threads of what is read, or of two texts that are compared; `with_others`: also those of other changes.

    To look through hundreds of other changes takes as long as all that is wanted first.
    """
    main = reading_target(workspace, shown.revision, shown.path).change
    own, paths = {main.key: main}, {shown.path}
    if older is not None and older.path:
        before = reading_target(workspace, older.revision, older.path).change
        own.setdefault(before.key, before)
        paths.add(older.path)
    reviewed = list_reviewed_changes(workspace) if with_others else ()
    others = [one for one in reviewed if one.key not in own and may_stand(workspace, one, paths)]
    old = show_threads(workspace, older, own.values(), others) if older is not None and older.path else ()
    every = show_threads(workspace, shown, own.values(), others)
    new = tuple(one for one in every if one.is_on_its_words or one.change.key == main.key)
    counted = ((one, count_waiting(workspace, one)) for one in (*own.values(), *others))
    me = who_am_i(workspace)
    every_unread, fresh = _find_unread(workspace, (*new, *old), me)
    return Threads(
        new=new,
        old=old,
        suggestions=_suggestions(workspace, (*new, *old)),
        drafted=tuple(each for each in counted if each[1]),
        me=me,
        unread=every_unread,
        fresh=fresh,
    )


def _find_unread(workspace: Workspace, threads: Sequence[ShownThread], me: Me) -> tuple[frozenset[str], frozenset[str]]:
    """What one has not read, and what of it came after one did look at its change."""
    every, fresh = set[str](), set[str]()
    for change in {one.change.key: one.change for one in threads}.values():
        comments = [c for one in threads if one.change.key == change.key for c in one.thread.comments]
        look = last_look(workspace, change)
        found = unread(comments, look, me)
        every |= found
        fresh |= found if look is not None else set()
    return frozenset(every), frozenset(fresh)


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


def _suggestions(workspace: Workspace, placed: Sequence[ShownThread]) -> Mapping[str, Sequence[ShownSuggestion]]:
    """Those of all threads, each of which may be another change's."""
    found: dict[str, Sequence[ShownSuggestion]] = {}
    for one in {one.key: one for one in placed}.values():
        found |= load_suggestions(workspace, one.change, (one.thread,))
    return found
