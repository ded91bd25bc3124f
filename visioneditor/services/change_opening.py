"""Where a change is opened: its newest patch set beside its base, at the document that matters most."""

from collections import Counter
from collections.abc import Mapping, Sequence

from visioneditor.core.document.prose import is_prose_name, may_be_prose
from visioneditor.core.review.model import Change, build_threads
from visioneditor.errors import VisionEditorError
from visioneditor.repository.touched import list_touched
from visioneditor.services.changes import resolve_change
from visioneditor.services.fetched_reviews import load_fetched_review
from visioneditor.services.ported_texts import ported_texts
from visioneditor.services.reading import choose_path, choose_visions
from visioneditor.services.workspace import Workspace
from visioneditor.values import dataclass

_FEW = 3  # paths named where none of them can be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedChange:
    """The two revisions by the names that people know, the document, and the revision that has it."""

    key: str
    path: str
    compared: tuple[str, str]
    revision: str


def find_opened(workspace: Workspace, spec: str) -> OpenedChange:
    """What to compare of a change, and in which document; raises "change.unknown" or "change.no-document"."""
    change = resolve_change(workspace, spec)
    old, new = _names(change)
    current = change.current
    touched = list_touched(workspace.repository.plumbing, [(current.revision, current.parent)])
    paths = touched.get(current.revision, ())
    path = _choose(workspace, change, paths, _renamed(workspace, change, paths))
    if path is None:
        named = ", ".join(paths[:_FEW]) + (" …" if len(paths) > _FEW else "")
        raise VisionEditorError("change.no-document", change=spec, paths=named or "it changes no file")
    is_there = workspace.repository.real_path(current.revision, path) is not None
    return OpenedChange(key=change.key, path=path, compared=(old, new), revision=new if is_there else old)


def _renamed(workspace: Workspace, change: Change, paths: Sequence[str]) -> Mapping[str, str]:
    """The new names of the files that have another one in the newest patch set. Git is asked only where one is gone."""
    repository, current = workspace.repository, change.current
    if current.parent is None or all(repository.blob_at(current.revision, path) for path in paths):
        return {}
    return ported_texts(repository).renames(repository, current.parent, current.revision)


def _choose(workspace: Workspace, change: Change, touched: Sequence[str], renamed: Mapping[str, str]) -> str | None:
    """A vision before other documents; of several the one that is most spoken of, with open questions first."""
    revision = change.current.revision
    paths = tuple(dict.fromkeys(renamed.get(path, path) for path in touched))
    asked = choose_visions(workspace, revision, paths) or [path for path in paths if is_prose_name(path)]
    review = load_fetched_review(workspace.repository, change.number) if change.number is not None else None
    threads = build_threads(review.comments if review else ())
    named = [(renamed.get(thread.root.path, thread.root.path), thread) for thread in threads]
    spoken = Counter(path for path, _ in named)
    open_ones = Counter(path for path, thread in named if thread.is_unresolved)
    most = max(((open_ones[path], spoken[path]) for path in asked), default=(0, 0))
    chosen = [path for path in asked if (open_ones[path], spoken[path]) == most]
    return choose_path(workspace, revision, chosen) or next(filter(may_be_prose, paths), None)


def _names(change: Change) -> tuple[str, str]:
    """The base and the newest patch set: by number, by branch, else by commit."""
    current = change.current
    base = current.parent or current.revision
    if change.number is None:
        return base, change.ref or current.revision
    new = f"{change.number}/{current.number}"
    return (f"{new}^" if current.parent else new), new
