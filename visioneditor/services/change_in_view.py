"""Which change stands in the middle: that of the revision read, or of the newer one of two that are compared."""

from visioneditor.core.review.model import Change, PatchSet
from visioneditor.services.changes import change_of_commit
from visioneditor.services.commenting import reading_target
from visioneditor.services.model import LoadedDocument
from visioneditor.services.read_marks import seen_before
from visioneditor.services.reading import is_no_commit
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Look


def change_in_view(workspace: Workspace, shown: LoadedDocument, *, is_compared: bool) -> Change:
    """The change of a text; `is_compared`: it stands beside an older one, so that its own commit counts."""
    if is_compared and not is_no_commit(shown.revision):
        return change_of_commit(workspace, shown.revision)
    return reading_target(workspace, shown.revision, shown.path).change


def name_patch_set(change: Change, patch_set: PatchSet) -> str:
    """How a patch set is named in the window and on the command line: `592205/3`, else its commit."""
    return f"{change.number}/{patch_set.number}" if change.number is not None else patch_set.revision


def name_base(change: Change, patch_set: PatchSet) -> str | None:
    """The same for what it stands on; None where that is nothing."""
    if patch_set.parent is None:
        return None
    return f"{change.number}/{patch_set.number}^" if change.number is not None else patch_set.parent


def pair_of(change: Change, patch_set: PatchSet, *, with_base: bool) -> tuple[str, str] | None:
    """What to compare to see a patch set: the one before it, or its base; None where there is nothing before it."""
    at = change.patch_sets.index(patch_set)
    newer = name_patch_set(change, patch_set)
    older = name_base(change, patch_set) if with_base or at == 0 else name_patch_set(change, change.patch_sets[at - 1])
    return (older, newer) if older is not None else None


def pair_since(workspace: Workspace, change: Change, look: Look | None) -> tuple[str, str] | None:
    """What to compare to see what changed since one last looked; None where no newer patch set came."""
    seen = seen_before(workspace, change, look)
    if seen is None:
        return None
    known = next((one for one in change.patch_sets if one.revision == seen), None)
    return (name_patch_set(change, known) if known else seen, name_patch_set(change, change.current))
