"""Where a change's comments belong: on another of its patch sets, or in the text that is shown.

Every comment has an answer: its words, what became of them, their paragraph, section or document, or that the file is
no more. Files are followed where they were renamed.
"""

from collections.abc import Iterable

from visioneditor.core.document.model import Document
from visioneditor.core.review.anchors import Span, anchor_span, place, trim
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Change, Comment, PatchSet, Side
from visioneditor.core.review.porter import Placed, Ported, PortedComment
from visioneditor.core.text import Lines
from visioneditor.errors import VisionEditorError
from visioneditor.services.changes import find_patch_set
from visioneditor.services.comment_texts import comment_text
from visioneditor.services.model import LoadedDocument
from visioneditor.services.ported_texts import ported_texts
from visioneditor.services.workspace import Workspace

_NO_FILES = frozenset({COMMIT_MESSAGE_PATH, PATCH_SET_PATH})


def port_comments(
    workspace: Workspace, change: Change, comments: Iterable[Comment], target: PatchSet
) -> tuple[PortedComment, ...]:
    """Where each of the comments belongs on the target patch set, in their order."""
    porting = Porting(workspace, change)
    return tuple(porting.to_patch_set(comment, target) for comment in comments)


class Porting:
    """Ports the comments of one change; each text is read once."""

    def __init__(self, workspace: Workspace, change: Change) -> None:
        self._workspace, self._change = workspace, change
        self._texts = ported_texts(workspace.repository)
        self._read: dict[tuple[str, Side, str], Document | None] = {}
        self._followed: dict[tuple[str, str, str, str], bool] = {}

    def to_patch_set(self, comment: Comment, target: PatchSet) -> PortedComment:
        """The place on another patch set, on the same side."""
        if comment.path == PATCH_SET_PATH:
            return _whole(target, comment.path, Placed.DOCUMENT)
        source = self._find_patch_set(comment)
        path = self._path_on(comment, source, target)
        there = self._document(target, comment.side, path) if path else None
        if path is None or there is None:
            return _whole(target, comment.path, Placed.GONE)
        return _answer(target, path, there, self._port(comment, source, path, there))

    def to_shown(self, comment: Comment, shown: LoadedDocument, commit: str) -> Ported | None:
        """The place in a shown text, which stands on a commit; None for a comment on another file.

        Of a section its first line stands for it.
        """
        source = self._find_patch_set(comment)
        if comment.path != shown.path and not self._became(comment, source, shown.path, commit):
            return None
        found = self._port(comment, source, shown.path, shown.document)
        if found.span is None or found.placed is not Placed.SECTION:
            return found
        return Ported(placed=found.placed, span=_first_line(shown.document.text, found.span))

    def _port(self, comment: Comment, source: PatchSet | None, path: str, there: Document) -> Ported:
        here = self._document(source, comment.side, comment.path) if source else None
        if comment.line is None or here is None:
            return Ported(placed=Placed.DOCUMENT)
        span = place(comment, here.text)
        porter = self._texts.porter(comment.path, here, path, there)
        return porter.port(*span) if porter and span else Ported(placed=Placed.EXACT, span=span)

    def _find_patch_set(self, comment: Comment) -> PatchSet | None:
        try:
            return find_patch_set(self._change, comment.patch_set)
        except VisionEditorError:
            return None

    def _path_on(self, comment: Comment, source: PatchSet | None, target: PatchSet) -> str | None:
        """The file's path on a patch set: the same, or what git takes it to have been renamed to."""
        if comment.path in _NO_FILES or source is None:
            return comment.path
        if self._document(target, comment.side, comment.path) is not None:
            return comment.path
        old, new = _commit(source, comment.side), _commit(target, comment.side)
        return self._texts.renames(self._workspace.repository, old, new).get(comment.path) if old and new else None

    def _became(self, comment: Comment, source: PatchSet | None, path: str, commit: str) -> bool:
        """Whether a comment's file has another path on a commit by now. Git is asked only where it can be so."""
        here = _commit(source, comment.side) if source else None
        if not here or not commit or comment.path in _NO_FILES:
            return False
        asked = here, comment.path, commit, path
        if asked not in self._followed:
            self._followed[asked] = self._was_renamed(*asked)
        return self._followed[asked]

    def _was_renamed(self, here: str, path: str, there: str, path_there: str) -> bool:
        repository = self._workspace.repository
        if repository.blob_at(there, path) or repository.blob_at(here, path_there):
            return False
        return self._texts.renames(repository, here, there).get(path) == path_there

    def _document(self, patch_set: PatchSet, side: Side, path: str) -> Document | None:
        key = patch_set.revision, side, path
        if key not in self._read:
            try:
                text = comment_text(self._workspace, patch_set, side, path)
            except VisionEditorError:
                self._read[key] = None
            else:
                self._read[key] = self._texts.document(path, text)
        return self._read[key]


def _commit(patch_set: PatchSet, side: Side) -> str | None:
    return patch_set.revision if side is Side.REVISION else patch_set.parent


def _first_line(text: str, span: Span) -> Span:
    end = text.find("\n", span[0])
    return trim(text, span[0], end if end >= 0 else span[1])


def _whole(target: PatchSet, path: str, placed: Placed) -> PortedComment:
    return PortedComment(patch_set=target.number, path=path, placed=placed)


def _answer(target: PatchSet, path: str, there: Document, found: Ported) -> PortedComment:
    if found.span is None:
        return _whole(target, path, found.placed)
    start, end = found.span
    lines = Lines(there.text)
    has_words = found.placed in (Placed.EXACT, Placed.EDITED) and bool(there.text[start:end].strip())
    return PortedComment(
        patch_set=target.number,
        path=path,
        placed=found.placed,
        lines=(lines.line_of(start), lines.line_of(max(start, end - 1))),
        range=anchor_span(there.text, start, end).range if has_words else None,
        quote=None if found.placed is Placed.SECTION else there.text[start:end],
    )
