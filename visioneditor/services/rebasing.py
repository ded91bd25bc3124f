"""Put a draft onto a newer text than the one it was begun on: both are brought together, section by section.

Nothing is changed here but what is decided about a merge that is under way: that is kept as it is made, so that a crash
or another start comes back to the same merge. Of one that was broken off the decisions stay, for the next try.
"""

from visioneditor.core.document.model import Document
from visioneditor.core.drafting.decisions import Decisions, KeptDecision, decide_again
from visioneditor.core.drafting.rewrapping import give_room
from visioneditor.core.drafting.three_way import Merged, merge
from visioneditor.core.text import decode
from visioneditor.services.model import LoadedDocument
from visioneditor.services.reading import DRAFT, WORKTREE, load_document, parse_text
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """A draft brought together with another text, `base`: its working file, another draft, or a revision to stand on.

    With `conflicts`, or where `is_order_open`, the text says what the draft said there.
    """

    base: LoadedDocument
    merged: Merged

    @property
    def text(self) -> str:
        """What the draft says then."""
        return self.merged.text()

    @property
    def conflicts(self) -> int:
        """In how many places both wrote."""
        return self.merged.conflicts

    @property
    def is_file(self) -> bool:
        """Whether it is the working file that the draft was brought together with."""
        return self.base.revision == WORKTREE

    @property
    def other(self) -> str:
        """The name of the other draft that it was brought together with, if it was one."""
        kind, _, name = self.base.revision.partition(":")
        return name if kind == DRAFT else ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be decided."""
        return not self.conflicts and not self.merged.is_order_open


def rebase_draft(workspace: Workspace, base: LoadedDocument, draft: Document, onto: str) -> Rebased | None:
    """A draft put onto another revision of its document; None where that says what its base says.

    Raises "document.unknown" where that revision has no such document.
    """
    newer = load_document(workspace, onto, base.path)
    if newer.document.text == base.document.text:
        return None
    return Rebased(base=newer, merged=merge(base.document, draft, newer.document))


def merge_with_file(workspace: Workspace, base: LoadedDocument, draft: Document, known: bytes | None) -> Rebased | None:
    """A draft brought together with its working file, of which it knew these bytes; None where they are still there."""
    if workspace.repository.worktree_bytes(base.path) == known:
        return None
    file = load_document(workspace, WORKTREE, base.path)
    before = parse_text(decode(known or b""), base.document.markup)
    return Rebased(base=file, merged=merge(before, draft, file.document))


def parse_draft(base: LoadedDocument, text: str) -> Document:
    """A draft's text in its document's markup."""
    return parse_text(text, base.document.markup)


# A merge that a person decides about


def begin_merge(workspace: Workspace, path: str, name: str, rebased: Rebased) -> Decisions:
    """What was decided before about places that still say the same; from now on the merge is under way."""
    stored = workspace.store.find_merge(workspace.repository.key, path, name)
    kept = (KeptDecision(*one) for one in stored.decided) if stored is not None else ()
    decisions = decide_again(rebased.merged, kept)
    keep_merge(workspace, path, name, rebased.base.revision, decisions)
    return decisions


def merge_under_way(workspace: Workspace, path: str, name: str) -> str:
    """The revision, or WORKTREE, that a draft is being brought together with; none where it is not."""
    stored = workspace.store.find_merge(workspace.repository.key, path, name)
    return stored.onto if stored is not None else ""


def keep_merge(workspace: Workspace, path: str, name: str, onto: str, decisions: Decisions) -> None:
    """Keep what was decided so far; with no `onto` for another try: the merge is not under way any more."""
    workspace.store.put_merge(workspace.repository.key, path, name, onto, decisions.kept)


def finish_merge(rebased: Rebased, draft: str, decisions: Decisions, width: int) -> str:
    """The text as it was decided; words that were put together get lines of that width."""
    theirs = rebased.base
    mine, text = parse_draft(theirs, draft), parse_draft(theirs, decisions.text)
    return give_room(mine, text, width=width, also=theirs.document.text)


def forget_merge(workspace: Workspace, path: str, name: str) -> None:
    """Be done with a merge: what it came to is kept."""
    workspace.store.delete_merge(workspace.repository.key, path, name)
