"""Compare a document at two revisions, or two files: find both sides, read them, lay them beside each other.

The work tree, drafts and files on disk are revisions, too. Where a document has another name on the other side, that
is found by git's renames, then by where its words stand.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from visioneditor.core.compare.tracing import runs_of_words, share_of_words
from visioneditor.core.document.model import COMMIT_MESSAGE_PATH
from visioneditor.core.document.prose import is_prose_name, may_be_prose, reads_as_prose
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError
from visioneditor.repository.model import TreeEntry
from visioneditor.repository.objects import find_trailer
from visioneditor.repository.refs import named_patch_set
from visioneditor.repository.renames import find_renames
from visioneditor.repository.repository import is_link
from visioneditor.services.found_pair import FoundPair, FoundText, compare_pair
from visioneditor.services.model import LoadedComparison
from visioneditor.services.reading import (
    WORKTREE,
    file_of,
    is_draft,
    is_file,
    is_no_commit,
    list_files,
    parse_data,
    read_document,
    read_file,
    resolve_revision,
    unknown_document,
)
from visioneditor.services.workspace import Workspace

# Less of a text than this in common with another one is what any two documents of a community have: headings, names
# and phrases. What git still calls a rename at 42 % similarity shares more.
_CAME_FROM = 0.3
_NO_FILE = frozenset({os.devnull, "/dev/null"})  # what git difftool names where a side has no file


def compare_revisions(
    workspace: Workspace, old: str, new: str, path: str | None = None, old_path: str | None = None
) -> LoadedComparison:
    """Compare a document at two revisions; a file on one side only is compared with the empty text.

    A file on disk is compared with the document of `path`, whatever its own name is. Raises as `find_pair`.
    """
    return compare_pair(find_pair(workspace, old, new, path, old_path), parse_data)


def find_pair(
    workspace: Workspace, old: str, new: str, path: str | None = None, old_path: str | None = None
) -> FoundPair:
    """Find and read both sides of a document, to be compared here or elsewhere.

    Raises "document.unknown" where neither has it, "draft.unknown" where a draft is meant and there is none; without a
    path "comparison.no-document" or "comparison.several-documents" where not exactly one document changed.
    """
    sides = _Sides(workspace, _resolve(workspace, old), _resolve(workspace, new))
    if path is None:
        path = sides.only_changed()
    if old_path is not None and sides.read_old(old_path) is None:
        raise VisionEditorError("document.unknown", path=old_path, revision=old)
    for side, named in ((sides.old, old_path or path), (sides.new, path)):
        if is_draft(side) and read_document(workspace, side, named) is None:
            raise unknown_document(side, named)  # no draft is not an empty one
    new_path: str | None = path
    if sides.read_new(path) is not None:
        found = old_path or sides.find_source(path)
    elif sides.read_old(path) is not None:
        found, new_path = old_path or path, sides.find_target(path)
    else:
        raise unknown_document(sides.new, path)
    older = _found(sides.old, found, sides.read_old(found))
    newer = _found(sides.new, new_path, sides.read_new(new_path))
    return FoundPair(
        old=older,
        new=newer,
        bases=_bases(workspace, older, newer, (old, new)),
        named=(old, new),
        dates=(_date(workspace, older), _date(workspace, newer)),
    )


def compare_files(old: Path, new: Path) -> LoadedComparison:
    """Compare two files, wherever they are; the null device stands for none. Raises "files.unreadable"."""
    return compare_pair(find_files(old, new), parse_data)


def find_files(old: Path, new: Path) -> FoundPair:
    """Read two files, to be compared here or elsewhere; raises "files.unreadable"."""
    return FoundPair(old=_found_file(old), new=_found_file(new))


def _found_file(path: Path) -> FoundText:
    return _found("", None, None) if str(path) in _NO_FILE else _found("", path.as_posix(), read_file(path))


def _resolve(workspace: Workspace, revision: str) -> str:
    resolved = resolve_revision(workspace, revision)
    if resolved == WORKTREE and workspace.repository.work_tree is None:
        raise VisionEditorError("revision.no-work-tree", name=workspace.repository.name)
    return resolved


def _found(revision: str, path: str | None, data: bytes | None) -> FoundText:
    if path is None or data is None:
        path, data = "", b""
    if is_file(revision):
        path = str(file_of(revision))
    return FoundText(revision=revision, path=path, data=data)


def _bases(
    workspace: Workspace, old: FoundText, new: FoundText, named: tuple[str, str]
) -> tuple[FoundText, FoundText] | None:
    """What two patch sets of a change stand on; None where they are no such pair, or have nothing of it."""
    if new.path == COMMIT_MESSAGE_PATH or not _is_one_change(workspace, old, new, named):
        return None
    old_base, new_base = _base(workspace, old, new), _base(workspace, new, old)
    return (old_base, new_base) if old_base is not None and new_base is not None else None


def _date(workspace: Workspace, side: FoundText) -> datetime | None:
    return None if is_no_commit(side.revision) else workspace.repository.commit(side.revision).committed


def _is_one_change(workspace: Workspace, old: FoundText, new: FoundText, named: tuple[str, str]) -> bool:
    """Whether both are patch sets of a change, named as such; or, as branches are, by one Change-Id on two parents."""
    places = named_patch_set(named[0]), named_patch_set(named[1])
    if places[0] is not None and places[1] is not None:
        return places[0][0] == places[1][0]
    if any(is_no_commit(side.revision) for side in (old, new)):
        return False
    commits = [workspace.repository.commit(side.revision) for side in (old, new)]
    ids = {find_trailer(commit.message, "Change-Id") for commit in commits}
    return len(ids) == 1 and None not in ids and commits[0].parents[:1] != commits[1].parents[:1]


def _base(workspace: Workspace, side: FoundText, other: FoundText) -> FoundText | None:
    """The document in the commit that a patch set stands on, under either path; None where there is no such commit."""
    parent = next(iter(workspace.repository.commit(side.revision).parents), None)
    if parent is None:
        return None
    found = ((path, read_document(workspace, parent, path)) for path in (side.path, other.path) if path)
    path, data = next(((path, data) for path, data in found if data is not None), (other.path or side.path, b""))
    return FoundText(revision=parent, path=path, data=data)


class _Sides:
    """The two revisions, and what is known of the files in them."""

    def __init__(self, workspace: Workspace, old: str, new: str) -> None:
        self.workspace = workspace
        self.old, self.new = old, new

    def read_old(self, path: str | None) -> bytes | None:
        return read_document(self.workspace, self.old, path) if path else None

    def read_new(self, path: str | None) -> bytes | None:
        return read_document(self.workspace, self.new, path) if path else None

    def only_changed(self) -> str:
        """The one document that changed."""
        old_files, new_files = self._not_shared()
        changed = self._prose(self.new, new_files)
        gone = self._prose(self.old, old_files)
        if len(changed) == 1:
            return changed[0]
        if not changed and len(gone) == 1:
            return gone[0]
        if not changed and not gone:
            raise VisionEditorError("comparison.no-document", old=self.old[:10], new=self.new[:10])
        listed = sorted({*changed, *gone})
        names = ", ".join(listed[:8]) + (", …" if len(listed) > 8 else "")
        raise VisionEditorError("comparison.several-documents", number=len(listed), paths=names)

    def find_source(self, path: str) -> str | None:
        """The old path of a document of the new revision."""
        if self.read_old(path) is not None:
            return path
        return next((old for old, new in self._renames() if new == path), None) or self._closest_old(path)

    def find_target(self, path: str) -> str | None:
        """The new path of a document that only the old revision has under this one."""
        return next((new for old, new in self._renames() if old == path), None) or self._closest_new(path)

    def _renames(self) -> Iterable[tuple[str, str]]:
        """Git tells renames between commits only."""
        if any(map(is_no_commit, (self.old, self.new))):
            return ()
        return find_renames(self.workspace.repository, self.old, self.new)

    def _closest_old(self, path: str) -> str | None:
        """The old document in which most of the new one's words stood, and stand no more where it is still there."""
        text = decode(self.read_new(path) or b"")
        whole = {
            other: runs_of_words(decode(self.read_old(other) or b""))
            for other in self._prose(self.old, self._not_shared()[0])
        }
        lost = {other: runs - runs_of_words(decode(self.read_new(other) or b"")) for other, runs in whole.items()}
        return _best_of(text, lost) or _best_of(text, whole)

    def _closest_new(self, path: str) -> str | None:
        """The new document most of whose words stand in the old one."""
        known = runs_of_words(decode(self.read_old(path) or b""))
        shares = {
            other: share_of_words(decode(self.read_new(other) or b""), known)
            for other in self._prose(self.new, self._not_shared()[1])
            if self.read_old(other) is None
        }
        return _best(shares)

    def _not_shared(self) -> tuple[list[str], list[str]]:
        """Files of either side that the other does not have, or not the same."""
        old, new = self._files(self.old), self._files(self.new)
        shared = {path for path in old.keys() & new.keys() if self._is_same(path, old[path], new[path])}
        return sorted(old.keys() - shared), sorted(new.keys() - shared)

    def _files(self, revision: str) -> Mapping[str, TreeEntry]:
        entries = list_files(self.workspace, revision)
        return {entry.path: entry for entry in entries if may_be_prose(entry.path) and not is_link(entry)}

    def _is_same(self, path: str, old: TreeEntry, new: TreeEntry) -> bool:
        if old.blob and new.blob and not is_draft(self.old) and not is_draft(self.new):
            return old.blob == new.blob
        return self._listed(self.old, path) == self._listed(self.new, path)

    def _listed(self, revision: str, path: str) -> bytes | None:
        """As the revision has it; what has no draft is read as it stands."""
        data = read_document(self.workspace, revision, path)
        if data is None and is_draft(revision):
            return read_document(self.workspace, resolve_revision(self.workspace, None), path)
        return data

    def _prose(self, revision: str, paths: Iterable[str]) -> list[str]:
        return [path for path in paths if is_prose_name(path) or self._reads_as_prose(revision, path)]

    def _reads_as_prose(self, revision: str, path: str) -> bool:
        data = self._listed(revision, path)
        return data is not None and reads_as_prose(path, decode(data))


def _best_of(text: str, known: Mapping[str, frozenset[tuple[str, ...]]]) -> str | None:
    return _best({path: share_of_words(text, runs) for path, runs in known.items()})


def _best(shares: Mapping[str, float]) -> str | None:
    """The path of the greatest share, the first of several; None where none is great enough."""
    best = min(shares, key=lambda path: (-shares[path], path), default=None)
    return best if best is not None and shares[best] >= _CAME_FROM else None
