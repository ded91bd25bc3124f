"""What stands around a draft in its repository, for whoever checks its links or helps to write one.

Made for one revision and what is drafted at the moment; what is read of a document is remembered by its bytes, so that
making it again costs little. It is asked on a thread, not on the window's.
"""

import posixpath
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache

from visioneditor.core.document.anchors import anchors_of
from visioneditor.core.document.links import Link
from visioneditor.core.document.model import Document
from visioneditor.core.document.prose import is_prose_name, may_be_prose
from visioneditor.core.text import decode
from visioneditor.repository.repository import is_link
from visioneditor.services.drafting import list_drafts
from visioneditor.services.following import candidate_paths
from visioneditor.services.reading import list_files, parse_data
from visioneditor.services.workspace import Workspace

_DECLARED = re.compile(
    r"^[ \t]*\.\.[ \t]+_(?![_ ])(?:`(?P<quoted>[^`\n]+)`|(?P<bare>[^`:\n][^:\n]*)):[ \t]*$", re.MULTILINE
)
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_NEAR = 0.7
_NAMES_SHOWN = 3


class RepositorySurroundings:
    """The files, labels and places of a revision, with the drafts that there are."""

    def __init__(self, workspace: Workspace, revision: str) -> None:
        self._workspace, self.revision = workspace, revision
        self._drafts = {draft.path: draft.text.encode() for draft in reversed(list_drafts(workspace))}
        self._entries = {entry.path: entry for entry in list_files(workspace, revision)}

    def is_still_so(self, *, besides: str) -> bool:
        """Whether the drafts are those that it was made with, one aside: that is the one in hand."""
        now = {draft.path: draft.text.encode() for draft in reversed(list_drafts(self._workspace))}
        return _without(now, besides) == _without(self._drafts, besides)

    @cached_property
    def _folders(self) -> frozenset[str]:
        found: set[str] = set()
        for path in (*self._entries, *self._drafts):
            while (path := posixpath.dirname(path)) and path not in found:
                found.add(path)
        return frozenset(found)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The paths of prose, links left out."""
        real = (path for path, entry in self._entries.items() if may_be_prose(path) and not is_link(entry))
        return tuple(sorted({*filter(is_prose_name, real), *self._drafts}))

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The path of the document that declares a label, by its folded name; of several the first."""
        found: dict[str, str] = {}
        for path in self.documents:
            for label in _labels_in(self.read(path) or b""):
                found.setdefault(label, path)
        return found

    def read(self, path: str) -> bytes | None:
        """A file's bytes: as it is drafted, else as it is at the revision, else as it stands in the work tree."""
        if path in self._drafts:
            return self._drafts[path]
        repository = self._workspace.repository
        if path in self._entries:
            return repository.read(self.revision, path)
        return repository.worktree_bytes(path) if repository.work_tree is not None else None

    def find(self, path: str, link: Link) -> str | None:
        """The path of the file that a link of the document at `path` means; a folder counts; None: there is none."""
        candidates = tuple(candidate_paths(path, link))
        known = (one for one in candidates if one in self._entries or one in self._drafts or one in self._folders)
        found = next(known, None)
        if found is None and link.path in (".", ""):
            return "."
        return found or next(filter(None, map(self._beyond, candidates)), None)

    def _beyond(self, path: str) -> str | None:
        """A file that a linked folder leads to, or one of the work tree that is not committed yet."""
        repository = self._workspace.repository
        real = repository.real_path(self.revision, path) if _COMMIT.fullmatch(self.revision) else None
        if real is not None:
            return real if real in self._entries or real in self._folders else None
        return path if self.read(path) is not None else None

    def document(self, path: str) -> Document | None:
        """A document by its path; None where there is none."""
        data = self.read(path) if is_prose_name(path) else None
        return _parsed(posixpath.basename(path), data) if data is not None else None

    def places(self, path: str) -> frozenset[str] | None:
        """The anchors of a document's places; None of what is no document."""
        document = self.document(path)
        return anchors_of(document) if document is not None else None

    def near(self, path: str, target: str) -> tuple[str, ...]:
        """Targets of documents that are much like one that leads nowhere, as they would be written at `path`."""
        place, _, _ = target.partition("#")
        stem, ending = posixpath.splitext(posixpath.basename(place.rstrip("/")))
        by_stem: dict[str, list[str]] = {}
        for one in self.documents:
            by_stem.setdefault(posixpath.splitext(posixpath.basename(one))[0], []).append(one)
        names = get_close_matches(stem, by_stem, n=_NAMES_SHOWN, cutoff=_NEAR)
        paths = [one for name in names for one in by_stem[name] if one != path]
        return tuple(relative_target(path, one, keeps_ending=bool(ending)) for one in paths[:_NAMES_SHOWN])


def _without(drafts: Mapping[str, bytes], path: str) -> dict[str, bytes]:
    return {one: data for one, data in drafts.items() if one != path}


def relative_target(path: str, target: str, *, keeps_ending: bool) -> str:
    """A document's path as another one in the same repository writes it."""
    found = posixpath.relpath(target, posixpath.dirname(path) or ".")
    return found if keeps_ending else posixpath.splitext(found)[0]


@lru_cache(maxsize=4096)
def _labels_in(data: bytes) -> tuple[str, ...]:
    names = (found["quoted"] or found["bare"] for found in _DECLARED.finditer(decode(data)))
    return tuple(" ".join(name.replace("\\", "").split()).lower() for name in names)


@lru_cache(maxsize=256)
def _parsed(name: str, data: bytes) -> Document:
    return parse_data(name, data)
